#include "search-api/parameters.h"

#include <algorithm>
#include <charconv>

#include "core/nearest.h"
#include "text/clean.h"

namespace lontar::api {
namespace {

Problem invalid(const Parameter& parameter, std::string detail) {
  Problem problem("invalid-parameter", std::move(detail));
  problem.parameter = parameter.name;
  return problem;
}

Problem unknown(std::string_view name, std::span<const Parameter> table) {
  std::vector<std::string_view> known;
  for (const Parameter& parameter : table) known.push_back(parameter.name);
  const std::string_view near = nearest(name, known);
  std::string detail = "There is no parameter '" + std::string(name.substr(0, 64)) + "' here";
  detail += near.empty() ? "." : "; did you mean '" + std::string(near) + "'?";
  Problem problem("unknown-parameter", std::move(detail));
  problem.parameter = text::clean(name.substr(0, 64));
  return problem;
}

std::string joined(std::span<const std::string_view> words) {
  std::string out;
  for (const std::string_view word : words) out.append(out.empty() ? "" : ", ").append(word);
  return out;
}

Problem bad_choice(const Parameter& parameter, const std::string& value) {
  const std::string_view near = nearest(value, parameter.choices);
  std::string detail = "'" + std::string(parameter.name) + "' takes " + joined(parameter.choices);
  detail += near.empty() ? "." : "; did you mean '" + std::string(near) + "'?";
  return invalid(parameter, std::move(detail));
}

std::optional<std::int64_t> whole_number(const std::string& text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

bool is_choice(const Parameter& parameter, const std::string& value) {
  return parameter.choices.empty() || std::find(parameter.choices.begin(), parameter.choices.end(),
                                                value) != parameter.choices.end();
}

}  // namespace

Parameters Parameters::read(std::span<const Parameter> table, const QueryPairs& pairs) {
  Parameters read;
  for (const auto& [name, value] : pairs) {
    const auto parameter = std::find_if(table.begin(), table.end(),
                                        [&](const Parameter& row) { return row.name == name; });
    if (parameter == table.end())
      read.problems_.push_back(unknown(name, table));
    else if (!value.empty() || parameter->kind == ParameterKind::kList)
      read.take(*parameter, value);
  }
  return read;
}

void Parameters::take(const Parameter& parameter, const std::string& value) {
  Value* known = find(parameter.name);
  const auto add = [&](std::string text) {
    if (known == nullptr) known = &values_.emplace_back(Value{parameter.name, {}});
    known->values.push_back(std::move(text));
  };
  if (known != nullptr &&
      (parameter.kind == ParameterKind::kNumber || parameter.kind == ParameterKind::kChoice)) {
    problems_.emplace_back("repeated-parameter",
                           "'" + std::string(parameter.name) + "' takes one value.");
    problems_.back().parameter = parameter.name;
    return;
  }
  switch (parameter.kind) {
    case ParameterKind::kText:
      return add(value);
    case ParameterKind::kNumber: {
      const auto number = whole_number(value);
      if (number && *number >= parameter.min && *number <= parameter.max) return add(value);
      problems_.push_back(invalid(parameter, "'" + std::string(parameter.name) +
                                                 "' takes a whole number from " +
                                                 std::to_string(parameter.min) + " to " +
                                                 std::to_string(parameter.max) + "."));
      return;
    }
    case ParameterKind::kChoice:
      if (is_choice(parameter, value)) return add(value);
      problems_.push_back(bad_choice(parameter, value));
      return;
    case ParameterKind::kList:
      if (known == nullptr) known = &values_.emplace_back(Value{parameter.name, {}});
      for (std::string& item : split_list(value)) {
        if (is_choice(parameter, item))
          add(std::move(item));
        else
          problems_.push_back(bad_choice(parameter, item));
      }
  }
}

Parameters::Value* Parameters::find(std::string_view name) {
  const auto value = std::find_if(values_.begin(), values_.end(),
                                  [&](const Value& each) { return each.name == name; });
  return value == values_.end() ? nullptr : &*value;
}

const Parameters::Value* Parameters::find(std::string_view name) const {
  return const_cast<Parameters*>(this)->find(name);
}

std::string Parameters::text(std::string_view name) const {
  const Value* value = find(name);
  std::string out;
  if (value == nullptr) return out;
  for (const std::string& each : value->values) out.append(out.empty() ? "" : " ").append(each);
  return out;
}

std::int64_t Parameters::number(std::string_view name, std::int64_t otherwise) const {
  const Value* value = find(name);
  return value == nullptr ? otherwise : whole_number(value->values[0]).value_or(otherwise);
}

bool Parameters::has(std::string_view name) const { return find(name) != nullptr; }

const std::vector<std::string>& Parameters::list(std::string_view name) const {
  static const std::vector<std::string> kNone;
  const Value* value = find(name);
  return value == nullptr ? kNone : value->values;
}

std::vector<std::string> split_list(std::string_view text) {
  std::vector<std::string> items(1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 1 < text.size() && (text[i + 1] == ',' || text[i + 1] == '\\'))
      items.back() += text[++i];
    else if (text[i] == ',')
      items.emplace_back();
    else
      items.back() += text[i];
  }
  for (std::string& item : items) item = text::clean_line(item);
  std::erase(items, "");
  return items;
}

std::string escape_list_value(std::string_view value) {
  std::string out;
  for (const char c : value) {
    if (c == ',' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

}  // namespace lontar::api
