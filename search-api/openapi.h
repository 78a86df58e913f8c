// The API's description (OpenAPI 3.1), made from the route table and from web/openapi.json, which
// holds what a table cannot: the schemas of the answers.
#pragma once

#include <filesystem>
#include <string>

#include "core/result.h"

namespace lontar::api {

Result<std::string> openapi_text(const std::filesystem::path& base_file);

}  // namespace lontar::api
