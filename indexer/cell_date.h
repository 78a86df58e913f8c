// Dates as people and spreadsheets write them into a catalogue.
#pragma once

#include <string>

#include "core/date.h"
#include "core/result.h"
#include "text/languages.h"

namespace lontar::indexer {

// ISO 8601 of any precision, "2009/07/23", "23/07/2009" where only one reading is a date, and dates
// in words. Refuses what has two readings (03/04/2015), serial numbers and Buddhist-era years in
// figures, saying what to write instead.
Result<Date> read_cell_date(const std::string& cell, const text::Languages& languages);

}  // namespace lontar::indexer
