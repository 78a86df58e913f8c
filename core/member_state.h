// The eleven Member States of ASEAN by their ISO 3166-1 codes. Timor-Leste is the eleventh, since
// 26 October 2025. Names in the region's languages are labels and live in config/taxonomy.toml.
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace lontar {

struct MemberState {
  std::string_view code;    // alpha-2: what the index, the API and the catalogue use
  std::string_view alpha3;  // alpha-3: what some sources use
  std::string_view name;    // English, as ASEAN writes it
};

inline constexpr std::array<MemberState, 11> kMemberStates = {{
    {"BN", "BRN", "Brunei Darussalam"},
    {"KH", "KHM", "Cambodia"},
    {"ID", "IDN", "Indonesia"},
    {"LA", "LAO", "Lao PDR"},
    {"MY", "MYS", "Malaysia"},
    {"MM", "MMR", "Myanmar"},
    {"PH", "PHL", "Philippines"},
    {"SG", "SGP", "Singapore"},
    {"TH", "THA", "Thailand"},
    {"TL", "TLS", "Timor-Leste"},
    {"VN", "VNM", "Viet Nam"},
}};

// The state of an alpha-2 or alpha-3 code in any case; nothing for any other text, also not for a
// name.
std::optional<MemberState> member_state(std::string_view code);

}  // namespace lontar
