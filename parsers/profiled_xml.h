// XML of layouts that config/xml-profiles/*.toml describe: one parser for each profile.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "core/result.h"
#include "parsers/parser.h"

namespace lontar::parsers {

// A parser for each profile in the folder. `languages` must outlive them. Fails naming the profile
// and the line that cannot be used.
Result<std::vector<std::unique_ptr<Parser>>> make_profiled_xml_parsers(
    const std::filesystem::path& folder, const text::Languages& languages);

// XML that no profile describes, as plain text and with a warning. Asked after all others.
std::unique_ptr<Parser> make_plain_xml_parser(const text::Languages& languages);

}  // namespace lontar::parsers
