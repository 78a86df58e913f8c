#include "knowledge/thesaurus.h"

#include <algorithm>
#include <array>
#include <optional>

#include "io/config.h"
#include "knowledge/name_spellings.h"
#include "text/analyzer.h"
#include "text/clean.h"
#include "text/fold.h"

namespace lontar::knowledge {
namespace {

// The kinds of concepts and the table each stands in.
struct Section {
  std::string_view key;
  bool before_number;
};
constexpr std::array kSections = {Section{"concept", false}, Section{"before_number", true}};

constexpr std::string_view kAbbreviations = "abbr";
constexpr std::string_view kCapitals = "caps";

bool is_id(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

Thesaurus::Words words_of(std::string_view name, text::Analyzer& analyzer) {
  Thesaurus::Words words;
  analyzer.each(name, [&](const text::Token& token) { words.emplace_back(token.term); });
  return words;
}

// Reads the tables of one concept after the other; what is wrong ends the reading.
class Reader {
 public:
  Reader(const std::filesystem::path& path, const text::Languages& languages)
      : path_(path), languages_(languages) {}

  Result<Thesaurus::Concept> read(std::string_view id, const toml::node& node, bool before_number) {
    const toml::table* table = node.as_table();
    if (!table) return error(node, "write it as a table: [concept." + std::string(id) + "]");
    if (!is_id(id)) {
      return error(node,
                   "'" + std::string(id) + "' is no id; write lower-case letters, figures and '-'");
    }
    Thesaurus::Concept read;
    read.id = id;
    read.before_number = before_number;
    for (const auto& [key, names] : *table) {
      if (auto added = add_names(read, key.str(), names); !added) return added.error();
    }
    if (read.names.empty()) return error(node, "'" + read.id + "' has no name; give it one");
    const auto english = std::ranges::find(read.names, "en", &Thesaurus::Name::language);
    read.label = english == read.names.end() ? read.names.front().text : english->text;
    return read;
  }

 private:
  Result<void> add_names(Thesaurus::Concept& to, std::string_view key, const toml::node& node) {
    const bool abbreviation = key == kAbbreviations || key == kCapitals;
    const text::Language* language = abbreviation ? nullptr : languages_.find(key);
    if (!abbreviation && (!language || language->code != key)) {
      return error(node, "'" + std::string(key) + "' of '" + to.id +
                             "' is not the code of a language; see config/languages.toml");
    }
    const toml::array* names = node.as_array();
    if (!names || names->empty()) {
      return error(node, "'" + std::string(key) + "' of '" + to.id +
                             "' is not a list of names; write [\"...\"] or leave the line out");
    }
    for (const toml::node& entry : *names) {
      if (auto added = add_name(to, key, abbreviation ? "" : key, entry); !added) return added;
    }
    return {};
  }

  Result<void> add_name(Thesaurus::Concept& to, std::string_view key, std::string_view language,
                        const toml::node& node) {
    Thesaurus::Name name;
    name.text = text::clean_line(node.value_or(std::string_view()));
    name.language = language;
    name.capitals = key == kCapitals;
    const Thesaurus::Words words = words_of(name.text, analyzer_);
    if (words.empty()) {
      return error(node, "a name of '" + to.id + "' holds no word; write one or remove it");
    }
    if (name.capitals && (words.size() > 1 || !Thesaurus::as_abbreviation(name.text))) {
      return error(node, "'" + name.text + "' of '" + to.id +
                             "' is no abbreviation in capitals; put it under its language");
    }
    name.spellings = spellings_of(words, name.language);
    for (const Thesaurus::Name& known : to.names) {
      if (known.language == name.language && known.spellings.front() == words) {
        return error(node, "'" + to.id + "' has the name '" + name.text + "' twice; remove one");
      }
    }
    to.names.push_back(std::move(name));
    return {};
  }

  Error error(const toml::node& where, const std::string& what) const {
    return io::toml_error(path_, where, what);
  }

  const std::filesystem::path& path_;
  const text::Languages& languages_;
  text::Analyzer analyzer_;
};

bool same_word(std::string_view typed, const std::string& name) {
  if (typed == name) return true;
  const std::string typed_fold = text::fold(typed);
  const std::string name_fold = text::fold(name);
  return typed_fold == name_fold && (typed == typed_fold || name == name_fold);
}

bool begins_number(const Thesaurus::Word& word) {
  return !word.joined && !word.term.empty() && word.term[0] >= '0' && word.term[0] <= '9';
}

}  // namespace

bool Thesaurus::as_abbreviation(std::string_view written) {
  std::size_t capitals = 0;
  for (const char c : written) {
    if ((c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80) return false;
    capitals += c >= 'A' && c <= 'Z';
  }
  return capitals >= 2;
}

Result<Thesaurus> Thesaurus::load(const std::filesystem::path& config_dir,
                                  const text::Languages& languages) {
  const auto path = config_dir / "thesaurus.toml";
  const auto file = io::read_toml(path);  // refuses a table that stands twice
  if (!file) return file.error();
  Reader reader(path, languages);
  Thesaurus thesaurus;
  for (const Section& section : kSections) {
    const toml::table* rows = (*file)[section.key].as_table();
    if (!rows) continue;
    for (const auto& [id, node] : *rows) {
      auto read = reader.read(id.str(), node, section.before_number);
      if (!read) return read.error();
      thesaurus.concepts_.push_back(std::move(*read));
    }
  }
  if (thesaurus.concepts_.empty()) {
    return io::toml_error(path, *file, "no concept in the file; write [concept.ID]");
  }
  std::ranges::stable_sort(thesaurus.concepts_, {}, &Concept::id);
  thesaurus.index_names();
  return thesaurus;
}

void Thesaurus::index_names() {
  for (std::size_t i = 0; i < concepts_.size(); ++i) {
    const auto& names = concepts_[i].names;
    for (std::size_t name = 0; name < names.size(); ++name) {
      for (std::size_t spelling = 0; spelling < names[name].spellings.size(); ++spelling) {
        const Entry entry{i, name, spelling};
        by_first_word_[text::fold(words(entry).front())].push_back(entry);
      }
    }
  }
  for (auto& [word, entries] : by_first_word_) {
    std::ranges::stable_sort(entries, std::greater<>(),
                             [&](const Entry& entry) { return words(entry).size(); });
  }
}

bool Thesaurus::matches(const Entry& entry, std::span<const Word> typed) const {
  const Words& name = words(entry);
  if (name.size() > typed.size()) return false;
  if (name.size() < typed.size() && typed[name.size()].joined) return false;
  const Concept& of = concepts_[entry.concept_number];
  if (of.names[entry.name].capitals && !typed[0].capitals) return false;
  if (of.before_number && (name.size() == typed.size() || !begins_number(typed[name.size()]))) {
    return false;
  }
  return std::ranges::equal(typed.first(name.size()), name, same_word, &Word::term);
}

std::vector<Thesaurus::Match> Thesaurus::find(std::span<const Word> typed) const {
  std::vector<Match> found;
  for (std::size_t at = 0; at < typed.size();) {
    Match match;
    match.begin = at;
    const auto entries =
        typed[at].joined ? by_first_word_.end() : by_first_word_.find(text::fold(typed[at].term));
    if (entries != by_first_word_.end()) {
      for (const Entry& entry : entries->second) {
        if (match.count > words(entry).size()) break;
        if (!matches(entry, typed.subspan(at))) continue;
        match.count = words(entry).size();
        match.concepts.push_back(entry.concept_number);
        match.languages.push_back(concepts_[entry.concept_number].names[entry.name].language);
      }
    }
    if (match.count == 0) {
      ++at;
      continue;
    }
    std::ranges::sort(match.concepts);
    match.concepts.erase(std::ranges::unique(match.concepts).begin(), match.concepts.end());
    at += match.count;
    if (concepts_[match.concepts.front()].before_number) {
      const std::size_t number = at++;
      while (at < typed.size() && typed[at].joined) ++at;
      match.number = at - number;
    }
    found.push_back(std::move(match));
  }
  return found;
}

}  // namespace lontar::knowledge
