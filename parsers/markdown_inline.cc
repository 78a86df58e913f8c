#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

#include "parsers/markdown_internal.h"

namespace lontar::parsers::markdown {
namespace {

bool alnum(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) || static_cast<unsigned char>(c) >= 0x80;
}
// Markup is short; looking further would make a page of stray brackets cost its square.
constexpr std::size_t kReach = 2000;

bool space(char c) { return c == ' ' || c == '\t' || c == '\n'; }

struct Entity {
  std::string_view written;
  std::string_view meant;
};
constexpr std::array kEntities = {
    Entity{"&amp;", "&"},   Entity{"&lt;", "<"},   Entity{"&gt;", ">"},
    Entity{"&quot;", "\""}, Entity{"&nbsp;", " "}, Entity{"&#39;", "'"},
};

std::string lower(std::string_view text) {
  std::string low(text);
  std::ranges::transform(low, low.begin(), [](unsigned char c) { return std::tolower(c); });
  return low;
}

// Whether "(...)" after a text in brackets is where a link leads and not words: "[45](b)" is none.
bool is_target(std::string_view inside) {
  if (inside.empty()) return true;
  const auto address = inside.substr(0, inside.find(' '));
  return address.find_first_of("/#.:@") != std::string_view::npos || address.starts_with('<');
}

// "b", "/p", "br /", "a href=x", "!-- note --"; but not "b and c" of "a <b and c> d".
bool is_tag(std::string_view inside) {
  if (inside.starts_with("!--")) return true;
  if (inside.starts_with('/')) inside.remove_prefix(1);
  std::size_t name = 0;
  while (name < inside.size() && std::isalnum(static_cast<unsigned char>(inside[name]))) ++name;
  const auto rest = inside.find_first_not_of(" \t\n", name);
  return name > 0 && std::isalpha(static_cast<unsigned char>(inside[0])) &&
         (rest == std::string_view::npos || inside[rest] == '/' ||
          inside.find('=', rest) != std::string_view::npos);
}

// The position after the bracket that closes the one at `open`, or nothing.
std::optional<std::size_t> closing(std::string_view text, std::size_t open, char left, char right) {
  int depth = 0;
  text = text.substr(0, open + kReach);
  for (std::size_t i = open; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == left) {
      ++depth;
    } else if (text[i] == right && --depth == 0) {
      return i + 1;
    }
  }
  return {};
}

class Remover {
 public:
  Remover(std::string_view text, const std::set<std::string>& references, int depth)
      : text_(text), references_(references), depth_(depth) {}

  std::string run() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      const bool taken = (c == '\\' && escaped()) || (c == '`' && code()) ||
                         (c == '!' && image()) || (c == '[' && link()) || (c == '<' && tag()) ||
                         (c == '&' && entity()) ||
                         ((c == '*' || c == '_' || c == '~') && emphasis(c));
      if (!taken) out_ += text_[at_++];
    }
    return std::move(out_);
  }

 private:
  bool escaped() {
    if (at_ + 1 >= text_.size() || !std::ispunct(static_cast<unsigned char>(text_[at_ + 1])))
      return false;
    out_ += text_[at_ + 1];
    at_ += 2;
    return true;
  }

  // `code` and ``co`de``: the content as it stands.
  bool code() {
    const auto run = text_.find_first_not_of('`', at_);
    if (run == std::string_view::npos) return false;
    const std::string_view fence = text_.substr(at_, run - at_);
    const auto end = text_.substr(0, run + kReach).find(fence, run);
    if (end == std::string_view::npos) return false;
    out_ += text_.substr(run, end - run);
    at_ = end + fence.size();
    return true;
  }

  bool image() {
    if (at_ + 1 >= text_.size() || text_[at_ + 1] != '[') return false;
    ++at_;
    if (link()) return true;
    --at_;
    return false;
  }

  bool link() {
    const auto end = depth_ < 8 ? closing(text_, at_, '[', ']') : std::nullopt;
    if (!end) return false;
    const std::string_view words = text_.substr(at_ + 1, *end - at_ - 2);
    std::size_t after = *end;
    if (after < text_.size() && text_[after] == '(') {
      const auto close = closing(text_, after, '(', ')');
      if (!close || !is_target(text_.substr(after + 1, *close - after - 2))) return false;
      after = *close;
    } else if (after < text_.size() && text_[after] == '[') {
      const auto close = closing(text_, after, '[', ']');
      if (!close) return false;
      const auto name = text_.substr(after + 1, *close - after - 2);
      if (!references_.contains(lower(name.empty() ? words : name))) return false;
      after = *close;
    } else if (words.starts_with('^')) {
      // [^1] points to a footnote; its number is text.
      out_ += "[" + std::string(words.substr(1)) + "]";
      at_ = after;
      return true;
    } else if (!references_.contains(lower(words))) {
      return false;
    }
    out_ += Remover(words, references_, depth_ + 1).run();
    at_ = after;
    return true;
  }

  // <b>, </p>, <https://...>: tags go, addresses stay. "a < b" is no tag.
  bool tag() {
    const auto end = text_.substr(0, at_ + kReach).find('>', at_);
    if (end == std::string_view::npos || at_ + 1 >= end) return false;
    const std::string_view inside = text_.substr(at_ + 1, end - at_ - 1);
    if (inside.starts_with("http://") || inside.starts_with("https://") ||
        (inside.find('@') != std::string_view::npos &&
         inside.find(' ') == std::string_view::npos)) {
      out_ += inside;
    } else if (!is_tag(inside)) {
      return false;
    } else if (lower(inside).starts_with("br")) {
      out_ += '\n';
    }
    at_ = end + 1;
    return true;
  }

  bool entity() {
    for (const Entity& known : kEntities) {
      if (!text_.substr(at_).starts_with(known.written)) continue;
      out_ += known.meant;
      at_ += known.written.size();
      return true;
    }
    return false;
  }

  // A run of marks is markup where it touches a word on one side only, or on both for '*'. What
  // stands between spaces ("2 * 3") and '_' inside a word (snake_case) are text.
  bool emphasis(char mark) {
    const auto end = std::min(text_.find_first_not_of(mark, at_), text_.size());
    const std::size_t length = end - at_;
    const bool before = at_ > 0 && !space(text_[at_ - 1]);
    const bool after = end < text_.size() && !space(text_[end]);
    const bool inside_word =
        at_ > 0 && end < text_.size() && alnum(text_[at_ - 1]) && alnum(text_[end]);
    const bool text = (!before && !after) || (mark == '_' && inside_word) || length > 3 ||
                      (mark == '~' && length != 2);
    if (text) out_ += text_.substr(at_, length);
    at_ = end;
    return true;
  }

  std::string_view text_;
  const std::set<std::string>& references_;
  const int depth_;
  std::size_t at_ = 0;
  std::string out_;
};

}  // namespace

std::string without_markup(std::string_view paragraph, const std::set<std::string>& references) {
  return Remover(paragraph, references, 0).run();
}

bool looks_like_markdown(std::string_view text) {
  std::size_t headings = 0;
  for (std::size_t begin = 0; begin < text.size() && headings < 2;) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    const auto marks = line.find_first_not_of('#');
    headings += marks != std::string_view::npos && marks >= 1 && marks <= 6 && line[marks] == ' ';
    begin = end + 1;
  }
  return headings >= 2;
}

}  // namespace lontar::parsers::markdown
