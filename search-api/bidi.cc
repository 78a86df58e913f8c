#include "search-api/bidi.h"

#include <cstdint>
#include <vector>

namespace lontar::api {
namespace {

enum class Mark : std::uint8_t { kNone, kEmbed, kEndEmbed, kIsolate, kEndIsolate, kParagraph };

constexpr std::size_t kMarkBytes = 3;  // of each of them in UTF-8

Mark mark_at(std::string_view text, std::size_t at) {
  const std::string_view piece = text.substr(at, kMarkBytes);
  if (piece.starts_with('\n')) return Mark::kParagraph;
  if (piece.size() < kMarkBytes) return Mark::kNone;
  const auto last = static_cast<unsigned char>(piece[2]);
  if (piece.starts_with("\xE2\x80")) {
    if (last == 0xA9) return Mark::kParagraph;
    if (last == 0xAC) return Mark::kEndEmbed;
    return last >= 0xAA && last <= 0xAE ? Mark::kEmbed : Mark::kNone;
  }
  if (!piece.starts_with("\xE2\x81")) return Mark::kNone;
  if (last == 0xA9) return Mark::kEndIsolate;
  return last >= 0xA6 && last <= 0xA8 ? Mark::kIsolate : Mark::kNone;
}

struct Open {
  std::size_t at;
  Mark mark;
};

// What is open and what has its partner, by offset, while the text is read from its beginning.
class Pairs {
 public:
  explicit Pairs(std::size_t bytes) : paired_(bytes) {}

  void read(std::size_t at, Mark mark) {
    if (mark == Mark::kParagraph) {
      open_.clear();
      isolates_ = 0;
    } else if (mark == Mark::kEmbed || mark == Mark::kIsolate) {
      open_.push_back({at, mark});
      isolates_ += mark == Mark::kIsolate ? 1 : 0;
    } else if (mark == Mark::kEndEmbed) {
      // Within an isolate, an embedding around it cannot be ended.
      if (!open_.empty() && open_.back().mark == Mark::kEmbed) pair_with_last(at);
    } else if (mark == Mark::kEndIsolate && isolates_ > 0) {
      while (open_.back().mark == Mark::kEmbed) open_.pop_back();  // they end with it
      pair_with_last(at);
      --isolates_;
    }
  }

  bool paired(std::size_t at) const { return paired_[at]; }

 private:
  void pair_with_last(std::size_t at) {
    paired_[open_.back().at] = paired_[at] = true;
    open_.pop_back();
  }

  std::vector<bool> paired_;
  std::vector<Open> open_;
  std::size_t isolates_ = 0;  // in open_
};

}  // namespace

std::string contain_direction(std::string_view text) {
  if (text.find("\xE2\x80") == text.npos && text.find("\xE2\x81") == text.npos)
    return std::string(text);
  Pairs pairs(text.size());
  for (std::size_t at = 0; at < text.size(); ++at)
    if (const Mark mark = mark_at(text, at); mark != Mark::kNone) pairs.read(at, mark);
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const Mark mark = mark_at(text, at);
    if (mark == Mark::kNone || mark == Mark::kParagraph || pairs.paired(at))
      out += text[at];
    else
      at += kMarkBytes - 1;
  }
  return out;
}

}  // namespace lontar::api
