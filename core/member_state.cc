#include "core/member_state.h"

#include <algorithm>
#include <cctype>

namespace lontar {

std::optional<MemberState> member_state(std::string_view code) {
  const auto same = [&](std::string_view known) {
    return std::ranges::equal(
        code, known, [](unsigned char a, unsigned char b) { return std::toupper(a) == b; });
  };
  for (const MemberState& state : kMemberStates) {
    if (same(state.code) || same(state.alpha3)) return state;
  }
  return {};
}

}  // namespace lontar
