// The other spellings under which a name of the thesaurus stands in documents: English singulars
// and plurals, and the two ways of placing tone marks in Vietnamese. Internal to knowledge/.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lontar::knowledge {

// Spellings of a name of one language given in its words; the words themselves are the first. Only
// the last word of an English name changes: "trade unions" beside "trade union".
std::vector<std::vector<std::string>> spellings_of(const std::vector<std::string>& words,
                                                   std::string_view language);

}  // namespace lontar::knowledge
