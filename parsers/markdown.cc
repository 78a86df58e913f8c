#include <algorithm>
#include <cctype>
#include <optional>
#include <set>

#include "parsers/encoding_internal.h"
#include "parsers/file_metadata.h"
#include "parsers/markdown_internal.h"
#include "parsers/plain_text.h"
#include "parsers/text_cutter.h"
#include "text/clean.h"

namespace lontar::parsers {
namespace {

std::string_view trimmed(std::string_view line) {
  const auto first = line.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return line.substr(first, line.find_last_not_of(" \t\r") - first + 1);
}

std::string lower(std::string_view text) {
  std::string low(text);
  std::ranges::transform(low, low.begin(), [](unsigned char c) { return std::tolower(c); });
  return low;
}

bool only(std::string_view line, std::string_view marks) {
  return !line.empty() && line.find_first_not_of(marks) == std::string_view::npos;
}

// "---", "* * *": a rule across the page.
bool is_rule(std::string_view line) {
  for (const char mark : {'-', '*', '_'}) {
    if (only(line, std::string{mark, ' '}) && std::ranges::count(line, mark) >= 3) return true;
  }
  return false;
}

struct Heading {
  int level = 0;
  std::string_view words;
};

// "## Words ##"
std::optional<Heading> atx_heading(std::string_view line) {
  const auto marks = line.find_first_not_of('#');
  if (marks == std::string_view::npos || marks == 0 || marks > 6 || line[marks] != ' ') return {};
  std::string_view words = trimmed(line.substr(marks));
  const auto end = words.find_last_not_of('#');
  if (end != std::string_view::npos && words[end] == ' ') words = trimmed(words.substr(0, end));
  return Heading{static_cast<int>(marks), words};
}

// "[name]: address", which is no text; the name, or nothing.
std::optional<std::string> reference(std::string_view line) {
  if (!line.starts_with('[') || line.starts_with("[^")) return {};
  const auto close = line.find("]:");
  if (close == std::string_view::npos || close < 2) return {};
  const std::string_view target = trimmed(line.substr(close + 2));
  if (target.find_first_of("/#.:@<") == std::string_view::npos) return {};
  return lower(line.substr(1, close - 1));
}

class Reader {
 public:
  Reader(const text::Languages& languages, ParsedDocument& parsed)
      : cutter_(languages), metadata_(parsed, languages), languages_(languages) {}

  TextCutter read(std::string_view text) {
    std::vector<std::string_view> lines = split(text);
    const std::size_t begin = front_matter(lines);
    for (std::size_t i = begin; i < lines.size(); ++i) {
      if (auto name = reference(trimmed(lines[i]))) references_.insert(std::move(*name));
    }
    for (std::size_t i = begin; i < lines.size(); ++i) line(lines[i]);
    flush();
    return std::move(cutter_);
  }

 private:
  static std::vector<std::string_view> split(std::string_view text) {
    std::vector<std::string_view> lines;
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      lines.push_back(text.substr(begin, end - begin));
      begin = end + 1;
    }
    return lines;
  }

  // "---", lines of "key: value", "---": the document's metadata. Returns the first line after it.
  std::size_t front_matter(const std::vector<std::string_view>& lines) {
    if (lines.empty() || trimmed(lines[0]) != "---") return 0;
    std::size_t end = 1;
    while (end < lines.size() && trimmed(lines[end]) != "---") ++end;
    const bool keyed = lines.size() > 1 && lines[1].find(':') != std::string_view::npos;
    if (end == lines.size() || !keyed) return 0;
    std::string key;
    std::vector<std::string> values;
    for (std::size_t i = 1; i < end; ++i) {
      const std::string_view text = trimmed(lines[i]);
      const auto colon = text.find(':');
      if (text.starts_with("- ")) {
        values.push_back(unquoted(text.substr(2)));
      } else if (colon != std::string_view::npos) {
        offer(key, std::move(values));
        key = lower(trimmed(text.substr(0, colon)));
        values = listed(trimmed(text.substr(colon + 1)));
      }
    }
    offer(key, std::move(values));
    return end + 1;
  }

  static std::string unquoted(std::string_view text) {
    text = trimmed(text);
    const bool quoted =
        text.size() >= 2 && (text[0] == '"' || text[0] == '\'') && text.back() == text[0];
    return std::string(quoted ? text.substr(1, text.size() - 2) : text);
  }

  // "[a, b]" is a list, anything else one value.
  static std::vector<std::string> listed(std::string_view text) {
    if (!text.starts_with('[') || !text.ends_with(']')) return {unquoted(text)};
    text = text.substr(1, text.size() - 2);
    std::vector<std::string> values;
    while (!text.empty()) {
      const auto end = std::min(text.find(','), text.size());
      values.push_back(unquoted(text.substr(0, end)));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    return values;
  }

  void offer(const std::string& key, std::vector<std::string> values) {
    const auto field = field_named(key == "lang" ? "language" : key);
    if (field) metadata_.offer(*field, std::move(values));
  }

  void line(std::string_view raw) {
    std::string_view text = trimmed(raw);
    if (text.starts_with("```") || text.starts_with("~~~")) {
      flush();
      verbatim_ = !verbatim_;
      return;
    }
    if (verbatim_) return cutter_.paragraph(raw);
    while (text.starts_with('>')) text = trimmed(text.substr(1));
    if (text.empty()) return flush();
    if (reference(text)) return;
    if (const auto heading = atx_heading(text)) {
      flush();
      return cutter_.heading(heading->level, words(heading->words));
    }
    if (underline(text) || is_rule(text)) return flush();
    if (text.starts_with('|')) return row(text);
    if (const auto item = list_item(text); !item.empty()) {
      flush();
      text = item;
    }
    add(text);
  }

  // "===" or "---" under a line makes the line a heading.
  bool underline(std::string_view text) {
    const bool first = only(text, "=");
    if (paragraph_.empty() || (!first && !only(text, "-")) || text.size() < 2) return false;
    if (paragraph_.find('\n') != std::string::npos) return false;
    cutter_.heading(first ? 1 : 2, words(paragraph_));
    paragraph_.clear();
    return true;
  }

  // The text after a bullet; "" where there is none. Numbers of lists are text and stay, but begin
  // a paragraph of their own.
  static std::string_view list_item(std::string_view text) {
    if (text.size() > 2 && std::string_view("-*+").find(text[0]) != std::string_view::npos &&
        text[1] == ' ')
      return trimmed(text.substr(2));
    const auto digits = text.find_first_not_of("0123456789");
    const bool number = digits != std::string_view::npos && digits > 0 && digits <= 4 &&
                        (text[digits] == '.' || text[digits] == ')') && digits + 1 < text.size() &&
                        text[digits + 1] == ' ';
    return number ? text : std::string_view();
  }

  // "| a | b |"; the line of dashes under a table's head is no text.
  void row(std::string_view text) {
    flush();
    if (only(text, "|-: ")) return;
    text.remove_prefix(1);
    if (text.ends_with('|') && !text.ends_with("\\|")) text.remove_suffix(1);
    cutter_.paragraph(words(text));
  }

  void add(std::string_view text) {
    // "[^1]: words" is a footnote: its mark and its words are text.
    if (text.starts_with("[^")) {
      if (const auto close = text.find("]:"); close != std::string_view::npos) {
        flush();
        paragraph_ = "[" + std::string(text.substr(2, close - 1)) + " ";
        text = trimmed(text.substr(close + 2));
      }
    }
    if (!paragraph_.empty() && paragraph_.back() != ' ') paragraph_ += '\n';
    paragraph_ += text;
  }

  std::string words(std::string_view text) const {
    return markdown::without_markup(text, references_);
  }

  void flush() {
    if (paragraph_.empty()) return;
    const std::string text = words(paragraph_);
    paragraph_.clear();
    for (const std::string& paragraph : paragraphs_of(text, languages_))
      cutter_.paragraph(paragraph);
  }

  TextCutter cutter_;
  FileMetadata metadata_;
  const text::Languages& languages_;
  std::set<std::string> references_;
  std::string paragraph_;
  bool verbatim_ = false;
};

class Markdown final : public Parser {
 public:
  explicit Markdown(const text::Languages& languages) : languages_(languages) {}

  std::string_view name() const override { return "markdown"; }

  bool accepts(const Input& input) const override {
    if (!looks_like_text(input.bytes)) return false;
    const std::string name = lower(input.name);
    if (name.ends_with(".md") || name.ends_with(".markdown") || name.ends_with(".mdown"))
      return true;
    return markdown::looks_like_markdown(input.bytes.substr(0, 64 * 1024));
  }

  Result<void> parse(const Input& input, const Emit& emit) const override {
    const Decoded source = decode(input.bytes, "");
    ParsedDocument parsed;
    parsed.media_type = "text/markdown";
    if (source.doubtful) parsed.warnings.push_back({"encoding-doubtful", source.doubt + "."});
    const std::string text = text::clean(source.text);
    TextCutter cutter = Reader(languages_, parsed).read(text);
    const std::string heading = cutter.first_heading();
    parsed.passages = cutter.finish();
    if (parsed.passages.empty()) return Error{ErrorCode::kInvalid, "there is no text in the file"};
    parsed.metadata.offer(Field::kTitle, heading, Source::kInferred, "the first heading");
    const std::string& first = parsed.passages.front().text;
    parsed.metadata.offer(Field::kTitle, title_like(first.substr(0, first.find('\n'))),
                          Source::kInferred, "the first paragraph");
    emit(std::move(parsed));
    return {};
  }

 private:
  const text::Languages& languages_;
};

}  // namespace

std::unique_ptr<Parser> make_markdown_parser(const text::Languages& languages) {
  return std::make_unique<Markdown>(languages);
}

}  // namespace lontar::parsers
