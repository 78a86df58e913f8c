#include "indexer/cells.h"

#include <algorithm>
#include <array>

#include "core/ascii.h"
#include "indexer/cell_date.h"
#include "indexer/extract.h"
#include "text/clean.h"

namespace lontar::indexer {
namespace {

Error problem(std::string message) { return {ErrorCode::kInvalid, std::move(message)}; }

// The values of a cell: of one field the whole cell, of others what stands between semicolons.
std::vector<std::string> split(std::string_view cell, bool many) {
  std::vector<std::string> values;
  while (many) {
    const std::size_t end = cell.find(';');
    if (end == cell.npos) break;
    values.push_back(text::clean_line(cell.substr(0, end)));
    cell.remove_prefix(end + 1);
  }
  values.push_back(text::clean_line(cell));
  return values;
}

std::string known_codes(const std::vector<knowledge::Concept>& concepts) {
  constexpr std::size_t kShown = 12;
  std::string list;
  for (std::size_t i = 0; i < std::min(concepts.size(), kShown); ++i) {
    list += (i ? ", " : "") + concepts[i].code;
  }
  return list + (concepts.size() > kShown ? ", ..." : "");
}

}  // namespace

// In the order of kFields. To give a column another meaning, change its row.
const CellReader::Rule CellReader::kRules[] = {
    {Field::kId, &CellReader::identifier, "bad-id"},
    {Field::kTitle, &CellReader::plain, ""},
    {Field::kShortTitle, &CellReader::plain, ""},
    {Field::kType, &CellReader::code, "unknown-type"},
    {Field::kDate, &CellReader::date, "unreadable-date"},
    {Field::kCommunity, &CellReader::code, "unknown-community"},
    {Field::kMemberStates, &CellReader::code, "unknown-state"},
    {Field::kParties, &CellReader::plain, ""},
    {Field::kTopics, &CellReader::code, "unknown-topic"},
    {Field::kBody, &CellReader::code_or_name, ""},
    {Field::kCourt, &CellReader::code_or_name, ""},
    {Field::kCitation, &CellReader::plain, ""},
    {Field::kLanguage, &CellReader::language, "unknown-language"},
    {Field::kStatus, &CellReader::code, "unknown-status"},
    {Field::kWork, &CellReader::plain, ""},
    {Field::kTextKind, &CellReader::text_kind, "unknown-text-kind"},
    {Field::kSourceUrl, &CellReader::address, "bad-url"},
};

Cell CellReader::read(Field field, std::string_view text) const {
  static_assert(std::size(kRules) == kFields.size());
  const Rule& rule = kRules[static_cast<std::size_t>(field)];
  Cell cell;
  for (const std::string& value : split(text, info(field).many)) {
    if (languages_.means_unknown(value)) continue;
    const auto read = (this->*rule.read)(field, value);
    if (read) {
      cell.values.push_back(*read);
    } else {
      cell.problems.push_back({std::string(rule.problem), read.error().message});
    }
  }
  return cell;
}

Result<std::string> CellReader::identifier(Field, const std::string& value) const {
  if (value.size() > kMaxIdBytes) {
    return problem("the id is longer than " + std::to_string(kMaxIdBytes) + " bytes");
  }
  if (value.find(' ') != value.npos) {
    return problem("the id '" + value + "' has a space in it; join its words with '-'");
  }
  return value;
}

Result<std::string> CellReader::code(Field field, const std::string& value) const {
  if (const auto* found = taxonomy_.find(field, value)) return found->code;
  return problem("'" + value + "' is none of the known values (" +
                 known_codes(taxonomy_.concepts(field)) +
                 "); correct it, or add it to config/taxonomy.toml");
}

// Courts and bodies that the taxonomy does not list are kept as the librarian writes them.
Result<std::string> CellReader::code_or_name(Field field, const std::string& value) const {
  const auto* found = taxonomy_.find(field, value);
  return found ? found->code : value;
}

Result<std::string> CellReader::date(Field, const std::string& value) const {
  const auto date = read_cell_date(value, languages_);
  if (!date) return date.error();
  return date->iso();
}

// Languages of other regions are welcome by their code, not by their name.
Result<std::string> CellReader::language(Field, const std::string& value) const {
  if (const auto* known = languages_.find(value)) return known->code;
  const std::string wanted = ascii_lower(value);
  for (const text::Language& language : languages_.all()) {
    if (ascii_lower(language.name) == wanted || ascii_lower(language.own_name) == wanted) {
      return language.code;
    }
  }
  const bool letters = std::ranges::all_of(wanted, [](char c) { return c >= 'a' && c <= 'z'; });
  if (letters && (wanted.size() == 2 || wanted.size() == 3)) return wanted;
  return problem("'" + value + "' is not a language code; write it like 'en', 'id' or 'th'");
}

Result<std::string> CellReader::text_kind(Field, const std::string& value) const {
  constexpr std::array<std::string_view, 3> kKinds = {"official", "translation", "digest"};
  const std::string wanted = ascii_lower(value);
  if (std::ranges::find(kKinds, wanted) != kKinds.end()) return wanted;
  return problem("'" + value + "' is not official, translation or digest");
}

// Other schemes (javascript:, data:) must not become a link on a page.
Result<std::string> CellReader::address(Field, const std::string& value) const {
  const std::string lower = ascii_lower(value);
  const bool web = lower.starts_with("http://") || lower.starts_with("https://");
  if (web && value.find(' ') == value.npos) return value;
  return problem("'" + value + "' is not an address that starts with https:// or http://");
}

Result<std::string> CellReader::plain(Field, const std::string& value) const { return value; }

}  // namespace lontar::indexer
