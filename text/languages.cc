#include "text/languages.h"

#include <algorithm>

#include "io/config.h"
#include "text/clean.h"
#include "text/date_words_internal.h"
#include "text/stemmer.h"

namespace lontar::text {
namespace {

std::string lower_code(std::string_view code) {
  std::string lower(code);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
    if (c == '_') c = '-';
  }
  return lower;
}

// Strings as the rest of the program sees text.
std::vector<std::string> words(const toml::node_view<const toml::node>& node) {
  std::vector<std::string> found = io::strings(node);
  for (std::string& word : found) word = clean_line(word);
  return found;
}

std::string word(const toml::node_view<const toml::node>& node) {
  return clean_line(node.value_or(std::string_view()));
}

// How words for "unknown" are compared; empty for mere dashes.
std::string unknown_key(std::string_view text) {
  std::string key = lower(clean_line(text));
  std::ranges::replace_if(
      key, [](char c) { return c == '-' || c == '_'; }, ' ');
  return clean_line(key);
}

Result<Language> read_language(const toml::table& table, const std::filesystem::path& path) {
  Language language;
  language.code = word(table["code"]);
  language.name = word(table["name"]);
  language.own_name = word(table["own_name"]);
  language.aliases = words(table["aliases"]);
  language.script = word(table["script"]);
  language.right_to_left = table["right_to_left"].value_or(false);
  language.profiles = words(table["profiles"]);
  language.letters = word(table["letters"]);
  language.markers = words(table["markers"]);
  language.era_words = words(table["era_words"]);
  language.date_words = words(table["date_words"]);
  language.article_words = words(table["article_words"]);
  language.reference_words = words(table["reference_words"]);
  language.ocr = word(table["ocr"]);
  language.stemmer = word(table["stemmer"]);
  language.stop_words = words(table["stop_words"]);
  if (const toml::array* months = table["months"].as_array()) {
    for (std::size_t month = 0; month < months->size(); ++month) {
      language.months.push_back(words(table["months"][month]));
    }
  }
  if (language.code.empty() || language.name.empty() || language.script.empty()) {
    return io::toml_error(path, table, "a language needs code, name and script");
  }
  if (!language.stemmer.empty() && !Stemmer::is_known(language.stemmer)) {
    return io::toml_error(
        path, table, "'" + language.code + "': " + Stemmer::make(language.stemmer).error().message);
  }
  if (!language.months.empty() && language.months.size() != 12) {
    return io::toml_error(path, table, "months of '" + language.code + "' must be twelve lists");
  }
  return language;
}

}  // namespace

Result<Languages> Languages::load(const std::filesystem::path& config_dir) {
  const auto path = config_dir / "languages.toml";
  const auto file = io::read_toml(path);
  if (!file) return file.error();
  const toml::array* rows = (*file)["language"].as_array();
  if (!rows) return io::toml_error(path, *file, "no [[language]] in the file");
  Languages languages;
  for (const std::string& unknown : words((*file)["unknown_words"])) {
    languages.unknown_words_.insert(unknown_key(unknown));
  }
  for (const toml::node& row : *rows) {
    const toml::table* table = row.as_table();
    if (!table) return io::toml_error(path, row, "a language is written as [[language]]");
    auto language = read_language(*table, path);
    if (!language) return language.error();
    const std::size_t number = languages.languages_.size();
    if (!languages.by_code_.emplace(lower_code(language->code), number).second) {
      return io::toml_error(path, row, "the code '" + language->code + "' is already taken");
    }
    for (const std::string& alias : language->aliases) {
      if (!languages.by_code_.emplace(lower_code(alias), number).second) {
        return io::toml_error(path, row, "the alias '" + alias + "' is already taken");
      }
    }
    languages.languages_.push_back(std::move(*language));
  }
  languages.date_words_ = std::make_shared<const DateWords>(languages.languages_);
  return languages;
}

bool Languages::means_unknown(std::string_view text) const {
  const std::string key = unknown_key(text);
  return key.empty() || unknown_words_.contains(key);
}

const Language* Languages::find(std::string_view code) const {
  for (std::string key = lower_code(code); !key.empty();) {
    if (const auto found = by_code_.find(key); found != by_code_.end()) {
      return &languages_[found->second];
    }
    const std::size_t subtag = key.rfind('-');
    key.resize(subtag == std::string::npos ? 0 : subtag);
  }
  return nullptr;
}

}  // namespace lontar::text
