#include "ocr/engine.h"

#include <allheaders.h>
#include <tesseract/baseapi.h>
#include <tesseract/resultiterator.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <list>

#include "io/file.h"
#include "text/clean.h"

namespace lontar::ocr {
namespace {

namespace fs = std::filesystem;

// A loaded pack takes some 20 to 60 MB; a document has one or two languages.
constexpr std::size_t kMostLoaded = 4;
// Raised when the same picture and pack give other lines than before.
constexpr int kEngineVersion = 1;
// With less confidence a page is read again, smoothed.
constexpr int kClean = 70;
constexpr int kBlack = 140;  // and darker is ink

struct FreePix {
  void operator()(Pix* pix) const { pixDestroy(&pix); }
};

struct Loaded {
  std::string pack;
  std::unique_ptr<tesseract::TessBaseAPI> api;
};

using OwnedPix = std::unique_ptr<Pix, FreePix>;

OwnedPix to_pix(const Picture& picture) {
  OwnedPix pix(pixCreate(picture.width, picture.height, 8));
  if (!pix) return pix;
  pixSetResolution(pix.get(), picture.dots_per_inch, picture.dots_per_inch);
  l_uint32* words = pixGetData(pix.get());
  const l_int32 per_line = pixGetWpl(pix.get());
  const char* pixel = picture.pixels.data();
  for (int y = 0; y < picture.height; ++y, words += per_line) {
    for (int x = 0; x < picture.width; ++x) {
      SET_DATA_BYTE(words, x, static_cast<unsigned char>(*pixel++));
    }
  }
  return pix;
}

// Grain costs Tesseract minutes, and lines.
OwnedPix without_grain(OwnedPix pix) {
  constexpr int kMostSpecks = 20'000;  // a dense page has 12,000 letters, dots and marks
  constexpr int kMostRadius = 3;
  OwnedPix best = std::move(pix);
  const OwnedPix original(pixClone(best.get()));
  for (int radius = 1; radius <= kMostRadius; ++radius) {
    const OwnedPix black(pixThresholdToBinary(best.get(), kBlack));
    int specks = 0;
    if (!black || pixCountConnComp(black.get(), 8, &specks) != 0 || specks < kMostSpecks) break;
    OwnedPix smooth(pixBlockconv(original.get(), radius, radius));
    if (!smooth) break;
    best = std::move(smooth);
  }
  return best;
}

// Scans lie askew by up to some degrees, and Tesseract loses lines then.
OwnedPix straightened(OwnedPix pix) {
  constexpr float kLeastDegrees = 0.4F, kSureEnough = 3.0F;
  constexpr int kReduction = 2;
  OwnedPix black(pixThresholdToBinary(pix.get(), kBlack));
  l_float32 degrees = 0, sureness = 0;
  if (!black || pixFindSkewSweepAndSearch(black.get(), &degrees, &sureness, 2 * kReduction,
                                          kReduction, 7.0F, 1.0F, 0.02F) != 0) {
    return pix;
  }
  if (std::abs(degrees) < kLeastDegrees || sureness < kSureEnough) return pix;
  constexpr float kRadians = 3.14159265F / 180;
  OwnedPix turned(pixRotate(pix.get(), degrees * kRadians, L_ROTATE_AREA_MAP, L_BRING_IN_WHITE,
                            pixGetWidth(pix.get()), pixGetHeight(pix.get())));
  return turned ? std::move(turned) : std::move(pix);
}

std::string text_at(const tesseract::ResultIterator& at, tesseract::PageIteratorLevel level) {
  const std::unique_ptr<char[]> text(at.GetUTF8Text(level));
  return text ? text::clean_line(text.get()) : std::string();
}

// From the ascenders to the descenders where they are known.
int size_of(const tesseract::ResultIterator& at, const Line& line) {
  float height = 0, descenders = 0, ascenders = 0;
  at.RowAttributes(&height, &descenders, &ascenders);
  const float size = std::isfinite(height) ? height : 0;
  return size > 0 ? static_cast<int>(size) : line.bottom - line.top;
}

Line line_at(const tesseract::ResultIterator& at) {
  constexpr auto kLine = tesseract::RIL_TEXTLINE;
  Line line;
  line.text = text_at(at, kLine);
  at.BoundingBox(kLine, &line.left, &line.top, &line.right, &line.bottom);
  int x1 = 0, y1 = line.bottom, x2 = 0, y2 = line.bottom;
  at.Baseline(kLine, &x1, &y1, &x2, &y2);
  line.baseline = std::clamp((y1 + y2) / 2, line.top, line.bottom);
  line.size = size_of(at, line);
  line.confidence = std::clamp(static_cast<int>(at.Confidence(kLine)), 0, 100);
  return line;
}

std::vector<Line> lines_of(tesseract::TessBaseAPI& api) {
  std::vector<Line> lines;
  const std::unique_ptr<tesseract::ResultIterator> at(api.GetIterator());
  if (!at) return lines;
  int block = 0;
  do {
    if (at->IsAtBeginningOf(tesseract::RIL_BLOCK)) ++block;
    Line line = line_at(*at);
    line.block = block;
    if (!line.text.empty()) lines.push_back(std::move(line));
  } while (at->Next(tesseract::RIL_TEXTLINE));
  return lines;
}

std::vector<Line> recognise(tesseract::TessBaseAPI& api, Pix* pix) {
  api.SetImage(pix);
  std::vector<Line> lines;
  if (api.Recognize(nullptr) == 0) lines = lines_of(api);
  api.Clear();
  return lines;
}

}  // namespace

struct Engine::Impl {
  fs::path folder;
  std::list<Loaded> loaded;  // last used first

  Result<tesseract::TessBaseAPI*> api(const std::string& pack) {
    const auto found = std::ranges::find(loaded, pack, &Loaded::pack);
    if (found != loaded.end()) {
      loaded.splice(loaded.begin(), loaded, found);
      return found->api.get();
    }
    auto api = std::make_unique<tesseract::TessBaseAPI>();
    if (api->Init(folder.c_str(), pack.c_str(), tesseract::OEM_LSTM_ONLY) != 0) {
      return Error{ErrorCode::kDamaged, "the language data '" + pack + "' cannot be loaded from " +
                                            folder.string() + "; install " + debian_package(pack) +
                                            " again"};
    }
    api->SetPageSegMode(tesseract::PSM_AUTO);
    if (loaded.size() == kMostLoaded) loaded.pop_back();
    loaded.push_front({pack, std::move(api)});
    return loaded.front().api.get();
  }
};

Engine::Engine(fs::path pack_folder) : impl_(std::make_unique<Impl>()) {
  impl_->folder = std::move(pack_folder);
  setMsgSeverity(L_SEVERITY_NONE);
}
Engine::~Engine() = default;
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;

bool Engine::has(std::string_view pack) const {
  std::error_code error;
  const fs::path file = impl_->folder / (std::string(pack) + ".traineddata");
  return !pack.empty() && fs::is_regular_file(file, error);
}

Result<Page> Engine::read(const Picture& picture, const std::string& pack) {
  if (!has(pack)) {
    return Error{ErrorCode::kNotFound,
                 "there is no language data '" + pack + "'; install " + debian_package(pack)};
  }
  const auto api = impl_->api(pack);
  if (!api) return api.error();
  auto pix = to_pix(picture);
  if (!pix) return Error{ErrorCode::kInvalid, "the page is no picture that can be read"};
  pix = straightened(without_grain(std::move(pix)));
  Page page;
  page.pack = pack;
  page.lines = recognise(**api, pix.get());
  page.confidence = mean_confidence(page.lines);
  if (page.confidence >= kClean) return page;
  // Grain hides letters and lines; smoothing takes fine print away with it, so it comes second.
  const OwnedPix smooth(pixBlockconv(pix.get(), 1, 1));
  if (!smooth) return page;
  auto lines = recognise(**api, smooth.get());
  if (const int confidence = mean_confidence(lines); confidence > page.confidence) {
    page.lines = std::move(lines);
    page.confidence = confidence;
  }
  return page;
}

std::string Engine::key(const Picture& picture, std::string_view pack) {
  std::string version = tesseract::TessBaseAPI::Version();
  std::ranges::replace_if(
      version, [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); }, '-');
  std::ranges::transform(version, version.begin(), [](unsigned char c) { return std::tolower(c); });
  return io::content_hash(picture.pixels) + '-' + std::to_string(picture.width) + '-' +
         std::to_string(picture.dots_per_inch) + '-' + std::string(pack) + '-' +
         version.substr(0, 24) + '-' + std::to_string(kEngineVersion);
}

std::string debian_package(std::string_view pack) {
  std::string name = "tesseract-ocr-" + std::string(pack);
  std::ranges::replace(name, '_', '-');
  return name;
}

}  // namespace lontar::ocr
