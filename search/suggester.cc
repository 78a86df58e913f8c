#include "search/suggester.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "index/packing.h"
#include "index/snapshot.h"
#include "search/doc_set.h"

namespace lontar::search {
namespace {

constexpr Xapian::doccount kLeastPhraseDocuments = 2;

// The text as a phrase of the query language.
std::string quoted(std::string_view field, const std::string& text) {
  std::string phrase(field);
  phrase += '"';
  for (const char c : text) phrase += c == '"' ? ' ' : c;
  return phrase + '"';
}

std::size_t facet(std::string_view name) { return *index::facet_named(name); }

}  // namespace

// Gathers entries, those with the same text as one.
class Suggester::Collector {
 public:
  explicit Collector(text::Analyzer& analyzer) : analyzer_(analyzer) {}

  // One document more, or `count` at once, that `suggestion` stands for.
  void add(Suggestion suggestion) {
    MatchKey key = key_of_name(suggestion.text, analyzer_);
    if (key.starts.empty()) return;
    const auto [known, fresh] = by_text_.try_emplace(key.plain, entries_.size());
    if (fresh) {
      starts_.push_back(std::move(key.starts));
      if (key.plain == key.folded) key.plain.clear();
      entries_.push_back({std::move(suggestion), std::move(key.folded), std::move(key.plain)});
    } else {
      join(entries_[known->second].suggestion, suggestion);
    }
  }

  std::vector<Entry> entries_;
  std::vector<std::vector<MatchKey::Start>> starts_;

 private:
  // A name of a better kind stands for the others. Two documents of one name are searched for.
  static void join(Suggestion& known, const Suggestion& other) {
    if (known.kind != other.kind) return;
    if (known.kind == SuggestionKind::kTopic) return;  // its label in another language
    if (!known.document.empty() && known.document == other.document) return;
    known.count += other.count;
    known.document.clear();
    if (known.language != other.language) known.language.clear();
  }

  text::Analyzer& analyzer_;
  std::unordered_map<std::string, std::size_t> by_text_;
};

// The best few of many, each entry once.
class Suggester::Best {
 public:
  explicit Best(std::size_t limit) : limit_(limit) {}

  void offer(std::uint32_t grade, std::uint32_t entry) {
    const Ranked offered{grade, entry};
    if (ranked_.size() == limit_ && !(offered < ranked_.back())) return;
    const auto same = std::ranges::find(ranked_, entry, &Ranked::entry);
    if (same != ranked_.end()) {
      if (same->grade <= grade) return;
      ranked_.erase(same);
    }
    if (ranked_.size() == limit_) ranked_.pop_back();
    ranked_.insert(std::ranges::upper_bound(ranked_, offered), offered);
  }

  struct Ranked {
    std::uint32_t grade;
    std::uint32_t entry;
    auto operator<=>(const Ranked&) const = default;
  };
  bool full() const { return ranked_.size() == limit_; }
  const std::vector<Ranked>& ranked() const { return ranked_; }

 private:
  std::size_t limit_;
  std::vector<Ranked> ranked_;
};

namespace {

// Titles, short titles and citations of every document, title by title before the other kinds, so
// that of equal texts the better kind comes first.
template <class Add>
void each_name(const index::Snapshot& snapshot, const Columns& columns, Add add) {
  const Xapian::Database& database = snapshot.database();
  const FacetColumn& languages = columns.facets[facet("language")];
  std::vector<std::pair<index::Names, std::string>> all;
  const auto end = database.valuestream_end(index::kNamesSlot);
  for (auto it = database.valuestream_begin(index::kNamesSlot); it != end; ++it) {
    const auto numbers = languages.of(columns.signatures[it.get_docid()]);
    all.emplace_back(index::unpack_names(*it),
                     numbers.empty() ? std::string() : languages.values[numbers[0]]);
  }
  const auto offer = [&](SuggestionKind kind, const std::string& text, std::string_view field,
                         const auto& document) {
    if (text.empty()) return;
    add(Suggestion{.text = text,
                   .kind = kind,
                   .language = document.second,
                   .count = 1,
                   .document = document.first.id,
                   .query = quoted(field, text)});
  };
  for (const auto& one : all) offer(SuggestionKind::kTitle, one.first.title, "title:", one);
  for (const auto& one : all) {
    offer(SuggestionKind::kShortTitle, one.first.short_title, "title:", one);
  }
  for (const auto& one : all) {
    for (const std::string& citation : one.first.citations) {
      offer(SuggestionKind::kCitation, citation, "citation:", one);
    }
  }
}

template <class Add>
void each_topic(const index::Snapshot& snapshot, const knowledge::Taxonomy& taxonomy, Add add) {
  const index::Facet& facet_of_topics = index::kFacets[facet("topic")];
  for (const knowledge::Concept& topic : taxonomy.concepts(Field::kTopics)) {
    const std::string term = index::facet_term(facet_of_topics, topic.code);
    const auto count = snapshot.database().get_termfreq(term);
    if (count == 0) continue;
    for (const auto& [language, label] : topic.labels) {
      add(Suggestion{.text = label,
                     .kind = SuggestionKind::kTopic,
                     .language = language,
                     .count = count,
                     .topic = topic.code,
                     .query = "topic:" + topic.code});
    }
  }
}

template <class Add>
void each_phrase(const index::Snapshot& snapshot, Add add) {
  const Xapian::Database& database = snapshot.database();
  const std::string prefix = index::prefixed_term(index::kHeadingPrefix, "");
  const auto end = database.allterms_end(prefix);
  for (auto it = database.allterms_begin(prefix); it != end; ++it) {
    if (it.get_termfreq() < kLeastPhraseDocuments) continue;
    const auto [language, phrase] = index::heading_of(*it);
    add(Suggestion{.text = phrase,
                   .kind = SuggestionKind::kPhrase,
                   .language = language,
                   .count = it.get_termfreq(),
                   .query = quoted("", phrase)});
  }
}

// Eight bytes as a number that sorts as they do: most comparisons end here.
std::uint64_t head_of(std::string_view text) {
  std::uint64_t head = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    head = head << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0);
  }
  return head;
}

}  // namespace

Suggester::Suggester(const index::Snapshot& snapshot, const Columns& columns,
                     const Knowledge& knowledge, text::Analyzer& analyzer)
    : generation_(snapshot.generation()) {
  Collector collector(analyzer);
  const auto add = [&](Suggestion suggestion) { collector.add(std::move(suggestion)); };
  each_name(snapshot, columns, add);
  if (knowledge.taxonomy) each_topic(snapshot, *knowledge.taxonomy, add);
  each_phrase(snapshot, add);

  std::vector<std::uint32_t> order(collector.entries_.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) {
    const auto key = [&](std::uint32_t entry) {
      const Suggestion& one = collector.entries_[entry].suggestion;
      return std::tuple(-static_cast<std::int64_t>(one.count), one.kind, one.text.size(),
                        std::string_view(one.text));
    };
    return key(a) < key(b);
  });
  struct Headed {
    std::uint64_t head;
    Place place;
  };
  std::vector<Headed> headed;
  entries_.reserve(order.size());
  for (const std::uint32_t old : order) {
    const auto number = static_cast<std::uint32_t>(entries_.size());
    entries_.push_back(std::move(collector.entries_[old]));
    if (!entries_.back().suggestion.document.empty()) entries_.back().suggestion.query.clear();
    for (const MatchKey::Start& start : collector.starts_[old]) {
      const Place place{number, start};
      headed.push_back({head_of(folded(place)), place});
    }
  }
  std::ranges::sort(headed, [&](const Headed& a, const Headed& b) {
    if (a.head != b.head) return a.head < b.head;
    const int order_of_texts = folded(a.place).compare(folded(b.place));
    if (order_of_texts != 0) return order_of_texts < 0;
    return std::tie(a.place.entry, a.place.start.folded) <
           std::tie(b.place.entry, b.place.start.folded);
  });
  places_.reserve(headed.size());
  for (const Headed& one : headed) places_.push_back(one.place);
}

Suggester::Range Suggester::beginning_with(std::string_view typed) const {
  const auto head = [&](const Place& place) { return folded(place).substr(0, typed.size()); };
  const auto found = std::ranges::equal_range(places_, typed, {}, head);
  return {static_cast<std::size_t>(found.begin() - places_.begin()),
          static_cast<std::size_t>(found.end() - places_.begin())};
}

// Names with every typed word at the beginning of some word of theirs.
void Suggester::add_scattered(const MatchKey& typed, Best& best) const {
  constexpr std::uint32_t kGrade = 7;  // below every other
  std::string_view rest = typed.folded;
  DocSet common(static_cast<std::uint32_t>(entries_.size()));
  bool first = true;
  std::size_t words = 0;
  while (!rest.empty()) {
    const std::string_view word = rest.substr(0, rest.find(' '));
    rest.remove_prefix(std::min(rest.size(), word.size() + 1));
    if (word.empty()) continue;
    ++words;
    DocSet with(static_cast<std::uint32_t>(entries_.size()));
    const auto [begin, end] = beginning_with(word);
    for (std::size_t i = begin; i < end; ++i) with.add(places_[i].entry);
    if (first)
      common = std::move(with);
    else
      common &= with;
    first = false;
  }
  if (words < 2) return;
  common.each([&](std::uint32_t entry) { best.offer(kGrade, entry); });
}

std::vector<Suggestion> Suggester::suggest(std::string_view typed, std::size_t limit,
                                           text::Analyzer& analyzer) const {
  const MatchKey key = key_of_typed(typed, analyzer);
  if (key.folded.empty() || limit == 0) return {};
  const bool accented = key.plain != key.folded;
  Best best(limit);
  const auto [begin, end] = beginning_with(key.folded);
  for (std::size_t i = begin; i < end; ++i) {
    const Place& place = places_[i];
    const bool whole = entries_[place.entry].folded.size() - key.folded.size() <= 1;
    const std::uint32_t where = place.start.folded > 0 ? 2 : whole ? 0 : 1;
    const bool agrees = !accented || plain(place).starts_with(key.plain);
    best.offer(agrees ? where : where + 3, place.entry);
  }
  if (!best.full()) add_scattered(key, best);
  std::vector<Suggestion> found;
  for (const auto& ranked : best.ranked()) found.push_back(entries_[ranked.entry].suggestion);
  return found;
}

}  // namespace lontar::search
