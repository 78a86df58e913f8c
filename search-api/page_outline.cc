#include "search-api/page_outline.h"

#include "search-api/links.h"
#include "search-api/outline_lines.h"
#include "search-api/page_parts.h"

namespace lontar::api {

View outline_views(const search::DocumentView& document, std::size_t place, const Wording& words) {
  View outline = list();
  if (document.outline.size() < 2) return outline;
  for (const OutlineLine& line : outline_lines(document.outline, place)) {
    const Passage& passage = document.outline[line.first];
    View view = object();
    view.set("outline_url", passage_url(document.record, passage.anchor));
    set_named(view, "outline_label", words.passage(passage));
    if (line.last > line.first)
      view.set("outline_last", words.passage(document.outline[line.last]).text);
    else
      set(view, "outline_heading", passage.heading);
    view.set("outline_depth", std::to_string(line.depth));
    set(view, "outline_here", line.here);
    set_language(view, "outline",
                 passage.language.empty() ? document.record.metadata.first(Field::kLanguage)
                                          : passage.language,
                 words);
    outline << view;
  }
  return outline;
}

}  // namespace lontar::api
