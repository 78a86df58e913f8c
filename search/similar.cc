#include "search/similar.h"

#include <algorithm>
#include <cmath>
#include <unordered_set>

#include "search/bm25.h"
#include "search/phrase.h"

namespace lontar::search {
namespace {

// Of a long document only the words it uses most are looked at: the others weigh little.
constexpr std::size_t kMostUsed = 500;
// What a document is about stands at its beginning: concepts are looked for in so much of it.
constexpr std::size_t kConceptBytes = 16 * 1024;

using Counts = std::vector<std::pair<std::string, Xapian::termcount>>;

// Neither a term of ours, which begins with a capital, nor a number nor a single letter.
bool is_word(const std::string& term) {
  if (term.size() < 2 || (term[0] >= 'A' && term[0] <= 'Z')) return false;
  return std::ranges::none_of(term, [](char c) { return c >= '0' && c <= '9'; });
}

std::unordered_set<std::string_view> grammar_of(const Knowledge& knowledge,
                                                const std::string& language) {
  std::unordered_set<std::string_view> words;
  if (!knowledge.languages) return words;
  const text::Language* known = knowledge.languages->find(language);
  for (const text::Language& each : knowledge.languages->all()) {
    if (known != nullptr && known != &each) continue;
    words.insert(each.stop_words.begin(), each.stop_words.end());
  }
  return words;
}

Counts words_of(const Xapian::Database& database, Xapian::docid document,
                const std::unordered_set<std::string_view>& grammar) {
  Counts counts;
  const auto end = database.termlist_end(document);
  for (auto it = database.termlist_begin(document); it != end; ++it) {
    std::string term = *it;
    if (is_word(term) && !grammar.contains(term))
      counts.emplace_back(std::move(term), it.get_wdf());
  }
  if (counts.size() > kMostUsed) {
    const auto before = [](const auto& a, const auto& b) {
      return a.second != b.second ? a.second > b.second : a.first < b.first;
    };
    std::ranges::nth_element(counts, counts.begin() + kMostUsed, before);
    counts.resize(kMostUsed);
  }
  return counts;
}

template <class Ranked>
void keep_best(std::vector<Ranked>& all, std::size_t many) {
  const auto end = all.begin() + static_cast<std::ptrdiff_t>(std::min(many, all.size()));
  std::ranges::partial_sort(all, end, [](const Ranked& a, const Ranked& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  all.erase(end, all.end());
}

}  // namespace

SimilarFinder::Weights SimilarFinder::telling_words(Xapian::docid document,
                                                    const index::Record& record) const {
  const Xapian::Database& database = snapshot_.database();
  const auto grammar = grammar_of(knowledge_, record.metadata.first(Field::kLanguage));
  const double length = columns_.lengths[document];
  std::vector<std::pair<std::string, double>> ranked;
  for (auto& [term, count] : words_of(database, document, grammar)) {
    const Xapian::doccount frequency = database.get_termfreq(term);
    if (frequency < 2) continue;  // nobody shares it
    const Bm25 weight(columns_.documents, frequency, columns_.average_length);
    ranked.emplace_back(std::move(term), weight(count, length));
  }
  keep_best(ranked, kTellingWords);
  return {ranked.begin(), ranked.end()};
}

// The concepts that the document's title and first passages name, the most used first.
std::vector<std::pair<std::size_t, double>> SimilarFinder::concepts(
    const index::Record& record) const {
  std::string beginning = record.metadata.first(Field::kTitle);
  for (std::size_t i = 0; i < record.passages && beginning.size() < kConceptBytes; ++i) {
    const Passage passage = snapshot_.passage(record, i);
    beginning += "\n" + passage.heading + "\n" + passage.text;
  }
  beginning.resize(std::min(beginning.size(), kConceptBytes));
  const auto tokens = analyzer_.tokens(beginning);
  std::vector<knowledge::Thesaurus::Word> words;
  for (const text::OwnedToken& token : tokens) {
    const auto written = std::string_view(beginning).substr(token.begin, token.end - token.begin);
    words.push_back({token.term, knowledge::Thesaurus::as_abbreviation(written)});
  }
  std::map<std::size_t, double> times;
  for (const auto& match : knowledge_.thesaurus->find(words)) {
    for (const std::size_t number : match.concepts) ++times[number];
  }
  std::vector<std::pair<std::size_t, double>> ranked;
  for (const auto& one : times) {
    if (!knowledge_.thesaurus->concepts()[one.first].before_number) ranked.push_back(one);
  }
  keep_best(ranked, kConcepts);
  return ranked;
}

// The documents that have one of the concept's names in another language than `own`, whole: its
// words one by one would be those of anything in a language that is rare here.
DocSet SimilarFinder::named_otherwise(const knowledge::Thesaurus::Concept& one,
                                      std::string_view own) const {
  const Xapian::Database& database = snapshot_.database();
  DocSet documents(columns_.last);
  for (const auto& name : one.names) {
    if (name.language == own || name.capitals || name.spellings.empty()) continue;
    const auto& words = name.spellings.front();
    const bool here = std::ranges::all_of(
        words, [&](const std::string& word) { return database.term_exists(word); });
    if (here) documents |= documents_with_phrase(database, words, columns_.last);
  }
  return documents;
}

// What the document is about leads to others that say it in other languages.
void SimilarFinder::add_concepts(Xapian::docid document, const index::Record& record,
                                 const Weights& weights, std::vector<float>& scores) const {
  if (!knowledge_.thesaurus) return;
  double best = 1;
  for (const auto& [word, weight] : weights) best = std::max(best, weight);
  for (const auto& [number, times] : concepts(record)) {
    DocSet documents = named_otherwise(knowledge_.thesaurus->concepts()[number],
                                       record.metadata.first(Field::kLanguage));
    documents.add(document);
    const Bm25 bm25(columns_.documents, documents.count(), columns_.average_length);
    const double weight = kConceptWeight * best * times / (times + 1);
    documents.each([&](std::uint32_t each) {
      scores[each] += static_cast<float>(weight * bm25(1, columns_.lengths[each]));
    });
  }
}

void SimilarFinder::score(const std::string& term, double weight,
                          std::vector<float>& scores) const {
  const Xapian::Database& database = snapshot_.database();
  const Bm25 bm25(columns_.documents, database.get_termfreq(term), columns_.average_length);
  const auto end = database.postlist_end(term);
  for (auto it = database.postlist_begin(term); it != end; ++it) {
    scores[*it] += static_cast<float>(weight * bm25(it.get_wdf(), columns_.lengths[*it]));
  }
}

std::vector<SimilarFinder::Neighbour> SimilarFinder::nearest(Xapian::docid document,
                                                             const index::Record& record,
                                                             std::size_t limit) {
  const Weights weights = telling_words(document, record);
  std::vector<float> scores(columns_.last + 1);
  for (const auto& [term, weight] : weights) score(term, weight, scores);
  add_concepts(document, record, weights, scores);
  double most = scores[document];
  scores[document] = 0;

  std::vector<Neighbour> found;
  for (Xapian::docid other = 1; other < scores.size(); ++other) {
    if (scores[other] <= 0) continue;
    found.push_back({other, scores[other]});
    most = std::max<double>(most, scores[other]);
  }
  const auto end = found.begin() + static_cast<std::ptrdiff_t>(std::min(limit, found.size()));
  std::ranges::partial_sort(found, end, [](const Neighbour& a, const Neighbour& b) {
    return a.likeness != b.likeness ? a.likeness > b.likeness : a.document < b.document;
  });
  found.erase(end, found.end());
  for (Neighbour& one : found) one.likeness /= most;
  return found;
}

}  // namespace lontar::search
