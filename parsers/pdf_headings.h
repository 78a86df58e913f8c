// What the lines of a legal text say about its division: tables of contents, annexes, titles.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "parsers/pdf_page.h"

namespace lontar::parsers::pdf {

// Dots that lead to a page number, as tables of contents have them.
bool has_leader(std::string_view text);
// Ends in a full stop, semicolon, colon or comma of any script, perhaps inside quotation marks.
bool ends_sentence(std::string_view text);
// ... or in "and" or "or": the next line may begin an item.
bool ends_item(std::string_view text);
// "(a)", "1.", "12.3.", "iv)", "•": what a list item or numbered paragraph begins with.
bool begins_item(std::string_view text);
// Short, begins with a capital or in a script without them, and is no sentence.
bool is_title_like(std::string_view text, int lines);

struct AnnexHeading {
  std::string label;       // "Annex II", "LAMPIRAN"
  std::string number;      // "II", or "" when it has none
  std::size_t length = 0;  // bytes of the text that the label takes
};
// A heading "Annex", "Lampiran", "Phụ lục", ... with or without a number.
std::optional<AnnexHeading> annex_heading(std::string_view text);

// A heading of a part that holds articles: "BAB II", "PART I. INTRODUCTION", "Chương III".
struct ChapterHeading {
  std::string_view word;  // "BAB", in capitals or as the table has it: tells the levels apart
  std::string label;
  std::string number;
  std::size_t length = 0;
};
std::optional<ChapterHeading> chapter_heading(std::string_view text);

// "14A. (1) Upon receiving ...": a numbered section; `length` reaches to the text.
struct SectionNumber {
  std::string number;
  std::size_t length = 0;
};
std::optional<SectionNumber> section_number(std::string_view text);

// The text without separators (". ", ": ", "- ") at its beginning.
std::string_view skip_separators(std::string_view text);

// Lower-case ASCII letters, digits and '_' for anchors: "5 bis" -> "5_bis"; "" when none is left.
std::string slug(std::string_view text);

}  // namespace lontar::parsers::pdf
