// The PDF parser's only door to Poppler: opens a file in memory, hands out the words of each page
// and what the file says about itself. Poppler's messages are swallowed, not printed. One Reader
// per thread; any number of Readers at once.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/result.h"
#include "ocr/page.h"
#include "parsers/pdf_page.h"

namespace lontar::parsers::pdf {

struct FileInfo {
  std::string title;     // UTF-8, as the file has it
  std::string language;  // the catalogue's /Lang
  int embedded_files = 0;
  bool portfolio = false;  // a cover page around embedded files
  bool xfa = false;        // the visible form is built by a program inside the file
  bool repaired = false;   // the cross-reference table had to be rebuilt
};

// Characters read of one page; a page of a book has about 3,000.
inline constexpr int kMaxPageCharacters = 400'000;

// A sheet of A3 at 300 dots per inch has 17 million.
inline constexpr double kMaxPicturePixels = 20e6;

class Reader {
 public:
  // `bytes` must outlive the reader. kUnavailable when a password is needed, kDamaged when the file
  // cannot be opened at all.
  static Result<Reader> open(std::string_view bytes);
  ~Reader();
  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;

  int pages() const;
  FileInfo info() const;
  // Never fails: a page that cannot be read has no words. 1-based.
  PageWords page(int number);
  // The page as a reader sees it, for text recognition: at 300 dots per inch, or fewer where that
  // would be more than kMaxPicturePixels. Nothing when it cannot be drawn.
  std::optional<ocr::Picture> picture(int number);

 private:
  struct Impl;
  explicit Reader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace lontar::parsers::pdf
