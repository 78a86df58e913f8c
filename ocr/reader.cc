#include "ocr/reader.h"

#include <algorithm>
#include <utility>

namespace lontar::ocr {
namespace {

constexpr const char* kLatinPack = "eng";
// A page read with so much confidence is in the language it was read in.
constexpr int kSure = 85;
// Packs of one script differ by less where both can read it; then the words decide.
constexpr int kRelated = 6;
// The strip that is tried in every language: so many inches of the page, from its densest part.
constexpr int kStripTenths = 25;

bool is_dark(char pixel) {
  constexpr unsigned char kDark = 128;
  return static_cast<unsigned char>(pixel) < kDark;
}

// How much of a row is ink, in pixels; a scan's black border does not count as text.
int ink(const Picture& picture, int row) {
  const char* pixel = picture.pixels.data() + static_cast<std::ptrdiff_t>(row) * picture.width;
  const auto dark = std::count_if(pixel, pixel + picture.width, is_dark);
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

Result<Page> Reader::read(const Picture& picture) {
  if (picture.width <= 0 || picture.height <= 0 ||
      picture.pixels.size() !=
          static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height)) {
    return Error{ErrorCode::kInvalid, "the page is no picture that can be read"};
  }
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

Result<Page> Reader::read_with(const Picture& picture, const std::string& pack,
                               Engine::Effort effort) {
  const std::string key = cache_ == nullptr ? "" : Engine::key(picture, pack);
  if (cache_ != nullptr) {
    if (auto known = cache_->find(key)) return std::move(*known);
  }
  auto page = engine_.read(picture, pack, effort);
  if (page && cache_ != nullptr) cache_->keep(key, *page);
  return page;
}

// Without the lines at its edges, which are cut in two.
std::optional<Page> Reader::read_strip(const Picture& strip, const std::string& pack) {
  constexpr std::size_t kEnough = 4;
  auto page = read_with(strip, pack, Engine::Effort::kOnce);
  if (!page || page->lines.empty()) return {};
  if (page->lines.size() >= kEnough) {
    page->lines.erase(page->lines.begin());
    page->lines.pop_back();
    page->confidence = mean_confidence(page->lines);
  }
  return std::move(*page);
}

std::string Reader::best_pack(const Picture& picture) {
  const Picture strip = strip_of(picture);
  std::set<std::string> packs;
  for (const text::Language& language : languages_->all()) {
    if (engine_.has(language.ocr)) packs.insert(language.ocr);
  }
  // What English reads well is in Latin letters; the others are not asked then.
  std::optional<Page> best;
  if (packs.erase(kLatinPack) > 0) best = read_strip(strip, kLatinPack);
  if (!best || best->confidence < kSure) {
    for (const std::string& pack : packs) {
      auto page = read_strip(strip, pack);
      if (page && (!best || page->confidence > best->confidence)) best = std::move(page);
    }
  }
  if (best) return related_pack(strip, *best);
  return packs.empty() ? "" : *packs.begin();
}

// English reads Malay and is as sure of itself: the pack of the language that the words are in goes
// first.
std::string Reader::related_pack(const Picture& strip, const Page& best) {
  const text::Language* said = languages_->find(identifier_.identify(text_of(best)));
  if (said == nullptr || said->ocr.empty() || said->ocr == best.pack) return best.pack;
  if (!engine_.has(said->ocr)) {
    missing_.insert(said->ocr);
    return best.pack;
  }
  const auto other = read_strip(strip, said->ocr);
  return other && best.confidence - other->confidence <= kRelated ? other->pack : best.pack;
}

std::set<std::string> Reader::missing_packages() const {
  std::set<std::string> packages;
  for (const std::string& pack : missing_) packages.insert(debian_package(pack));
  return packages;
}

}  // namespace lontar::ocr
