#include "ocr/engine.h"

#include <allheaders.h>
#include <tesseract/baseapi.h>
#include <tesseract/ocrclass.h>
#include <tesseract/resultiterator.h>

#include <algorithm>
#include <array>
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
// With less confidence a page is tried smoothed, and upside down.
constexpr int kClean = 70;
constexpr int kMostMilliseconds = 20'000;  // for one reading of a page, by the clock
constexpr int kBlack = 140;                // and darker is ink

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
  if (line.text.empty()) return line;  // a picture, say, which has no row to ask about
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

// Whether the page is one column of upright lines, as far as can be told without reading it.
bool is_one_column(tesseract::TessBaseAPI& api, int width) {
  constexpr int kNarrow = 8;  // of the width: such lines are no column
  const std::unique_ptr<tesseract::PageIterator> at(api.AnalyseLayout());
  if (!at) return false;
  std::vector<Line> lines;
  do {
    Line line;
    at->BoundingBox(tesseract::RIL_TEXTLINE, &line.left, &line.top, &line.right, &line.bottom);
    if (line.right - line.left > width / kNarrow) lines.push_back(line);
  } while (at->Next(tesseract::RIL_TEXTLINE));
  if (lines.empty()) return false;  // or one that stands upright, sideways
  std::size_t beside = 0;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const Line& before = lines[i - 1];
    const Line& line = lines[i];
    const bool apart = line.left >= before.right || before.left >= line.right;
    beside += apart && line.bottom < before.top;  // back up the page: another column
  }
  return beside == 0;
}

// Marks stacked over and under letters fall off their lines where columns are looked for.
bool is_stacked(std::string_view pack) {
  constexpr std::array<std::string_view, 4> kStacked = {"khm", "lao", "mya", "tha"};
  return std::ranges::find(kStacked, pack) != kStacked.end();
}

std::vector<Line> recognise(tesseract::TessBaseAPI& api, Pix* pix, const std::string& pack) {
  api.SetPageSegMode(tesseract::PSM_AUTO);
  api.SetImage(pix);
  if (is_stacked(pack) && is_one_column(api, static_cast<int>(pixGetWidth(pix)))) {
    api.SetPageSegMode(tesseract::PSM_SINGLE_COLUMN);
    api.SetImage(pix);
  }
  std::vector<Line> lines;
  // What takes so long is no text, and half of what is none is of no use.
  tesseract::ETEXT_DESC monitor;
  monitor.set_deadline_msecs(kMostMilliseconds);
  const bool whole = api.Recognize(&monitor) == 0 && !monitor.deadline_exceeded();
  if (whole) lines = lines_of(api);
  api.Clear();
  return lines;
}

// Lines that run up or down the page.
bool is_sideways(const std::vector<Line>& lines) {
  const auto tall = std::ranges::count_if(lines, [](const Line& line) {
    return line.bottom - line.top > 2 * (line.right - line.left);
  });
  return 2 * static_cast<std::size_t>(tall) > lines.size();
}

Page turned_and_read(tesseract::TessBaseAPI& api, Pix* pix, int quarters, const std::string& pack) {
  const OwnedPix turned(pixRotateOrth(pix, quarters));
  Page page{pack, 0, turned ? recognise(api, turned.get(), pack) : std::vector<Line>()};
  page.confidence = mean_confidence(page.lines);
  return page;
}

Page better(Page a, Page b) {
  const bool second = is_sideways(a.lines) || a.confidence < b.confidence;
  return second && !is_sideways(b.lines) ? std::move(b) : std::move(a);
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

Result<Page> Engine::read(const Picture& picture, const std::string& pack, Effort effort) {
  if (!has(pack)) {
    return Error{ErrorCode::kNotFound,
                 "there is no language data '" + pack + "'; install " + debian_package(pack)};
  }
  const auto api = impl_->api(pack);
  if (!api) return api.error();
  auto pix = to_pix(picture);
  if (!pix) return Error{ErrorCode::kInvalid, "the page is no picture that can be read"};
  pix = straightened(without_grain(std::move(pix)));
  Page page{pack, 0, recognise(**api, pix.get(), pack)};
  page.confidence = mean_confidence(page.lines);
  if (effort == Effort::kOnce) return page;
  if (is_sideways(page.lines)) {
    page = better(turned_and_read(**api, pix.get(), 1, pack),
                  turned_and_read(**api, pix.get(), 3, pack));
  } else if (page.confidence < kClean) {
    const OwnedPix smooth(pixBlockconv(pix.get(), 1, 1));
    if (smooth) page = better(std::move(page), turned_and_read(**api, smooth.get(), 0, pack));
  }
  if (page.confidence < kClean) {
    page = better(std::move(page), turned_and_read(**api, pix.get(), 2, pack));
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
