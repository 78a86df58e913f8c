// Strings of scripts without spaces against plain substring search, through the whole engine.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <set>

#include "index/writer.h"
#include "search/script_terms.h"
#include "search/searcher.h"
#include "text/analyzer.h"
#include "text/clusters.h"

namespace lontar::search {
namespace {

namespace fs = std::filesystem;

const std::vector<std::string> kThai = {"สิทธิ", "มนุษยชน", "มนุษย์",   "การ",    "ค้า",  "ตา",
                                        "ตาม", "กฎหมาย", "ประเทศ", "อาเซียน", "ศาล", " "};
const std::vector<std::string> kChinese = {"最高", "人民", "法院", "民主", "主人",
                                           "人权", "法",   "国家", "东盟", " "};

std::string any_of(const std::vector<std::string>& words, int least, int most) {
  std::string text;
  for (int many = *rc::gen::inRange(least, most); many > 0; --many) {
    text += *rc::gen::elementOf(words);
  }
  return text;
}

std::string without_spaces(std::string text) {
  std::erase(text, ' ');
  return text;
}

class Indexed {
 public:
  explicit Indexed(const std::vector<std::string>& texts) {
    static int made = 0;
    dir_ = fs::path(testing::TempDir()) /
           ("lontar_strings_" + std::to_string(::getpid()) + "_" + std::to_string(++made));
    fs::remove_all(dir_);
    auto writer = index::Writer::open(dir_, index::WriteMode::kRebuild);
    for (const std::string& text : texts) {
      Document document;
      document.id = "d" + std::to_string(&text - texts.data());
      document.content.passages.push_back({.anchor = "p", .kind = "paragraph", .text = text});
      RC_ASSERT(writer->put(document).ok());
    }
    RC_ASSERT(writer->commit().ok());
    static const auto knowledge = Knowledge::load(fs::path(LONTAR_SOURCE_DIR) / "config");
    searcher_ = std::make_unique<Searcher>(*Repository::open(dir_, *knowledge));
  }
  ~Indexed() { fs::remove_all(dir_); }

  std::set<std::string> ask(const std::string& question) const {
    SearchRequest request;
    request.text = question;
    request.page_size = kMaxPageSize;
    const auto page = searcher_->search(request);
    RC_ASSERT(page.ok());
    std::set<std::string> ids;
    for (const Hit& hit : page->hits) ids.insert(hit.record.id);
    return ids;
  }

 private:
  fs::path dir_;
  std::unique_ptr<Searcher> searcher_;
};

RC_GTEST_PROP(WrittenString, QuotedIsFoundWhereverItStands, ()) {
  const auto& words = *rc::gen::element(&kThai, &kChinese);
  std::vector<std::string> texts;
  for (int many = *rc::gen::inRange(1, 12); many > 0; --many) {
    texts.push_back(any_of(*words, 1, 14));
  }
  const Indexed indexed(texts);
  text::Clusters clusters;
  for (int i = 0; i < 6; ++i) {
    const std::string from = without_spaces(*rc::gen::elementOf(texts));
    const auto borders = clusters.borders(from);
    if (borders.size() < 2) continue;
    const auto begin = *rc::gen::inRange<std::size_t>(0, borders.size() - 1);
    const auto end = *rc::gen::inRange<std::size_t>(begin + 1, borders.size());
    const std::string asked = from.substr(borders[begin], borders[end] - borders[begin]);
    std::set<std::string> expected;
    for (std::size_t text = 0; text < texts.size(); ++text) {
      const std::string line = without_spaces(texts[text]);
      for (std::size_t at = line.find(asked); at != std::string::npos;
           at = line.find(asked, at + 1)) {
        const auto fits = [&](std::size_t place) { return text::begins_cluster(line, place); };
        if (fits(at) && fits(at + asked.size())) expected.insert("d" + std::to_string(text));
      }
    }
    RC_LOG() << asked << "\n";
    RC_ASSERT(indexed.ask("\"" + asked + "\"") == expected);
    // Without quotes the same documents are among those found, but a single word is a word there.
    if (text::Analyzer().tokens(asked).size() > 1) {
      RC_ASSERT(std::ranges::includes(indexed.ask(asked), expected));
    }
  }
}

TEST(WrittenString, SpacesBetweenWordsAreOfNoAccount) {
  const Indexed indexed({"สิทธิมนุษยชนในอาเซียน", "สิทธิ มนุษยชน ในอาเซียน"});
  const std::set<std::string> both = {"d0", "d1"};
  EXPECT_EQ(indexed.ask("สิทธิมนุษยชน"), both);
  EXPECT_EQ(indexed.ask("สิทธิ มนุษยชน"), both);
  EXPECT_EQ(indexed.ask("สิทธิ\u200Bมนุษยชน"), both);
  EXPECT_EQ(indexed.ask("\"สิทธิ มนุษยชน\""), both);
  EXPECT_EQ(indexed.ask("\"สิทธิมนุษยชน\""), both);
  EXPECT_EQ(indexed.ask("\"ธิมนุษ\""), both);
  EXPECT_EQ(indexed.ask("ธิมนุษ"), both);
  EXPECT_EQ(indexed.ask("\"มน\""), std::set<std::string>());  // cuts a cluster in two
}

TEST(ScriptTerms, FindsCompoundsWhoseOtherPartsAreWords) {
  const ScriptTerms terms({"ตา", "ตาม", "มนุษยชน", "สิทธิ", "สิทธิมนุษยชน", "最高", "最高法院", "法院"});
  const auto names = [&](const ScriptTerms::Ids& ids) {
    std::vector<std::string> all;
    for (const auto id : ids) all.push_back(terms.term(id));
    return all;
  };
  using Names = std::vector<std::string>;
  EXPECT_EQ(names(terms.compounds_of("สิทธิ")), Names{"สิทธิมนุษยชน"});
  EXPECT_EQ(names(terms.compounds_of("法院")), Names{"最高法院"});
  EXPECT_EQ(names(terms.compounds_of("ตา")), Names{});
  EXPECT_EQ(names(terms.containing("ตา")), (Names{"ตา", "ตาม"}));
  EXPECT_EQ(names(terms.beginning_with("最高")), (Names{"最高", "最高法院"}));
  EXPECT_EQ(names(terms.ending_with("มนุษยชน")), (Names{"มนุษยชน", "สิทธิมนุษยชน"}));
  EXPECT_EQ(names(terms.ending_with("ชน")), (Names{"มนุษยชน", "สิทธิมนุษยชน"}));
}

}  // namespace
}  // namespace lontar::search
