// Names of files that browsers save. Pure functions.
#pragma once

#include <string>
#include <string_view>

namespace lontar::api {

// "inline" or "attachment" with a name, by RFC 6266 and RFC 8187: the plain one for old clients,
// the true one for the others.
std::string content_disposition(std::string_view kind, const std::string& name);

// A text as part of a file's name: its letters and digits, in any script, and '-' for what stands
// between them; at most about `bytes` long. "" when there is none.
std::string file_name_part(std::string_view text, std::size_t bytes);

}  // namespace lontar::api
