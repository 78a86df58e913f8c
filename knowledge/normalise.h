// Brings given values into the program's own terms: "Free Trade Agreement" becomes its code, "IDN"
// becomes "ID", "eng" becomes "en", whoever gave them. A value that no vocabulary knows stays as it
// is; a word for not knowing ("unknown", "tidak diketahui") goes. Member states that are none of
// ASEAN's stay among the parties only.
#pragma once

#include "core/metadata.h"
#include "knowledge/taxonomy.h"
#include "text/languages.h"

namespace lontar::knowledge {

Metadata normalise(const Metadata& given, const Taxonomy& taxonomy,
                   const text::Languages& languages);

}  // namespace lontar::knowledge
