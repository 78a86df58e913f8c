// Bytes in, documents out. A parser is called with the bytes of one file and returns values: it
// opens no files, reaches no network and keeps nothing, so that it can run in another process.
// Parsers are const and safe to share between threads.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/document.h"
#include "core/result.h"
#include "ocr/cache.h"
#include "ocr/mode.h"
#include "text/languages.h"

namespace lontar::parsers {

struct Input {
  std::string_view bytes;
  std::string_view name;  // the file's name, a hint where the content does not tell
};

using Emit = std::function<void(ParsedDocument)>;

class Parser {
 public:
  virtual ~Parser() = default;
  virtual std::string_view name() const = 0;  // "pdf", "akoma-ntoso", "json-lines", ...
  // Whether these bytes are of this parser's format, by content first and name second.
  virtual bool accepts(const Input& input) const = 0;
  // Emits every document of the file, one for most formats, as they are read. Fails only when there
  // is nothing to emit; what is merely imperfect is a warning in the document. Never throws.
  // In a file of many documents a part that cannot be read is emitted as a report and not as
  // content: `part` says which, there is no metadata and no passage, and the one warning, of code
  // "bad-line", names place, reason and remedy.
  virtual Result<void> parse(const Input& input, const Emit& emit) const = 0;
};

// How pages are read whose text layer cannot be used.
struct ScanOptions {
  ocr::Mode mode = ocr::Mode::kOff;
  ocr::Cache* cache = nullptr;         // outlives the registry; called while a file is parsed
  std::chrono::seconds budget{3'600};  // of processor time, for the pages of one file
};

// All parsers, in the order they are asked. To add a format, add a line in registry.cc.
class Registry {
 public:
  // Reads config/languages.toml's heading words from `languages` (which must outlive the registry)
  // and config/xml-profiles/*.toml; fails naming the profile and line that cannot be read.
  static Result<Registry> create(const std::filesystem::path& config_dir,
                                 const text::Languages& languages, const ScanOptions& scans = {});

  // Puts a parser before all others.
  void put_first(std::unique_ptr<Parser> parser);

  // The parser for these bytes, or null: not a format that Lontar reads.
  const Parser* find(const Input& input) const;
  // find() and parse(); kUnsupported when no parser accepts the bytes.
  Result<void> parse(const Input& input, const Emit& emit) const;

 private:
  std::vector<std::unique_ptr<Parser>> parsers_;
};

}  // namespace lontar::parsers
