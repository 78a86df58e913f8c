// What is wrong with a PDF's text layer: pages that are only pictures, letters that are not those
// one sees.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/document.h"
#include "parsers/pdf_page.h"

namespace lontar::parsers::pdf {

// Counts over the characters of all pages; one per document.
class TextHealth {
 public:
  void add(const PageWords& page, int number, bool has_picture);

  // Whether the letters make sense.
  bool readable() const;
  // "no-text-layer" when pages are pictures, "unreliable-text" when the letters make no sense.
  // Pages that `was_read` off their pictures are left out, and the letters when that `mended` them.
  std::vector<Warning> warnings(const std::function<bool(int)>& was_read, bool mended) const;

 private:
  std::size_t letters_ = 0;
  std::size_t broken_ = 0;   // U+FFFD, private use, control characters
  std::size_t foreign_ = 0;  // letters of scripts that no document of these languages uses
  std::size_t characters_ = 0;
  int pages_ = 0;
  std::vector<int> pictures_;  // pages without text that show a picture
  std::vector<int> empty_;     // pages without text
};

// U+FFFD, private use, control characters; and letters of scripts in which fonts without a proper
// encoding show up, and no law of the region is written.
bool is_broken(char32_t c);
bool is_foreign(char32_t c);

// "1-3, 7, 9-12"
std::string page_list(const std::vector<int>& pages);

}  // namespace lontar::parsers::pdf
