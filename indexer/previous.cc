#include "indexer/previous.h"

#include <utility>

namespace lontar::indexer {

Result<Previous> Previous::load(const std::filesystem::path& index_dir, index::WriteMode mode,
                                const index::Writer& writer) {
  if (mode == index::WriteMode::kUpdate) {
    auto records = writer.records();
    if (!records) return records.error();
    return Previous(std::move(*records), {});
  }
  auto audit = index::Audit::open(index_dir);
  if (!audit) return Previous({}, {});
  auto records = audit->records();
  if (!records) return Previous({}, {});
  return Previous(std::move(*records), std::move(*audit));
}

Result<Document> Previous::document(const index::Record& record) const {
  if (!audit_) return Error{ErrorCode::kNotFound, "the index before this run cannot be read"};
  auto passages = audit_->passages(record);
  if (!passages) return passages.error();
  return Document{record.id,
                  record.origin,
                  {.media_type = record.media_type,
                   .part = record.part,
                   .pages = record.pages,
                   .extraction = record.extraction,
                   .metadata = record.metadata,
                   .passages = std::move(*passages),
                   .warnings = record.warnings}};
}

}  // namespace lontar::indexer
