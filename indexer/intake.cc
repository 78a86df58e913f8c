#include "indexer/intake.h"

#include <algorithm>
#include <utility>

#include "indexer/fingerprint.h"

namespace lontar::indexer {
namespace {

std::string place_name(const Place& place) {
  return place.part ? place.path + ", document " + std::to_string(place.part) : place.path;
}

// Whether a document of a file of many is what it was, though others of its file are not.
bool same_part(const index::Record& record, const Origin& origin, int part) {
  return part > 0 && record.part == part && path_of(record.origin) == path_of(origin) &&
         record.origin.corpus == origin.corpus && record.origin.fingerprint == origin.fingerprint;
}

}  // namespace

Intake::Intake(const Previous* before, index::Writer& writer, IdBook& book, const Toolkit& kit,
               Ledger& ledger)
    : writer_(writer), book_(book), kit_(kit), ledger_(ledger) {
  if (!before) return;
  for (const index::Record& record : before->records()) earlier_.emplace(record.id, &record);
}

void Intake::note(const Result<void>& written) {
  if (!written && !broken_) broken_ = written.error();
}

void Intake::restamp(const std::string& id, const Origin& origin) {
  note(writer_.restamp(id, origin));
}

void Intake::remove(const index::Record& record, std::string why) {
  note(writer_.remove(record.id));
  const Origin& origin = record.origin;
  ledger_.tell(Entry{
      origin.corpus, origin.file, record.part, Outcome::kRemoved, record.id, {}, std::move(why)});
}

void Intake::miss(const index::Record& record) {
  const Origin& origin = record.origin;
  ledger_.tell(Entry{origin.corpus,
                     origin.file,
                     record.part,
                     Outcome::kMissing,
                     record.id,
                     {},
                     "its file is gone; the document stays in the index"});
}

void Intake::take_over(const index::Record& record, Result<Document> document) {
  if (document) return note(writer_.put(std::move(*document)));
  const Origin& origin = record.origin;
  Entry lost{origin.corpus,
             origin.file,
             record.part,
             Outcome::kFailed,
             record.id,
             {},
             "it could not be taken over from the index before: " + document.error().message};
  lost.code = "damaged-index";
  ledger_.tell(lost);
}

std::string Intake::enter(const SourceFile& file, const std::string& hash, Extracted made,
                          const std::string& why) {
  ParsedDocument& content = made.document;
  const int pages = content.pages;
  const Place place{file.path, content.part};
  const std::string claim = claimed_id(content.metadata);
  const std::string name =
      content.part ? content.metadata.first(Field::kTitle) : readable_stem(file.file);
  const auto given = book_.give(place, claim, content.part ? made.part_hash : hash, name);
  tell_conflict(file, content.part, claim, given);

  const std::string settings = settings_fingerprint(kit_.fingerprint, file.row);
  const Origin origin{file.corpus, file.file, file.size,
                      file.mtime,  hash,      document_fingerprint(settings, made.part_hash),
                      file.copies};
  const auto earlier = earlier_.find(given.id);
  Outcome outcome = earlier == earlier_.end() ? Outcome::kAdded : Outcome::kUpdated;
  if (outcome == Outcome::kUpdated && why != kAgain &&
      same_part(*earlier->second, origin, place.part)) {
    outcome = Outcome::kUnchanged;
    restamp(given.id, origin);
  } else {
    Document document{given.id, origin, std::move(content)};
    content.warnings = document.content.warnings;
    note(writer_.put(std::move(document)));
  }
  Entry entry{file.corpus,
              file.file,
              place.part,
              outcome,
              given.id,
              std::move(content.warnings),
              outcome == Outcome::kUpdated ? why : ""};
  entry.pages = pages;
  ledger_.tell(entry);
  return given.id;
}

void Intake::fail(const SourceFile& file, int part, Failure failure, const Records& before) {
  Entry entry{file.corpus,
              file.file,
              part,
              Outcome::kFailed,
              "",
              std::move(failure.warnings),
              std::move(failure.reason)};
  entry.code = std::move(failure.code);
  const std::string reason = entry.reason;
  const auto kept = std::ranges::find_if(
      before, [&](const auto* record) { return part == 0 || record->part == part; });
  if (kept != before.end()) {
    entry.id = (*kept)->id;
    entry.reason += "; its last good version stays in the index";
  }
  ledger_.tell(entry);
  if (part) return;
  entry.reason = reason + " (the same content as " + file.file + ")";
  for (const Copy& copy : file.copies) {
    entry.file = copy.file;
    ledger_.tell(entry);
  }
}

void Intake::wait(const SourceFile& file, const Records& before) {
  Entry entry{file.corpus,
              file.file,
              0,
              Outcome::kGrowing,
              "",
              {},
              "it is being written to, and is read when that has ended"};
  if (!before.empty()) {
    entry.id = before.front()->id;
    entry.reason += "; its last good version stays in the index";
  }
  ledger_.tell(entry);
  for (const Copy& copy : file.copies) {
    entry.file = copy.file;
    ledger_.tell(entry);
  }
}

void Intake::tell_copies(const SourceFile& file, const std::string& id) {
  for (const Copy& copy : file.copies) {
    ledger_.tell(Entry{
        file.corpus, copy.file, 0, Outcome::kCopy, id, {}, "the same content as " + file.file});
  }
}

void Intake::warn_of_shared_row(const SourceFile& file) {
  if (!file.row) return;
  for (const FieldInfo& field : kFields) {
    if (!names_one_document(field.field) || !(*file.row)[field.field].given()) continue;
    ledger_.tell(Issue{file.corpus, file.file, 0, std::string(field.name), "row-of-many",
                       file.file + ": the catalogue gives one " + std::string(field.name) +
                           " to a file of many documents; it is not used"});
  }
}

void Intake::tell_conflict(const SourceFile& file, int part, const std::string& claim,
                           const IdBook::Given& given) {
  if (!given.claimed_by_other) return;
  const Place place{file.path, part};
  ledger_.tell(Issue{file.corpus, file.file, 0, "id", "id-conflict",
                     place_name(*given.claimed_by_other) + " and " + place_name(place) +
                         " both claim the id '" + claim +
                         "'; the first has it and the second is '" + given.id +
                         "'; give one of them another id"});
}

void Intake::note_content(const SourceFile& file, const std::string& hash) {
  if (file.size == 0) return;
  const auto [at, fresh] = first_.emplace(hash, file.path);
  if (fresh) return;
  ledger_.tell(Issue{file.corpus, file.file, 0, "", "duplicate-content",
                     file.path + " has the same content as " + at->second +
                         "; both are in the index, take one away if it is not wanted"});
}

}  // namespace lontar::indexer
