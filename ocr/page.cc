#include "ocr/page.h"

#include <algorithm>

#include "io/packing.h"
#include "text/clean.h"

namespace lontar::ocr {
namespace {

constexpr std::uint64_t kMostPixels = 1u << 20;  // along one side of a picture
constexpr std::uint64_t kHighestConfidence = 100;

void pack_length(io::Packer& packer, int length) {
  packer.number(static_cast<std::uint64_t>(std::max(length, 0)));
}

// Whether all numbers so far were within their bounds.
class Bounded {
 public:
  explicit Bounded(io::Unpacker& unpacker) : unpacker_(unpacker) {}
  int number(std::uint64_t most) {
    const std::uint64_t value = unpacker_.number();
    ok_ = ok_ && value <= most;
    return ok_ ? static_cast<int>(value) : 0;
  }
  std::string text() {
    std::string value = unpacker_.text();
    ok_ = ok_ && text::is_valid_utf8(value);
    return value;
  }
  bool ok() const { return ok_ && unpacker_.ok(); }

 private:
  io::Unpacker& unpacker_;
  bool ok_ = true;
};

// U+1000..U+109F are three bytes: E1 80 80 to E1 82 9F.
bool is_burmese_at(std::string_view text, std::size_t at) {
  if (at + 2 >= text.size() || text[at] != '\xE1') return false;
  const auto second = static_cast<unsigned char>(text[at + 1]);
  return second == 0x80 || second == 0x81 ||
         (second == 0x82 && static_cast<unsigned char>(text[at + 2]) < 0xA0);
}

}  // namespace

int mean_confidence(const std::vector<Line>& lines) {
  std::size_t sum = 0, letters = 0;
  for (const Line& line : lines) {
    sum += line.text.size() * static_cast<std::size_t>(line.confidence);
    letters += line.text.size();
  }
  return letters == 0 ? 0 : static_cast<int>(sum / letters);
}

std::string encode(const Page& page) {
  io::Packer packer;
  packer.text(page.pack);
  pack_length(packer, page.confidence);
  packer.number(page.lines.size());
  for (const Line& line : page.lines) {
    packer.text(line.text);
    for (const int length : {line.left, line.top, line.right, line.bottom, line.baseline, line.size,
                             line.block, line.confidence}) {
      pack_length(packer, length);
    }
  }
  return packer.take();
}

std::optional<Page> decode_page(std::string_view bytes) {
  io::Unpacker unpacker(bytes);
  Bounded in(unpacker);
  Page page;
  page.pack = in.text();
  page.confidence = in.number(kHighestConfidence);
  for (std::size_t left = unpacker.count(); left > 0 && in.ok(); --left) {
    Line& line = page.lines.emplace_back();
    line.text = in.text();
    for (int* length : {&line.left, &line.top, &line.right, &line.bottom, &line.baseline,
                        &line.size, &line.block}) {
      *length = in.number(kMostPixels);
    }
    line.confidence = in.number(kHighestConfidence);
  }
  if (!in.ok() || !unpacker.done()) return {};
  return page;
}

bool is_doubtful(int confidence, std::string_view text) {
  if (confidence < kTrustedConfidence) return true;
  for (std::size_t at = text.find('\xE1'); at != text.npos; at = text.find('\xE1', at + 1)) {
    if (is_burmese_at(text, at)) return true;
  }
  return false;
}

}  // namespace lontar::ocr
