// What may be meant by the beginning of a question. Plain values without any of the engine's types.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace lontar::search {

enum class SuggestionKind {  // of equal texts the first kind is suggested
  kTitle,
  kShortTitle,
  kCitation,
  kTopic,
  kPhrase,  // a heading that several documents bear
};

struct Suggestion {
  std::string text;
  SuggestionKind kind = SuggestionKind::kTitle;
  std::string language;     // BCP 47; "" when unknown, or when its documents have several
  std::uint64_t count = 0;  // documents it stands for
  std::string document;     // the id of the one document it stands for, else ""
  std::string topic;        // the code of a kTopic
  std::string query;        // finds its documents when they are many, in the query language

  bool operator==(const Suggestion&) const = default;
};

struct Suggestions {
  std::uint64_t generation = 0;
  std::vector<Suggestion> suggestions;  // best first
};

inline constexpr std::size_t kMaxTypedBytes = 256;  // the rest is not read
inline constexpr std::size_t kMaxSuggestions = 50;

}  // namespace lontar::search
