// Must show: in every Akoma Ntoso file of the shared data, no text is lost and none is doubled: the
// ordered tokens of everything outside <meta>, gathered by a walk that knows nothing of passages,
// are the tokens of the passages' labels, headings and texts.
#include <gtest/gtest.h>
#include <libxml/parser.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <memory>
#include <set>

#include "io/file.h"
#include "tests/unit/parsers/parsing.h"
#include "text/analyzer.h"
#include "text/clean.h"

namespace lontar::parsers {
namespace {

namespace fs = std::filesystem;

const fs::path kData = fs::path(LONTAR_SOURCE_DIR) / ".." / "shared" / "data" / "akoma-ntoso";

// Elements of the schema's inline groups; all others end a word.
const std::set<std::string> kWithinWords = {"a",
                                            "abbr",
                                            "b",
                                            "i",
                                            "u",
                                            "sub",
                                            "sup",
                                            "span",
                                            "ref",
                                            "mref",
                                            "rref",
                                            "mod",
                                            "mmod",
                                            "rmod",
                                            "remark",
                                            "recordedTime",
                                            "vote",
                                            "outcome",
                                            "ins",
                                            "del",
                                            "omissis",
                                            "embeddedText",
                                            "quotedText",
                                            "opinion",
                                            "placeholder",
                                            "fillIn",
                                            "decoration",
                                            "courtType",
                                            "neutralCitation",
                                            "party",
                                            "judge",
                                            "lawyer",
                                            "signature",
                                            "argument",
                                            "date",
                                            "time",
                                            "person",
                                            "organization",
                                            "concept",
                                            "object",
                                            "event",
                                            "location",
                                            "process",
                                            "role",
                                            "term",
                                            "quantity",
                                            "def",
                                            "entity",
                                            "docType",
                                            "docTitle",
                                            "docNumber",
                                            "docProponent",
                                            "docDate",
                                            "legislature",
                                            "session",
                                            "shortTitle",
                                            "docAuthority",
                                            "docPurpose",
                                            "docCommittee",
                                            "docIntroducer",
                                            "docStage",
                                            "docStatus",
                                            "docJurisdiction",
                                            "docketNumber",
                                            "noteRef",
                                            "eop",
                                            "img",
                                            "inline",
                                            "affectedDocument",
                                            "relatedDocument",
                                            "change",
                                            "marker"};

void gather(const xmlNode* node, std::string& text) {
  for (const xmlNode* at = node->children; at; at = at->next) {
    if (at->type == XML_TEXT_NODE || at->type == XML_CDATA_SECTION_NODE)
      text += reinterpret_cast<const char*>(at->content);
    if (at->type != XML_ELEMENT_NODE) continue;
    const std::string name = reinterpret_cast<const char*>(at->name);
    if (name == "meta") continue;
    const bool within = kWithinWords.contains(name);
    if (!within) text += '\n';
    gather(at, text);
    if (!within) text += '\n';
  }
}

std::vector<std::string> terms(const std::string& text) {
  static text::Analyzer analyzer;
  std::vector<std::string> found;
  analyzer.each(text::clean(text), [&](const text::Token& t) { found.emplace_back(t.term); });
  return found;
}

std::vector<fs::path> files_of(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".xml") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

// Where two lists of tokens part, as a message short enough to read.
std::string parting(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  const auto [x, y] = std::ranges::mismatch(a, b);
  const auto at = x - a.begin();
  std::string message = "at token " + std::to_string(at) + " of " + std::to_string(a.size()) +
                        " and " + std::to_string(b.size()) + ": ";
  for (auto i = x; i != a.end() && i < x + 6; ++i) message += *i + " ";
  message += "/ ";
  for (auto i = y; i != b.end() && i < y + 6; ++i) message += *i + " ";
  return message;
}

class EveryFile : public testing::TestWithParam<const char*> {};

TEST_P(EveryFile, LosesNoTextAndDoublesNone) {
  if (!fs::exists(kData)) GTEST_SKIP() << "The shared data is not here: " << kData;
  std::size_t files = 0, tokens = 0, passages = 0;
  for (const fs::path& path : files_of(kData / GetParam())) {
    SCOPED_TRACE(path.filename().string());
    const auto bytes = io::read_file(path);
    ASSERT_TRUE(bytes.ok());
    const std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)> tree(
        xmlReadMemory(bytes->data(), static_cast<int>(bytes->size()), nullptr, nullptr,
                      XML_PARSE_NONET | XML_PARSE_NOCDATA),
        xmlFreeDoc);
    ASSERT_TRUE(tree);
    std::string body;
    gather(xmlDocGetRootElement(tree.get()), body);
    const ParsedDocument document = parse_one(*bytes, path.filename().string());
    const auto expected = terms(body);
    const auto actual = terms(reading(document.passages));
    EXPECT_TRUE(expected == actual) << parting(expected, actual);
    EXPECT_FALSE(document.metadata.first(Field::kId).empty());
    EXPECT_FALSE(document.metadata.first(Field::kTitle).empty());
    // One file has no date but the filler 1000-01-01.
    EXPECT_EQ(document.metadata.first(Field::kDate).empty(),
              bytes->find("name=\"dummy\"") != std::string::npos);
    EXPECT_FALSE(document.metadata.first(Field::kLanguage).empty());
    std::set<std::string> anchors;
    for (const Passage& passage : document.passages)
      EXPECT_TRUE(anchors.insert(passage.anchor).second) << passage.anchor;
    ++files;
    tokens += actual.size();
    passages += document.passages.size();
  }
  RecordProperty("files", static_cast<int>(files));
  RecordProperty("tokens", static_cast<int>(tokens));
  RecordProperty("passages", static_cast<int>(passages));
  std::cout << files << " files, " << passages << " passages, " << tokens << " tokens\n";
}

INSTANTIATE_TEST_SUITE_P(AkomaNtoso, EveryFile, testing::Values("oasis", "judgments"),
                         [](const auto& folder) { return std::string(folder.param); });

// Every element of the hierarchy with an eId can be linked to.
TEST(AkomaNtoso, EveryEIdOfTheHierarchyIsAPassage) {
  if (!fs::exists(kData)) GTEST_SKIP() << "The shared data is not here: " << kData;
  const std::set<std::string> kLinked = {"article", "section",  "chapter",      "paragraph",
                                         "list",    "point",    "subparagraph", "subsection",
                                         "level",   "division", "alinea",       "hcontainer"};
  for (const fs::path& path : files_of(kData / "oasis")) {
    SCOPED_TRACE(path.filename().string());
    const auto bytes = io::read_file(path);
    const ParsedDocument document = parse_one(*bytes, path.filename().string());
    std::set<std::string> anchors;
    for (const Passage& passage : document.passages) anchors.insert(passage.anchor);
    const std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)> tree(
        xmlReadMemory(bytes->data(), static_cast<int>(bytes->size()), nullptr, nullptr,
                      XML_PARSE_NONET),
        xmlFreeDoc);
    const auto check = [&](const auto& self, const xmlNode* node) -> void {
      for (const xmlNode* at = node->children; at; at = at->next) {
        if (at->type != XML_ELEMENT_NODE) continue;
        const std::string name = reinterpret_cast<const char*>(at->name);
        if (name == "meta") continue;
        xmlChar* id =
            xmlGetNoNsProp(const_cast<xmlNode*>(at), reinterpret_cast<const xmlChar*>("eId"));
        if (id && kLinked.contains(name)) {
          EXPECT_TRUE(anchors.contains(reinterpret_cast<const char*>(id))) << name << " " << id;
        }
        xmlFree(id);
        self(self, at);
      }
    };
    check(check, xmlDocGetRootElement(tree.get()));
  }
}

TEST(AkomaNtoso, UnitedKingdomJudgmentsSayTheirCourtDateAndCitation) {
  if (!fs::exists(kData)) GTEST_SKIP() << "The shared data is not here: " << kData;
  for (const fs::path& path : files_of(kData / "judgments")) {
    SCOPED_TRACE(path.filename().string());
    const ParsedDocument document = parse_one(*io::read_file(path), path.filename().string());
    EXPECT_EQ(document.metadata.first(Field::kType), "judgment");
    EXPECT_FALSE(document.metadata.first(Field::kCourt).empty());
    EXPECT_TRUE(document.metadata[Field::kMemberStates].given());
    EXPECT_TRUE(document.metadata.all(Field::kMemberStates).empty());  // given, and none of ASEAN
  }
}

}  // namespace
}  // namespace lontar::parsers
