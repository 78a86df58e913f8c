// The original files: found below their corpus folder, proved to be the ones that were indexed, and
// described so that no script stored in one ever runs as ours.
#pragma once

#include <memory>
#include <string>

#include "index/record.h"
#include "search-api/http_message.h"
#include "search-api/problem.h"

namespace lontar::api {

// The answer to a GET or HEAD of a document's original: 200, 206 or 416 by `range` (the header's
// value, "" for none) and `if_range`.
OrProblem<Response> original_response(const index::Record& record, const std::string& range,
                                      const std::string& if_range);

}  // namespace lontar::api
