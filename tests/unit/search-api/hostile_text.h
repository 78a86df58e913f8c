// Texts made of what formats trip over: quotes, braces, formulas, line ends, other formats' tags.
#pragma once

#include <rapidcheck.h>

#include <string>
#include <vector>

namespace lontar::api {

inline std::string hostile_text() {
  static const std::vector<std::string> kPieces = {"a",
                                                   "B",
                                                   "7",
                                                   " ",
                                                   "  ",
                                                   "\n",
                                                   "\r\n",
                                                   "\t",
                                                   "{",
                                                   "}",
                                                   "\\",
                                                   "%",
                                                   "#",
                                                   "$",
                                                   "&",
                                                   "_",
                                                   "^",
                                                   "~",
                                                   "\"",
                                                   "'",
                                                   "<",
                                                   ">",
                                                   ",",
                                                   ";",
                                                   "=",
                                                   "+",
                                                   "-",
                                                   "@",
                                                   "|",
                                                   "\xEF\xBC\x9D",
                                                   "ER  - ",
                                                   "TY  - CASE",
                                                   "\nTY  - ",
                                                   "ก",
                                                   "é",
                                                   "中",
                                                   "\xE2\x80\xAE",
                                                   "]]>",
                                                   "<!--",
                                                   "&amp;",
                                                   "@misc{",
                                                   "\\textbf",
                                                   "\x01",
                                                   "\xEF\xBF\xBF"};
  std::string text;
  for (const std::string& piece :
       *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(kPieces)))
    text += piece;
  return text;
}

}  // namespace lontar::api
