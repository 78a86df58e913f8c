#include "indexer/stats.h"

#include <algorithm>
#include <cstdio>
#include <functional>
#include <map>
#include <set>

#include "index/audit.h"
#include "index/schema.h"
#include "io/json.h"

namespace lontar::indexer {
namespace {

using Values = std::function<std::vector<std::string>(const index::Record&)>;

// One row per table that is not a facet.
struct Table {
  const char* name;
  std::vector<std::string> (*values)(const index::Record&);
};
const Table kTables[] = {
    {"corpus", [](const auto& record) { return std::vector{record.origin.corpus}; }},
    {"media_type", [](const auto& record) { return std::vector{record.media_type}; }},
    {"legacy_encoding", [](const auto& record) { return record.extraction.legacy_encodings; }},
    {"warning",
     [](const auto& record) {
       std::set<std::string> codes;
       for (const Warning& warning : record.warnings) codes.insert(warning.code);
       return std::vector<std::string>(codes.begin(), codes.end());
     }},
};

Counts count(const std::vector<index::Record>& records, const Values& values) {
  std::map<std::string, std::size_t> counts;
  for (const index::Record& record : records) {
    for (const std::string& value : values(record)) ++counts[value];
  }
  Counts sorted(counts.begin(), counts.end());
  std::ranges::stable_sort(sorted, std::ranges::greater{}, &Counts::value_type::second);
  return sorted;
}

std::string readable_size(std::uint64_t bytes) {
  constexpr double kMega = 1e6;
  char text[32];
  std::snprintf(text, sizeof text, "%.1f MB", static_cast<double>(bytes) / kMega);
  return text;
}

void add(const Extraction& more, Extraction& sum) {
  sum.pages_without_text += more.pages_without_text;
  sum.pages_by_ocr += more.pages_by_ocr;
  sum.doubtful_pages += more.doubtful_pages;
  sum.characters += more.characters;
}

}  // namespace

Result<Stats> stats(const std::filesystem::path& index_dir) {
  const auto audit = index::Audit::open(index_dir);
  if (!audit) return audit.error();
  const auto records = audit->records();
  if (!records) return records.error();

  Stats stats{audit->generation(), audit->bytes(), records->size()};
  for (const index::Record& record : *records) {
    stats.passages += record.passages;
    stats.pages += static_cast<std::uint64_t>(record.pages);
    add(record.extraction, stats.extraction);
  }
  for (const Table& table : kTables) {
    stats.tables.emplace_back(table.name, count(*records, table.values));
  }
  for (const index::Facet& facet : index::kFacets) {
    stats.tables.emplace_back(facet.name, count(*records, [&](const index::Record& record) {
                                return index::facet_values(facet, record.metadata);
                              }));
  }
  return stats;
}

std::string to_text(const Stats& stats) {
  std::string text = "generation  " + std::to_string(stats.generation) + "\n" + "documents   " +
                     std::to_string(stats.documents) + "\n" + "passages    " +
                     std::to_string(stats.passages) + "\n" + "characters  " +
                     std::to_string(stats.extraction.characters) + "\n" + "pages       " +
                     std::to_string(stats.pages) + ", of these " +
                     std::to_string(stats.extraction.pages_without_text) + " without text, " +
                     std::to_string(stats.extraction.pages_by_ocr) + " read off scans, " +
                     std::to_string(stats.extraction.doubtful_pages) + " doubtful\n" +
                     "on disk     " + readable_size(stats.bytes) + "\n";
  for (const auto& [name, counts] : stats.tables) {
    if (counts.empty()) continue;
    text += "\n" + name + "\n";
    for (const auto& [value, number] : counts) {
      char row[24];
      std::snprintf(row, sizeof row, "%9zu  ", number);
      text += row + value + "\n";
    }
  }
  return text;
}

std::string to_json_text(const Stats& stats) {
  io::Json json = {{"generation", stats.generation},
                   {"documents", stats.documents},
                   {"passages", stats.passages},
                   {"pages", stats.pages},
                   {"pages_without_text", stats.extraction.pages_without_text},
                   {"pages_by_ocr", stats.extraction.pages_by_ocr},
                   {"doubtful_pages", stats.extraction.doubtful_pages},
                   {"characters", stats.extraction.characters},
                   {"bytes", stats.bytes}};
  for (const auto& [name, counts] : stats.tables) {
    io::Json table = io::Json::object();
    for (const auto& [value, number] : counts) table[value] = number;
    json[name] = std::move(table);
  }
  return io::dump(json, 2);
}

}  // namespace lontar::indexer
