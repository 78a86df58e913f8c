// Facets and their values in words: what a filter's value means however it was written, and how it
// is called on a page. Immutable: share freely between threads.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "index/schema.h"
#include "knowledge/taxonomy.h"
#include "text/languages.h"

namespace lontar::api {

class Vocabulary {
 public:
  static Result<Vocabulary> load(const std::filesystem::path& config_dir);

  // "Member State" for the facet member_state.
  static std::string_view facet_label(std::size_t facet);
  // The code that documents carry: "IDN" and "Indonesia" are "ID"; unknown text stays as it is.
  std::string canonical(std::size_t facet, std::string_view text) const;
  // "Indonesia" for "ID"; in `language` where the taxonomy has it, else in English. The names of
  // languages and of text kinds are English: what else they are called stands in web/i18n.
  std::string label(std::size_t facet, std::string_view code) const;
  std::string label(Field field, std::string_view code, std::string_view language = "en") const;
  // Every value that the facet's vocabulary has; empty for years and the like.
  std::vector<std::string> values(std::size_t facet) const;

  // What a language calls itself: "ไทย"; "" for one that is not known.
  std::string own_name(std::string_view language) const;
  // Whether a text in this language runs from right to left.
  bool right_to_left(std::string_view language) const;
  // Whether instruments of this type bind; nothing where the type does not say.
  std::optional<bool> binding(std::string_view type) const;

 private:
  Vocabulary(knowledge::Taxonomy taxonomy, text::Languages languages)
      : taxonomy_(std::move(taxonomy)), languages_(std::move(languages)) {}

  knowledge::Taxonomy taxonomy_;
  text::Languages languages_;
};

}  // namespace lontar::api
