// Markdown's markup taken off, so that what remains is the text. Internal to parsers/.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace lontar::parsers::markdown {

// One paragraph without emphasis, code marks, links and tags; link texts and image descriptions
// stay. Square brackets that are no link stay too: "[2019] SGCA 12". `references` holds the
// lower-case names that the document defines as link targets.
std::string without_markup(std::string_view paragraph, const std::set<std::string>& references);

// Whether the text is written in Markdown, where its name does not say so.
bool looks_like_markdown(std::string_view text);

}  // namespace lontar::parsers::markdown
