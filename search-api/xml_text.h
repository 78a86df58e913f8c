// Text inside XML that is written here: feeds, sitemaps, descriptions. Pure functions.
#pragma once

#include <string>
#include <string_view>

namespace lontar::api {

// Escaped for content and for attributes in quotes; what XML 1.0 cannot hold, even escaped, is left
// out. UTF-8 is expected.
std::string xml_text(std::string_view text);

// "<name>text</name>\n"; nothing when the text is empty. The name is ours.
std::string xml_element(std::string_view name, std::string_view text);

inline constexpr std::string_view kXmlHead = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

}  // namespace lontar::api
