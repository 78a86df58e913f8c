#include "ocr/reader.h"

#include <algorithm>
#include <utility>

namespace lontar::ocr {
namespace {

// A page read with so much confidence is in the language it was read in.
constexpr int kSure = 85;
// Packs of one script differ by less where both can read it; then the words decide.
constexpr int kRelated = 6;
// Upside down, or sideways, hardly a line reaches this.
constexpr int kReadable = 65;
// Text that runs along the columns changes so many times as much from column to column.
constexpr double kSideways = 1.5;
// The strip that is tried in every language: so many inches of the page, from its densest part.
constexpr int kStripTenths = 15;

// How much of a row is ink, in pixels; a scan's black border does not count as text.
int ink(const Picture& picture, int row) {
  constexpr unsigned char kDark = 128;
  const auto* pixel = picture.pixels.data() + static_cast<std::size_t>(row) * picture.width;
  const auto dark = std::count_if(pixel, pixel + picture.width,
                                  [](char c) { return static_cast<unsigned char>(c) < kDark; });
  return dark > picture.width / 2 ? 0 : static_cast<int>(dark);
}

// The part of the page with the most ink in it.
Picture strip_of(const Picture& page) {
  const int height = std::min(page.height, page.dots_per_inch * kStripTenths / 10);
  std::vector<long> sums(1, 0);
  for (int row = 0; row < page.height; ++row) sums.push_back(sums.back() + ink(page, row));
  int best = 0;
  const auto ink_from = [&](int top) {
    return sums[static_cast<std::size_t>(top + height)] - sums[static_cast<std::size_t>(top)];
  };
  for (int top = 0; top + height <= page.height; top += page.dots_per_inch / 10) {
    if (ink_from(top) > ink_from(best)) best = top;
  }
  const auto width = static_cast<std::size_t>(page.width);
  return {page.width, height, page.dots_per_inch,
          page.pixels.substr(static_cast<std::size_t>(best) * width,
                             static_cast<std::size_t>(height) * width)};
}

// How much the ink changes from one row to the next: much where lines of text run along the rows.
double roughness(const Picture& picture) {
  double sum = 0;
  int before = 0;
  for (int row = 0; row < picture.height; ++row) {
    const int now = ink(picture, row);
    sum += static_cast<double>(now - before) * (now - before) / picture.width;
    before = now;
  }
  return sum / picture.height;
}

// Turned by a quarter, clockwise.
Picture turned(const Picture& picture) {
  Picture out{picture.height, picture.width, picture.dots_per_inch, picture.pixels};
  const auto width = static_cast<std::size_t>(picture.width);
  const auto height = static_cast<std::size_t>(picture.height);
  for (std::size_t y = 0; y < height; ++y) {
    for (std::size_t x = 0; x < width; ++x) {
      out.pixels[x * height + (height - 1 - y)] = picture.pixels[y * width + x];
    }
  }
  return out;
}

std::size_t readable_bytes(const Page& page) {
  std::size_t bytes = 0;
  for (const Line& line : page.lines) bytes += line.confidence >= kReadable ? line.text.size() : 0;
  return bytes;
}

std::string text_of(const Page& page) {
  std::string text;
  for (const Line& line : page.lines) text += line.text + '\n';
  return text;
}

}  // namespace

Result<Reader> Reader::create(const text::Languages& languages, Cache* cache, Engine engine) {
  auto identifier = text::LanguageIdentifier::create(languages);
  if (!identifier) return identifier.error();
  return Reader(languages, cache, std::move(engine), std::move(*identifier));
}

Reader::Reader(const text::Languages& languages, Cache* cache, Engine engine,
               text::LanguageIdentifier identifier)
    : languages_(&languages),
      cache_(cache),
      engine_(std::move(engine)),
      identifier_(std::move(identifier)) {}

void Reader::begin(std::string_view language) {
  pack_.clear();
  missing_.clear();
  looked_everywhere_ = false;
  const text::Language* known = languages_->find(language);
  if (known == nullptr || known->ocr.empty()) return;
  if (engine_.has(known->ocr)) {
    pack_ = known->ocr;
  } else {
    missing_.insert(known->ocr);
  }
}

// Which way a sideways or upside-down page is turned, only reading it tells.
Result<Page> Reader::read(const Picture& picture) {
  if (picture.width <= 0 || picture.height <= 0 ||
      picture.pixels.size() !=
          static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height)) {
    return Error{ErrorCode::kInvalid, "the page is no picture that can be read"};
  }
  Picture once = turned(picture);
  const bool sideways = roughness(once) > kSideways * roughness(picture);
  auto page = read_upright(sideways ? once : picture);
  if (!page || page->confidence >= kTrustedConfidence) return page;
  auto other = read_upright(turned(sideways ? turned(once) : once));
  if (other && readable_bytes(*other) > 2 * readable_bytes(*page)) return other;
  return page;
}

Result<Page> Reader::read_upright(const Picture& picture) {
  std::optional<Page> first;
  if (!pack_.empty()) {
    auto page = read_with(picture, pack_);
    if (!page) return page;
    // A page that nothing reads well is tried in every language once in a document.
    if (page->lines.empty() || page->confidence >= kSure || looked_everywhere_) return page;
    first = std::move(*page);
  }
  const std::string pack = best_pack(picture);
  if (pack.empty()) {
    if (first) return std::move(*first);
    return Error{ErrorCode::kNotFound, "there is no language data to read it with"};
  }
  looked_everywhere_ = !pack_.empty();
  if (first && pack == first->pack) return std::move(*first);
  auto page = read_with(picture, pack);
  if (first && (!page || page->confidence <= first->confidence)) return std::move(*first);
  if (page && page->confidence >= kTrustedConfidence) pack_ = pack;
  return page;
}

Result<Page> Reader::read_with(const Picture& picture, const std::string& pack) {
  const std::string key = cache_ == nullptr ? "" : Engine::key(picture, pack);
  if (cache_ != nullptr) {
    if (auto known = cache_->find(key)) return std::move(*known);
  }
  auto page = engine_.read(picture, pack);
  if (page && cache_ != nullptr) cache_->keep(key, *page);
  return page;
}

std::string Reader::best_pack(const Picture& picture) {
  const Picture strip = strip_of(picture);
  std::set<std::string> packs;
  for (const text::Language& language : languages_->all()) {
    if (engine_.has(language.ocr)) packs.insert(language.ocr);
  }
  std::vector<Page> tried;
  for (const std::string& pack : packs) {
    if (auto page = read_with(strip, pack); page && !page->lines.empty()) {
      tried.push_back(std::move(*page));
    }
  }
  const auto best = std::ranges::max_element(tried, {}, &Page::confidence);
  if (best != tried.end()) return related_pack(tried, *best);
  return packs.contains("eng") || packs.empty() ? (packs.empty() ? "" : "eng") : *packs.begin();
}

// English read as Malay is as sure of itself: what the words of the best reading say goes first.
std::string Reader::related_pack(const std::vector<Page>& tried, const Page& best) {
  const text::Language* said = languages_->find(identifier_.identify(text_of(best)));
  if (said == nullptr || said->ocr.empty() || said->ocr == best.pack) return best.pack;
  const auto other = std::ranges::find(tried, said->ocr, &Page::pack);
  if (other == tried.end()) {
    if (!engine_.has(said->ocr)) missing_.insert(said->ocr);
    return best.pack;
  }
  return best.confidence - other->confidence <= kRelated ? other->pack : best.pack;
}

std::set<std::string> Reader::missing_packages() const {
  std::set<std::string> packages;
  for (const std::string& pack : missing_) packages.insert(debian_package(pack));
  return packages;
}

}  // namespace lontar::ocr
