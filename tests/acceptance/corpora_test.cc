// Real folders through the real pipeline: every document in, every facet count that of the source.
// The sources are read here a second time, with libxml2 alone.
#include <gtest/gtest.h>
#include <libxml/parser.h>
#include <libxml/tree.h>

#include <map>
#include <memory>
#include <set>

#include "index/audit.h"
#include "indexer/run.h"
#include "search/searcher.h"
#include "tests/unit/indexer/temp_folder.h"

// After core/metadata.h, whose Field::kMemberStates is said to shadow kMemberStates otherwise.
#include "core/member_state.h"

namespace lontar {
namespace {

namespace fs = std::filesystem;

const fs::path kData = fs::path(LONTAR_SOURCE_DIR).parent_path() / "shared/data";

using Counts = std::map<std::string, std::uint64_t>;
using Names = std::set<std::string>;

struct FreeDocument {
  void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
};
using Xml = std::unique_ptr<xmlDoc, FreeDocument>;

std::string_view name(const xmlNode* node) { return reinterpret_cast<const char*>(node->name); }

const xmlNode* child(const xmlNode* node, std::string_view wanted) {
  for (const xmlNode* at = node ? node->children : nullptr; at; at = at->next) {
    if (at->type == XML_ELEMENT_NODE && name(at) == wanted) return at;
  }
  return nullptr;
}

std::string take(xmlChar* text) {
  std::string taken(text ? reinterpret_cast<const char*>(text) : "");
  xmlFree(text);
  return taken;
}

std::string content(const xmlNode* node) {
  return node ? take(xmlNodeGetContent(node)) : std::string();
}

std::string attribute(const xmlNode* node, const char* wanted) {
  return take(xmlGetProp(node, reinterpret_cast<const xmlChar*>(wanted)));
}

std::size_t elements(const xmlNode* node, std::string_view wanted) {
  std::size_t found = 0;
  for (const xmlNode* at = node->children; at; at = at->next) {
    if (at->type != XML_ELEMENT_NODE) continue;
    found += (name(at) == wanted ? 1 : 0) + elements(at, wanted);
  }
  return found;
}

// Indexes one folder for a test to ask about.
class Corpora : public testing::Test {
 protected:
  void index(const fs::path& folder) {
    auto kit = indexer::Toolkit::load(fs::path(LONTAR_SOURCE_DIR) / "config");
    ASSERT_TRUE(kit.ok()) << kit.error().message;
    kit_ = std::make_unique<indexer::Toolkit>(std::move(*kit));
    const indexer::Listener listener{[](const indexer::Entry& entry) {
                                       if (entry.outcome == indexer::Outcome::kFailed) {
                                         ADD_FAILURE() << entry.file << ": " << entry.reason;
                                       }
                                     },
                                     {},
                                     {},
                                     {}};
    const auto summary = indexer::run({{folder}, index_.path()}, *kit_, listener);
    ASSERT_TRUE(summary.ok()) << summary.error().message;
    summary_ = *summary;
    auto repository = search::Repository::open(
        index_.path(), *search::Knowledge::load(fs::path(LONTAR_SOURCE_DIR) / "config"));
    ASSERT_TRUE(repository.ok()) << repository.error().message;
    searcher_ = std::make_unique<search::Searcher>(*repository);
  }

  search::SearchPage ask(const search::SearchRequest& request) {
    const auto page = searcher_->search(request);
    EXPECT_TRUE(page.ok()) << page.error().message;
    return *page;
  }

  Counts facet(const char* facet_name) {
    search::SearchRequest request;
    request.snippets = false;
    request.count_facets[*index::facet_named(facet_name)] = true;
    Counts counts;
    const auto page = ask(request);
    for (const auto& count : page.facets.at(0).counts) counts[count.value] = count.count;
    return counts;
  }

  // The files of all documents with this value.
  Names files_with(const char* facet_name, const std::string& value) {
    search::SearchRequest request;
    request.snippets = false;
    request.page_size = search::kMaxPageSize;
    request.filters[*index::facet_named(facet_name)] = {value};
    Names files;
    for (;; ++request.page) {
      const auto page = ask(request);
      if (page.hits.empty()) return files;
      for (const auto& hit : page.hits) files.insert(hit.record.origin.file);
    }
  }

  // The codes of what a source writes, as a document carries them.
  std::string code(Field field, const std::string& text) {
    const auto* known = kit_->taxonomy->find(field, text);
    return known ? known->code : text;
  }

  std::unique_ptr<indexer::Toolkit> kit_;
  indexer::TempFolder index_;
  indexer::Summary summary_;
  std::unique_ptr<search::Searcher> searcher_;
};

TEST_F(Corpora, TreatiesAreAllThereAndEveryFacetCountIsThatOfTheXml) {
  const fs::path folder = kData / "treaties-xml";
  if (!fs::exists(folder)) GTEST_SKIP() << "the treaties are not at " << folder;
  index(folder);
  EXPECT_EQ(summary_.count(indexer::Outcome::kAdded), 450u);
  EXPECT_EQ(summary_.count(indexer::Outcome::kFailed), 0u);

  std::map<std::string, Counts> expected;
  Names with_indonesia;
  std::size_t articles = 0;
  for (const auto& file : fs::directory_iterator(folder)) {
    const Xml xml(xmlReadFile(file.path().c_str(), nullptr, XML_PARSE_NONET));
    ASSERT_TRUE(xml) << file.path();
    const xmlNode* root = xmlDocGetRootElement(xml.get());
    const xmlNode* meta = child(root, "meta");
    articles += elements(root, "article");
    Names states;
    const xmlNode* parties = child(meta, "parties");
    for (const xmlNode* at = parties ? parties->children : nullptr; at; at = at->next) {
      if (const auto state = member_state(content(at))) states.insert(std::string(state->code));
    }
    for (const std::string& state : states) ++expected["member_state"][state];
    if (states.contains("ID")) with_indonesia.insert(file.path().filename());
    ++expected["type"][code(Field::kType, content(child(meta, "type")))];
    ++expected["status"][code(Field::kStatus, content(child(meta, "status")))];
    ++expected["language"][content(child(meta, "language"))];
    ++expected["year"][content(child(meta, "date_signed")).substr(0, 4)];
  }
  for (const auto& [facet_name, counts] : expected) {
    EXPECT_EQ(facet(facet_name.c_str()), counts) << facet_name;
  }
  EXPECT_EQ(files_with("member_state", "ID"), with_indonesia);

  const auto audit = index::Audit::open(index_.path());
  ASSERT_TRUE(audit.ok());
  const auto records = audit->records();
  std::size_t stored = 0;
  std::map<std::string, Counts> inferred;
  for (const auto& record : *records) {
    const auto passages = audit->passages(record);
    for (const Passage& passage : *passages) stored += passage.kind == "article" ? 1 : 0;
    for (const auto& row : index::kFacets) {
      for (const auto& value : index::facet_values(row, record.metadata)) {
        ++inferred[std::string(row.name)][value];
      }
    }
  }
  EXPECT_EQ(stored, articles);
  // What the XML does not say (topics, communities, ...) is counted as the records have it.
  for (const auto& row : index::kFacets) {
    EXPECT_EQ(facet(std::string(row.name).c_str()), inferred[std::string(row.name)]) << row.name;
  }
  EXPECT_TRUE(audit->contradictions(*records)->empty());
}

TEST_F(Corpora, IndonesianDecisionsHaveTheirCourtsAndTopics) {
  const fs::path folder = kData / "indonesian-decisions-xml";
  if (!fs::exists(folder)) GTEST_SKIP() << "the decisions are not at " << folder;
  index(folder);
  EXPECT_EQ(summary_.count(indexer::Outcome::kAdded), 400u);
  EXPECT_EQ(summary_.count(indexer::Outcome::kFailed), 0u);

  Counts courts, topics;
  for (const auto& file : fs::directory_iterator(folder)) {
    const Xml xml(xmlReadFile(file.path().c_str(), nullptr, XML_PARSE_NONET));
    ASSERT_TRUE(xml) << file.path();
    const xmlNode* root = xmlDocGetRootElement(xml.get());
    ++courts[code(Field::kCourt, attribute(root, "lembaga_peradilan"))];
    Names of_document;
    for (const char* kind : {"klasifikasi", "sub_klasifikasi"}) {
      const std::string topic = attribute(root, kind);
      if (topic == "tidak-diketahui") continue;  // "not known"
      if (!topic.empty()) of_document.insert(code(Field::kTopics, topic));
    }
    for (const std::string& topic : of_document) ++topics[topic];
  }
  EXPECT_EQ(facet("court"), courts);
  EXPECT_EQ(facet("topic"), topics);
  EXPECT_EQ(facet("member_state"), (Counts{{"ID", 400}}));
  EXPECT_EQ(facet("language"), (Counts{{"id", 400}}));
}

}  // namespace
}  // namespace lontar
