#include "parsers/pdf_paragraphs.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "parsers/pdf_headings.h"
#include "parsers/pdf_hyphens.h"
#include "parsers/pdf_unicode.h"
#include "text/clean.h"

namespace lontar::parsers::pdf {
namespace {

// Shares of the type size, unless said otherwise.
constexpr float kUsualLeading = 1.2F;  // where the document has too few lines to tell
constexpr float kWideLeading = 1.3F;   // of the usual leading: a new paragraph
constexpr float kIndent = 0.8F;
constexpr float kOtherSize = 1.12F;  // ratio of type sizes
constexpr float kShort = 0.8F;       // of the column's width: the paragraph ended on this line
constexpr float kVeryShort = 0.66F;
constexpr float kCentred = 1.5F;  // difference of the margins left and right

struct Style {
  float leading = kUsualLeading;  // usual distance of baselines, in type sizes
};

Style measure(const std::vector<Page>& pages) {
  std::vector<float> ratios;
  for (const Page& page : pages) {
    for (std::size_t i = 1; i < page.lines.size(); ++i) {
      const Line& a = page.lines[i - 1];
      const Line& b = page.lines[i];
      if (a.column != b.column || std::abs(a.size - b.size) > 0.1F * a.size) continue;
      const float ratio = (b.baseline - a.baseline) / std::max(a.size, 1.0F);
      if (ratio > 0.8F && ratio < 2.6F) ratios.push_back(ratio);
    }
  }
  if (ratios.size() < 5) return {};
  // The lower quartile: gaps between paragraphs may be as frequent as those inside.
  const auto at = ratios.begin() + static_cast<std::ptrdiff_t>(ratios.size() * 2 / 5);
  std::nth_element(ratios.begin(), at, ratios.end());
  return {*at};
}

bool centred(const Line& line) {
  const float before = line.left - line.column_left, after = line.column_right - line.right;
  return before > 2 * line.size && std::abs(before - after) < kCentred * line.size;
}

float width_share(const Line& line) {
  const float width = line.column_right - line.column_left;
  return width > 0 ? (line.right - line.column_left) / width : 1;
}

class Builder {
 public:
  Builder(const std::vector<Page>& pages, const text::Languages& languages)
      : pages_(pages), languages_(languages), hyphens_(pages), style_(measure(pages)) {}

  std::vector<Block> build() {
    for (const Page& page : pages_) {
      for (const Line& line : page.lines) take(page, line);
    }
    close();
    return std::move(blocks_);
  }

 private:
  void take(const Page& page, const Line& line) {
    const auto heading = text::article_heading(line.text, languages_);
    if (previous_ != nullptr && (heading || after_label_ || !continues(page, line))) close();
    // A label that fills its line stands alone; what follows is its heading or its text.
    after_label_ = heading && heading->length + 2 >= line.text.size();
    if (previous_ == nullptr) {
      open(page, line);
    } else {
      append(line);
    }
    previous_ = &line;
    page_ = page.number;
  }

  void open(const Page& page, const Line& line) {
    block_ = {line.text,     page.number,    1, line.size, line.left, line.top, line.bold,
              centred(line), line.confidence};
    second_left_ = -1;
  }

  void append(const Line& line) {
    add_confidence(line);
    switch (hyphens_.join(previous_->text, line.text)) {
      case Hyphens::Join::kDrop: {
        std::string hyphen;
        append_utf8(hyphen, last_character(block_.text));
        block_.text.resize(block_.text.size() - hyphen.size());
        break;
      }
      case Hyphens::Join::kKeep:
        break;
      case Hyphens::Join::kSpace:
        if (!is_unspaced(last_character(block_.text)) || !is_unspaced(first_character(line.text))) {
          block_.text += ' ';
        }
        break;
    }
    block_.text += line.text;
    block_.bold = block_.bold && line.bold;
    block_.centred = block_.centred && centred(line);
    ++block_.lines;
    if (second_left_ < 0) second_left_ = line.left;
  }

  void add_confidence(const Line& line) {
    const auto before = static_cast<int>(block_.text.size()),
               more = static_cast<int>(line.text.size());
    if (before + more == 0) return;
    block_.confidence = (block_.confidence * before + line.confidence * more) / (before + more);
  }

  void close() {
    if (previous_ == nullptr) return;
    block_.text = text::clean_line(block_.text);
    if (!block_.text.empty()) blocks_.push_back(std::move(block_));
    previous_ = nullptr;
    after_label_ = false;
  }

  // Whether `line` belongs to the same paragraph as the line before it.
  bool continues(const Page& page, const Line& line) const {
    const Line& before = *previous_;
    if (line.aside != before.aside) return false;
    const float ratio = line.size / before.size;
    const bool other_type = ratio > kOtherSize || ratio < 1 / kOtherSize;
    const bool hyphenated = hyphens_.join(before.text, line.text) != Hyphens::Join::kSpace;
    if (page.number != page_ || line.column != before.column) {
      return !other_type && (hyphenated || flows_over(before, line));
    }
    const float gap = line.baseline - before.baseline;
    const float size = std::max(line.size, before.size);
    if (std::abs(gap) < 0.3F * size) return true;  // the rest of the same row
    if (gap < 0 || other_type) return false;
    if (gap > kWideLeading * style_.leading * size) return false;
    if (hyphenated) return true;
    const bool lower = is_lower(first_character(line.text));
    if (line.bold != before.bold && !lower) return false;
    if (begins_item(line.text) && ends_item(before.text)) return false;
    return !starts_paragraph(before, line, lower);
  }

  bool starts_paragraph(const Line& before, const Line& line, bool lower) const {
    const bool ended = ends_sentence(before.text);
    const float share = width_share(before);
    if (centred(before) != centred(line) && !lower) return share < kShort || ended;
    if (centred(before) && centred(line)) return false;
    const float usual = second_left_ >= 0 ? second_left_ : before.left;
    const float shift = line.left - usual;
    if (shift > kIndent * line.size && ended) return true;
    // A hanging paragraph ends where the next one hangs out again.
    if (second_left_ >= 0 && shift < -kIndent * line.size && (ended || !lower)) return true;
    if (share < kShort && ended && !lower) return true;
    return share < kVeryShort && !lower && !is_unspaced(first_character(line.text));
  }

  // Over the end of a page or column only an unfinished sentence goes on.
  static bool flows_over(const Line& before, const Line& line) {
    if (ends_sentence(before.text)) return false;
    const char32_t first = first_character(line.text);
    if (is_unspaced(first)) return width_share(before) > 0.9F && !begins_item(line.text);
    return is_lower(first) && width_share(before) > 0.5F;
  }

  const std::vector<Page>& pages_;
  const text::Languages& languages_;
  const Hyphens hyphens_;
  const Style style_;
  std::vector<Block> blocks_;
  Block block_;
  const Line* previous_ = nullptr;  // of the open block
  int page_ = 0;                    // of that line
  float second_left_ = -1;          // where the block's lines after the first begin
  bool after_label_ = false;
};

}  // namespace

std::vector<Block> to_blocks(const std::vector<Page>& pages, const text::Languages& languages) {
  return Builder(pages, languages).build();
}

}  // namespace lontar::parsers::pdf
