// The searcher against brute force over the same documents, and against Xapian's own matcher.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <unistd.h>
#include <xapian.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <sstream>

#include "index/generation.h"
#include "index/writer.h"
#include "search/searcher.h"

namespace lontar::search {
namespace {

namespace fs = std::filesystem;

const std::vector<std::string> kWords = {"haze", "smoke", "trade", "treaty", "court", "rights"};
const std::vector<std::string> kStates = {"ID", "MY", "SG"};
const std::vector<std::string> kCommunities = {"APSC", "AEC"};

std::vector<std::string> some_of(const std::vector<std::string>& from) {
  std::vector<std::string> chosen;
  for (const std::string& one : from) {
    if (*rc::gen::arbitrary<bool>()) chosen.push_back(one);
  }
  return chosen;
}

Document random_document(std::size_t number) {
  Document document;
  document.id = "d" + std::to_string(number);
  Metadata& metadata = document.content.metadata;
  metadata.offer(Field::kTitle, *rc::gen::elementOf(kWords), Source::kFile);
  metadata.offer_list(Field::kMemberStates, some_of(kStates), Source::kFile);
  metadata.offer_list(Field::kCommunity, some_of(kCommunities), Source::kFile);
  if (*rc::gen::arbitrary<bool>()) {
    metadata.offer(Field::kDate, std::to_string(2000 + *rc::gen::inRange(0, 4)), Source::kFile);
  }
  const int passages = *rc::gen::inRange(0, 4);
  for (int i = 0; i < passages; ++i) {
    std::string text;
    for (int words = *rc::gen::inRange(0, 9); words > 0; --words)
      text += *rc::gen::elementOf(kWords) + " ";
    document.content.passages.push_back(
        {.anchor = "p" + std::to_string(i), .kind = "paragraph", .text = text});
  }
  return document;
}

// The documents' texts as sequences of words, a break between passages.
std::vector<std::vector<std::string>> sequences(const Document& document) {
  std::vector<std::vector<std::string>> all = {{document.content.metadata.first(Field::kTitle)}};
  for (const Passage& passage : document.content.passages) {
    all.emplace_back();
    std::istringstream words(passage.text);
    for (std::string word; words >> word;) all.back().push_back(word);
  }
  return all;
}

using Holds = std::function<bool(const Document&)>;
struct Asked {
  std::string text;
  Holds holds;
};

Asked word() {
  const auto one = *rc::gen::elementOf(kWords);
  return {one, [one](const Document& document) {
            for (const auto& words : sequences(document)) {
              if (std::ranges::find(words, one) != words.end()) return true;
            }
            return false;
          }};
}

Asked phrase() {
  const auto a = *rc::gen::elementOf(kWords);
  const auto b = *rc::gen::elementOf(kWords);
  return {"\"" + a + " " + b + "\"", [a, b](const Document& document) {
            for (const auto& words : sequences(document)) {
              for (std::size_t i = 1; i < words.size(); ++i) {
                if (words[i - 1] == a && words[i] == b) return true;
              }
            }
            return false;
          }};
}

Asked near() {
  const auto a = *rc::gen::elementOf(kWords);
  auto b = *rc::gen::elementOf(kWords);
  if (a == b) return word();
  return {"(" + a + " NEAR/3 " + b + ")", [a, b](const Document& document) {
            for (const auto& words : sequences(document)) {
              for (std::size_t i = 0; i < words.size(); ++i) {
                for (std::size_t j = 0; j < words.size(); ++j) {
                  if (words[i] == a && words[j] == b && (i > j ? i - j : j - i) <= 3) return true;
                }
              }
            }
            return false;
          }};
}

Asked prefix() {
  return {"tre*", [](const Document& document) {
            for (const auto& words : sequences(document)) {
              if (std::ranges::find(words, "treaty") != words.end()) return true;
            }
            return false;
          }};
}

Asked facet() {
  const auto state = *rc::gen::elementOf(kStates);
  return {"member_state:" + state, [state](const Document& document) {
            const auto& states = document.content.metadata.all(Field::kMemberStates);
            return std::ranges::find(states, state) != states.end();
          }};
}

Asked dates() {
  return {"year:2001..2002", [](const Document& document) {
            const auto date = document.content.metadata.date();
            return date && date->year >= 2001 && date->year <= 2002;
          }};
}

Asked asked(int depth) {
  switch (*rc::gen::inRange(0, depth > 0 ? 9 : 6)) {
    case 0:
      return word();
    case 1:
      return phrase();
    case 2:
      return near();
    case 3:
      return prefix();
    case 4:
      return facet();
    case 5:
      return dates();
    case 6: {
      const Asked a = asked(depth - 1);
      const Asked b = asked(depth - 1);
      return {"(" + a.text + " AND " + b.text + ")",
              [a, b](const Document& d) { return a.holds(d) && b.holds(d); }};
    }
    case 7: {
      const Asked a = asked(depth - 1);
      const Asked b = asked(depth - 1);
      return {"(" + a.text + " OR " + b.text + ")",
              [a, b](const Document& d) { return a.holds(d) || b.holds(d); }};
    }
    default: {
      const Asked a = asked(depth - 1);
      return {"NOT " + a.text, [a](const Document& d) { return !a.holds(d); }};
    }
  }
}

class Indexed {
 public:
  explicit Indexed(const std::vector<Document>& documents) {
    static int made = 0;
    dir_ = fs::path(testing::TempDir()) /
           ("lontar_search_" + std::to_string(::getpid()) + "_" + std::to_string(++made));
    fs::remove_all(dir_);
    auto writer = index::Writer::open(dir_, index::WriteMode::kRebuild);
    for (const Document& document : documents) RC_ASSERT(writer->put(document).ok());
    RC_ASSERT(writer->commit().ok());
  }
  ~Indexed() { fs::remove_all(dir_); }

  Searcher searcher() const {
    static const Knowledge knowledge = *Knowledge::load(fs::path(LONTAR_SOURCE_DIR) / "config");
    return Searcher(*Repository::open(dir_, knowledge));
  }
  const fs::path& dir() const { return dir_; }

 private:
  fs::path dir_;
};

std::vector<Document> random_documents() {
  std::vector<Document> documents;
  const auto many = *rc::gen::inRange<std::size_t>(0, 40);
  for (std::size_t i = 0; i < many; ++i) documents.push_back(random_document(i));
  return documents;
}

std::set<std::string> all_ids(Searcher& searcher, SearchRequest request) {
  std::set<std::string> ids;
  request.page_size = kMaxPageSize;
  const auto page = searcher.search(request);
  RC_ASSERT(page.ok());
  for (const Hit& hit : page->hits) ids.insert(hit.record.id);
  RC_ASSERT(ids.size() == page->total);
  return ids;
}

RC_GTEST_PROP(Search, AnswersWhatBruteForceAnswers, ()) {
  const auto documents = random_documents();
  const Indexed indexed(documents);
  Searcher searcher = indexed.searcher();
  for (int i = 0; i < 8; ++i) {
    const Asked question = asked(3);
    SearchRequest request;
    request.text = question.text;
    std::set<std::string> expected;
    for (const Document& document : documents) {
      if (question.holds(document)) expected.insert(document.id);
    }
    RC_LOG() << question.text << "\n";
    RC_ASSERT(all_ids(searcher, request) == expected);
  }
}

RC_GTEST_PROP(Search, FacetCountsAreBruteForceCounts, ()) {
  const auto documents = random_documents();
  const Indexed indexed(documents);
  Searcher searcher = indexed.searcher();
  const std::size_t state = *index::facet_named("member_state");
  const std::size_t community = *index::facet_named("community");
  const std::size_t year = *index::facet_named("year");
  const Asked question = asked(1);
  SearchRequest request;
  request.text = question.text;
  request.filters[state] = some_of(kStates);
  request.filters[community] = some_of(kCommunities);
  if (*rc::gen::arbitrary<bool>()) request.year_from = 2001;
  request.count_facets[state] = request.count_facets[community] = request.count_facets[year] = true;
  const auto page = searcher.search(request);
  RC_ASSERT(page.ok());

  const auto passes = [&](const Document& document, std::size_t facet) {
    const auto values = index::facet_values(index::kFacets[facet], document.content.metadata);
    if (facet == year && request.year_from) return !values.empty() && values[0] >= "2001";
    const auto& wanted = request.filters[facet];
    return wanted.empty() || std::ranges::any_of(values, [&](const std::string& value) {
             return std::ranges::find(wanted, value) != wanted.end();
           });
  };
  std::uint64_t total = 0;
  std::map<std::size_t, std::map<std::string, std::uint64_t>> expected;
  for (const Document& document : documents) {
    if (!question.holds(document)) continue;
    total += passes(document, state) && passes(document, community) && passes(document, year);
    for (const std::size_t facet : {state, community, year}) {
      bool others = true;
      for (const std::size_t other : {state, community, year}) {
        others &= other == facet || passes(document, other);
      }
      if (!others) continue;
      for (const auto& value :
           index::facet_values(index::kFacets[facet], document.content.metadata)) {
        ++expected[facet][value];
      }
    }
  }
  RC_ASSERT(page->total == total);
  for (const FacetCounts& counts : page->facets) {
    std::map<std::string, std::uint64_t> found;
    for (const FacetCount& count : counts.counts) {
      if (count.count > 0) found[count.value] = count.count;
    }
    RC_ASSERT(found == expected[counts.facet]);
  }
}

RC_GTEST_PROP(Search, PagesNeitherRepeatNorMiss, ()) {
  const auto documents = random_documents();
  const Indexed indexed(documents);
  Searcher searcher = indexed.searcher();
  SearchRequest request;
  request.text = *rc::gen::element<std::string>("", "haze", "haze trade", "haze trade court smoke",
                                                "haze OR trade OR court");
  request.sort = *rc::gen::element(Sort::kRelevance, Sort::kNewest, Sort::kOldest, Sort::kTitle,
                                   Sort::kLatest);
  const std::set<std::string> all = all_ids(searcher, request);
  request.page_size = 3;
  std::vector<std::string> seen;
  for (request.page = 1;; ++request.page) {
    const auto page = searcher.search(request);
    RC_ASSERT(page.ok());
    RC_ASSERT(page->total == all.size());
    for (const Hit& hit : page->hits) seen.push_back(hit.record.id);
    if (request.page >= page->page_count) break;
    RC_ASSERT(page->hits.size() == 3u);
  }
  RC_ASSERT(seen.size() == all.size());
  RC_ASSERT(std::set<std::string>(seen.begin(), seen.end()) == all);

  std::vector<std::string> walked;
  Walk walk;
  walk.begin = [&](const SearchPage& page) { return page.total == all.size(); };
  walk.hit = [&](Hit hit) {
    walked.push_back(hit.record.id);
    return true;
  };
  RC_ASSERT(searcher.walk(request, walk).ok());
  RC_ASSERT(walked == seen);
}

// Xapian's own matcher with its own BM25Weight is the oracle for weights.
RC_GTEST_PROP(Search, ScoresAreXapiansScores, ()) {
  const auto documents = random_documents();
  const Indexed indexed(documents);
  Searcher searcher = indexed.searcher();
  const auto a = *rc::gen::elementOf(kWords);
  const auto b = *rc::gen::elementOf(kWords);
  const bool both = *rc::gen::arbitrary<bool>();
  if (a == b) return;
  SearchRequest request;
  request.text = a + (both ? " AND " : " OR ") + b;
  request.page_size = kMaxPageSize;
  const auto page = searcher.search(request);
  RC_ASSERT(page.ok());

  Xapian::Database database(index::current_database(indexed.dir())->string());
  Xapian::Enquire enquire(database);
  enquire.set_query(
      {both ? Xapian::Query::OP_AND : Xapian::Query::OP_OR, Xapian::Query(a), Xapian::Query(b)});
  enquire.set_weighting_scheme(Xapian::BM25Weight(1, 0, 1, 0.7, 0.5));
  const Xapian::MSet expected = enquire.get_mset(0, database.get_doccount());
  RC_ASSERT(expected.size() == page->hits.size());
  for (Xapian::doccount i = 0; i < expected.size(); ++i) {
    // Proximity is added where both words are asked for.
    const double more = page->hits[i].score - expected[i].get_weight();
    RC_ASSERT(more > -1e-4);
    RC_ASSERT((both || more < 1e-4));
  }
}

}  // namespace
}  // namespace lontar::search
