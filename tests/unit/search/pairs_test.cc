// Two facets counted together against brute force over the same documents.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "index/schema.h"
#include "indexed.h"

namespace lontar::search {
namespace {

const std::size_t kState = *index::facet_named("member_state");
const std::size_t kCommunity = *index::facet_named("community");
const std::size_t kYear = *index::facet_named("year");
const std::vector<std::string> kStates = {"ID", "MY", "SG", "VN"};
const std::vector<std::string> kCommunities = {"APSC", "AEC", "ASCC"};

std::vector<std::string> some_of(const std::vector<std::string>& from) {
  std::vector<std::string> chosen;
  for (const std::string& one : from) {
    if (*rc::gen::arbitrary<bool>()) chosen.push_back(one);
  }
  return chosen;
}

Document random_document(std::size_t number) {
  Document document = document_of("d" + std::to_string(number), "en",
                                  *rc::gen::element<std::string>("haze", "trade", "haze trade"));
  Metadata& metadata = document.content.metadata;
  metadata.offer_list(Field::kMemberStates, some_of(kStates), Source::kFile);
  metadata.offer_list(Field::kCommunity, some_of(kCommunities), Source::kFile);
  if (*rc::gen::arbitrary<bool>()) {
    metadata.offer(Field::kDate, std::to_string(2000 + *rc::gen::inRange(0, 3)), Source::kFile);
  }
  return document;
}

std::vector<std::string> values_of(const Document& document, std::size_t facet) {
  return index::facet_values(index::kFacets[facet], document.content.metadata);
}

bool passes(const Document& document, std::size_t facet, const SearchRequest& request) {
  const auto values = values_of(document, facet);
  if (facet == kYear && request.year_from != 0 && (values.empty() || values[0] < "2001"))
    return false;
  const auto& wanted = request.filters[facet];
  return wanted.empty() || std::ranges::any_of(values, [&](const std::string& value) {
           return std::ranges::find(wanted, value) != wanted.end();
         });
}

std::map<std::string, std::uint64_t> found(const std::vector<FacetCount>& counts) {
  std::map<std::string, std::uint64_t> all;
  for (const FacetCount& count : counts) {
    if (count.count > 0) all[count.value] = count.count;
  }
  return all;
}

RC_GTEST_PROP(Pairs, CountsAreBruteForceCounts, ()) {
  std::vector<Document> documents;
  const auto many = *rc::gen::inRange<std::size_t>(0, 40);
  for (std::size_t i = 0; i < many; ++i) documents.push_back(random_document(i));
  const Indexed indexed(documents);
  Searcher searcher = indexed.searcher();

  SearchRequest request;
  request.text = *rc::gen::element<std::string>("", "haze");
  request.filters[kState] = some_of(kStates);
  request.filters[kCommunity] = some_of(kCommunities);
  if (*rc::gen::arbitrary<bool>()) request.year_from = 2001;
  const FacetPair pair = *rc::gen::element(FacetPair{kState, kCommunity}, FacetPair{kYear, kState},
                                           FacetPair{kCommunity, kCommunity});
  request.count_pair = pair;
  const auto page = searcher.search(request);
  RC_ASSERT(page.ok());
  RC_ASSERT(page->pairs.has_value());

  std::uint64_t total = 0;
  std::map<std::string, std::uint64_t> first;
  std::map<std::string, std::uint64_t> second;
  std::map<std::pair<std::string, std::string>, std::uint64_t> together;
  for (const Document& document : documents) {
    bool counts =
        request.text.empty() || document.content.passages[0].text.find("haze") != std::string::npos;
    for (const std::size_t facet : {kState, kCommunity, kYear}) {
      const bool own = facet == pair.first || facet == pair.second;
      counts &= own || passes(document, facet, request);
    }
    if (!counts) continue;
    ++total;
    for (const std::string& a : values_of(document, pair.first)) {
      ++first[a];
      for (const std::string& b : values_of(document, pair.second)) ++together[{a, b}];
    }
    for (const std::string& b : values_of(document, pair.second)) ++second[b];
  }
  RC_ASSERT(page->pairs->facets == pair);
  RC_ASSERT(page->pairs->documents == total);
  RC_ASSERT(found(page->pairs->first) == first);
  RC_ASSERT(found(page->pairs->second) == second);
  std::map<std::pair<std::string, std::string>, std::uint64_t> counted;
  for (const PairCounts::Count& count : page->pairs->counts) {
    RC_ASSERT(count.count > 0u);
    RC_ASSERT((counted.emplace(std::pair(count.first, count.second), count.count).second));
  }
  RC_ASSERT(counted == together);
  RC_ASSERT(std::ranges::is_sorted(page->pairs->counts));
}

// What a pair's count promises is what is found once its two values are chosen.
TEST(Pairs, ACountIsTheTotalOfItsChoice) {
  Document one = document_of("one", "en", "haze");
  one.content.metadata.offer_list(Field::kMemberStates, {"ID", "MY"}, Source::kFile);
  one.content.metadata.offer_list(Field::kCommunity, {"ASCC"}, Source::kFile);
  Document other = document_of("other", "en", "haze");
  other.content.metadata.offer_list(Field::kMemberStates, {"ID"}, Source::kFile);
  other.content.metadata.offer_list(Field::kCommunity, {"ASCC", "AEC"}, Source::kFile);
  const Indexed indexed({one, other});
  Searcher searcher = indexed.searcher();
  SearchRequest request;
  request.text = "haze";
  request.filters[kState] = {"MY"};
  request.count_pair = FacetPair{kState, kCommunity};
  const auto page = *searcher.search(request);
  EXPECT_EQ(page.total, 1u);
  const std::vector<PairCounts::Count> expected = {
      {"ID", "AEC", 1}, {"ID", "ASCC", 2}, {"MY", "ASCC", 1}};
  EXPECT_TRUE(page.pairs->counts == expected);
  for (const PairCounts::Count& count : expected) {
    request.filters[kState] = {count.first};
    request.filters[kCommunity] = {count.second};
    EXPECT_EQ(searcher.search(request)->total, count.count) << count.first << count.second;
  }
  request.count_pair.reset();
  EXPECT_FALSE(searcher.search(request)->pairs.has_value());
}

}  // namespace
}  // namespace lontar::search
