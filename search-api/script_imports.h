// Scripts import each other by name ("./keys.js"). They are served with the hash of each imported
// script in its address, so that a browser may keep them all for ever and never mixes two versions.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "core/result.h"

namespace lontar::api {

using Scripts = std::map<std::string, std::string, std::less<>>;  // source by name

// What a static file's address ends in: the beginning of its hash.
std::string version_of(std::string_view body);

// The scripts with "./x.js?v=HASH" where they import "./x.js". Fails naming a script that imports
// one that is not there, or itself in the end.
Result<Scripts> with_versioned_imports(const Scripts& scripts);

}  // namespace lontar::api
