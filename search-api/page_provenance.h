// Where a document's text comes from and how well it came through, in plain sentences. For .cc
// files of this folder only.
#pragma once

#include <string>
#include <vector>

#include "index/record.h"
#include "search-api/interface_text.h"
#include "search-api/render.h"

namespace lontar::api {

// "PDF, 12 pages, 1.2 MB"
std::string original_words(const index::Record& record, const InterfaceText& text);

// What is to be said of how the text was read, the doubtful last; `outline` knows which passages
// were read off pictures. Nothing that is not known is said.
std::vector<std::string> extraction_sentences(const index::Record& record,
                                              const std::vector<Passage>& outline,
                                              const InterfaceText& text);

// The file, its copies, those sentences, and the warnings: "file", "copies", "extraction",
// "warnings".
void set_provenance(View& view, const index::Record& record, const std::vector<Passage>& outline,
                    const InterfaceText& text);

}  // namespace lontar::api
