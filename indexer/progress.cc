#include "indexer/progress.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "text/clean.h"

namespace lontar::indexer {
namespace {

using namespace std::chrono_literals;

constexpr auto kWindow = 20s;
constexpr auto kLeast = 2s;  // less says nothing about the rest
constexpr std::size_t kNameColumns = 60;

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

std::string per_second(double rate, const char* noun) {
  char text[64];
  std::snprintf(text, sizeof text, rate < 10 ? ", %.1f %s/s" : ", %.0f %s/s", rate, noun);
  return text;
}

}  // namespace

std::string short_name(std::string_view path, std::size_t columns) {
  const std::string name = text::clean_line(path);
  const auto length =
      static_cast<std::size_t>(std::ranges::count_if(name, [](char c) { return !continues(c); }));
  if (length <= columns) return name;
  if (columns < 4) return {};
  // The end of a long path says more than its beginning.
  std::size_t cut = name.size();
  for (std::size_t left = columns - 3; left > 0; --left) {
    do --cut;
    while (continues(name[cut]));
  }
  return "..." + name.substr(cut);
}

std::string duration(std::chrono::seconds time) {
  const auto seconds = static_cast<long long>(time.count());
  char text[64];
  if (seconds < 60) {
    std::snprintf(text, sizeof text, "%lld s", seconds);
  } else if (seconds < 3600) {
    std::snprintf(text, sizeof text, "%lld:%02lld", seconds / 60, seconds % 60);
  } else {
    std::snprintf(text, sizeof text, "%lld:%02lld:%02lld", seconds / 3600, seconds / 60 % 60,
                  seconds % 60);
  }
  return text;
}

std::string Progress::line(const At& at, std::string_view noun, std::string_view name, Time now,
                           std::size_t columns) {
  samples_.push_back({now, at.done, at.pages});
  while (samples_.size() > 2 && now - samples_[1].time >= kWindow) samples_.pop_front();
  const Sample& from = samples_.front();
  const double seconds = std::chrono::duration<double>(now - from.time).count();

  std::string line =
      std::to_string(at.done) + " of " + std::to_string(at.total) + " " + std::string(noun);
  if (now - from.time >= kLeast) {
    const double pages = static_cast<double>(at.pages - from.pages) / seconds;
    const double files = static_cast<double>(at.done - from.done) / seconds;
    line += pages > 0 ? per_second(pages, "pages") : per_second(files, std::string(noun).c_str());
  }
  if (at.failed) line += ", " + std::to_string(at.failed) + " failed";
  if (now - from.time >= kLeast && at.done > from.done && at.total > at.done) {
    const double left = seconds * static_cast<double>(at.total - at.done) /
                        static_cast<double>(at.done - from.done);
    line += ", " + duration(std::chrono::seconds(std::llround(std::ceil(left)))) + " left";
  }
  const std::size_t room = columns == 0                ? kNameColumns
                           : columns > line.size() + 3 ? columns - line.size() - 3
                                                       : 0;
  const std::string shown = short_name(name, std::min(room, kNameColumns));
  return shown.empty() ? line : line + "  " + shown;
}

}  // namespace lontar::indexer
