#include "search/evaluator.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "index/schema.h"
#include "search/phrase.h"
#include "search/ranking_parameters.h"
#include "search/word_fields.h"
#include "search/word_group.h"

namespace lontar::search {
namespace {

// Walking a posting list to the end beats skipping along it unless it is this many times longer
// than the set it is asked about (measured, docs/performance.md).
constexpr std::size_t kSkipRatio = 4;

// A beginning of a word may stand for this many words; beyond it the rarest are left out, said so.
constexpr std::size_t kMaxExpansion = 10'000;

// Where a string is only another way for its words to match, it is left out when more documents
// than this would have to be looked into.
constexpr std::size_t kMaxOptionalStrings = 20'000;

bool same_letters(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::ranges::equal(a, b, {}, lower, lower);
}

bool has_concept(const Node& node) {
  return node.op == Op::kConcept || std::ranges::any_of(node.children, has_concept);
}

}  // namespace

Evaluator::Evaluator(const Xapian::Database& database, const Columns& columns,
                     const Vocabulary& vocabulary)
    : database_(database), columns_(columns), vocabulary_(vocabulary) {}

void Evaluator::begin(bool scoring) {
  if (scoring) scores_.assign(columns_.last + 1, 0);
  forget_strings();
}

DocSet Evaluator::evaluate(const Node& root, bool scoring) {
  begin(scoring);
  literal_.reset();
  DocSet matched = match(root, nullptr, scoring);
  if (scoring && has_concept(root)) {
    only_literal_ = true;
    literal_ = match(root, &matched, false);
    only_literal_ = false;
  }
  return matched;
}

void Evaluator::warn(Notice notice) { add_once(warnings_, std::move(notice)); }

void Evaluator::put_first(const std::vector<Xapian::docid>& documents) {
  first_.emplace(columns_.last);
  for (const Xapian::docid document : documents) first_->add(document);
}

DocSet Evaluator::match(const Node& node, const DocSet* within, bool scoring) {
  switch (node.op) {
    case Op::kAll:
      return columns_.all;
    case Op::kWord:
      return match_single(node, within, scoring);
    case Op::kPrefix:
      return match_prefix(node, scoring);
    case Op::kPhrase:
    case Op::kNear:
      return match_together(node, within, scoring);
    case Op::kFacet:
      return match_facet(node);
    case Op::kDates:
      return match_dates(node);
    case Op::kAnd:
      return match_and(node, within, scoring);
    case Op::kOr:
      return match_or(node, within, scoring);
    case Op::kConcept:
      return match_concept(node, within, scoring);
    case Op::kNot: {
      DocSet rest = columns_.all;
      return rest -= match(node.children[0], nullptr, false);
    }
  }
  return DocSet(columns_.last);
}

template <class Take>
void Evaluator::walk(const std::string& term, const DocSet* within, Take take) const {
  auto it = database_.postlist_begin(term);
  const auto end = database_.postlist_end(term);
  if (it == end) return;
  if (within && within->count() * kSkipRatio < database_.get_termfreq(term)) {
    within->each([&](Xapian::docid document) {
      if (it == end) return;
      it.skip_to(document);
      if (it != end && *it == document) take(document, it.get_wdf());
    });
  } else {
    for (; it != end; ++it) take(*it, it.get_wdf());
  }
}

DocSet Evaluator::match_word(const std::string& term, const DocSet* within, bool scoring) {
  DocSet matched(columns_.last);
  const Bm25 weight(columns_.documents, database_.get_termfreq(term), columns_.average_length);
  walk(term, within, [&](Xapian::docid document, Xapian::termcount wdf) {
    matched.add(document);
    if (scoring) scores_[document] += static_cast<float>(weight(wdf, columns_.lengths[document]));
  });
  return matched;
}

std::size_t Evaluator::frequency(const Word& word, std::string_view field) const {
  std::size_t most = database_.get_termfreq(term_of(field, word.text));
  for (const Form& form : word.forms) {
    // A word is as rare as it is, however many compounds it is part of.
    if (form.kind == FormKind::kPart && most > 0) continue;
    most = std::max<std::size_t>(most, database_.get_termfreq(term_of(field, form.term)));
  }
  return most;
}

std::size_t Evaluator::frequency(const Node& node) const {
  if (node.op == Op::kConcept) return frequency(node.children[0]);
  std::size_t least = columns_.documents;
  for (const Word& word : node.words) least = std::min(least, frequency(word, node.field));
  return least;
}

bool Evaluator::counts(const Form& form, Xapian::docid document) const {
  return form.language.empty() || columns_.in_language(form.language).has(document);
}

void Evaluator::weigh(const DocSet& matched, std::size_t word_documents) {
  const Bm25 weight(columns_.documents, word_documents, columns_.average_length);
  matched.each([&](Xapian::docid document) {
    scores_[document] +=
        static_cast<float>(weight(frequencies_[document], columns_.lengths[document]));
    frequencies_[document] = 0;
  });
}

DocSet Evaluator::match_group(const Word& word, std::string_view field, const DocSet* within,
                              bool scoring) {
  if (word.forms.empty()) return match_word(term_of(field, word.text), within, scoring);
  DocSet matched(columns_.last);
  if (scoring) frequencies_.resize(columns_.last + 1);
  for (const GroupTerm& term : group_of(word, field, columns_)) {
    walk(term.term, within, [&](Xapian::docid document, Xapian::termcount wdf) {
      const float factor = term.factor_in(document);
      if (factor <= 0) return;
      matched.add(document);
      if (scoring) frequencies_[document] += factor * static_cast<float>(wdf);
    });
  }
  if (scoring) weigh(matched, frequency(word, field));
  return matched;
}

std::vector<std::string> Evaluator::expand(const Node& prefix) {
  const std::string& beginning = prefix.words[0].text;
  std::vector<std::pair<std::uint32_t, Vocabulary::Number>> found;
  const auto [first, last] = vocabulary_.with_beginning(beginning);
  for (auto number = first; number < last; ++number) {
    found.emplace_back(vocabulary_.documents(number), number);
  }
  if (found.size() > kMaxExpansion) {
    warn({"wide-beginning",
          {{"text", beginning},
           {"count", std::to_string(found.size())},
           {"limit", std::to_string(kMaxExpansion)}}});
    std::ranges::nth_element(found, found.begin() + kMaxExpansion, std::greater<>());
    found.resize(kMaxExpansion);
  }
  std::vector<std::string> terms;
  for (const auto& [documents, number] : found) {
    terms.push_back(term_of(prefix.field, vocabulary_.term(number)));
  }
  return terms;
}

// All words of one beginning count as one word, as those of a group.
DocSet Evaluator::match_prefix(const Node& node, bool scoring) {
  DocSet matched(columns_.last);
  if (scoring) frequencies_.resize(columns_.last + 1);
  for (const std::string& term : expand(node)) {
    walk(term, nullptr, [&](Xapian::docid document, Xapian::termcount wdf) {
      matched.add(document);
      if (scoring) frequencies_[document] += static_cast<float>(wdf);
    });
  }
  if (scoring) weigh(matched, matched.count());
  return matched;
}

DocSet Evaluator::match_near(const Node& node) {
  DocSet candidates = columns_.all;
  for (const Word& word : node.words) candidates &= match_group(word, node.field, nullptr, false);
  DocSet matched = candidates;
  candidates.each([&](Xapian::docid document) {
    if (matched_positions(node, document).empty()) matched.remove(document);
  });
  return matched;
}

DocSet Evaluator::match_single(const Node& node, const DocSet* within, bool scoring) {
  const auto borders = written_borders(node);
  if (borders == Borders::kClusters) return match_written(node, within, scoring);
  DocSet matched = match_group(node.words[0], node.field, within, scoring);
  if (borders) matched |= match_written(node, within, scoring);
  return matched;
}

// One string counts as one word of the documents it stands in, and for as much as all its words.
DocSet Evaluator::match_written(const Node& node, const DocSet* within, bool scoring) {
  const bool required = node.op != Op::kAnd && written_borders(node) == Borders::kClusters;
  const WrittenString& string = written(node);
  DocSet matched = string.candidates(columns_.last);
  if (within) matched &= *within;
  if (!required && matched.count() > kMaxOptionalStrings) return DocSet(columns_.last);
  std::vector<std::pair<Xapian::docid, std::size_t>> frequencies;
  DocSet(matched).each([&](Xapian::docid document) {
    const std::size_t places = string.places(document).size();
    if (places == 0) matched.remove(document);
    if (places > 0 && scoring) frequencies.emplace_back(document, places);
  });
  const Bm25 weight(columns_.documents, frequencies.size(), columns_.average_length);
  for (const auto& [document, frequency] : frequencies) {
    scores_[document] +=
        static_cast<float>(static_cast<double>(node.words.size()) *
                           weight(static_cast<double>(frequency), columns_.lengths[document]));
  }
  return matched;
}

DocSet Evaluator::match_together(const Node& node, const DocSet* within, bool scoring) {
  if (written_borders(node)) return match_written(node, within, scoring);
  std::vector<std::string> terms;
  for (const Word& word : node.words) terms.push_back(term_of(node.field, word.text));
  DocSet matched = node.op == Op::kPhrase ? documents_with_phrase(database_, terms, columns_.last)
                                          : match_near(node);
  if (within) matched &= *within;
  if (!scoring) return matched;
  for (auto term = terms.begin(); term != terms.end(); ++term) {
    if (std::find(terms.begin(), term, *term) != term) continue;  // each word once
    const Word& word = node.words[static_cast<std::size_t>(term - terms.begin())];
    match_group(word, node.field, &matched, true);
  }
  return matched;
}

DocSet Evaluator::match_facet(const Node& node) {
  DocSet matched(columns_.last);
  const index::Facet& facet = index::kFacets[node.facet];
  bool known = false;
  for (const std::string& value : columns_.facets[node.facet].values) {
    if (!same_letters(value, node.value)) continue;
    known = true;
    const std::string term = index::facet_term(facet, value);
    const auto end = database_.postlist_end(term);
    for (auto it = database_.postlist_begin(term); it != end; ++it) matched.add(*it);
  }
  if (!known) {
    warn({"no-value", {{"facet", std::string(facet.name)}, {"text", node.value}}});
  }
  return matched;
}

DocSet Evaluator::match_dates(const Node& node) {
  DocSet matched(columns_.last);
  for (std::uint32_t document = 0; document < columns_.dates.size(); ++document) {
    const int date = columns_.dates[document];
    if (date != 0 && date >= node.from && date <= node.to) matched.add(document);
  }
  return matched;
}

std::size_t Evaluator::postings(const Word& word, std::string_view field) const {
  std::size_t total = database_.get_termfreq(term_of(field, word.text));
  for (const Form& form : word.forms) total += database_.get_termfreq(term_of(field, form.term));
  return total;
}

// How many postings a node is worth at most: AND begins with the cheapest.
std::size_t Evaluator::cost(const Node& node) const {
  const auto sum = [&] {
    return std::accumulate(
        node.children.begin(), node.children.end(), std::size_t{0},
        [&](std::size_t total, const Node& child) { return total + cost(child); });
  };
  switch (node.op) {
    case Op::kWord:
      return std::min(postings(node.words[0], node.field), columns_.documents);
    case Op::kPhrase:
    case Op::kNear: {
      std::size_t least = columns_.documents;
      for (const Word& word : node.words) {
        least = std::min(least, postings(word, node.field));
      }
      return least;
    }
    case Op::kOr:
    case Op::kConcept:
      return std::min(sum(), columns_.documents);
    case Op::kAnd: {
      std::size_t least = columns_.documents;
      for (const Node& child : node.children) {
        if (child.op != Op::kNot && child.required) least = std::min(least, cost(child));
      }
      return least;
    }
    default:
      return columns_.documents;
  }
}

DocSet Evaluator::match_and(const Node& node, const DocSet* within, bool scoring) {
  std::vector<std::pair<std::size_t, const Node*>> wanted;
  for (const Node& child : node.children) {
    if (child.op != Op::kNot && child.required) wanted.emplace_back(cost(child), &child);
  }
  std::ranges::stable_sort(wanted, {}, [](const auto& entry) { return entry.first; });

  DocSet matched = within ? *within : columns_.all;
  bool narrowed = within != nullptr;
  for (const auto& [postings, child] : wanted) {
    matched &= match(*child, narrowed ? &matched : nullptr, scoring);
    narrowed = true;
  }
  for (const Node& child : node.children) {
    if (child.op == Op::kNot) matched -= match(child.children[0], &matched, false);
  }
  for (const Node& child : node.children) {
    if (scoring && !child.required) match(child, &matched, true);
  }
  if (written_borders(node)) matched |= match_written(node, within, scoring);
  return matched;
}

// A document that says it in the words that were typed is weighed by them; any other by the best of
// the additions it has.
DocSet Evaluator::match_concept(const Node& node, const DocSet* within, bool scoring) {
  DocSet typed = match(node.children[0], within, scoring);
  if (only_literal_) return typed;
  DocSet added(columns_.last);
  std::vector<float> kept;
  std::vector<float> best;
  if (scoring) {
    kept = std::exchange(scores_, std::vector<float>(columns_.last + 1));
    best.resize(columns_.last + 1);
  }
  for (std::size_t i = 1; i < node.children.size(); ++i) {
    const DocSet found = match(node.children[i], within, scoring);
    added |= found;
    if (!scoring) continue;
    found.each([&](Xapian::docid document) {
      best[document] = std::max(best[document], scores_[document]);
    });
    std::ranges::fill(scores_, 0.0F);
  }
  if (scoring) {
    scores_ = std::move(kept);
    added -= typed;
    added.each([&](Xapian::docid document) {
      scores_[document] += static_cast<float>(kRanking.concept_addition) * best[document];
    });
  }
  return typed |= added;
}

DocSet Evaluator::match_or(const Node& node, const DocSet* within, bool scoring) {
  DocSet matched(columns_.last);
  for (const Node& child : node.children) matched |= match(child, within, scoring);
  return matched;
}

}  // namespace lontar::search
