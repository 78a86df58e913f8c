// Where a string of a script without spaces stands in a text: the other side of written_string.h,
// for what is shown. Internal to search/. Free functions, safe from any thread.
#pragma once

#include <string_view>
#include <vector>

#include "search/highlighter.h"
#include "search/query.h"
#include "text/analyzer.h"

namespace lontar::search {

// The bytes of `text` in which the words of `node` stand as one string, wherever the borders
// between the words of the text fall; for a single word also where it is part of a longer one. None
// for nodes that are not looked for so (written_borders()). `tokens` are the text's own.
std::vector<Span> string_spans(const Node& node, std::string_view text,
                               const std::vector<text::OwnedToken>& tokens);

}  // namespace lontar::search
