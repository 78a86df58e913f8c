#include "knowledge/taxonomy.h"

#include <algorithm>
#include <array>

#include "core/member_state.h"
#include "io/config.h"
#include "text/clean.h"

namespace lontar::knowledge {
namespace {

// Where a field's concepts stand in the file. To add a vocabulary, add a row.
struct Section {
  Field field;
  std::string_view key;
};
constexpr std::array kSections = {
    Section{Field::kCommunity, "community"}, Section{Field::kMemberStates, "member_state"},
    Section{Field::kTopics, "topic"},        Section{Field::kType, "type"},
    Section{Field::kBody, "body"},           Section{Field::kCourt, "court"},
    Section{Field::kStatus, "status"},
};

// How names are compared: "Trafficking in Persons" is "trafficking-in-persons".
std::string key_of(std::string_view text) {
  std::string key = text::lower(text::clean_line(text));
  std::ranges::replace_if(
      key, [](char c) { return c == '-' || c == '_'; }, ' ');
  return text::clean_line(key);
}

std::string text_of(const toml::node_view<const toml::node>& node) {
  return text::clean_line(node.value_or(std::string_view()));
}

std::vector<std::string> texts_of(const toml::node_view<const toml::node>& node) {
  std::vector<std::string> found = io::strings(node);
  for (std::string& text : found) text = text::clean_line(text);
  return found;
}

Concept read_concept(const toml::table& row) {
  Concept read;
  read.code = text_of(row["code"]);
  if (const toml::table* labels = row["labels"].as_table()) {
    for (const auto& [language, label] : *labels) {
      read.labels[std::string(language.str())] = text_of(toml::node_view<const toml::node>(label));
    }
  }
  read.aliases = texts_of(row["aliases"]);
  read.source_values = texts_of(row["source_values"]);
  if (const toml::table* vocabulary = row["vocabulary"].as_table()) {
    for (const auto& [language, phrases] : *vocabulary) {
      for (std::string& phrase : texts_of(toml::node_view<const toml::node>(phrases))) {
        read.vocabulary.push_back(std::move(phrase));
      }
    }
  }
  read.community = text_of(row["community"]);
  read.member_state = text_of(row["member_state"]);
  read.superior = text_of(row["superior"]);
  read.binding = row["binding"].value<bool>();
  return read;
}

// Every way a concept is written, its code first.
std::vector<std::string> names_of(const Concept& row, Field field) {
  std::vector<std::string> names = {row.code};
  for (const auto& [language, label] : row.labels) names.push_back(label);
  names.insert(names.end(), row.aliases.begin(), row.aliases.end());
  names.insert(names.end(), row.source_values.begin(), row.source_values.end());
  if (field == Field::kMemberStates) {
    if (const auto state = member_state(row.code)) names.emplace_back(state->alpha3);
  }
  return names;
}

// What is wrong with a row by itself, or "".
std::string complaint(const Concept& row, Field field) {
  if (row.code.empty()) return "a row needs a code";
  const auto english = row.labels.find("en");
  if (english == row.labels.end() || english->second.empty()) {
    return "'" + row.code + "' needs a label in English (labels.en)";
  }
  if (field == Field::kMemberStates && !member_state(row.code)) {
    return "'" + row.code + "' is not the code of an ASEAN Member State";
  }
  if (!row.member_state.empty() && !member_state(row.member_state)) {
    return "member_state of '" + row.code + "' is not the code of an ASEAN Member State";
  }
  return "";
}

}  // namespace

Result<Taxonomy> Taxonomy::load(const std::filesystem::path& config_dir) {
  const auto path = config_dir / "taxonomy.toml";
  const auto file = io::read_toml(path);
  if (!file) return file.error();
  Taxonomy taxonomy;
  taxonomy.asean_names_ = texts_of((*file)["asean_names"]);
  for (const Section& section : kSections) {
    auto& concepts = taxonomy.concepts_[section.field];
    auto& lookup = taxonomy.lookup_[section.field];
    const toml::array* rows = (*file)[section.key].as_array();
    if (!rows) continue;
    for (const toml::node& node : *rows) {
      const toml::table* table = node.as_table();
      if (!table) {
        return io::toml_error(path, node, "write [[" + std::string(section.key) + "]]");
      }
      Concept row = read_concept(*table);
      if (const std::string wrong = complaint(row, section.field); !wrong.empty()) {
        return io::toml_error(path, node, wrong);
      }
      for (const std::string& name : names_of(row, section.field)) {
        const auto [taken, added] = lookup.emplace(key_of(name), concepts.size());
        if (!added && taken->second != concepts.size()) {
          return io::toml_error(path, node,
                                "'" + name + "' of '" + row.code + "' already means '" +
                                    concepts[taken->second].code + "'");
        }
      }
      concepts.push_back(std::move(row));
    }
  }
  for (const Section& section : kSections) {
    for (const Concept& row : taxonomy.concepts(section.field)) {
      if (!row.community.empty() && !taxonomy.find(Field::kCommunity, row.community)) {
        return io::toml_error(
            path, *file, "'" + row.code + "' names an unknown community '" + row.community + "'");
      }
      if (!row.superior.empty() && !taxonomy.find(section.field, row.superior)) {
        return io::toml_error(
            path, *file, "'" + row.code + "' names an unknown superior '" + row.superior + "'");
      }
    }
  }
  return taxonomy;
}

const std::vector<Concept>& Taxonomy::concepts(Field field) const {
  static const std::vector<Concept> none;
  const auto found = concepts_.find(field);
  return found == concepts_.end() ? none : found->second;
}

const Concept* Taxonomy::find(Field field, std::string_view text) const {
  const auto names = lookup_.find(field);
  if (names == lookup_.end()) return nullptr;
  const auto found = names->second.find(key_of(text));
  return found == names->second.end() ? nullptr : &concepts(field)[found->second];
}

std::string Taxonomy::code(Field field, std::string_view text) const {
  const Concept* found = find(field, text);
  return found ? found->code : std::string(text);
}

std::string Taxonomy::label(Field field, std::string_view code, std::string_view language) const {
  const Concept* found = find(field, code);
  if (!found) return std::string(code);
  const auto label = found->labels.find(std::string(language));
  return label != found->labels.end() ? label->second : found->labels.at("en");
}

bool Taxonomy::names_asean(std::string_view text) const {
  return std::ranges::any_of(asean_names_, [&](const std::string& name) {
    return text.find(name) != std::string_view::npos;
  });
}

}  // namespace lontar::knowledge
