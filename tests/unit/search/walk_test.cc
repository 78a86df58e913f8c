// Walking over all hits, also while somebody writes; and the order of what happened last.
#include <gmock/gmock.h>

#include "indexed.h"

namespace lontar::search {
namespace {

using testing::ElementsAre;

std::vector<Document> numbered(int count) {
  std::vector<Document> documents;
  for (int i = 0; i < count; ++i) {
    documents.push_back(document_of("d" + std::to_string(i), "en", "haze and smoke", "Haze"));
  }
  return documents;
}

void write(const std::filesystem::path& dir, const std::vector<Document>& documents) {
  auto writer = index::Writer::open(dir, index::WriteMode::kUpdate);
  for (const Document& document : documents) ASSERT_TRUE(writer->put(document).ok());
  ASSERT_TRUE(writer->commit().ok());
}

TEST(Walk, GivesWhatIsAskedForAndNoMore) {
  const Indexed indexed(numbered(20));
  Searcher searcher = indexed.searcher();
  SearchRequest request;
  request.text = "haze";
  std::vector<std::string> ids;
  Walk walk;
  walk.begin = [&](const SearchPage& page) {
    EXPECT_EQ(page.total, 20u);
    EXPECT_EQ(page.parsed, "haze");
    EXPECT_TRUE(page.hits.empty());
    return true;
  };
  walk.hit = [&](const Hit& hit) {
    EXPECT_EQ(hit.passages.size(), 1u);
    EXPECT_EQ(hit.latest, "") << "asked for by its sorting alone";
    ids.push_back(hit.record.id);
    return ids.size() < 3;
  };
  walk.first = 5;
  ASSERT_TRUE(searcher.walk(request, walk).ok());
  EXPECT_THAT(ids, ElementsAre("d5", "d6", "d7"));

  ids.clear();
  walk.hit = [&](const Hit& hit) {
    ids.push_back(hit.record.id);
    return true;
  };
  walk.first = 18;
  ASSERT_TRUE(searcher.walk(request, walk).ok());
  EXPECT_EQ(ids.size(), 2u);
  walk.first = 99;
  ASSERT_TRUE(searcher.walk(request, walk).ok());
  EXPECT_EQ(ids.size(), 2u);
  walk.begin = [](const SearchPage&) { return false; };
  walk.first = 0;
  ASSERT_TRUE(searcher.walk(request, walk).ok());
  EXPECT_EQ(ids.size(), 2u) << "not after it was declined";
}

// Of so much text that what is still to be read is in no buffer.
std::vector<Document> long_ones(const std::string& word) {
  std::vector<Document> documents = numbered(300);
  for (Document& document : documents) {
    std::string& text = document.content.passages[0].text;
    while (text.size() < 4000) text += " " + word + " of " + document.id + " " + text;
  }
  return documents;
}

// Commits that change everything while it is under way take its state away.
TEST(Walk, BeginsAgainOnTheNewStateWhenWritersOvertakeIt) {
  const Indexed indexed(long_ones("first"));
  Searcher searcher = indexed.searcher();
  SearchRequest request;
  std::uint64_t generation = 0;
  std::vector<std::string> snippets;
  int begun = 0;
  Walk walk;
  walk.begin = [&](const SearchPage& page) {
    ++begun;
    snippets.clear();
    generation = page.generation;
    return true;
  };
  walk.hit = [&](const Hit& hit) {
    if (begun == 1 && snippets.size() == 10) {
      for (const char* word : {"second", "third", "fourth"}) write(indexed.dir(), long_ones(word));
    }
    snippets.push_back(hit.passages.at(0).snippet);
    return true;
  };
  request.text = "smoke";
  ASSERT_TRUE(searcher.walk(request, walk).ok());
  EXPECT_GT(begun, 1);
  EXPECT_EQ(generation, 4u);
  EXPECT_EQ(snippets.size(), 300u);
  for (const std::string& snippet : snippets) {
    ASSERT_NE(snippet.find("fourth"), std::string::npos) << "all of one state: " << snippet;
  }
}

TEST(Latest, WhatCameOrChangedLastStandsFirst) {
  std::vector<Document> first = numbered(2);
  first[1].content.metadata.offer(Field::kDate, "2001", Source::kFile);
  first[0].origin.mtime = 1'000'000'000'000'000'000;
  const Indexed indexed(first);
  Searcher searcher = indexed.searcher();
  SearchRequest request;
  request.sort = Sort::kLatest;
  const auto page = searcher.search(request);
  ASSERT_TRUE(page.ok());
  ASSERT_EQ(page->hits.size(), 2u);
  EXPECT_EQ(page->hits[0].record.id, "d1") << "nothing is told of either; the newer by its date";
  EXPECT_EQ(page->hits[1].latest, "2001-09-09T01:46:40Z") << "when its file was changed last";

  write(indexed.dir(), {document_of("added", "en", "text", "Of no date")});
  const auto later = searcher.search(request);
  ASSERT_TRUE(later.ok());
  ASSERT_EQ(later->hits.size(), 3u);
  EXPECT_EQ(later->hits[0].record.id, "added");
  EXPECT_GT(later->hits[0].latest, "2020");
  EXPECT_EQ(later->hits[1].record.id, "d1");
}

}  // namespace
}  // namespace lontar::search
