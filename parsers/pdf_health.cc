#include "parsers/pdf_health.h"

#include <algorithm>

#include "parsers/pdf_unicode.h"

namespace lontar::parsers::pdf {
namespace {

constexpr double kMostBroken = 0.05;   // share of all characters
constexpr double kMostForeign = 0.15;  // share of all letters
constexpr std::size_t kTooFew = 40;    // characters to judge by

struct Range {
  char32_t first;
  char32_t last;
};

// Scripts in which fonts without a proper encoding show up, and no law of the region is written.
constexpr Range kForeign[] = {
    {0x0250, 0x02AF},  // phonetic letters: Cyrillic by glyph number
    {0x0700, 0x08FF},  // Syriac to Arabic extended
    {0x1200, 0x16FF},  // Ethiopic to Runic
    {0x2C00, 0x2DFF},  // Glagolitic to Ethiopic extended
    {0xA000, 0xA6FF},  // Yi to Bamum
    {0xA720, 0xA7FF},
};

}  // namespace

bool is_foreign(char32_t c) {
  return std::any_of(std::begin(kForeign), std::end(kForeign),
                     [c](const Range& r) { return c >= r.first && c <= r.last; });
}

bool is_broken(char32_t c) {
  return c == 0xFFFD || (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000 || (c >= 0x7F && c < 0xA0) ||
         (c < ' ' && c != '\t' && c != '\n' && c != '\r');
}

std::string page_list(const std::vector<int>& pages) {
  std::string out;
  for (std::size_t i = 0; i < pages.size();) {
    std::size_t end = i;
    while (end + 1 < pages.size() && pages[end + 1] == pages[end] + 1) ++end;
    if (!out.empty()) out += ", ";
    out += std::to_string(pages[i]);
    if (end > i) out += "-" + std::to_string(pages[end]);
    i = end + 1;
  }
  return out;
}

void TextHealth::add(const PageWords& page, int number, bool has_picture) {
  ++pages_;
  if (page.words.empty()) {
    empty_.push_back(number);
    if (has_picture) pictures_.push_back(number);
    return;
  }
  characters_ += page.unmapped, broken_ += page.unmapped;
  for (const char32_t c : page.characters) {
    ++characters_;
    if (c >= ' ' && c < 0x7F) {
      if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') ++letters_;
      continue;
    }
    if (is_broken(c)) {
      ++broken_;
    } else if (is_letter(c)) {
      ++letters_;
      if (is_foreign(c)) ++foreign_;
    }
  }
}

bool TextHealth::readable() const {
  const auto share = [](std::size_t part, std::size_t whole) {
    return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
  };
  return characters_ < kTooFew ||
         (share(broken_, characters_) <= kMostBroken && share(foreign_, letters_) <= kMostForeign);
}

std::vector<Warning> TextHealth::warnings(const std::function<bool(int)>& was_read,
                                          bool mended) const {
  std::vector<Warning> out;
  std::vector<int> empty = empty_, pictures = pictures_;
  std::erase_if(empty, was_read);
  std::erase_if(pictures, was_read);
  if (pages_ > 0 && empty.size() == static_cast<std::size_t>(pages_)) {
    out.push_back({"no-text-layer",
                   "No page (1-" + std::to_string(pages_) +
                       ") has a text layer, so nothing in it can be found; run text recognition "
                       "(OCR) over the file and add the result."});
  } else if (!pictures.empty()) {
    out.push_back({"no-text-layer",
                   "These pages are pictures without a text layer and cannot be "
                   "searched: " +
                       page_list(pictures) + "; run text recognition (OCR) over the file."});
  }
  if (!readable() && !mended) {
    out.push_back({"unreliable-text",
                   "The fonts do not say which letters their shapes stand for, so the text is "
                   "largely unreadable to programs; run text recognition (OCR) over the pages."});
  }
  return out;
}

}  // namespace lontar::parsers::pdf
