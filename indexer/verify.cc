#include "indexer/verify.h"

#include <algorithm>
#include <map>
#include <set>
#include <system_error>

#include "index/audit.h"
#include "indexer/collection.h"
#include "indexer/copies.h"
#include "indexer/extract.h"
#include "indexer/fingerprint.h"
#include "io/file.h"

namespace lontar::indexer {
namespace {

namespace fs = std::filesystem;
using Records = std::vector<const index::Record*>;

constexpr const char* kContradiction = "contradiction";

bool same_places(const std::vector<Copy>& some, const std::vector<Copy>& others) {
  return std::ranges::equal(some, others, {}, &Copy::file, &Copy::file);
}

class Verifier {
 public:
  Verifier(index::Audit& audit, const Collection& sources, const Toolkit& kit, Extractor& extractor,
           Verification& result)
      : audit_(audit), kit_(kit), extractor_(extractor), result_(result) {
    for (const SourceFile& file : sources.files()) sources_[file.path] = &file;
  }

  // Every document of the index, and every file of the sources.
  Result<void> all(const std::vector<index::Record>& records, const Listener& listener);

 private:
  // The documents of one file against the file.
  Result<void> file(const std::string& path, const Records& records);
  // A file of which the index has nothing: right only if it gives nothing.
  void unknown_file(const SourceFile& file);
  // One document against itself.
  Result<void> document(const std::string& path, const index::Record& record);
  void differs(const std::string& path, const std::string& id, const char* code,
               std::string message) {
    result_.differences.push_back({id, path, code, std::move(message)});
  }
  // Nothing when the file's content may be compared; else what stands against it.
  bool comparable(const SourceFile& file, const std::string& hash, const Records& records);
  Result<void> compare(const std::string& path, const index::Record& record,
                       const ParsedDocument& made);

  index::Audit& audit_;
  const Toolkit& kit_;
  Extractor& extractor_;
  Verification& result_;
  std::map<std::string, const SourceFile*> sources_;
};

bool Verifier::comparable(const SourceFile& file, const std::string& hash, const Records& records) {
  const std::string fingerprint = settings_fingerprint(kit_.fingerprint, file.row);
  bool same = true;
  for (const auto* record : records) {
    if (record->origin.hash != hash) {
      differs(file.path, record->id, "changed-file",
              "its file has changed since it was indexed; run update");
      same = false;
    } else if (settings_of(record->origin.fingerprint) != fingerprint) {
      differs(file.path, record->id, "changed-settings",
              std::string(what_changed(record->origin.fingerprint, fingerprint)) +
                  " since it was indexed; run update");
      same = false;
    }
  }
  return same;
}

Result<void> Verifier::all(const std::vector<index::Record>& records, const Listener& listener) {
  std::map<std::string, Records> by_file;  // empty of those that the index does not know
  for (const auto& [path, file] : sources_) by_file[path];
  for (const index::Record& record : records) by_file[path_of(record.origin)].push_back(&record);
  std::size_t done = 0;
  for (const auto& [path, of_file] : by_file) {
    if (listener.progress) listener.progress(done++, by_file.size(), path);
    if (of_file.empty()) {
      unknown_file(*sources_.at(path));
    } else if (const auto checked = file(path, of_file); !checked) {
      return checked.error();
    }
    for (const auto* record : of_file) {
      if (const auto checked = document(path, *record); !checked) return checked.error();
    }
    // Asked last: what was read meanwhile may be less than the file gives.
    if (listener.stop && listener.stop()) {
      return Error{ErrorCode::kUnavailable, "stopped before everything was looked at"};
    }
  }
  return {};
}

Result<void> Verifier::file(const std::string& path, const Records& records) {
  const auto source = sources_.find(path);
  const auto opened = io::open_file(path);
  const auto hash = opened ? io::content_hash(*opened, path) : opened.error();
  if (source == sources_.end() || !hash) {
    for (const auto* record : records) {
      differs(path, record->id, "missing-file",
              hash ? "its file is no longer part of the corpus; run update"
                   : io::without_path(hash.error(), path) + "; run update, or bring the file back");
    }
    return {};
  }
  if (!comparable(*source->second, *hash, records)) return {};

  for (const auto* record : records) {
    if (same_places(record->origin.copies, source->second->copies)) continue;
    differs(path, record->id, "other-copies",
            "other files have the same content now than the index knows; run update");
  }
  std::map<int, const index::Record*> waiting;
  for (const auto* record : records) waiting[record->part] = record;
  Result<void> read;
  const auto take = [&](Extracted made) {
    if (is_unreadable_part(made.document) || !read) return;
    const auto record = waiting.find(made.document.part);
    if (record == waiting.end()) {
      return differs(path, "", "not-indexed",
                     "document " + std::to_string(made.document.part) +
                         " of the file is not in the index; run update");
    }
    read = compare(path, *record->second, made.document);
    waiting.erase(record);
  };
  const SourceFile& file = *source->second;
  const auto extracted = extractor_.extract(*opened, file.file, file.row, take);
  if (!read) return read;
  for (const auto& [part, record] : waiting) {
    differs(path, record->id, "other-content",
            "its file no longer gives it" +
                (extracted ? std::string() : ": " + extracted.error().message));
  }
  return {};
}

Result<void> Verifier::compare(const std::string& path, const index::Record& record,
                               const ParsedDocument& made) {
  const auto differs_in = [&](const std::string& what) {
    differs(path, record.id, "other-content", what + " is not what its file gives");
  };
  if (record.media_type != made.media_type) differs_in("the media type");
  if (record.pages != made.pages) differs_in("the number of pages");
  if (record.warnings != made.warnings) differs_in("the list of warnings");
  for (const FieldInfo& field : kFields) {
    if (record.metadata[field.field] != made.metadata[field.field]) {
      differs_in("the field " + std::string(field.name));
    }
  }
  const auto stored = audit_.passages(record);
  if (!stored) return stored.error();
  if (stored->size() != made.passages.size()) {
    differs_in("the number of passages (" + std::to_string(stored->size()) + " stored, " +
               std::to_string(made.passages.size()) + " in the file)");
    return {};
  }
  for (std::size_t i = 0; i < stored->size(); ++i) {
    if ((*stored)[i] != made.passages[i]) {
      differs_in("passage " + std::to_string(i + 1) + " ('" + made.passages[i].anchor + "')");
    }
  }
  return {};
}

void Verifier::unknown_file(const SourceFile& file) {
  const auto opened = io::open_file(file.path);
  if (!opened || file.size > kit_.settings.max_file_bytes) return;
  bool gives_documents = false;
  const auto read = extractor_.extract(*opened, file.file, file.row, [&](const Extracted& made) {
    gives_documents = gives_documents || !is_unreadable_part(made.document);
  });
  if (read && gives_documents) {
    differs(file.path, "", "not-indexed", "the file is not in the index; run update");
  }
}

Result<void> Verifier::document(const std::string& path, const index::Record& record) {
  ++result_.documents;
  result_.passages += record.passages;
  const auto found = audit_.contradictions(record);
  if (!found) return found.error();
  for (const std::string& what : *found) {
    differs(path, record.id, kContradiction, what + "; rebuild the index");
  }
  return {};
}

}  // namespace

bool Verification::contradicts_itself() const {
  return std::ranges::find(differences, kContradiction, &Difference::code) != differences.end();
}

std::vector<fs::path> folders_of(const std::vector<index::Record>& records) {
  std::set<fs::path> folders;
  for (const index::Record& record : records) folders.insert(record.origin.corpus);
  std::error_code error;
  std::erase_if(folders, [&](const fs::path& folder) { return !fs::is_directory(folder, error); });
  return {folders.begin(), folders.end()};
}

Result<Verification> verify(const fs::path& index_dir, const Toolkit& kit,
                            const Listener& listener) {
  auto audit = index::Audit::open(index_dir);
  if (!audit) return audit.error();
  const auto records = audit->records();
  if (!records) return records.error();
  std::error_code error;
  auto sources =
      Collection::gather(folders_of(*records), fs::weakly_canonical(index_dir, error), kit);
  if (!sources) return sources.error();
  sources->fold(
      find_copies(sources->files(), *records, kit.settings.max_file_bytes, listener.stop));

  ocr::FolderCache pages = page_cache(index_dir, kit.settings);
  auto extractor = Extractor::create(kit, {listener.stop, &pages});
  if (!extractor) return extractor.error();

  Verification result;
  result.generation = audit->generation();
  Verifier verifier(*audit, *sources, kit, *extractor, result);
  if (const auto checked = verifier.all(*records, listener); !checked) return checked.error();
  const auto whole = audit->contradictions(*records);
  if (!whole) return whole.error();
  for (const std::string& what : *whole) {
    result.differences.push_back({"", "", kContradiction, what + "; rebuild the index"});
  }
  return result;
}

}  // namespace lontar::indexer
