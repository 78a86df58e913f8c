// What was read once is found again, and whatever becomes of the folder, nothing wrong is.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "io/file.h"
#include "ocr/folder_cache.h"

namespace lontar::ocr {
namespace {

namespace fs = std::filesystem;

Page sample(const std::string& words) {
  Page page{
      "eng", 0, {{words, 10, 20, 300, 50, 45, 30, 1, 91}, {"two", 1, 60, 9, 80, 75, 20, 2, 7}}};
  page.confidence = mean_confidence(page.lines);
  return page;
}

class FolderCacheTest : public testing::Test {
 protected:
  ~FolderCacheTest() override { fs::remove_all(dir_); }
  fs::path only_file() const {
    for (const auto& entry : fs::recursive_directory_iterator(dir_)) {
      if (entry.is_regular_file()) return entry.path();
    }
    return {};
  }
  const fs::path dir_ = fs::path(testing::TempDir()) / ("lontar_ocr_" + std::to_string(::getpid()));
};

TEST_F(FolderCacheTest, FindsWhatWasKept) {
  FolderCache cache(dir_, 1 << 20);
  EXPECT_FALSE(cache.find("abc-1"));
  cache.keep("abc-1", sample("The Member States"));
  EXPECT_EQ(FolderCache(dir_, 1 << 20).find("abc-1"), sample("The Member States"));
  EXPECT_FALSE(cache.find("abc-2"));
}

TEST_F(FolderCacheTest, NamesThatAreNoKeysReachNoFile) {
  FolderCache cache(dir_, 1 << 20);
  for (const char* key : {"", "ab", "../../etc/passwd", "ab/cd", "ABC-1", ".hidden"}) {
    cache.keep(key, sample("x"));
    EXPECT_FALSE(cache.find(key)) << key;
  }
  EXPECT_FALSE(fs::exists(dir_));
}

TEST_F(FolderCacheTest, DamagedEntriesAreNone) {
  FolderCache cache(dir_, 1 << 20);
  cache.keep("abc-1", sample("The Member States"));
  const std::string good = *io::read_file(only_file());
  for (std::size_t cut = 0; cut < good.size(); ++cut) {
    std::ofstream(only_file(), std::ios::binary | std::ios::trunc) << good.substr(0, cut);
    EXPECT_FALSE(cache.find("abc-1"));
    std::string flipped = good;
    flipped[cut] = static_cast<char>(flipped[cut] ^ 1);
    std::ofstream(only_file(), std::ios::binary | std::ios::trunc) << flipped;
    EXPECT_FALSE(cache.find("abc-1"));
  }
  cache.keep("abc-1", sample("again"));
  EXPECT_EQ(cache.find("abc-1"), sample("again"));
}

TEST_F(FolderCacheTest, StaysWithinItsSize) {
  constexpr std::uint64_t kMost = 20'000;
  FolderCache cache(dir_, kMost);
  const std::string words(1000, 'w');
  for (int i = 0; i < 100; ++i) {
    cache.keep("key-" + std::to_string(i), sample(words));
    EXPECT_TRUE(cache.find("key-0")) << i;  // which is asked for all the time
  }
  std::uint64_t bytes = 0;
  for (const auto& entry : fs::recursive_directory_iterator(dir_)) {
    if (entry.is_regular_file()) bytes += entry.file_size();
  }
  EXPECT_LE(bytes, kMost);
  EXPECT_TRUE(cache.find("key-99"));
  EXPECT_FALSE(cache.find("key-1"));
}

TEST(Page, BytesThatAreNoPageAreRefused) {
  const std::string good = encode(sample("one"));
  EXPECT_EQ(decode_page(good), sample("one"));
  for (std::size_t cut = 0; cut < good.size(); ++cut)
    EXPECT_FALSE(decode_page(good.substr(0, cut)));
  EXPECT_FALSE(decode_page(good + "x"));
  Page wrong = sample("one");
  wrong.lines[0].confidence = 101;
  EXPECT_FALSE(decode_page(encode(wrong)));
  wrong = sample("\xFF");
  EXPECT_FALSE(decode_page(encode(wrong)));
}

TEST(Doubt, FollowsConfidenceAndBurmese) {
  EXPECT_FALSE(is_doubtful(95, "The Member States, ประเทศ, ប្រទេស"));
  EXPECT_TRUE(is_doubtful(kTrustedConfidence - 1, "The Member States"));
  EXPECT_TRUE(is_doubtful(95, "Article 1 \u1021\u1016\u103D\u1032\u1037"));
}

}  // namespace
}  // namespace lontar::ocr
