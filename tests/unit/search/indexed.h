// A few documents in an index of their own, for tests: gone when the test is.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <vector>

#include "core/document.h"
#include "index/writer.h"
#include "search/searcher.h"

namespace lontar::search {

inline Document document_of(std::string id, std::string language, const std::string& text,
                            const std::string& title = "") {
  Document document;
  document.id = std::move(id);
  Metadata& metadata = document.content.metadata;
  if (!language.empty()) metadata.offer(Field::kLanguage, language, Source::kFile);
  if (!title.empty()) metadata.offer(Field::kTitle, title, Source::kFile);
  document.content.passages.push_back({.anchor = "p", .kind = "paragraph", .text = text});
  return document;
}

// The documents as an index that a Searcher with the project's own languages and thesaurus reads.
class Indexed {
 public:
  explicit Indexed(const std::vector<Document>& documents) {
    static int made = 0;
    dir_ = std::filesystem::path(testing::TempDir()) /
           ("lontar_indexed_" + std::to_string(::getpid()) + "_" + std::to_string(++made));
    std::filesystem::remove_all(dir_);
    auto writer = index::Writer::open(dir_, index::WriteMode::kRebuild);
    for (const Document& document : documents) EXPECT_TRUE(writer->put(document).ok());
    EXPECT_TRUE(writer->commit().ok());
  }
  ~Indexed() { std::filesystem::remove_all(dir_); }
  Indexed(const Indexed&) = delete;
  Indexed& operator=(const Indexed&) = delete;

  static const Knowledge& knowledge() {
    static const Knowledge loaded =
        *Knowledge::load(std::filesystem::path(LONTAR_SOURCE_DIR) / "config");
    return loaded;
  }
  Searcher searcher() const { return Searcher(*Repository::open(dir_, knowledge())); }
  const std::filesystem::path& dir() const { return dir_; }

 private:
  std::filesystem::path dir_;
};

}  // namespace lontar::search
