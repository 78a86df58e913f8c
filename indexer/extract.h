// A file made into documents: parsed, told what the catalogue says, enriched, titled. The
// same for indexing, for `inspect` and for `verify`.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/document.h"
#include "core/result.h"
#include "indexer/toolkit.h"
#include "io/descriptor.h"
#include "isolation/worker.h"
#include "knowledge/enricher.h"
#include "ocr/folder_cache.h"

namespace lontar::indexer {

struct Extracted {
  ParsedDocument document;
  std::string part_hash;  // of what the file says, before catalogue and enrichment; for files of
                          // many documents, else ""
};

// Whether this is not a document but the report of a line that could not be read.
bool is_unreadable_part(const ParsedDocument& document);

// Makes documents of files, in a process of its own. One per thread: process and enricher keep
// state. The toolkit must outlive it.
class Extractor {
 public:
  using Stop = std::function<bool()>;
  struct Options {
    Stop stop;                    // asked now and then while a file is read: true ends the reading
    ocr::Cache* cache = nullptr;  // of pages read by OCR; outlives the extractor
  };
  // Starts the process. Fails with what its parsers say of the configuration, or when there can be
  // no process.
  static Result<Extractor> create(const Toolkit& kit, Options options);

  // Fails when the process is gone and no other can be started: then no file is to blame.
  Result<void> ready() { return worker_->ready(); }
  const isolation::Confinement& confinement() const { return worker_->confinement(); }

  // Calls `take` for every document of `file` (opened for reading), in order. `name` is the file's
  // path below the corpus, `row` what the catalogue says of it, or null. Fails when the file gives
  // no document.
  using Take = std::function<void(Extracted)>;
  Result<void> extract(const io::Descriptor& file, const std::string& name, const Metadata* row,
                       const Take& take);

  // The part_hash of every document of a file of many that has no id of its own, by number from 0;
  // "" for the others. Reads the file without making documents.
  std::vector<std::string> part_hashes(const io::Descriptor& file, const std::string& name);

 private:
  Extractor(std::unique_ptr<isolation::Worker> worker, knowledge::Enricher enricher)
      : worker_(std::move(worker)), enricher_(std::move(enricher)) {}
  Extracted finish(ParsedDocument document, const std::string& name, const Metadata* row);

  std::unique_ptr<isolation::Worker> worker_;  // which parses
  knowledge::Enricher enricher_;
};

// The pages read by OCR for this index, kept beside its generations so that no page is read twice.
ocr::FolderCache page_cache(const std::filesystem::path& index_dir, const Settings& settings);

// The id that catalogue or source gives a document, "" for none or one that cannot be used.
inline constexpr std::size_t kMaxIdBytes = 240;
std::string claimed_id(const Metadata& metadata);

// What the catalogue says that can hold for one document only, and so not for a file of many.
bool names_one_document(Field field);

// "asean_charter-2007.pdf" as a title: "asean charter 2007".
std::string readable_stem(std::string_view path);

}  // namespace lontar::indexer
