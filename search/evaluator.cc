#include "search/evaluator.h"

#include <algorithm>
#include <numeric>
#include <set>

#include "index/schema.h"
#include "search/word_fields.h"

namespace lontar::search {
namespace {

// Walking a posting list to the end beats skipping along it unless it is this many times longer
// than the set it is asked about (measured, docs/performance.md).
constexpr std::size_t kSkipRatio = 4;

// A beginning of a word may stand for this many words; beyond it the rarest are left out, said so.
constexpr std::size_t kMaxExpansion = 10'000;

bool same_letters(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::ranges::equal(a, b, {}, lower, lower);
}

}  // namespace

Evaluator::Evaluator(const Xapian::Database& database, const Columns& columns)
    : database_(database), columns_(columns) {}

DocSet Evaluator::evaluate(const Node& root, bool scoring) {
  if (scoring) scores_.assign(columns_.last + 1, 0);
  return match(root, nullptr, scoring);
}

DocSet Evaluator::match(const Node& node, const DocSet* within, bool scoring) {
  switch (node.op) {
    case Op::kAll:
      return columns_.all;
    case Op::kWord:
      return match_word(term_of(node.field, node.words[0].text), within, scoring);
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
    case Op::kConcept:
      return match_or(node, within, scoring);
    case Op::kNot: {
      DocSet rest = columns_.all;
      return rest -= match(node.children[0], nullptr, false);
    }
  }
  return DocSet(columns_.last);
}

DocSet Evaluator::match_word(const std::string& term, const DocSet* within, bool scoring) {
  DocSet matched(columns_.last);
  auto it = database_.postlist_begin(term);
  const auto end = database_.postlist_end(term);
  if (it == end) return matched;
  const std::size_t frequency = database_.get_termfreq(term);
  const Bm25 weight(columns_.documents, frequency, columns_.average_length);
  const auto take = [&](Xapian::docid document) {
    matched.add(document);
    if (scoring) {
      scores_[document] += static_cast<float>(weight(it.get_wdf(), columns_.lengths[document]));
    }
  };
  if (within && within->count() * kSkipRatio < frequency) {
    within->each([&](Xapian::docid document) {
      if (it == end) return;
      it.skip_to(document);
      if (it != end && *it == document) take(document);
    });
  } else {
    for (; it != end; ++it) take(*it);
  }
  return matched;
}

std::vector<std::string> Evaluator::expand(const Node& prefix) {
  const std::string beginning = term_of(prefix.field, prefix.words[0].text);
  std::vector<std::pair<Xapian::doccount, std::string>> found;
  const auto end = database_.allterms_end(beginning);
  for (auto it = database_.allterms_begin(beginning); it != end; ++it) {
    found.emplace_back(it.get_termfreq(), *it);
  }
  if (found.size() > kMaxExpansion) {
    warnings_.push_back("“" + prefix.words[0].text + "*” stands for " +
                        std::to_string(found.size()) + " words; only the " +
                        std::to_string(kMaxExpansion) + " most frequent were searched.");
    std::ranges::nth_element(found, found.begin() + kMaxExpansion, std::greater<>());
    found.resize(kMaxExpansion);
  }
  std::vector<std::string> terms;
  for (auto& [frequency, term] : found) terms.push_back(std::move(term));
  return terms;
}

// All words of one beginning count as one word: their frequencies add up before they are weighed.
DocSet Evaluator::match_prefix(const Node& node, bool scoring) {
  DocSet matched(columns_.last);
  std::vector<std::uint32_t> frequencies(scoring ? columns_.last + 1 : 0);
  for (const std::string& term : expand(node)) {
    const auto end = database_.postlist_end(term);
    for (auto it = database_.postlist_begin(term); it != end; ++it) {
      matched.add(*it);
      if (scoring) frequencies[*it] += it.get_wdf();
    }
  }
  if (scoring) {
    const Bm25 weight(columns_.documents, matched.count(), columns_.average_length);
    matched.each([&](Xapian::docid document) {
      scores_[document] +=
          static_cast<float>(weight(frequencies[document], columns_.lengths[document]));
    });
  }
  return matched;
}

std::vector<Positions> Evaluator::word_positions(const Node& node, Xapian::docid document) const {
  std::vector<Positions> all;
  for (const Word& word : node.words) {
    const std::string term = term_of(node.field, word.text);
    all.emplace_back(database_.positionlist_begin(document, term),
                     database_.positionlist_end(document, term));
  }
  return all;
}

Positions Evaluator::matched_positions(const Node& node, Xapian::docid document) const {
  const auto words = word_positions(node, document);
  if (node.op == Op::kNear) return near_positions(words, node.window);
  Positions positions;
  for (const std::uint32_t start : phrase_starts(words)) {
    for (std::uint32_t i = 0; i < words.size(); ++i) positions.push_back(start + i);
  }
  return positions;
}

// Documents in which the words follow one another: Xapian's matcher reads positions lazily and only
// of documents with all the words, which is faster than anything done from outside (measured).
DocSet Evaluator::match_phrase(const std::vector<std::string>& terms) const {
  Xapian::Enquire enquire(database_);
  enquire.set_query(
      Xapian::Query(Xapian::Query::OP_PHRASE, terms.begin(), terms.end(), terms.size()));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  DocSet matched(columns_.last);
  const Xapian::MSet found = enquire.get_mset(0, database_.get_doccount());
  for (auto it = found.begin(); it != found.end(); ++it) matched.add(*it);
  return matched;
}

DocSet Evaluator::match_near(const Node& node, const std::set<std::string>& terms) {
  DocSet candidates = columns_.all;
  for (const std::string& term : terms) candidates &= match_word(term, nullptr, false);
  DocSet matched = candidates;
  candidates.each([&](Xapian::docid document) {
    if (matched_positions(node, document).empty()) matched.remove(document);
  });
  return matched;
}

DocSet Evaluator::match_together(const Node& node, const DocSet* within, bool scoring) {
  std::vector<std::string> terms;
  for (const Word& word : node.words) terms.push_back(term_of(node.field, word.text));
  const std::set<std::string> distinct(terms.begin(), terms.end());
  DocSet matched = node.op == Op::kPhrase ? match_phrase(terms) : match_near(node, distinct);
  if (within) matched &= *within;
  if (scoring) {
    for (const std::string& term : distinct) match_word(term, &matched, true);
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
    warnings_.push_back("No document has " + std::string(facet.name) + " “" + node.value + "”.");
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

// How many postings a node is worth at most: AND begins with the cheapest.
std::size_t Evaluator::cost(const Node& node) const {
  const auto sum = [&] {
    return std::accumulate(
        node.children.begin(), node.children.end(), std::size_t{0},
        [&](std::size_t total, const Node& child) { return total + cost(child); });
  };
  switch (node.op) {
    case Op::kWord:
      return database_.get_termfreq(term_of(node.field, node.words[0].text));
    case Op::kPhrase:
    case Op::kNear: {
      std::size_t least = columns_.documents;
      for (const Word& word : node.words) {
        least =
            std::min<std::size_t>(least, database_.get_termfreq(term_of(node.field, word.text)));
      }
      return least;
    }
    case Op::kOr:
      return std::min(sum(), columns_.documents);
    case Op::kAnd: {
      std::size_t least = columns_.documents;
      for (const Node& child : node.children) {
        if (child.op != Op::kNot) least = std::min(least, cost(child));
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
    if (child.op != Op::kNot) wanted.emplace_back(cost(child), &child);
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
  return matched;
}

DocSet Evaluator::match_or(const Node& node, const DocSet* within, bool scoring) {
  DocSet matched(columns_.last);
  for (const Node& child : node.children) matched |= match(child, within, scoring);
  return matched;
}

}  // namespace lontar::search
