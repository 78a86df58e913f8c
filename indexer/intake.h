// Enters into the index what was read of files: gives documents their ids and their origin, hands
// them to the writer, and tells the ledger what became of each. In the files' order, by one thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "index/writer.h"
#include "indexer/changes.h"
#include "indexer/collection.h"
#include "indexer/extract.h"
#include "indexer/id_book.h"
#include "indexer/ledger.h"
#include "indexer/previous.h"
#include "indexer/toolkit.h"

namespace lontar::indexer {

struct Failure {
  std::string code;  // indexer/report.h
  std::string reason;
  std::vector<Warning> warnings = {};
};

// Why a file is read though nothing changed: its documents are put again, whatever they were.
inline constexpr const char* kAgain = "the index did not hold what its file says";

// What is given to it must outlive it.
class Intake {
 public:
  // `before`: the index that is changed; null when it is made anew.
  Intake(const Previous* before, index::Writer& writer, IdBook& book, const Toolkit& kit,
         Ledger& ledger);

  // A document of `file`, whose content has `hash`; `why` it was read. Returns its id.
  std::string enter(const SourceFile& file, const std::string& hash, Extracted made,
                    const std::string& why);
  // Part `part` of the file gave no document, or with 0 the file gave none. `before`: what it had
  // given.
  void fail(const SourceFile& file, int part, Failure failure, const Records& before);
  // The file is being written to.
  void wait(const SourceFile& file, const Records& before);
  // A document that is unchanged comes from `origin` now.
  void restamp(const std::string& id, const Origin& origin);
  // `why`: "" when its file is gone.
  void remove(const index::Record& record, std::string why = "");
  // The document stays, though its file is gone.
  void miss(const index::Record& record);
  // A document of the index before, as it was.
  void take_over(const index::Record& record, Result<Document> document);

  // What becomes of the file's copies: they are the document with this id; or of a file that
  // failed, they failed as well.
  void tell_copies(const SourceFile& file, const std::string& id);
  void note_content(const SourceFile& file, const std::string& hash);
  void tell_conflict(const SourceFile& file, int part, const std::string& claim,
                     const IdBook::Given& given);
  void warn_of_shared_row(const SourceFile& file);

  // Why nothing can be written any more, or null.
  const Error* broken() const { return broken_ ? &*broken_ : nullptr; }

 private:
  void note(const Result<void>& written);

  index::Writer& writer_;
  IdBook& book_;
  const Toolkit& kit_;
  Ledger& ledger_;
  std::unordered_map<std::string_view, const index::Record*> earlier_;  // by id
  std::unordered_map<std::string, std::string> first_;  // file of each content, by its hash
  std::optional<Error> broken_;
};

}  // namespace lontar::indexer
