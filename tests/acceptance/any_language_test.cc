// One question, one article, in every language: four consecutive words from the middle of each
// article of the Universal Declaration find that article, in eleven languages of one index. In
// scripts without spaces the question is a run of twelve clusters, wherever its borders fall.
#include <gtest/gtest.h>
#include <unicode/brkiter.h>

#include <algorithm>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <regex>
#include <set>
#include <sstream>

#include "index/audit.h"
#include "indexer/run.h"
#include "search/searcher.h"
#include "tests/unit/indexer/temp_folder.h"

namespace lontar {
namespace {

namespace fs = std::filesystem;

const fs::path kData = fs::path(LONTAR_SOURCE_DIR).parent_path() / "shared/data/udhr-xml";

const std::set<std::string> kWithoutSpaces = {"udhr-tha", "udhr-lao", "udhr-khm", "udhr-mya",
                                              "udhr-cmn_hans"};

// Pieces of a text by ICU's own rules, each with what follows it up to the next.
std::vector<std::string> clusters(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> iterator(
      icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
  UText* utext =
      utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status);
  iterator->setText(utext, status);
  std::vector<std::string> found;
  int begin = iterator->first();
  for (int end = iterator->next(); end != icu::BreakIterator::DONE; end = iterator->next()) {
    found.push_back(
        text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin)));
    begin = end;
  }
  utext_close(utext);
  return found;
}

std::vector<std::string> spaced(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

std::string middle(const std::vector<std::string>& pieces, std::size_t count,
                   const std::string& between) {
  std::string text;
  const std::size_t from = pieces.size() > count ? (pieces.size() - count) / 2 : 0;
  for (std::size_t i = from; i < std::min(pieces.size(), from + count); ++i) {
    text += (text.empty() ? "" : between) + pieces[i];
  }
  return text;
}

struct Article {
  std::string document;
  std::string anchor;
  std::string text;
};

class AnyLanguage : public testing::Test {
 protected:
  void SetUp() override {
    if (!fs::exists(kData)) GTEST_SKIP() << "the Declaration is not at " << kData;
    auto kit = indexer::Toolkit::load(fs::path(LONTAR_SOURCE_DIR) / "config");
    ASSERT_TRUE(kit.ok()) << kit.error().message;
    const auto summary = indexer::run({{kData}, index_.path()}, *kit, {});
    ASSERT_TRUE(summary.ok()) << summary.error().message;
    auto repository = search::Repository::open(
        index_.path(), *search::Knowledge::load(fs::path(LONTAR_SOURCE_DIR) / "config"));
    ASSERT_TRUE(repository.ok()) << repository.error().message;
    searcher_ = std::make_unique<search::Searcher>(*repository);
    const auto audit = index::Audit::open(index_.path());
    ASSERT_TRUE(audit.ok());
    const auto records = audit->records();
    for (const auto& record : *records) {
      const auto passages = audit->passages(record);
      for (const Passage& passage : *passages) {
        articles_.push_back(
            {record.id, passage.anchor, std::regex_replace(passage.text, std::regex("\\s+"), " ")});
      }
    }
  }

  // Whether the first passage of the first document is one that holds the question's own text.
  bool finds(const std::string& asked, const std::string& question) {
    search::SearchRequest request;
    request.text = asked;
    const auto page = searcher_->search(request);
    if (!page.ok() || page->hits.empty() || page->hits[0].passages.empty()) return false;
    const auto& hit = page->hits[0];
    return std::ranges::any_of(articles_, [&](const Article& article) {
      return article.document == hit.record.id && article.anchor == hit.passages[0].anchor &&
             article.text.find(question) != std::string::npos;
    });
  }

  // Asks every article of every language; at least 95 % of each must be found.
  void ask(const std::string& name, const std::function<std::string(const std::string&)>& as) {
    std::map<std::string, std::pair<int, int>> tally;
    for (const Article& article : articles_) {
      if (!article.anchor.starts_with("art_")) continue;
      const bool spaces = !kWithoutSpaces.contains(article.document);
      const std::string question =
          spaces ? middle(spaced(article.text), 4, " ") : middle(clusters(article.text), 12, "");
      auto& [found, asked] = tally[article.document];
      const bool right = finds(as(question), question);
      found += right;
      ++asked;
      if (!right) {
        std::cout << "  not found: " << article.document << " " << article.anchor << ": "
                  << as(question) << "\n";
      }
    }
    EXPECT_EQ(tally.size(), 11u);
    for (const auto& [document, counts] : tally) {
      const auto& [found, asked] = counts;
      std::cout << name << " " << document << ": " << found << " of " << asked << " = "
                << 100 * found / asked << " %\n";
      EXPECT_EQ(asked, 30) << document;
      EXPECT_GE(found * 100, asked * 95) << document;
    }
  }

  indexer::TempFolder index_;
  std::unique_ptr<search::Searcher> searcher_;
  std::vector<Article> articles_;
};

TEST_F(AnyLanguage, FourWordsInQuotesFindTheirArticle) {
  ask("quoted", [](const std::string& question) {
    return "\"" + std::regex_replace(question, std::regex("\""), " ") + "\"";
  });
}

TEST_F(AnyLanguage, FourWordsFindTheirArticle) {
  ask("plain", [](const std::string& question) {
    return std::regex_replace(question, std::regex("[\"():*]"), " ");
  });
}

}  // namespace
}  // namespace lontar
