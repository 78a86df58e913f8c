#include "parsers/json_lines.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <set>
#include <variant>

#include "io/json.h"
#include "parsers/encoding_internal.h"
#include "parsers/file_metadata.h"
#include "parsers/text_cutter.h"
#include "text/clean.h"

namespace lontar::parsers {
namespace {

using io::Json;

constexpr std::string_view kMediaType = "application/jsonl";
constexpr std::size_t kFirstLines = 3;  // blank ones apart: what accepts() looks at

// Other names under which collections keep the same thing.
struct KeyAlias {
  std::string_view key;
  std::string_view field;
};
constexpr std::array kAliases = {
    KeyAlias{"_id", "id"},
    KeyAlias{"url", "source_url"},
    KeyAlias{"lang", "language"},
    KeyAlias{"sectoral_body", "body"},
};
constexpr std::array<std::string_view, 3> kBodyKeys = {"body", "text", "content"};

// The lines of the input, one after the other, without copying them.
class Lines {
 public:
  explicit Lines(std::string_view bytes) : rest_(bytes) {
    if (rest_.starts_with("\xEF\xBB\xBF")) rest_.remove_prefix(3);
  }

  // The next line that is not blank; its number is number().
  std::optional<std::string_view> next() {
    while (!rest_.empty()) {
      const auto end = std::min(rest_.find('\n'), rest_.size());
      std::string_view line = rest_.substr(0, end);
      rest_.remove_prefix(std::min(end + 1, rest_.size()));
      ++number_;
      if (line.find_first_not_of(" \t\r") != std::string_view::npos) return line;
    }
    return {};
  }
  int number() const { return number_; }

 private:
  std::string_view rest_;
  int number_ = 0;
};

bool named_json_lines(std::string_view name) {
  return name.ends_with(".jsonl") || name.ends_with(".ndjson");
}

std::string_view field_name(std::string_view key) {
  const auto alias = std::ranges::find(kAliases, key, &KeyAlias::key);
  return alias == kAliases.end() ? key : alias->field;
}

// Text, numbers and truth values as text; nothing for what is none of these.
std::optional<std::string> scalar(const Json& json) {
  if (json.is_string()) return json.get<std::string>();
  if (json.is_number() || json.is_boolean()) return io::dump(json);
  return {};
}

std::vector<std::string> split_semicolons(const std::string& text) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(';', begin), text.size());
    parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

// Reads one line; what is wrong with its shape ends the reading and is kept as fault().
class Line {
 public:
  Line(const Json& json, const text::Languages& languages, ParsedDocument& parsed)
      : json_(json), languages_(languages), parsed_(parsed) {}

  std::optional<std::string> read() {
    fields();
    if (!fault_) passages();
    if (!fault_ && parsed_.passages.empty()) without_text();
    return fault_;
  }

 private:
  std::optional<std::vector<std::string>> values(const FieldInfo& row, const Json& json) {
    if (json.is_null()) return std::vector<std::string>{};
    if (const auto one = scalar(json))
      return row.many ? split_semicolons(*one) : std::vector<std::string>{*one};
    if (!json.is_array()) return {};
    std::vector<std::string> found;
    for (const Json& item : json) {
      const auto one = scalar(item);
      if (!one) return {};
      found.push_back(*one);
    }
    return found;
  }

  // An empty body is a document nobody has the text of; no body at all is a mistake, unless the
  // line has a title to be found by.
  void without_text() {
    const auto stated = [&](std::string_view key) { return json_.contains(key); };
    if (!stated("passages") && !stated("title") && std::ranges::none_of(kBodyKeys, stated)) {
      fault_ = "it has neither body nor passages nor title";
      return;
    }
    parsed_.warnings.push_back(
        {"no-text", "The line has no text; only its fields can be found. Fill in its body."});
  }

  void fields() {
    FileMetadata metadata(parsed_, languages_);
    for (const auto& [key, json] : json_.items()) {
      const auto field = field_named(field_name(key));
      // "body" is both a field (the sectoral body) and the text; see is_text().
      if (!field || (key == "body" && is_text(json))) continue;
      auto found = values(info(*field), json);
      if (!found) {
        fault_ = "\"" + key + "\" must be a string, a number or an array of them";
        return;
      }
      metadata.offer(*field, std::move(*found));
    }
  }

  // The document's text and the sectoral body share the name "body". It is the field where the text
  // is given by another name; an array is the field always.
  bool is_text(const Json& json) const {
    return json.is_string() && !json_.contains("passages") && !json_.contains("text") &&
           !json_.contains("content");
  }

  void passages() {
    if (json_.contains("passages")) return listed_passages(json_["passages"]);
    for (const std::string_view key : kBodyKeys) {
      const auto found = json_.find(key);
      if (found == json_.end() || found->is_null() || (key == "body" && !is_text(*found))) continue;
      if (!found->is_string()) {
        fault_ = "\"" + std::string(key) + "\" must be a string";
        return;
      }
      TextCutter cutter(languages_);
      for (const std::string& paragraph :
           paragraphs_of(text::clean(found->get<std::string>()), languages_))
        cutter.paragraph(paragraph);
      parsed_.passages = cutter.finish();
      return;
    }
  }

  void listed_passages(const Json& list) {
    if (!list.is_array()) {
      fault_ = "\"passages\" must be an array";
      return;
    }
    std::vector<Passage> given;
    for (const Json& item : list) {
      if (!item.is_object() || (item.contains("text") && !item["text"].is_string())) {
        fault_ = "each passage must be an object with a string \"text\"";
        return;
      }
      given.push_back(passage(item));
    }
    parsed_.passages = with_unique_anchors(std::move(given));
  }

  static Passage passage(const Json& item) {
    const auto text_of = [&](const char* key) {
      const auto found = item.find(key);
      return found == item.end() ? std::string() : scalar(*found).value_or("");
    };
    const auto number_of = [&](const char* key) {
      const std::string digits = text_of(key);
      int number = 0;
      std::from_chars(digits.data(), digits.data() + digits.size(), number);
      return std::max(number, 0);
    };
    Passage made{.anchor = text::clean_line(text_of("anchor")),
                 .kind = text::clean_line(text_of("kind")),
                 .label = text::clean_line(text_of("label")),
                 .heading = text::clean_line(text_of("heading")),
                 .text = text::clean_blocks(text_of("text")),
                 .language = text_of("language"),
                 .page = number_of("page"),
                 .depth = number_of("depth")};
    std::ranges::replace(made.anchor, ' ', '_');
    if (made.kind.empty()) made.kind = "text";
    return made;
  }

  std::vector<Passage> with_unique_anchors(std::vector<Passage> passages) {
    std::set<std::string> given, taken;
    std::map<std::string, int> copies;
    for (const Passage& passage : passages) given.insert(passage.anchor);
    std::size_t repeated = 0;
    for (Passage& passage : passages) {
      const std::string wanted = passage.anchor;
      if (!wanted.empty() && taken.insert(wanted).second) continue;
      repeated += !wanted.empty();
      for (;;) {
        const int n = ++copies[wanted];
        passage.anchor =
            wanted.empty() ? "p_" + std::to_string(n) : wanted + "-" + std::to_string(n + 1);
        if (!given.contains(passage.anchor) && taken.insert(passage.anchor).second) break;
      }
    }
    if (repeated > 0) {
      parsed_.warnings.push_back(
          {"duplicate-anchor", std::to_string(repeated) +
                                   " passages repeat an anchor and were given one of their own; "
                                   "make the anchors of the line unique."});
    }
    return passages;
  }

  const Json& json_;
  const text::Languages& languages_;
  ParsedDocument& parsed_;
  std::optional<std::string> fault_;
};

// The document of a line, or why it has none.
std::variant<ParsedDocument, std::string> read_line(std::string_view line,
                                                    const text::Languages& languages) {
  try {
    const Json json = Json::parse(line);
    if (!json.is_object()) return std::string("it is not a JSON object");
    ParsedDocument parsed;
    parsed.media_type = kMediaType;
    if (auto fault = Line(json, languages, parsed).read()) return *fault;
    return parsed;
  } catch (const Json::exception& error) {
    std::string what = error.what();
    // "[json.exception.parse_error.101] parse error at line 1, column 9: ..." without its address.
    if (const auto at = what.find("column "); at != std::string::npos) what = what.substr(at);
    return "it is not valid JSON (" + text::clean_line(what) + ")";
  }
}

ParsedDocument report(int line, const std::string& reason) {
  ParsedDocument bad;
  bad.media_type = kMediaType;
  bad.warnings.push_back({"bad-line", "Line " + std::to_string(line) + " was left out: " + reason +
                                          ". Mend the line and update again."});
  return bad;
}

class JsonLines final : public Parser {
 public:
  explicit JsonLines(const text::Languages& languages) : languages_(languages) {}

  std::string_view name() const override { return "json-lines"; }

  bool accepts(const Input& input) const override {
    if (!looks_like_text(input.bytes)) return false;
    if (named_json_lines(input.name)) return true;
    // By content: the first lines are complete objects, and one of them holds a document.
    Lines lines(input.bytes);
    bool document = false;
    for (std::size_t i = 0; i < kFirstLines; ++i) {
      const auto line = lines.next();
      if (!line) break;
      if (line->front() != '{' || !Json::accept(*line)) return false;
      const Json json = Json::parse(*line, nullptr, false);
      document = document || json.contains("passages") ||
                 std::ranges::any_of(kBodyKeys, [&](auto key) { return json.contains(key); });
    }
    return document;
  }

  Result<void> parse(const Input& input, const Emit& emit) const override {
    Lines lines(input.bytes);
    bool any = false;
    while (const auto line = lines.next()) {
      any = true;
      auto outcome = read_line(*line, languages_);
      ParsedDocument* read = std::get_if<ParsedDocument>(&outcome);
      ParsedDocument document =
          read ? std::move(*read) : report(lines.number(), std::get<std::string>(outcome));
      document.part = lines.number();
      emit(std::move(document));
    }
    if (!any) return Error{ErrorCode::kInvalid, "there is no line with a document in the file"};
    return {};
  }

 private:
  const text::Languages& languages_;
};

}  // namespace

std::unique_ptr<Parser> make_json_lines_parser(const text::Languages& languages) {
  return std::make_unique<JsonLines>(languages);
}

}  // namespace lontar::parsers
