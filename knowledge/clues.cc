#include "knowledge/clues.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "text/clean.h"

namespace lontar::knowledge {
namespace {

constexpr std::size_t kMaxQuoted = 120;  // bytes

// Where the words of each vocabulary are looked for.
struct Reading {
  Field field;
  bool names_in_titles;  // labels and aliases, besides the vocabulary
  bool vocabulary_in_text;
};
constexpr std::array kReadings = {
    Reading{Field::kType, true, false},
    Reading{Field::kTopics, true, true},
    Reading{Field::kBody, true, true},
    Reading{Field::kCommunity, false, false},
};

// Scripts that do not separate words: there a title is also searched letter by letter, because a
// dictionary may cut a phrase differently inside a longer compound.
bool separates_no_words(std::string_view phrase) {
  return !phrase.empty() && static_cast<unsigned char>(phrase.front()) >= 0xE0;
}

// Mentions of one concept in one passage; overlapping phrases count once.
class Counter {
 public:
  Counter(TextClues& clues, const ClueBook& book, const Passage& passage)
      : clues_(clues), book_(book), passage_(passage) {}

  void read(std::string_view text, bool heading, text::Analyzer& analyzer) {
    ends_.clear();
    PhraseMatcher::Scan scan(book_.matcher(), text);
    analyzer.each(text, [&](const text::Token& token) {
      ++clues_.words;
      scan.feed(token, [&](const PhraseMatcher::Match& match) { count(match, text, heading); });
    });
  }

 private:
  void count(const PhraseMatcher::Match& match, std::string_view text, bool heading) {
    const ClueBook::Phrase& phrase = book_.phrase(match.owner);
    if (phrase.titles_only && !heading) return;
    const Field field = book_.entry(phrase.id).field;
    if (field != Field::kTopics && field != Field::kBody) return;
    std::size_t& end = ends_[phrase.id];
    if (match.begin < end) return;
    end = match.end;
    Mentions& mentions = clues_.mentions[phrase.id];
    ++(heading ? mentions.in_headings : mentions.in_text);
    if (mentions.evidence.empty()) {
      mentions.evidence =
          quoted(text.substr(match.begin, match.end - match.begin), display_label(passage_));
    }
  }

  TextClues& clues_;
  const ClueBook& book_;
  const Passage& passage_;
  std::map<ConceptId, std::size_t> ends_;
};

}  // namespace

ClueBook::ClueBook(const Taxonomy& taxonomy, text::Analyzer& analyzer) {
  for (const Reading& reading : kReadings) {
    for (const Concept& meaning : taxonomy.concepts(reading.field)) {
      const ConceptId id = entries_.size();
      entries_.push_back({reading.field, &meaning});
      if (reading.names_in_titles) {
        std::vector<std::string> names = meaning.aliases;
        for (const auto& [language, label] : meaning.labels) names.push_back(label);
        add(id, names, true, analyzer);
      }
      add(id, meaning.vocabulary, !reading.vocabulary_in_text, analyzer);
    }
  }
}

void ClueBook::add(ConceptId id, const std::vector<std::string>& phrases, bool titles_only,
                   text::Analyzer& analyzer) {
  for (const std::string& phrase : phrases) {
    matcher_.add(phrase, phrases_.size(), analyzer);
    phrases_.push_back({id, titles_only, text::lower(phrase)});
  }
}

std::vector<TitleClue> title_clues(std::string_view title, const ClueBook& book,
                                   text::Analyzer& analyzer) {
  std::vector<TitleClue> clues;
  PhraseMatcher::Scan scan(book.matcher(), title);
  analyzer.each(title, [&](const text::Token& token) {
    scan.feed(token, [&](const PhraseMatcher::Match& match) {
      clues.push_back({book.phrase(match.owner).id, match.begin, match.end});
    });
  });
  if (std::ranges::any_of(title, [](unsigned char c) { return c >= 0xE0; })) {
    for (const ClueBook::Phrase& phrase : book.phrases()) {
      if (!separates_no_words(phrase.text)) continue;
      const std::size_t begin = title.find(phrase.text);
      if (begin == std::string_view::npos) continue;
      clues.push_back({phrase.id, begin, begin + phrase.text.size()});
    }
  }
  std::ranges::stable_sort(clues, {}, [](const TitleClue& clue) {
    return std::tuple(clue.begin, -static_cast<std::ptrdiff_t>(clue.end));
  });
  return clues;
}

TextClues text_clues(const std::vector<Passage>& passages, const ClueBook& book,
                     text::Analyzer& analyzer) {
  TextClues clues;
  for (const Passage& passage : passages) {
    Counter counter(clues, book, passage);
    counter.read(passage.heading, true, analyzer);
    counter.read(passage.text, false, analyzer);
  }
  return clues;
}

std::string quoted(std::string_view words, std::string_view place) {
  std::string quote = text::clean_line(words);
  if (quote.size() > kMaxQuoted) {
    quote.resize(kMaxQuoted);
    quote = text::clean_line(quote.substr(0, quote.rfind(' '))) + "…";
  }
  return "\"" + quote + "\" in " + std::string(place);
}

}  // namespace lontar::knowledge
