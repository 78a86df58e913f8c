#include "search/columns.h"

#include <algorithm>
#include <unordered_map>

#include "index/packing.h"
#include "index/snapshot.h"

namespace lontar::search {
namespace {

using Numbers = std::unordered_map<std::string, std::uint32_t>;

std::uint32_t number_of(Numbers& numbers, std::vector<std::string>& values, std::string value) {
  const auto next = static_cast<std::uint32_t>(values.size());
  const auto [entry, fresh] = numbers.try_emplace(std::move(value), next);
  if (fresh) values.push_back(entry->first);
  return entry->second;
}

void read_lengths(const Xapian::Database& database, Columns& columns) {
  columns.lengths.assign(columns.last + 1, 0);
  const auto end = database.postlist_end("");
  for (auto it = database.postlist_begin(""); it != end; ++it) {
    columns.all.add(*it);
    columns.lengths[*it] = it.get_doclength();
  }
}

void read_signatures(const Xapian::Database& database, Columns& columns) {
  columns.signatures.assign(columns.last + 1, 0);
  Numbers packed_numbers;
  std::vector<std::string> packed;
  const auto end = database.valuestream_end(index::kSignatureSlot);
  for (auto it = database.valuestream_begin(index::kSignatureSlot); it != end; ++it) {
    columns.signatures[it.get_docid()] = number_of(packed_numbers, packed, *it);
  }
  columns.distinct_signatures = packed.size();
  std::array<Numbers, index::kFacetCount> numbers;
  for (const std::string& signature : packed) {
    auto values = index::unpack_signature(signature);
    for (std::size_t i = 0; i < index::kFacetCount; ++i) {
      FacetColumn& facet = columns.facets[i];
      for (std::string& value : values[i]) {
        facet.numbers.push_back(number_of(numbers[i], facet.values, std::move(value)));
      }
      facet.first.push_back(static_cast<std::uint32_t>(facet.numbers.size()));
    }
  }
}

template <class Key, class Before>
std::vector<std::uint32_t> ranks_of(std::vector<std::pair<Key, std::uint32_t>> keys,
                                    std::size_t places, Before before) {
  std::ranges::sort(keys, before);
  std::vector<std::uint32_t> ranks(places, static_cast<std::uint32_t>(places));
  for (std::uint32_t rank = 0; rank < keys.size(); ++rank) ranks[keys[rank].second] = rank;
  return ranks;
}

void read_dates(const Xapian::Database& database, Columns& columns) {
  columns.dates.assign(columns.last + 1, 0);
  std::vector<std::pair<std::int32_t, std::uint32_t>> keys;
  const auto end = database.valuestream_end(index::kDateSlot);
  for (auto it = database.valuestream_begin(index::kDateSlot); it != end; ++it) {
    const int key = index::unpack_date_key(*it);
    columns.dates[it.get_docid()] = key;
    if (key != 0) keys.emplace_back(key, it.get_docid());
  }
  columns.newest_ranks = ranks_of(keys, columns.last + 1, [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  columns.oldest_ranks = ranks_of(std::move(keys), columns.last + 1, std::less<>());
}

void read_titles(const Xapian::Database& database, Columns& columns) {
  std::vector<std::pair<std::string, std::uint32_t>> keys;
  const auto end = database.valuestream_end(index::kTitleSortSlot);
  for (auto it = database.valuestream_begin(index::kTitleSortSlot); it != end; ++it) {
    keys.emplace_back(*it, it.get_docid());
  }
  columns.title_ranks = ranks_of(std::move(keys), columns.last + 1, std::less<>());
}

// A language and, for one of a region, the language of all regions.
std::vector<DocSet*> sets_of(const std::string& code, Columns& columns) {
  std::vector<DocSet*> sets;
  for (const auto& name : {code, code.substr(0, code.find('-'))}) {
    sets.push_back(&columns.by_language.try_emplace(name, columns.last).first->second);
  }
  return sets;
}

// A document in several languages is one of each, and so is one with passages in others.
void read_languages(const Xapian::Database& database, Columns& columns) {
  static const std::size_t kLanguage = *index::facet_named("language");
  const FacetColumn& facet = columns.facets[kLanguage];
  columns.of_unknown_language = DocSet(columns.last);
  std::vector<std::vector<DocSet*>> sets;  // by a value's number
  for (const std::string& code : facet.values) sets.push_back(sets_of(code, columns));
  columns.all.each([&](std::uint32_t document) {
    const auto languages = facet.of(columns.signatures[document]);
    if (languages.empty()) columns.of_unknown_language.add(document);
    for (const std::uint32_t language : languages) {
      for (DocSet* set : sets[language]) set->add(document);
    }
  });
  const std::string prefix = index::prefixed_term(index::kPassageLanguagePrefix, "");
  const auto terms_end = database.allterms_end(prefix);
  for (auto term = database.allterms_begin(prefix); term != terms_end; ++term) {
    for (DocSet* set : sets_of((*term).substr(prefix.size()), columns)) {
      const auto end = database.postlist_end(*term);
      for (auto it = database.postlist_begin(*term); it != end; ++it) set->add(*it);
    }
  }
  for (auto& [code, set] : columns.by_language) set |= columns.of_unknown_language;
}

}  // namespace

Columns read_columns(const index::Snapshot& snapshot) {
  const Xapian::Database& database = snapshot.database();
  Columns columns;
  columns.generation = snapshot.generation();
  columns.last = database.get_lastdocid();
  columns.documents = database.get_doccount();
  columns.average_length = database.get_average_length();
  columns.all = DocSet(columns.last);
  read_lengths(database, columns);
  read_signatures(database, columns);
  read_dates(database, columns);
  read_titles(database, columns);
  read_languages(database, columns);
  return columns;
}

}  // namespace lontar::search
