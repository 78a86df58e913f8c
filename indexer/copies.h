// Files with the same content: one document, and the other places where it is.
//
// Of the files of one corpus with the same bytes and the same kind of name (which is part of what a
// file says), each one that a catalogue names is a document of its own. The others are one document
// together: that of the first which a catalogue names; else of the file that it came from until
// now, so that a copy changes nothing; else of the first by path. Whether other corpora hold the
// same bytes plays no part: what a corpus gives must not depend on who is named beside it in a
// command.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "index/record.h"
#include "indexer/collection.h"

namespace lontar::indexer {

// By the number of the copy, the number of its original.
using CopyMap = std::unordered_map<std::size_t, std::size_t>;

// Opens a file only where its size is that of another one, it is new or was touched, and it is not
// larger than `max_bytes`. `before`: the documents of the index as it was. None when `stop` says so
// meanwhile.
CopyMap find_copies(const std::vector<SourceFile>& files, const std::vector<index::Record>& before,
                    std::uint64_t max_bytes, const std::function<bool()>& stop);

}  // namespace lontar::indexer
