// Query parameters: one table per resource says which there are and what they may hold. Reading,
// error messages and openapi.json follow the tables. To add a parameter, add a row.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "search-api/problem.h"
#include "search-api/url.h"

namespace lontar::api {

// More than anything that is counted here.
inline constexpr std::int64_t kMaxNumber = 1'000'000'000;

enum class ParameterKind {
  kText,    // repeated ones are joined with a space
  kNumber,  // min..max
  kChoice,  // one of `choices`
  kList,    // repeated or comma-separated; "\," is a comma inside a value
};

struct Parameter {
  std::string_view name;
  ParameterKind kind;
  std::string_view description;
  std::int64_t min = 0;
  std::int64_t max = 0;
  std::span<const std::string_view> choices = {};  // of a choice, or of a list's values
};

// The values of one request's parameters. An empty value counts as none, but for lists.
class Parameters {
 public:
  // Reads `pairs` by `table`. Whatever does not fit is left out and told in problems(): a program
  // gets them as an error, a page shows what it could understand.
  static Parameters read(std::span<const Parameter> table, const QueryPairs& pairs);

  std::string text(std::string_view name) const;
  std::int64_t number(std::string_view name, std::int64_t otherwise) const;
  // A number that counts something; 0 when absent.
  std::size_t size(std::string_view name) const {
    return static_cast<std::size_t>(number(name, 0));
  }
  bool has(std::string_view name) const;
  const std::vector<std::string>& list(std::string_view name) const;
  const std::vector<Problem>& problems() const { return problems_; }

 private:
  void take(const Parameter& parameter, const std::string& value);

  struct Value {
    std::string_view name;
    std::vector<std::string> values;
  };
  Value* find(std::string_view name);
  const Value* find(std::string_view name) const;

  std::vector<Value> values_;
  std::vector<Problem> problems_;
};

// "a,b\,c" as {"a", "b,c"}, blanks trimmed, empty ones dropped; and back.
std::vector<std::string> split_list(std::string_view text);
std::string escape_list_value(std::string_view value);

}  // namespace lontar::api
