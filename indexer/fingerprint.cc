#include "indexer/fingerprint.h"

#include <algorithm>
#include <system_error>

#include "index/schema.h"
#include "indexer/ignore.h"
#include "io/file.h"
#include "io/json.h"

namespace lontar::indexer {
namespace {

constexpr std::size_t kDigits = 16;

std::string short_hash(std::string_view text) { return io::content_hash(text).substr(0, kDigits); }

std::string_view knowledge_part(std::string_view fingerprint) {
  return fingerprint.substr(0, fingerprint.find(':'));
}

}  // namespace

Result<std::string> knowledge_fingerprint(const std::filesystem::path& config_dir,
                                          const std::vector<std::string>& patterns, ocr::Mode ocr) {
  const IgnoreList wanted("", patterns);
  std::vector<std::string> files;
  std::error_code error;
  for (auto at = std::filesystem::recursive_directory_iterator(config_dir, error);
       !error && at != std::filesystem::end(at); at.increment(error)) {
    const std::string name = at->path().lexically_relative(config_dir).generic_string();
    if (wanted.matches(name, false)) files.push_back(name);
  }
  if (error) {
    return Error{ErrorCode::kIo, config_dir.string() + ": cannot be listed: " + error.message()};
  }
  std::ranges::sort(files);
  std::string all = std::to_string(kProgramVersion) + '.' + std::to_string(index::kSchemaVersion) +
                    '.' + std::to_string(static_cast<int>(ocr));
  for (const std::string& name : files) {
    const auto text = io::read_file(config_dir / name);
    if (!text) return text.error();
    all += '\n' + name + ' ' + io::content_hash(*text);
  }
  return short_hash(all);
}

std::string settings_fingerprint(std::string_view knowledge, const Metadata* row) {
  std::string both(knowledge);
  both += ':';
  if (row) both += short_hash(io::dump(io::to_json(*row)));
  return both;
}

std::string document_fingerprint(std::string_view settings, std::string_view part_hash) {
  std::string whole(settings);
  if (!part_hash.empty()) whole.append(1, ':').append(part_hash);
  return whole;
}

std::string_view settings_of(std::string_view document_fingerprint) {
  const std::size_t row = document_fingerprint.find(':');
  return document_fingerprint.substr(0, document_fingerprint.find(':', row + 1));
}

std::string what_changed(std::string_view before, std::string_view now) {
  if (knowledge_part(before) != knowledge_part(now)) return "the configuration or program changed";
  return settings_of(before) == settings_of(now) ? "" : "its catalogue row changed";
}

}  // namespace lontar::indexer
