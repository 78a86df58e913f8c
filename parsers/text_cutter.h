// Cuts running text that has no structure of its own into passages: at headings, at articles, and
// otherwise at paragraph borders about every kGroupCharacters. Not thread-safe; one per document.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/document.h"
#include "parsers/passage_writer.h"
#include "text/languages.h"

namespace lontar::parsers {

inline constexpr std::size_t kGroupCharacters = 1500;

class TextCutter {
 public:
  explicit TextCutter(const text::Languages& languages) : languages_(languages) {}

  // A heading of level 1 (outermost) to 6: a passage that holds what follows until the next heading
  // of its level or above.
  void heading(int level, std::string_view words, std::string anchor = "");
  // A paragraph, or a table row, or a list item. One that begins like an article begins one.
  void paragraph(std::string_view words);

  std::vector<Passage> finish();
  // Of the first heading of the outermost level, or "".
  const std::string& first_heading() const { return first_heading_; }

 private:
  bool begin_article(std::string_view line);
  void begin_group();
  void end_group();
  void end_article();
  void write_held(bool as_heading);

  const text::Languages& languages_;
  PassageWriter writer_;
  std::vector<int> levels_;  // of the headings that are open
  bool in_article_ = false;
  bool in_group_ = false;
  bool expects_heading_ = false;
  std::string held_;              // a line after "Article 5" alone: its heading, if text follows
  bool in_heading_text_ = false;  // the heading's own passage still takes paragraphs
  std::size_t characters_ = 0;    // in the passage that paragraphs go to
  int groups_ = 0;
  int headings_ = 0;
  std::string first_heading_;
  int first_level_ = 7;
};

// Plain text into paragraphs: blank lines part them, lines broken by an editor's width are joined.
std::vector<std::string> paragraphs_of(std::string_view text, const text::Languages& languages);

// The first paragraph, where it looks like a title and not like a sentence; or "".
std::string title_like(std::string_view paragraph);

}  // namespace lontar::parsers
