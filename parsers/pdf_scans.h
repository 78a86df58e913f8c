// The pages of a PDF that have to be read off their pictures: which they are, what was read, and
// what the report says of it.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "core/document.h"
#include "ocr/mode.h"
#include "ocr/reader.h"
#include "parsers/pdf_page.h"
#include "parsers/pdf_reader.h"
#include "parsers/pdf_usable.h"

namespace lontar::parsers::pdf {

// One per document, used by one thread.
class Scans {
 public:
  // Called for every page, in order.
  void add(int number, const PageWords& page, ocr::Mode mode);

  struct Means {
    ocr::Reader& reader;
    std::chrono::seconds budget;  // of processor time, for all pages together
    ocr::Mode mode;
  };
  // Reads what has to be read into `pages` (which hold all pages so far, from number 1).
  // `language` is what the file says it is in, `all`: no page's letters can be trusted.
  void read(Reader& file, const Means& means, std::string_view language, bool all,
            std::vector<Page>& pages);

  // Whether the pages that make no sense were read.
  bool mended() const { return read_.size() > 0 && rubbish_left_ == 0; }
  bool was_read(int number) const;
  // Everything but the characters.
  Extraction figures() const;
  std::vector<Warning> warnings() const;
  // What the fonts say the language is; "" for nothing.
  std::string_view language_of_fonts() const { return font_language_; }

 private:
  struct Wanted {
    int number = 0;
    TextLayer layer = TextLayer::kGood;
    bool shows_something = false;
  };
  bool read_one(Reader& file, const Means& means, Wanted& wanted, Page& page);

  std::vector<Wanted> wanted_;
  std::vector<int> read_, doubtful_, unread_, late_;
  std::string problem_;  // why pages were not read
  std::size_t rubbish_left_ = 0;
  std::vector<std::string> encodings_;
  std::string_view font_language_;
  std::set<std::string> missing_;
};

// What was read off a picture as lines on the page.
Page lay_out(int number, const ocr::Page& read, const ocr::Picture& picture);

}  // namespace lontar::parsers::pdf
