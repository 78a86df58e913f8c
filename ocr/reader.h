// Reads the pages of one document after the other in the language each is likely in: what is known
// of the document, then the language its other pages were read in, then whatever reads best on a
// strip of the page. Not thread-safe.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "ocr/cache.h"
#include "ocr/engine.h"
#include "text/language_id.h"
#include "text/languages.h"

namespace lontar::ocr {

class Reader {
 public:
  // `languages` and `cache` (null: none) must outlive the reader.
  static Result<Reader> create(const text::Languages& languages, Cache* cache,
                               Engine engine = Engine());

  // Forgets the document before. `language` is what file or text layer say, a code or "".
  void begin(std::string_view language);
  // Fails when there is no pack to read it with, or the picture is none.
  Result<Page> read(const Picture& picture);
  // Packages of Debian whose packs the document would have needed, sorted.
  std::set<std::string> missing_packages() const;

 private:
  Reader(const text::Languages& languages, Cache* cache, Engine engine,
         text::LanguageIdentifier identifier);

  Result<Page> read_with(const Picture& picture, const std::string& pack,
                         Engine::Effort effort = Engine::Effort::kWhatHelps);
  std::optional<Page> read_strip(const Picture& strip, const std::string& pack);
  std::string best_pack(const Picture& picture);
  std::string related_pack(const Picture& strip, const Page& best);

  const text::Languages* languages_;
  Cache* cache_;
  Engine engine_;
  text::LanguageIdentifier identifier_;
  std::string pack_;               // of the document, "" while unknown
  std::set<std::string> missing_;  // packs of its language that are not installed
  bool looked_everywhere_ = false;
};

}  // namespace lontar::ocr
