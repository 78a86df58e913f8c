// Pieces of view that several pages show. For .cc files of this folder only.
#pragma once

#include "index/record.h"
#include "search-api/render.h"
#include "search-api/vocabulary.h"

namespace lontar::api {

// "21 November 2015", "July 2009", "2009".
std::string date_words(const Date& date);
// 12345 as "12,345".
std::string with_commas(std::uint64_t number);
// "1.2 MB"
std::string size_words(std::uint64_t bytes);

// Sets NAME_lang and NAME_dir for a text in this language; nothing when it is unknown.
void set_language(View& view, const std::string& name, const std::string& language,
                  const Vocabulary& vocabulary);

// The badges of a document: kind, date, court, citation, places, communities, digest mark.
// Whether a passage was read off a scan, and whether what was read is likely wrong.
void set_scan(View& view, int ocr_confidence, bool doubtful);
void set_badges(View& view, const index::Record& record, const Vocabulary& vocabulary);

}  // namespace lontar::api
