#include "knowledge/phrase_matcher.h"

#include "text/clean.h"

namespace lontar::knowledge {

void PhraseMatcher::add(std::string_view phrase, std::size_t owner, text::Analyzer& analyzer) {
  const auto tokens = analyzer.tokens(phrase);
  if (tokens.empty()) return;
  std::uint32_t node = 0;
  std::size_t capitals = 0;
  for (const text::OwnedToken& token : tokens) {
    const auto word = static_cast<std::uint32_t>(words_.size());
    const std::uint32_t known = words_.try_emplace(token.term, word).first->second;
    const auto fresh = static_cast<std::uint32_t>(nodes_.size());
    const auto [found, added] = edges_.try_emplace(edge(node, known), fresh);
    if (added) nodes_.emplace_back();
    node = found->second;
  }
  bool lower_case = false;
  for (const char c : phrase) {
    capitals += c >= 'A' && c <= 'Z';
    lower_case = lower_case || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
  }
  const std::string_view written =
      phrase.substr(tokens.front().begin, tokens.back().end - tokens.front().begin);
  nodes_[node].endings.push_back(
      {owner, capitals >= 2 && !lower_case ? std::string(written) : std::string()});
}

}  // namespace lontar::knowledge
