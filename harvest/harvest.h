// Downloads what a list names into a folder that can then be indexed, politely: no faster than each
// server asks, nothing that its robots.txt refuses, nothing twice, nothing that is not what the
// list says. docs/harvest.md tells the rules; RFC 9309 (robots.txt), RFC 9110 (conditional and
// range requests).
#pragma once

#include <filesystem>

#include "core/result.h"
#include "harvest/list.h"
#include "harvest/report.h"
#include "harvest/settings.h"

namespace lontar::harvest {

// Every row of the list comes out as one item. A harvest that was stopped, or killed, goes on with
// the next run. Fails when the folder cannot be used, or when the catalogue in it cannot be read:
// it would not be known what stands in it. One thread.
Result<Summary> harvest(const List& list, const std::filesystem::path& into,
                        const Settings& settings, const Listener& listener);

}  // namespace lontar::harvest
