// Pieces of view that several pages show. For .cc files of this folder only.
#pragma once

#include "index/record.h"
#include "search-api/render.h"
#include "search-api/wording.h"

namespace lontar::api {

// Sets NAME_lang and NAME_dir for a text in this language; nothing when it is unknown.
void set_language(View& view, const std::string& name, const std::string& language,
                  const Wording& words);

// Sets NAME and NAME_lang, the latter where it is known.
void set_named(View& view, const std::string& name, const Named& named);
// Whether a passage was read off a scan, and whether what was read is likely wrong.
void set_scan(View& view, int ocr_confidence, bool doubtful);
// The badges of a document: kind, date, court, citation, places, communities, digest mark.
void set_badges(View& view, const index::Record& record, const Wording& words);
// What the reading list keeps of a document: for pick.mustache. For a passage of it, the view has
// "pick_anchor" and "pick_label" besides.
void set_pick(View& view, const index::Record& record, const Wording& words);

}  // namespace lontar::api
