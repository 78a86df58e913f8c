// Whether a file must be read again: what the index remembers of its documents against what the
// file, its catalogue row and the configuration are today.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/record.h"
#include "indexer/collection.h"

namespace lontar::indexer {

using Records = std::vector<const index::Record*>;  // of one file

// Nothing when the documents of the file can be left as they are; "" for a file that is new; else
// what changed, in words. `knowledge` is Toolkit::fingerprint. Opens the file only where its time
// changed and its size did not.
std::optional<std::string> change_of(const SourceFile& file, const Records& before,
                                     std::string_view knowledge);

}  // namespace lontar::indexer
