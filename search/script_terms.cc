#include "search/script_terms.h"

#include <algorithm>

#include "text/clusters.h"

namespace lontar::search {
namespace {

std::size_t character_length(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
  return end - at;
}

// The bytes of one character as a number; no two characters share one.
std::uint32_t number(std::string_view character) {
  std::uint32_t value = 0;
  for (const char byte : character.substr(0, 4)) {
    value = value << 8 | static_cast<unsigned char>(byte);
  }
  return value;
}

std::vector<std::uint32_t> characters(std::string_view text) {
  std::vector<std::uint32_t> all;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = character_length(text, at);
    all.push_back(number(text.substr(at, length)));
    at += length;
  }
  return all;
}

std::uint64_t pair_of(std::uint32_t first, std::uint32_t second) {
  return std::uint64_t{first} << 32 | second;
}

// Whether the part stands in the term, at borders of clusters, at a place that `suits`.
template <class Suits>
bool contains(std::string_view term, std::string_view part, Suits suits) {
  for (std::size_t at = term.find(part); at != std::string_view::npos;
       at = term.find(part, at + 1)) {
    const bool whole =
        text::begins_cluster(term, at) && text::begins_cluster(term, at + part.size());
    if (whole && suits(at)) return true;
  }
  return false;
}

// A single letter is a word in Chinese and Japanese alone; elsewhere it is what a dictionary could
// not place.
bool may_be_word(std::string_view text) {
  constexpr std::string_view kFirstIdeograph = "\xE2\xBA\x80";
  return text >= kFirstIdeograph || character_length(text, 0) < text.size();
}

}  // namespace

ScriptTerms::ScriptTerms(std::vector<std::string> terms) : terms_(std::move(terms)) {
  const auto add = [](Ids& ids, std::uint32_t id) {
    if (ids.empty() || ids.back() != id) ids.push_back(id);
  };
  for (std::uint32_t id = 0; id < terms_.size(); ++id) {
    const auto all = characters(terms_[id]);
    by_end_[all.back()].push_back(id);
    for (std::size_t i = 0; i < all.size(); ++i) {
      add(by_piece_[all[i]], id);
      if (i > 0) add(by_piece_[pair_of(all[i - 1], all[i])], id);
    }
  }
}

ScriptTerms::Ids ScriptTerms::beginning_with(std::string_view part) const {
  Ids found;
  for (auto it = std::ranges::lower_bound(terms_, part);
       it != terms_.end() && it->starts_with(part); ++it) {
    if (!text::begins_cluster(*it, part.size())) continue;
    found.push_back(static_cast<std::uint32_t>(it - terms_.begin()));
  }
  return found;
}

ScriptTerms::Ids ScriptTerms::ending_with(std::string_view part) const {
  const auto candidates = by_end_.find(characters(part).back());
  if (candidates == by_end_.end()) return {};
  Ids found;
  for (const std::uint32_t id : candidates->second) {
    const std::string& term = terms_[id];
    if (term.ends_with(part) && text::begins_cluster(term, term.size() - part.size())) {
      found.push_back(id);
    }
  }
  return found;
}

ScriptTerms::Ids ScriptTerms::containing(std::string_view part) const {
  const auto all = characters(part);
  const Ids* fewest = nullptr;
  const auto consider = [&](std::uint64_t piece) {
    static const Ids kNone;
    const auto known = by_piece_.find(piece);
    const Ids& ids = known == by_piece_.end() ? kNone : known->second;
    if (!fewest || ids.size() < fewest->size()) fewest = &ids;
  };
  if (all.size() == 1) consider(all[0]);
  for (std::size_t i = 1; i < all.size(); ++i) consider(pair_of(all[i - 1], all[i]));
  Ids found;
  for (const std::uint32_t id : *fewest) {
    if (contains(terms_[id], part, [](std::size_t) { return true; })) found.push_back(id);
  }
  return found;
}

bool ScriptTerms::made_of_words(std::string_view text) const {
  std::vector<bool> reached(text.size() + 1);
  reached[0] = true;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!reached[at]) continue;
    for (const auto& [length, id] : words_at(text.substr(at))) {
      if (may_be_word(terms_[id])) reached[at + length] = true;
    }
  }
  return reached[text.size()];
}

ScriptTerms::Ids ScriptTerms::compounds_of(std::string_view word) const {
  if (!may_be_word(word)) return {};
  Ids found = containing(word);
  std::erase_if(found, [&](std::uint32_t id) {
    const std::string_view term = terms_[id];
    return term == word || !contains(term, word, [&](std::size_t at) {
             return made_of_words(term.substr(0, at)) &&
                    made_of_words(term.substr(at + word.size()));
           });
  });
  return found;
}

std::size_t ScriptTerms::bytes() const {
  std::size_t total = 0;
  for (const std::string& term : terms_) total += sizeof(term) + term.size();
  for (const auto& [piece, ids] : by_piece_) total += sizeof(piece) + sizeof(ids) + 4 * ids.size();
  return total;
}

std::vector<std::pair<std::size_t, std::uint32_t>> ScriptTerms::words_at(
    std::string_view text) const {
  std::vector<std::pair<std::size_t, std::uint32_t>> found;
  auto from = terms_.begin();
  for (std::size_t end = 0; end < text.size();) {
    end += character_length(text, end);
    const std::string_view beginning = text.substr(0, end);
    from = std::lower_bound(from, terms_.end(), beginning);
    if (from == terms_.end() || !from->starts_with(beginning)) break;
    if (*from == beginning && text::begins_cluster(text, end)) {
      found.emplace_back(end, static_cast<std::uint32_t>(from - terms_.begin()));
    }
  }
  return found;
}

}  // namespace lontar::search
