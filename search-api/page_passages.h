// Passages as the pages show them: name, heading, text in paragraphs with what was found marked,
// links. The partial template passages.mustache shows them. For .cc files of this folder only.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "index/record.h"
#include "search-api/render.h"
#include "search-api/wording.h"
#include "search/request.h"

namespace lontar::api {

// Where the links to pages of the PDF lead from; none: there is no reader for it.
enum class ToPdf { kNone, kFromText, kWithinReader };

struct PassageSetting {
  const index::Record& record;
  const Wording& words;
  std::string query;  // goes along in links
  ToPdf to_pdf = ToPdf::kNone;
};

// The paragraphs of text[from, to), which are its lines; `marks` are of the whole text.
View block_views(std::string_view text, const std::vector<search::Span>& marks, std::size_t from,
                 std::size_t to);

// `marks` may be null. Of a long passage one part is shown (see text_parts.h; from 1), with the way
// to the next.
View passage_view(const Passage& passage, const search::PassageMarks* marks,
                  const PassageSetting& setting, std::size_t part = 1);
// One after the other: a page is named where it begins. `marks` is empty or has one for each.
View passage_views(const std::vector<Passage>& passages,
                   const std::vector<search::PassageMarks>& marks, const PassageSetting& setting);

}  // namespace lontar::api
