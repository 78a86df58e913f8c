// The marks by which a text steers its own direction (UAX #9), kept from steering what stands after
// it: HTML isolates an element, but a stray U+2069 ends that isolation. Pure.
#pragma once

#include <string>
#include <string_view>

namespace lontar::api {

// `text` without embeddings, overrides and isolates (U+202A to U+202E, U+2066 to U+2069) that lack
// their partner in the same paragraph; pairs stay, as Jawi and Arabic among Latin words need them.
// U+200E and U+200F, which open nothing, stay. Valid UTF-8 is expected.
std::string contain_direction(std::string_view text);

}  // namespace lontar::api
