// The controlled vocabularies of ASEAN law, read from config/taxonomy.toml: communities, member
// states, topics, document types, sectoral bodies, courts, statuses. Immutable after loading.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/metadata.h"
#include "core/result.h"

namespace lontar::knowledge {

// One value of a vocabulary. To add a topic, a body, a court: add a row to config/taxonomy.toml.
struct Concept {
  std::string code;  // what documents carry: "APSC", "trafficking-in-persons"
  std::map<std::string, std::string> labels;  // by BCP 47 code; "en" always there
  std::vector<std::string> aliases;           // other ways sources write it, matched without case
  std::vector<std::string> source_values;     // the same, but never looked for in titles
  std::vector<std::string> vocabulary;        // phrases in any language that suggest it in a text
  std::string community;                      // of a body or a topic: where its documents belong
  std::string member_state;                   // of a court: its state
  std::string superior;                       // of a court: the court above it, if any
  std::optional<bool> binding;                // of a type: whether such an instrument binds
};

class Taxonomy {
 public:
  static Result<Taxonomy> load(const std::filesystem::path& config_dir);

  // The concepts of a field (kCommunity, kMemberStates, kTopics, kType, kBody, kCourt, kStatus);
  // empty for a field without a vocabulary.
  const std::vector<Concept>& concepts(Field field) const;
  // By code, label in any language, or alias; without regard to case, and '-' or '_' like ' '. Null
  // when unknown. Member states are also found by their alpha-3 codes.
  const Concept* find(Field field, std::string_view text) const;
  // The code of what find() finds; an unknown text as it stands.
  std::string code(Field field, std::string_view text) const;
  // Whether one of ASEAN's names stands in the text.
  bool names_asean(std::string_view text) const;
  // The label in `language`, else in English, else the code itself.
  std::string label(Field field, std::string_view code, std::string_view language = "en") const;

 private:
  std::map<Field, std::vector<Concept>> concepts_;
  std::map<Field, std::map<std::string, std::size_t>> lookup_;
  std::vector<std::string> asean_names_;
};

}  // namespace lontar::knowledge
