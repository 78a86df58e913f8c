#include "parsers/pdf_scans.h"

#include <time.h>

#include <algorithm>

#include "parsers/pdf_health.h"
#include "parsers/pdf_legacy.h"

namespace lontar::parsers::pdf {
namespace {

// A page with fewer dark pixels in a thousand is blank.
constexpr std::size_t kLeastInkPerMille = 1;
// A few words beside a large picture stand for the page, unless so many times as much is in it.
constexpr std::size_t kMuchMore = 3;
// What is read with less confidence is a picture of something else than text.
constexpr int kLeastConfidence = 50;

double processor_seconds() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

bool is_blank(const ocr::Picture& picture) {
  constexpr unsigned char kDark = 128;
  const auto dark = std::ranges::count_if(
      picture.pixels, [](char c) { return static_cast<unsigned char>(c) < kDark; });
  return static_cast<std::size_t>(dark) * 1000 < picture.pixels.size() * kLeastInkPerMille;
}

std::size_t bytes_of(const std::vector<Line>& lines) {
  std::size_t bytes = 0;
  for (const Line& line : lines) bytes += line.text.size();
  return bytes;
}

void add_range(std::vector<Warning>& out, const char* code, const std::vector<int>& pages,
               const std::string& before, const std::string& after) {
  if (!pages.empty()) out.push_back({code, before + page_list(pages) + after});
}

}  // namespace

Page lay_out(int number, const ocr::Page& read, const ocr::Picture& picture) {
  const float points = 72.0F / static_cast<float>(picture.dots_per_inch);
  const auto length = [points](int pixels) { return static_cast<float>(pixels) * points; };
  Page page{number, length(picture.width), length(picture.height), {}};
  int block = 0, column = 0;
  float left = 0, right = 0;
  const auto close = [&](std::size_t from) {
    for (std::size_t i = from; i < page.lines.size(); ++i) {
      page.lines[i].column_left = left;
      page.lines[i].column_right = right;
    }
  };
  std::size_t first = 0;
  for (const ocr::Line& line : read.lines) {
    Line out;
    out.text = line.text;
    out.left = length(line.left), out.right = length(line.right);
    out.top = length(line.top), out.bottom = length(line.bottom);
    out.baseline = length(line.baseline);
    out.size = std::max(length(line.size), 1.0F);
    out.confidence = std::max(line.confidence, 1);
    // A block that stands below the one before goes on in the same column.
    const bool beside = block != 0 && !page.lines.empty() && out.top < page.lines.back().top;
    if (line.block != block && beside) {
      close(first);
      first = page.lines.size();
      ++column;
    }
    if (page.lines.size() == first) left = out.left, right = out.right;
    block = line.block;
    left = std::min(left, out.left), right = std::max(right, out.right);
    out.column = column;
    // A page that lay sideways was turned before it was read.
    page.width = std::max<double>(page.width, out.right);
    page.height = std::max<double>(page.height, out.bottom);
    page.lines.push_back(std::move(out));
  }
  close(first);
  return page;
}

void Scans::add(int number, const PageWords& page, ocr::Mode mode) {
  if (const LegacyEncoding* legacy = legacy_encoding(page)) {
    font_language_ = legacy->language;
    if (std::ranges::find(encodings_, legacy->name) == encodings_.end()) {
      encodings_.emplace_back(legacy->name);
    }
  }
  const TextLayer layer = judge(page);
  if (layer != TextLayer::kGood || mode == ocr::Mode::kForce) {
    wanted_.push_back({number, layer, layer == TextLayer::kNone ? page.has_picture : true});
  }
}

void Scans::read(Reader& file, const Means& means, std::string_view language, bool all,
                 std::vector<Page>& pages) {
  if (all) {
    for (const Page& page : pages) {
      const auto known = std::ranges::find(wanted_, page.number, &Wanted::number);
      if (known == wanted_.end()) wanted_.push_back({page.number, TextLayer::kRubbish, true});
    }
    std::ranges::sort(wanted_, {}, &Wanted::number);
  }
  if (wanted_.empty()) return;
  means.reader.begin(language);
  const double end = processor_seconds() + static_cast<double>(means.budget.count());
  for (Wanted& wanted : wanted_) {
    if (processor_seconds() > end) {
      late_.push_back(wanted.number);
    } else if (!read_one(file, means, wanted, pages[static_cast<std::size_t>(wanted.number - 1)])) {
      if (wanted.layer == TextLayer::kRubbish) ++rubbish_left_;
    }
  }
  missing_ = means.reader.missing_packages();
}

// Whether the page now holds what was read off its picture.
bool Scans::read_one(Reader& file, const Means& means, Wanted& wanted, Page& page) {
  const auto picture = file.picture(wanted.number);
  const bool blank = picture && is_blank(*picture);
  wanted.shows_something = wanted.layer != TextLayer::kNone || (picture && !blank);
  if (!picture || blank) return false;
  const auto read = means.reader.read(*picture);
  if (!read) {
    problem_ = read.error().message;
    unread_.push_back(wanted.number);
    return false;
  }
  Page laid = lay_out(wanted.number, *read, *picture);
  const bool scant =
      wanted.layer == TextLayer::kScant && bytes_of(laid.lines) < kMuchMore * bytes_of(page.lines);
  if (laid.lines.empty() || read->confidence < kLeastConfidence || scant) {
    if (wanted.layer == TextLayer::kNone) unread_.push_back(wanted.number);
    return false;
  }
  std::string text;
  for (const Line& line : laid.lines) text += line.text;
  read_.push_back(wanted.number);
  if (ocr::is_doubtful(read->confidence, text)) doubtful_.push_back(wanted.number);
  page = std::move(laid);
  return true;
}

bool Scans::was_read(int number) const { return std::ranges::binary_search(read_, number); }

Extraction Scans::figures() const {
  Extraction out;
  for (const Wanted& wanted : wanted_) {
    const bool no_text = wanted.layer == TextLayer::kRubbish ||
                         (wanted.layer == TextLayer::kNone && wanted.shows_something) ||
                         (wanted.layer == TextLayer::kScant && was_read(wanted.number));
    out.pages_without_text += no_text;
  }
  out.pages_by_ocr = static_cast<int>(read_.size());
  out.doubtful_pages = static_cast<int>(doubtful_.size());
  out.legacy_encodings = encodings_;
  return out;
}

std::vector<Warning> Scans::warnings() const {
  std::vector<Warning> out;
  add_range(out, "read-by-ocr", read_,
            "The text of these pages was read off their pictures (OCR): ",
            "; compare what matters with the original.");
  add_range(out, "doubtful-ocr", doubtful_,
            "What was read off the pictures of these pages is likely "
            "wrong in many places: ",
            "; rely on the original only.");
  add_range(out, "ocr-failed", unread_, "No text could be read off the pictures of these pages: ",
            problem_.empty() ? "; they may hold none." : "; " + problem_ + ".");
  add_range(out, "ocr-unfinished", late_,
            "The time for reading pictures was used up before these "
            "pages: ",
            "; raise ocr_seconds in lontar.toml or split the file.");
  std::string packages;
  for (const std::string& package : missing_) packages += (packages.empty() ? "" : " ") + package;
  if (!packages.empty()) {
    out.push_back({"ocr-language-missing",
                   "Its language could not be read off pictures, because the language data is "
                   "missing: install " +
                       packages + " and run rebuild."});
  }
  std::string encodings;
  for (const std::string& name : encodings_) encodings += (encodings.empty() ? "" : ", ") + name;
  if (!encodings.empty()) {
    out.push_back({"legacy-encoding", "Its fonts are of a time before Unicode (" + encodings +
                                          "), so its text layer shows other letters to programs "
                                          "than to people."});
  }
  return out;
}

}  // namespace lontar::parsers::pdf
