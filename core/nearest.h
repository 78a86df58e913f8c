// What a misspelt name was probably meant to be, for error messages that name the remedy.
#pragma once

#include <span>
#include <string_view>

namespace lontar {

// The name with the fewest changed, added, missing or swapped letters, ASCII case disregarded; ""
// when even that one differs in more than a third of its letters (at least one is allowed).
std::string_view nearest(std::string_view text, std::span<const std::string_view> names);

}  // namespace lontar
