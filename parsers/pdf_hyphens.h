// Words broken over two lines: which hyphens belong to the word, and which only to the line end.
// The document itself is the dictionary.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "parsers/pdf_page.h"

namespace lontar::parsers::pdf {

class Hyphens {
 public:
  // Learns the words of the document and how it breaks them.
  explicit Hyphens(const std::vector<Page>& pages);

  enum class Join {
    kSpace,  // no broken word: a space between the lines, or nothing in scripts without spaces
    kDrop,   // the hyphen goes: "regu-" "lation"
    kKeep,   // it stays, without a space: "mud-" "slinging"
  };
  // How the text of one line goes on in the next.
  Join join(std::string_view line, std::string_view next) const;

 private:
  enum class Verdict { kUnknown, kDrop, kKeep };
  Verdict from_document(std::string_view first, std::string_view second) const;
  bool knows(std::string_view word) const;

  std::unordered_set<std::uint64_t> words_;  // hashes of lower-cased words, hyphens included
  std::size_t dropped_ = 0;                  // line ends where the document says so
  std::size_t kept_ = 0;
};

}  // namespace lontar::parsers::pdf
