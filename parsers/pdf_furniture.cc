#include "parsers/pdf_furniture.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>

#include "parsers/pdf_unicode.h"

namespace lontar::parsers::pdf {
namespace {

constexpr float kZone = 0.16F;        // of the page's height, at the top and at the bottom
constexpr std::size_t kDepth = 6;     // rows from the edge that are looked at
constexpr std::size_t kMinPages = 3;  // on which a line must return
constexpr float kSameHeight = 4.0F;   // points by which its place may differ
constexpr double kShare = 0.25;       // of all pages on which it stands, or ...
constexpr double kDensity = 0.45;     // ... of the pages from its first to its last
constexpr double kShareOfAny = 0.6;   // with numbers that follow no rule
constexpr double kAgreement = 0.8;    // of its numbers with one rule

// Words that stand beside a page number, lower case.
constexpr std::string_view kPageWords[] = {
    "page",     "pages", "pg",      "p",      "halaman", "hal", "hlm",  "muka surat", "m/s",
    "pahina",   "trang", "página",  "pagina", "seite",   "หน้า", "หน้าที่", "ໜ້າ",         "ທີ",
    "ទំព័រ",      "ទំព័រទី",  "စာမျက်နှာ", "பக்கம்",   "第",      "页",  "頁",   "of",         "dari",
    "daripada", "de",    "sur",     "per",    "จาก",     "/",   "共",
};

struct Place {
  std::size_t page = 0;
  std::size_t line = 0;
  std::size_t part = 0;  // of the line: what stands left, in the middle, right
  std::vector<long> numbers;
  float height = 0;  // of its baseline above or below the nearer edge
};

struct Masked {
  std::string text;
  std::vector<long> numbers;
};

// Lower case, digits of each number as one '#', no white space.
Masked mask(std::string_view text) {
  Masked out;
  bool in_number = false;
  for (std::size_t i = 0; i < text.size();) {
    const auto [c, bytes] = decode(text, i);
    if (is_digit(c)) {
      if (!in_number) out.numbers.push_back(0), out.text += '#';
      long& number = out.numbers.back();
      if (number < 100'000'000) number = number * 10 + digit_value(c);
      in_number = true;
    } else {
      in_number = false;
      if (c != ' ' && c != 0xA0 && c != '\t') append_utf8(out.text, lower(c));
    }
    i += bytes;
  }
  return out;
}

enum class Edge { kTop, kBottom, kSide };

struct Zone {
  Edge edge;
  std::vector<std::size_t> lines;  // from the edge inwards
};

std::vector<Zone> zones_of(const Page& page) {
  Zone top{Edge::kTop, {}}, bottom{Edge::kBottom, {}}, side{Edge::kSide, {}};
  const auto height = static_cast<float>(page.height);
  for (std::size_t i = 0; i < page.lines.size(); ++i) {
    const Line& line = page.lines[i];
    if (line.aside) {
      side.lines.push_back(i);
    } else if (line.baseline <= kZone * height) {
      top.lines.push_back(i);
    } else if (line.baseline >= (1 - kZone) * height) {
      bottom.lines.push_back(i);
    }
  }
  const auto by_baseline = [&](std::size_t a, std::size_t b) {
    return page.lines[a].baseline < page.lines[b].baseline;
  };
  std::stable_sort(top.lines.begin(), top.lines.end(), by_baseline);
  std::stable_sort(bottom.lines.rbegin(), bottom.lines.rend(), by_baseline);
  if (top.lines.size() > kDepth) top.lines.resize(kDepth);
  if (bottom.lines.size() > kDepth) bottom.lines.resize(kDepth);
  return {std::move(top), std::move(bottom), std::move(side)};
}

float height_of(const Page& page, const Line& line, Edge edge) {
  return edge == Edge::kBottom ? static_cast<float>(page.height) - line.baseline : line.baseline;
}

// What a wide gap sets apart in a line: "2", "Laws of Malaysia", "Act 135".
std::vector<std::string_view> parts_of(std::string_view line) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0; begin <= line.size();) {
    const std::size_t end = std::min(line.find('\t', begin), line.size());
    parts.push_back(line.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

using Key = std::pair<Edge, std::string>;
using Places = std::map<Key, std::vector<Place>>;

// The largest group of places at the same height, one per page.
std::vector<Place> at_one_height(std::vector<Place> places) {
  std::stable_sort(places.begin(), places.end(),
                   [](const Place& a, const Place& b) { return a.height < b.height; });
  std::size_t best_begin = 0, best_end = 0;
  for (std::size_t begin = 0, end = 0; begin < places.size(); ++begin) {
    while (end < places.size() && places[end].height - places[begin].height <= kSameHeight) ++end;
    if (end - begin > best_end - best_begin) best_begin = begin, best_end = end;
  }
  places.erase(places.begin() + static_cast<std::ptrdiff_t>(best_end), places.end());
  places.erase(places.begin(), places.begin() + static_cast<std::ptrdiff_t>(best_begin));
  std::stable_sort(places.begin(), places.end(),
                   [](const Place& a, const Place& b) { return a.page < b.page; });
  return places;
}

// Whether one number of the text is the same everywhere, or grows with the page.
bool follows_rule(const std::vector<Place>& places, std::size_t slot) {
  std::map<long, std::size_t> constant, offset;
  for (const Place& place : places) {
    ++constant[place.numbers[slot]];
    ++offset[place.numbers[slot] - static_cast<long>(place.page)];
  }
  const auto most = [](const std::map<long, std::size_t>& counts) {
    std::size_t best = 0;
    for (const auto& [value, count] : counts) best = std::max(best, count);
    return best;
  };
  const double needed = kAgreement * static_cast<double>(places.size());
  return static_cast<double>(std::max(most(constant), most(offset))) >= needed;
}

bool numbers_follow_rules(const std::vector<Place>& places) {
  for (std::size_t slot = 0; slot < places.front().numbers.size(); ++slot) {
    if (!follows_rule(places, slot)) return false;
  }
  return true;
}

bool substantial(const std::vector<Place>& places, std::size_t pages) {
  const auto count = static_cast<double>(places.size());
  if (count < kMinPages) return false;
  if (count >= kShare * static_cast<double>(pages)) return true;
  // A chapter's running header, perhaps on every second page only.
  const auto span = static_cast<double>(places.back().page - places.front().page + 1);
  return count >= kDensity * span;
}

bool is_furniture(const std::vector<Place>& places, std::size_t pages) {
  if (!substantial(places, pages)) return false;
  return numbers_follow_rules(places) ||
         static_cast<double>(places.size()) >= kShareOfAny * static_cast<double>(pages);
}

Places collect(const std::vector<Page>& pages, const text::Languages& languages) {
  Places places;
  for (std::size_t p = 0; p < pages.size(); ++p) {
    for (const Zone& zone : zones_of(pages[p])) {
      for (const std::size_t i : zone.lines) {
        const Line& line = pages[p].lines[i];
        if (text::article_heading(line.text, languages)) continue;
        const std::vector<std::string_view> parts = parts_of(line.text);
        for (std::size_t part = 0; part < parts.size(); ++part) {
          Masked masked = mask(parts[part]);
          places[{zone.edge, std::move(masked.text)}].push_back(
              {p, i, part, std::move(masked.numbers), height_of(pages[p], line, zone.edge)});
        }
      }
    }
  }
  return places;
}

// Text that is nothing but a page number: "12", "- 12 -", "Page 3 of 9", "Halaman 3 dari 9", "xii".
struct PageNumber {
  long number = 0;
  bool named = false;  // beside a word, a dash or a total: no doubt what it is
};

bool is_roman(std::string_view word) {
  return !word.empty() && word.size() <= 7 &&
         word.find_first_not_of("ivxl") == std::string_view::npos;
}

std::optional<PageNumber> page_number(std::string_view text) {
  PageNumber out;
  std::vector<std::string> words(1);
  std::vector<long> numbers;
  bool in_number = false, dashed = false;
  for (std::size_t i = 0; i < text.size();) {
    const auto [c, bytes] = decode(text, i);
    i += bytes;
    if (is_digit(c)) {
      if (!in_number) numbers.push_back(0), words.emplace_back();
      if (numbers.back() < 100'000) numbers.back() = numbers.back() * 10 + digit_value(c);
      in_number = true;
      continue;
    }
    in_number = false;
    if (is_letter(c) || is_mark(c) || c == '/') {
      append_utf8(words.back(), lower(c));
    } else if (c == ' ' || c == '\t' || c == '.' || c == ':') {
      if (!words.back().empty()) words.emplace_back();
    } else if (c == '-' || (c >= 0x2010 && c <= 0x2015) || c == '[' || c == ']' || c == '(' ||
               c == ')' || c == '|') {
      dashed = true;
    } else {
      return std::nullopt;
    }
  }
  std::erase(words, "");
  if (numbers.empty() && words.size() == 1 && is_roman(words[0])) return out;
  if (numbers.empty() || numbers.size() > 2) return std::nullopt;
  const auto known = [](const std::string& word) {
    return std::find(std::begin(kPageWords), std::end(kPageWords), word) != std::end(kPageWords);
  };
  if (!std::all_of(words.begin(), words.end(), known)) return std::nullopt;
  if (numbers.size() == 2 && (words.empty() || numbers[0] > numbers[1])) return std::nullopt;
  out.number = numbers[0];
  out.named = dashed || !words.empty();
  return out;
}

// Whether white space of more than a line separates row `i` of the zone from what is further in.
bool stands_apart(const Page& page, const Line& line) {
  for (const Line& other : page.lines) {
    if (&other == &line || other.aside) continue;
    if (std::abs(other.baseline - line.baseline) < 1.8F * std::max(other.size, line.size)) {
      return false;
    }
  }
  return true;
}

using Marks = std::vector<std::set<std::size_t>>;  // lines to take out, per page

void mark_page_numbers(const std::vector<Page>& pages, Marks& marks) {
  // How many pages agree on the difference between the number printed and the page's place.
  std::map<long, std::size_t> offsets;
  struct Found {
    std::size_t page, line;
    PageNumber number;
  };
  std::vector<Found> found;
  for (std::size_t p = 0; p < pages.size(); ++p) {
    for (const Zone& zone : zones_of(pages[p])) {
      if (zone.edge == Edge::kSide) continue;
      for (const std::size_t i : zone.lines) {
        if (marks[p].contains(i)) continue;
        const auto number = page_number(pages[p].lines[i].text);
        if (number) {
          found.push_back({p, i, *number});
          ++offsets[number->number - static_cast<long>(p)];
        }
        break;  // only the outermost row that is left
      }
    }
  }
  for (const Found& f : found) {
    const Line& line = pages[f.page].lines[f.line];
    const long offset = f.number.number - static_cast<long>(f.page);
    const bool agreed = f.number.number > 0 && offsets[offset] >= kMinPages;
    const bool certain = f.number.named || offset == 1 || f.number.number == 0;
    if (agreed || (certain && stands_apart(pages[f.page], line))) marks[f.page].insert(f.line);
  }
}

void mark_repeated(const std::vector<Page>& pages, const text::Languages& languages, Marks& marks) {
  std::vector<std::map<std::size_t, std::set<std::size_t>>> repeated(pages.size());
  const auto take = [&](const std::vector<Place>& found) {
    for (const Place& place : found) repeated[place.page][place.line].insert(place.part);
  };
  for (const auto& [key, places] : collect(pages, languages)) {
    if (places.size() < kMinPages) continue;
    const std::vector<Place> level = at_one_height(places);
    if (is_furniture(level, pages.size())) {
      take(level);
      continue;
    }
    // Perhaps the very same text, numbers and all, among others that only look like it.
    std::map<std::vector<long>, std::vector<Place>> same;
    for (const Place& place : level) same[place.numbers].push_back(place);
    for (const auto& [numbers, group] : same) {
      if (is_furniture(group, pages.size())) take(group);
    }
  }
  // Furniture reaches from the edge inwards; a returning line behind other text belongs to the
  // body. Page numbers between are furniture too.
  for (std::size_t p = 0; p < pages.size(); ++p) {
    for (const Zone& zone : zones_of(pages[p])) {
      for (const std::size_t i : zone.lines) {
        const auto known = repeated[p].find(i);
        const std::vector<std::string_view> parts = parts_of(pages[p].lines[i].text);
        bool all = known != repeated[p].end();
        bool number_only = true;
        for (std::size_t part = 0; part < parts.size(); ++part) {
          const bool number = page_number(parts[part]).has_value();
          number_only = number_only && number;
          all = all && (number || known->second.contains(part));
        }
        if (all) marks[p].insert(i);
        if (!all && !number_only && zone.edge != Edge::kSide) break;
      }
    }
  }
}

// The words before "..." or "…" at the end of a short line; empty for any other line.
std::string catchword(std::string_view text) {
  std::size_t end = text.find_last_not_of(" .");
  if (end == std::string_view::npos) return "";
  std::string_view words = text.substr(0, end + 1);
  const bool dots = text.size() - words.size() >= 2;
  const bool ellipsis = words.ends_with("…");
  if (ellipsis) words.remove_suffix(std::string_view("…").size());
  if (!(dots || ellipsis) || words.size() > 60) return "";
  while (words.ends_with(' ') || words.ends_with('.')) words.remove_suffix(1);
  return mask(words).text;
}

// The catchwords of Indonesian law: the last line of a page repeats how the next page begins.
void mark_catchwords(const std::vector<Page>& pages, Marks& marks) {
  for (std::size_t p = 0; p + 1 < pages.size(); ++p) {
    const auto unmarked = [&](std::size_t page, std::size_t line) {
      return !marks[page].contains(line) && !pages[page].lines[line].aside;
    };
    std::size_t last = pages[p].lines.size();
    while (last > 0 && !unmarked(p, last - 1)) --last;
    std::size_t first = 0;
    while (first < pages[p + 1].lines.size() && !unmarked(p + 1, first)) ++first;
    if (last < 2 || first == pages[p + 1].lines.size()) continue;
    const std::string word = catchword(pages[p].lines[last - 1].text);
    if (!word.empty() && mask(pages[p + 1].lines[first].text).text.starts_with(word)) {
      marks[p].insert(last - 1);
    }
  }
}

// Where most pages say nothing else, what they say is the content: a slide, a certificate.
bool leaves_too_little(const std::vector<Page>& pages, const Marks& marks) {
  std::size_t full = 0, emptied = 0;
  for (std::size_t p = 0; p < pages.size(); ++p) {
    if (pages[p].lines.empty()) continue;
    ++full;
    if (marks[p].size() == pages[p].lines.size()) ++emptied;
  }
  return emptied * 2 > full;
}

}  // namespace

std::vector<std::string> remove_furniture(std::vector<Page>& pages,
                                          const text::Languages& languages) {
  Marks marks(pages.size());
  mark_repeated(pages, languages, marks);
  mark_page_numbers(pages, marks);
  mark_catchwords(pages, marks);
  if (leaves_too_little(pages, marks)) marks.assign(pages.size(), {});
  std::map<std::string, std::size_t> removed;
  for (std::size_t p = 0; p < pages.size(); ++p) {
    std::vector<Line> kept;
    for (std::size_t i = 0; i < pages[p].lines.size(); ++i) {
      if (marks[p].contains(i)) {
        ++removed[mask(pages[p].lines[i].text).text];
      } else {
        Line& line = kept.emplace_back(std::move(pages[p].lines[i]));
        std::replace(line.text.begin(), line.text.end(), '\t', ' ');
      }
    }
    pages[p].lines = std::move(kept);
  }
  std::vector<std::pair<std::string, std::size_t>> sorted(removed.begin(), removed.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  std::vector<std::string> texts;
  for (auto& [text, count] : sorted) texts.push_back(std::move(text));
  return texts;
}

}  // namespace lontar::parsers::pdf
