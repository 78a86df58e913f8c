#include "search-api/export_formats.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "io/csv.h"
#include "search-api/citation.h"
#include "search-api/json_record.h"
#include "search-api/links.h"

namespace lontar::api {
namespace {

using search::Hit;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";  // or Excel takes it for Windows-1252
constexpr std::array<std::string_view, 8> kFormulaSigns = {
    "=", "+", "-", "@", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};

bool begins_formula(std::string_view text) {
  return std::ranges::any_of(kFormulaSigns,
                             [&](std::string_view sign) { return text.starts_with(sign); });
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::string none() { return ""; }

// The catalogue's own columns first, so that the table can become one again.
std::string csv_head() {
  std::vector<std::string> names{"file"};
  for (const FieldInfo& field : kFields) names.emplace_back(field.name);
  for (const char* name :
       {"link", "passage", "passage_anchor", "passage_page", "passage_link", "passage_text"})
    names.emplace_back(name);
  return std::string(kByteOrderMark) + io::write_csv_row(names);
}

std::string csv_row(const Hit& hit, const ExportGround& ground) {
  const index::Record& record = hit.record;
  std::vector<std::string> cells{record.origin.file};
  for (const FieldInfo& field : kFields) {
    std::string cell = field.field == Field::kId ? record.id : std::string();
    for (const std::string& value : record.metadata.all(field.field)) {
      if (field.field != Field::kId) cell.append(cell.empty() ? "" : ";").append(value);
    }
    cells.push_back(std::move(cell));
  }
  cells.push_back(ground.base + document_page_url(record.id));
  if (hit.passages.empty()) {
    cells.resize(cells.size() + 5);
  } else {
    const search::PassageHit& best = hit.passages.front();
    cells.push_back(best.label);
    cells.push_back(best.anchor);
    cells.push_back(best.page > 0 ? std::to_string(best.page) : std::string());
    cells.push_back(ground.base + passage_url(record, best.anchor));
    cells.push_back(plain_snippet(best.snippet));
  }
  for (std::string& cell : cells) cell = spreadsheet_cell(cell);
  return io::write_csv_row(cells);
}

std::string json_row(const Hit& hit, const ExportGround& ground) {
  return io::dump(hit_json(hit, ground.base)) + "\n";
}

std::string ris_row(const Hit& hit, const ExportGround& ground) {
  return ris(citation_of(hit.record, ground.words, ground.base));
}

std::string bibtex_row(const Hit& hit, const ExportGround& ground) {
  return bibtex(citation_of(hit.record, ground.words, ground.base)) + "\n";
}

constexpr std::array kFormats = {
    ExportFormat{"csv", "CSV", "text/csv; charset=utf-8", "csv", 1, csv_head, csv_row},
    ExportFormat{"jsonl", "JSON Lines", "application/jsonl", "jsonl", 3, none, json_row},
    ExportFormat{"ris", "RIS", "application/x-research-info-systems", "ris", 0, none, ris_row},
    ExportFormat{"bibtex", "BibTeX", "application/x-bibtex", "bib", 0, none, bibtex_row},
};

constexpr auto kNames = [] {
  std::array<std::string_view, kFormats.size()> names;
  std::ranges::transform(kFormats, names.begin(), &ExportFormat::name);
  return names;
}();

constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kMarkup = {{
    {"<mark>", ""},
    {"</mark>", ""},
    {"&amp;", "&"},
    {"&lt;", "<"},
    {"&gt;", ">"},
    {"&quot;", "\""},
    {"&#39;", "'"},
}};

}  // namespace

std::span<const ExportFormat> export_formats() { return kFormats; }
std::span<const std::string_view> export_format_names() { return kNames; }

std::string spreadsheet_cell(std::string_view text) {
  std::string cell;
  while (!text.empty()) {
    if (is_blank(text.front())) {
      if (!cell.empty()) cell += ' ';
      while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
      continue;
    }
    const bool dangerous = cell.empty() || cell.back() == ';';
    if (dangerous && begins_formula(text)) cell += cell.empty() ? '\'' : ' ';
    cell += text.front();
    text.remove_prefix(1);
  }
  if (cell.ends_with(' ')) cell.pop_back();
  return cell;
}

std::string plain_snippet(std::string_view html) {
  std::string out;
  while (!html.empty()) {
    const auto row = std::ranges::find_if(
        kMarkup, [&](const auto& markup) { return html.starts_with(markup.first); });
    if (row == kMarkup.end()) {
      out += html.front();
      html.remove_prefix(1);
    } else {
      out += row->second;
      html.remove_prefix(row->first.size());
    }
  }
  return out;
}

}  // namespace lontar::api
