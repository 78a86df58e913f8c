// The addresses in what leaves the service: exported lists, citations, feeds. Pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "search-api/http_message.h"

namespace lontar::api {

// A setting as it is used: scheme, host and perhaps a port, without '/' at the end; "" for "".
// Nothing for anything else.
std::optional<std::string> read_public_url(std::string_view text);

// What every absolute link of an answer begins with: the setting, else "http://" and the request's
// Host header if that is of the form of a host; else "", and links stay relative. What a proxy says
// in headers of its own is not believed: anybody can send them.
std::string base_url(std::string_view public_url, const Request& request);

}  // namespace lontar::api
