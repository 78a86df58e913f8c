#include "harvest/robots.h"

#include <algorithm>
#include <cstdlib>

#include "core/ascii.h"

namespace lontar::harvest {
namespace {

std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r");
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

bool unreserved(unsigned char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

void append_escaped(std::string& text, unsigned char byte) {
  constexpr char kDigits[] = "0123456789ABCDEF";
  text += {'%', kDigits[byte >> 4], kDigits[byte & 15]};
}

// One way of writing a path (RFC 9309, 2.2.2): what need not be escaped is not, bytes above ASCII
// are, in upper case.
std::string plain(std::string_view path) {
  std::string out;
  for (std::size_t i = 0; i < path.size(); ++i) {
    const auto byte = static_cast<unsigned char>(path[i]);
    const bool escape =
        byte == '%' && i + 2 < path.size() && hex(path[i + 1]) >= 0 && hex(path[i + 2]) >= 0;
    if (escape) {
      const auto meant = static_cast<unsigned char>(hex(path[i + 1]) * 16 + hex(path[i + 2]));
      unreserved(meant) ? void(out += static_cast<char>(meant)) : append_escaped(out, meant);
      i += 2;
    } else if (byte <= ' ' || byte >= 0x7F) {
      append_escaped(out, byte);
    } else {
      out += path[i];
    }
  }
  return out;
}

// '*' is anything, a '$' at the end is the end; else a pattern matches what starts with it. Takes
// time proportional to both lengths multiplied, whatever is written.
bool matches(std::string_view pattern, std::string_view path) {
  const bool anchored = pattern.ends_with('$');
  if (anchored) pattern.remove_suffix(1);
  std::size_t p = 0, at = 0, star = pattern.npos, resume = 0;
  while (true) {
    if (p == pattern.size() && (!anchored || at == path.size())) return true;
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = at;
    } else if (p < pattern.size() && at < path.size() && pattern[p] == path[at]) {
      ++p;
      ++at;
    } else if (star != pattern.npos && resume < path.size()) {
      p = star + 1;
      at = ++resume;
    } else {
      return false;
    }
  }
}

// The name that a User-agent line asks for: "Lontar-Harvest/1.0" means lontar-harvest.
std::string product_of(std::string_view value) {
  const auto end = std::ranges::find_if(value, [](char c) {
    return !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-' || c == '*');
  });
  return ascii_lower(value.substr(0, static_cast<std::size_t>(end - value.begin())));
}

struct Line {
  std::string key;
  std::string_view value;
};

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    line = line.substr(0, line.find('#'));
    const std::size_t colon = line.find(':');
    if (colon == line.npos) continue;
    lines.push_back({ascii_lower(trim(line.substr(0, colon))), trim(line.substr(colon + 1))});
  }
  return lines;
}

}  // namespace

Robots Robots::unknown(std::string why) {
  Robots robots;
  robots.unknown_ = std::move(why);
  return robots;
}

Robots Robots::parse(std::string_view text, std::string_view product) {
  text = text.substr(0, kMaxBytes);
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const std::string name = ascii_lower(product);
  Robots named, everybody;
  bool found = false, for_us = false, for_all = false, naming = false;
  for (const Line& line : lines_of(text)) {
    if (line.key == "user-agent") {
      // Lines that follow each other name one group; groups of one name are one.
      if (!naming) for_us = for_all = false;
      naming = true;
      const std::string who = product_of(line.value);
      for_us = for_us || who == name;
      for_all = for_all || who == "*";
      found = found || for_us;
      continue;
    }
    const bool rule = line.key == "allow" || line.key == "disallow";
    if (!rule && line.key != "crawl-delay") continue;
    naming = false;
    const auto add = [&](Robots& robots) {
      if (rule) {
        if (!line.value.empty()) robots.rules_.push_back({plain(line.value), line.key == "allow"});
        return;
      }
      const double seconds = std::strtod(std::string(line.value).c_str(), nullptr);
      if (!(seconds > 0)) return;
      robots.delay_ =
          std::chrono::milliseconds(static_cast<std::int64_t>(std::min(seconds, 86'400.0) * 1000));
    };
    if (for_us) add(named);
    if (for_all) add(everybody);
  }
  return found ? named : everybody;
}

bool Robots::allows(std::string_view path) const {
  if (path == "/robots.txt") return true;
  if (!unknown_.empty()) return false;
  const std::string wanted = plain(path);
  std::size_t longest = 0;
  bool allowed = true;
  for (const Rule& rule : rules_) {
    const std::size_t length = rule.pattern.size();
    if (length < longest || (length == longest && allowed)) continue;
    if (!matches(rule.pattern, wanted)) continue;
    longest = length;
    allowed = rule.allow;
  }
  return allowed;
}

}  // namespace lontar::harvest
