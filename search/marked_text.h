// Text of documents as HTML: escaped, with what a query found in <mark>, the only markup. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "search/request.h"

namespace lontar::search {

// & < > " ' as entities; lines become spaces.
std::string escape_html(std::string_view text);

// text[from, to) with the marks that lie in it; one that goes over an end is cut there. `marks` are
// ascending and apart.
std::string marked_html(std::string_view text, const std::vector<Span>& marks, std::size_t from,
                        std::size_t to);

}  // namespace lontar::search
