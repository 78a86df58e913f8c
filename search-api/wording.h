// What one reader's pages call things: the vocabulary's values, facets, numbers and dates in the
// language of the interface. Made for each page of what outlives it; cheap to copy.
#pragma once

#include <string>
#include <string_view>

#include "core/document.h"
#include "search-api/interface_text.h"
#include "search-api/problem.h"
#include "search-api/vocabulary.h"
#include "search/notice.h"

namespace lontar::api {

// Something said to the reader, and the language it is said in.
struct Named {
  std::string text;
  std::string language;
};

struct Wording {
  const Vocabulary& vocabulary;
  const InterfaceText& text;

  // "Member State" for the facet member_state.
  std::string facet(std::size_t facet) const;
  // "Indonesia" for "ID": what the interface calls it, else the taxonomy in its language, else the
  // taxonomy in English.
  std::string label(Field field, std::string_view code) const;
  std::string label(std::size_t facet, std::string_view code) const;
  // The name of a passage that `display_label` has in English. Its language is "" where it is the
  // source's own.
  Named passage(const PassageName& name, const std::string& label) const;
  Named passage(const Passage& passage) const;
  // In English where the language has no words for it.
  Named notice(const search::Notice& notice) const;
  std::string problem_title(const ProblemKind& kind) const;
  std::string problem_explanation(const ProblemKind& kind) const;
};

}  // namespace lontar::api
