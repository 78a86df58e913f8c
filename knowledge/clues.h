// What a document's words say about it, gathered in one pass: which phrases of the taxonomy stand
// in its title, its headings and its text, and where. Judging them is the Enricher's business.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/document.h"
#include "knowledge/phrase_matcher.h"
#include "knowledge/taxonomy.h"

namespace lontar::knowledge {

// A concept of the taxonomy as a number into a ClueBook.
using ConceptId = std::size_t;

// All phrases of the taxonomy, ready to be looked for. Immutable: share freely.
class ClueBook {
 public:
  ClueBook(const Taxonomy& taxonomy, text::Analyzer& analyzer);

  struct Entry {
    Field field = Field::kTopics;
    const Concept* meaning = nullptr;
  };
  const Entry& entry(ConceptId id) const { return entries_[id]; }

  // What a matched phrase says.
  struct Phrase {
    ConceptId id = 0;
    bool titles_only = false;  // telling in a title or heading, not in a running text
    std::string text;
  };
  const Phrase& phrase(std::size_t owner) const { return phrases_[owner]; }
  const std::vector<Phrase>& phrases() const { return phrases_; }
  const PhraseMatcher& matcher() const { return matcher_; }

 private:
  void add(ConceptId id, const std::vector<std::string>& phrases, bool titles_only,
           text::Analyzer& analyzer);

  std::vector<Entry> entries_;
  std::vector<Phrase> phrases_;
  PhraseMatcher matcher_;
};

// A phrase in the title.
struct TitleClue {
  ConceptId id = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
};
// Every phrase in the title, by where it begins, the longer first.
std::vector<TitleClue> title_clues(std::string_view title, const ClueBook& book,
                                   text::Analyzer& analyzer);

// How often a concept is named in headings and text, and where first.
struct Mentions {
  std::size_t in_text = 0;
  std::size_t in_headings = 0;
  std::string evidence;

  std::size_t all() const { return in_text + in_headings; }
};
struct TextClues {
  std::map<ConceptId, Mentions> mentions;
  std::size_t words = 0;
};
TextClues text_clues(const std::vector<Passage>& passages, const ClueBook& book,
                     text::Analyzer& analyzer);

// `"transboundary haze" in Article 3`: the words of a text and the place they stand at.
std::string quoted(std::string_view words, std::string_view place);

}  // namespace lontar::knowledge
