#include "search-api/interface_text.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "core/sentence.h"
#include "io/config.h"

namespace lontar::api {
namespace {

namespace fs = std::filesystem;

bool same_code(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](unsigned char x, unsigned char y) {
    return std::tolower(x) == std::tolower(y);
  });
}

// "states_other" and "states_one" are of one plural, "states".
std::string plural_of(std::string_view key) {
  for (const std::string_view suffix : {"_one", "_other"})
    if (key.ends_with(suffix)) return std::string(key.substr(0, key.size() - suffix.size()));
  return {};
}

// The strings of a table and of the tables in it; an array's by number, from 1.
Result<void> collect(const fs::path& path, const toml::node& node, const std::string& name,
                     InterfaceText::Sentences& sentences) {
  if (const auto* table = node.as_table()) {
    for (const auto& [key, value] : *table) {
      const std::string inner = (name.empty() ? "" : name + ".") + std::string(key.str());
      if (auto read = collect(path, value, inner, sentences); !read) return read;
    }
  } else if (const auto* array = node.as_array()) {
    for (std::size_t i = 0; i < array->size(); ++i) {
      const std::string inner = name + "_" + std::to_string(i + 1);
      if (auto read = collect(path, *array->get(i), inner, sentences); !read) return read;
    }
  } else if (const auto* text = node.as_string()) {
    // Two braces would be read by the template engine, wherever they came from.
    if (text->get().find("{{") != std::string::npos)
      return io::toml_error(path, node, name + " has two braces in a row");
    sentences[name] = text->get();
  } else {
    return io::toml_error(path, node, name + " is not a text");
  }
  return Result<void>();
}

Result<InterfaceText::Sentences> read_sentences(const fs::path& path) {
  const auto file = io::read_toml(path);
  if (!file) return file.error();
  InterfaceText::Sentences sentences;
  if (auto read = collect(path, *file, "", sentences); !read) return read.error();
  for (const char* key : {"interface.own_name", "interface.dir"})
    if (!sentences.contains(key))
      return Error{ErrorCode::kInvalid, path.string() + " has no " + key};
  sentences["interface.code"] = path.stem().string();
  return sentences;
}

std::string escape(std::string_view text) {
  static constexpr std::array<std::pair<char, std::string_view>, 5> kEscapes = {
      {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}, {'\'', "&apos;"}}};
  std::string out;
  for (const char c : text) {
    const auto row = std::find_if(kEscapes.begin(), kEscapes.end(),
                                  [&](const auto& each) { return each.first == c; });
    row == kEscapes.end() ? out.append(1, c) : out.append(row->second);
  }
  return out;
}

// `words` of an escaped sentence.
std::string with_code(std::string_view text) {
  std::string out;
  for (;;) {
    const auto open = text.find('`');
    const auto close = open == std::string_view::npos ? open : text.find('`', open + 1);
    if (close == std::string_view::npos) return out.append(text);
    out.append(text.substr(0, open)).append("<code>");
    out.append(text.substr(open + 1, close - open - 1)).append("</code>");
    text.remove_prefix(close + 1);
  }
}

// [words](/path) of an escaped sentence; other brackets stay as they are.
std::string with_links(std::string_view text) {
  std::string out;
  for (;;) {
    const auto middle = text.find("](/");
    const auto open = middle == std::string_view::npos ? middle : text.rfind('[', middle);
    const auto close = middle == std::string_view::npos ? middle : text.find(')', middle);
    if (open == std::string_view::npos || close == std::string_view::npos) return out.append(text);
    out.append(text.substr(0, open)).append("<a href=\"");
    out.append(text.substr(middle + 2, close - middle - 2)).append("\">");
    out.append(text.substr(open + 1, middle - open - 1)).append("</a>");
    text.remove_prefix(close + 1);
  }
}

bool inside_tag(std::string_view before) {
  const auto open = before.rfind('<');
  const auto close = before.rfind('>');
  return open != std::string_view::npos && (close == std::string_view::npos || close < open);
}

}  // namespace

InterfaceText::InterfaceText(std::string code, Sentences own, const InterfaceText* english)
    : code_(std::move(code)), own_(std::move(own)), sentences_(own_) {
  for (int i = 1; own_.contains("interface.aliases_" + std::to_string(i)); ++i)
    aliases_.push_back(own_.at("interface.aliases_" + std::to_string(i)));
  if (english == nullptr) return;
  for (const auto& [key, sentence] : english->sentences_) {
    const std::string plural = plural_of(key);
    if (plural.empty() || !own_.contains(plural + "_other")) sentences_.emplace(key, sentence);
  }
}

const std::string* InterfaceText::find(std::string_view key) const {
  const auto found = sentences_.find(key);
  return found == sentences_.end() ? nullptr : &found->second;
}

const std::string* InterfaceText::find_own(std::string_view key) const {
  const auto found = own_.find(key);
  return found == own_.end() ? nullptr : &found->second;
}

std::string InterfaceText::get(std::string_view key) const {
  const std::string* found = find(key);
  return found != nullptr ? *found : std::string(key);
}

std::string InterfaceText::get(std::string_view key,
                               std::initializer_list<Filling> fillings) const {
  return fill_in(get(key), [&](std::string_view name) {
    const auto filling = std::find_if(fillings.begin(), fillings.end(),
                                      [&](const Filling& each) { return each.name == name; });
    return filling != fillings.end() ? filling->text : std::string();
  });
}

std::string InterfaceText::counted(std::string_view key, std::uint64_t count) const {
  const std::string one = std::string(key) + "_one";
  const bool single = count == 1 && find(one) != nullptr;
  return get(single ? one : std::string(key) + "_other", {{"count", number(count)}});
}

std::string InterfaceText::number(std::uint64_t number) const {
  std::string digits = std::to_string(number);
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, get("numbers.group"));
  return digits;
}

std::string InterfaceText::date(const Date& date) const {
  const char* form = date.day != 0 ? "dates.day" : date.month != 0 ? "dates.month" : "dates.year";
  return get(form, {{"day", std::to_string(date.day)},
                    {"month", get("dates.months_" + std::to_string(date.month))},
                    {"year", std::to_string(date.year)},
                    {"buddhist_year", std::to_string(date.year + 543)}});
}

std::string InterfaceText::size(std::uint64_t bytes) const {
  if (bytes < 1000) return get("numbers.bytes", {{"count", std::to_string(bytes)}});
  const bool mega = bytes >= 1'000'000;
  const double size = static_cast<double>(bytes) / (mega ? 1e6 : 1e3);
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), size < 10 ? "%.1f" : "%.0f", size);
  std::string digits = text.data();
  if (const auto point = digits.find('.'); point != std::string::npos)
    digits.replace(point, 1, get("numbers.decimal"));
  return get(mega ? "numbers.megabytes" : "numbers.kilobytes", {{"count", digits}});
}

Result<InterfaceTexts> InterfaceTexts::load(const fs::path& i18n_dir) {
  const auto english = read_sentences(i18n_dir / "en.toml");
  if (!english) return english.error();
  InterfaceTexts texts;
  texts.texts_.emplace_back("en", *english, nullptr);
  std::vector<fs::path> others;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(i18n_dir, error))
    if (entry.path().extension() == ".toml" && entry.path().stem() != "en")
      others.push_back(entry.path());
  if (error)
    return Error{ErrorCode::kNotFound, "cannot read " + i18n_dir.string() + ": " + error.message()};
  std::sort(others.begin(), others.end());
  for (const fs::path& path : others) {
    auto sentences = read_sentences(path);
    if (!sentences) return sentences.error();
    texts.texts_.push_back(
        InterfaceText(path.stem().string(), std::move(*sentences), &texts.english()));
  }
  return texts;
}

const InterfaceText* InterfaceTexts::find(std::string_view code) const {
  for (const InterfaceText& text : texts_) {
    if (same_code(text.code(), code)) return &text;
    for (const std::string& alias : text.aliases())
      if (same_code(alias, code)) return &text;
  }
  return nullptr;
}

Result<std::string> put_sentences(std::string_view page, const InterfaceText& text) {
  static constexpr std::string_view kOpen = "{{t.";
  std::string out;
  for (;;) {
    const auto open = page.find(kOpen);
    const auto close = open == std::string_view::npos ? open : page.find("}}", open);
    if (close == std::string_view::npos) return out.append(page);
    out.append(page.substr(0, open));
    const std::string key(page.substr(open + kOpen.size(), close - open - kOpen.size()));
    const std::string* sentence = text.find(key);
    if (sentence == nullptr)
      return Error{ErrorCode::kInvalid, "asks for t." + key + ", which web/i18n/en.toml lacks"};
    const std::string escaped = escape(*sentence);
    out.append(fill_in(inside_tag(out) ? escaped : with_links(with_code(escaped)),
                       [](std::string_view name) { return "{{" + std::string(name) + "}}"; }));
    page.remove_prefix(close + 2);
  }
}

}  // namespace lontar::api
