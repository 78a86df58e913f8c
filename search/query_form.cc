#include "search/query_form.h"

#include <algorithm>
#include <optional>
#include <span>
#include <vector>

#include "search/date_range.h"
#include "search/query_units.h"

namespace lontar::search {
namespace {

void append(std::string& text, const std::string& more, std::string_view between = " ") {
  if (!text.empty() && !more.empty()) text += between;
  text += more;
}

bool is_single(const Unit& unit) { return unit.lexemes.size() == 1 && is_operand(unit.lexemes[0]); }

bool is_group(const Unit& unit) {
  return unit.lexemes.size() > 2 && unit.lexemes[0].piece == Piece::kOpen &&
         std::ranges::count(unit.lexemes, Piece::kOpen, &Lexeme::piece) == 1 &&
         unit.lexemes.back().piece == Piece::kClose;
}

// "(a OR b)" as "a b"; nothing when it is anything else.
std::optional<std::string> alternatives_in(std::span<const Lexeme> lexemes) {
  std::string words;
  if (lexemes.size() < 3 || lexemes.size() % 2 == 0) return {};
  for (std::size_t i = 0; i < lexemes.size(); ++i) {
    const bool fits = i % 2 == 0 ? is_operand(lexemes[i]) : lexemes[i].piece == Piece::kOr;
    if (!fits) return {};
    if (i % 2 == 0) append(words, written(lexemes[i]));
  }
  return words;
}

// Each takes a unit into its field of the form; false when it does not belong there, or when the
// field is taken.
bool take_none(const Unit& unit, QueryForm& form) {
  if (!unit.negated || !is_single(unit)) return false;
  append(form.none, (unit.field.empty() ? "" : unit.field + ":") + written(unit.lexemes[0]));
  return true;
}

bool take_title(const Unit& unit, QueryForm& form) {
  if (unit.negated || unit.field != "title") return false;
  if (is_single(unit)) {
    append(form.title, written(unit.lexemes[0]));
    return true;
  }
  if (!is_group(unit)) return false;
  const auto inside = std::span(unit.lexemes).subspan(1, unit.lexemes.size() - 2);
  if (!std::ranges::all_of(inside, is_operand)) return false;
  append(form.title, text_of(inside));
  return true;
}

bool take_citation(const Unit& unit, QueryForm& form) {
  if (unit.negated || unit.field != "citation" || !is_single(unit) || !form.citation.empty())
    return false;
  const Lexeme& value = unit.lexemes[0];
  const bool words = value.text.find(' ') != std::string::npos;
  form.citation = words ? value.text : written(value);
  return true;
}

bool take_dates(const Unit& unit, QueryForm& form) {
  const bool dates = unit.field == "date" || unit.field == "year";
  if (unit.negated || !dates || !is_single(unit) || unit.lexemes[0].prefix) return false;
  if (!form.date_from.empty() || !form.date_to.empty()) return false;
  const std::string& value = unit.lexemes[0].text;
  if (!date_range(value) || value == "..") return false;
  const auto dots = value.find("..");
  form.date_from = value.substr(0, dots);
  form.date_to = dots == std::string::npos ? value : value.substr(dots + 2);
  return true;
}

bool take_facet(const Unit& unit, QueryForm& form) {
  if (unit.field == "year") return false;  // asks for dates
  const auto facet = index::facet_named(unit.field);
  if (unit.negated || !facet || !is_single(unit) || !form.facets[*facet].empty()) return false;
  form.facets[*facet] = unit.lexemes[0].text;
  return !form.facets[*facet].empty();
}

bool take_near(const Unit& unit, QueryForm& form) {
  const auto& parts = unit.lexemes;
  const bool near = parts.size() == 3 && parts[1].piece == Piece::kNear && is_operand(parts[0]) &&
                    is_operand(parts[2]) && !parts[0].prefix && !parts[2].prefix;
  if (unit.negated || !unit.field.empty() || !near || form.near_words != 0) return false;
  form.near_first = written(parts[0]);
  form.near_second = written(parts[2]);
  form.near_words = parts[1].window;
  return true;
}

bool take_any(const Unit& unit, QueryForm& form) {
  if (unit.negated || !unit.field.empty() || !is_group(unit) || !form.any.empty()) return false;
  const auto words = alternatives_in(std::span(unit.lexemes).subspan(1, unit.lexemes.size() - 2));
  if (!words) return false;
  form.any = *words;
  return true;
}

bool take_phrase(const Unit& unit, QueryForm& form) {
  if (unit.negated || !unit.field.empty() || !is_single(unit) || !form.phrase.empty()) return false;
  if (unit.lexemes[0].piece != Piece::kQuoted || unit.lexemes[0].text.empty()) return false;
  form.phrase = unit.lexemes[0].text;
  return true;
}

constexpr std::array kFields = {take_none,  take_title, take_citation, take_dates,
                                take_facet, take_near,  take_any,      take_phrase};

// The parts of a text of the form, as the language writes them.
std::string joined(const std::vector<Unit>& units, bool every) {
  std::string text;
  for (const Unit& unit : units) append(text, written(unit), every ? " AND " : " ");
  return text;
}

std::string written_all(const QueryForm& form, bool alone) {
  const auto cut = cut_up(form.all);
  if (!cut.or_typed) return joined(cut.units, form.every);
  const std::string text = text_of(tidy_lexemes(form.all));
  return alone ? text : "(" + text + ")";
}

std::string without_quotes(std::string_view text) {
  std::string rest;
  while (!text.empty()) {
    const std::size_t quote = quote_at(text);
    if (quote == 0) rest += text[0];
    text.remove_prefix(std::max<std::size_t>(quote, 1));
  }
  return rest;
}

// The words and phrases of a field.
Lexemes operands(std::string_view text) {
  Lexemes found = lex(text).lexemes;
  std::erase_if(found,
                [](const Lexeme& lexeme) { return !is_operand(lexeme) || lexeme.text.empty(); });
  return found;
}

std::string quoted_if_several(std::string_view text) {
  const Lexemes words = operands(text);
  if (words.empty()) return "";
  return words.size() == 1 ? written(words[0]) : "\"" + without_quotes(text) + "\"";
}

std::string written_any(const QueryForm& form) {
  std::string text;
  const Lexemes words = operands(form.any);
  for (const Lexeme& word : words) append(text, written(word), " OR ");
  return words.size() > 1 ? "(" + text + ")" : text;
}

std::string written_none(const QueryForm& form) {
  std::string text;
  for (const Unit& unit : cut_up(form.none).units) {
    if (is_single(unit)) {
      Unit one = unit;
      one.negated = true;
      append(text, written(one));
    }
  }
  return text;
}

std::string written_title(const QueryForm& form) {
  const Lexemes words = operands(form.title);
  if (words.empty()) return "";
  const std::string text = text_of(words);
  return "title:" + (words.size() > 1 ? "(" + text + ")" : text);
}

std::string written_near(const QueryForm& form) {
  const std::string first = quoted_if_several(form.near_first);
  const std::string second = quoted_if_several(form.near_second);
  if (first.empty() || second.empty()) return first + second;
  const unsigned words = form.near_words != 0 ? form.near_words : kUsualNear;
  return first + " NEAR/" + std::to_string(std::min<unsigned>(words, index::kMaxNear)) + " " +
         second;
}

std::string written_dates(const QueryForm& form) {
  const auto known = [](const std::string& date) {
    return date.find("..") == std::string::npos && date_range(date) ? date : std::string();
  };
  const std::string from = known(form.date_from);
  const std::string to = known(form.date_to);
  if (from.empty() && to.empty()) return "";
  return "date:" + (from == to ? from : from + ".." + to);
}

}  // namespace

QueryForm form_of(std::string_view text) {
  const auto cut = cut_up(text);
  QueryForm form;
  form.every = cut.and_typed;
  if (cut.or_typed) {
    const Lexemes lexemes = tidy_lexemes(text);
    if (const auto any = alternatives_in(lexemes)) {
      form.any = *any;
    } else {
      form.all = text_of(lexemes);
    }
    return form;
  }
  for (const Unit& unit : cut.units) {
    const bool taken =
        std::ranges::any_of(kFields, [&](const auto& take) { return take(unit, form); });
    if (!taken) append(form.all, written(unit), form.every ? " AND " : " ");
  }
  return form;
}

std::string to_text(const QueryForm& form) {
  std::string citation = form.citation;
  if (citation.find(' ') != std::string::npos || citation.starts_with('('))
    citation = "\"" + without_quotes(citation) + "\"";
  const std::string phrase = without_quotes(form.phrase);
  const std::vector<std::string> others = {
      phrase.empty() ? "" : "\"" + phrase + "\"",
      written_any(form),
      written_title(form),
      citation.empty() ? "" : "citation:" + citation,
      written_near(form),
      written_dates(form),
      written_none(form),
  };
  const bool alone =
      std::ranges::all_of(others, [](const std::string& part) { return part.empty(); });
  std::string text = written_all(form, alone);
  for (const std::string& part : others) append(text, part, form.every ? " AND " : " ");
  return text;
}

}  // namespace lontar::search
