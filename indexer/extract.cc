#include "indexer/extract.h"

#include <algorithm>
#include <array>

#include "io/file.h"
#include "io/json.h"
#include "text/clean.h"

namespace lontar::indexer {
namespace {

constexpr std::array kOfOneDocument = {Field::kId, Field::kTitle, Field::kShortTitle,
                                       Field::kCitation};

Metadata applicable(const Metadata& row, const ParsedDocument& document) {
  if (document.part == 0) return row;
  Metadata shared;
  for (const FieldInfo& field : kFields) {
    const FieldValue& value = row[field.field];
    if (!value.given() || names_one_document(field.field)) continue;
    shared.offer_list(field.field, value.values, value.source, value.evidence);
  }
  return shared;
}

// Of what the part says, wherever in its file it stands.
std::string hash_of(const ParsedDocument& document) {
  io::Json json = io::to_json(document);
  json.erase("part");
  return io::content_hash(io::dump(json));
}

void check_id(ParsedDocument& document) {
  const std::string& id = document.metadata.first(Field::kId);
  if (id.empty() || !claimed_id(document.metadata).empty()) return;
  document.warnings.push_back({"bad-id", "the document's own id is longer than " +
                                             std::to_string(kMaxIdBytes) +
                                             " bytes; it is known by another"});
}

void give_title(ParsedDocument& document, const std::string& name) {
  if (!document.metadata.first(Field::kTitle).empty()) return;
  std::string title = readable_stem(name);
  if (document.part) title += ", document " + std::to_string(document.part);
  document.metadata.offer(Field::kTitle, std::move(title), Source::kInferred, "file name");
}

}  // namespace

bool is_unreadable_part(const ParsedDocument& document) {
  return document.passages.empty() && std::ranges::find(document.warnings, "bad-line",
                                                        &Warning::code) != document.warnings.end();
}

std::string claimed_id(const Metadata& metadata) {
  const std::string& id = metadata.first(Field::kId);
  return id.size() > kMaxIdBytes ? std::string() : id;
}

ocr::FolderCache page_cache(const std::filesystem::path& index_dir, const Settings& settings) {
  return {index_dir / "ocr-cache", settings.ocr_cache_bytes};
}

bool names_one_document(Field field) {
  return std::ranges::find(kOfOneDocument, field) != kOfOneDocument.end();
}

std::string readable_stem(std::string_view path) {
  std::string stem(path.substr(path.rfind('/') + 1));
  if (const std::size_t dot = stem.rfind('.'); dot != stem.npos && dot > 0) stem.resize(dot);
  std::ranges::replace_if(
      stem, [](char c) { return c == '_' || c == '-' || c == '+'; }, ' ');
  std::string title = text::clean_line(stem);
  return title.empty() ? std::string(path) : title;
}

Result<Extractor> Extractor::create(const Toolkit& kit, Options given) {
  auto enricher = knowledge::Enricher::create(*kit.taxonomy, *kit.languages);
  if (!enricher) return enricher.error();
  isolation::WorkerOptions options = kit.settings.worker;
  options.stop = std::move(given.stop);
  options.cache = given.cache;
  auto worker = std::make_unique<isolation::Worker>(std::move(options));
  if (const auto started = worker->ready(); !started) return started.error();
  return Extractor(std::move(worker), std::move(*enricher));
}

Extracted Extractor::finish(ParsedDocument document, const std::string& name, const Metadata* row) {
  Extracted made{std::move(document), {}};
  if (is_unreadable_part(made.document)) return made;
  if (made.document.part) made.part_hash = hash_of(made.document);
  if (row) made.document.metadata.offer_all(applicable(*row, made.document));
  check_id(made.document);
  enricher_.enrich(made.document);
  give_title(made.document, name);
  return made;
}

std::vector<std::string> Extractor::part_hashes(const io::Descriptor& file,
                                                const std::string& name) {
  std::vector<std::string> hashes;
  const auto note = [&](const ParsedDocument& document) {
    if (document.part < 1) return;
    const auto part = static_cast<std::size_t>(document.part);
    if (hashes.size() < part) hashes.resize(part);
    const bool anonymous = claimed_id(document.metadata).empty() && !is_unreadable_part(document);
    if (anonymous) hashes[part - 1] = hash_of(document);
  };
  // A file that cannot be read has no parts; extract() says why.
  if (!worker_->parse(file, name, note)) hashes.clear();
  return hashes;
}

Result<void> Extractor::extract(const io::Descriptor& file, const std::string& name,
                                const Metadata* row, const Take& take) {
  return worker_->parse(
      file, name, [&](ParsedDocument document) { take(finish(std::move(document), name, row)); });
}

}  // namespace lontar::indexer
