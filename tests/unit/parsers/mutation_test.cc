// Whatever becomes of a file on its way: every reader answers with documents or an error, its
// anchors stay unique and its text stays clean UTF-8. The samples are those of the golden files.
#include <gtest/gtest.h>

#include <random>
#include <set>

#include "io/file.h"
#include "tests/unit/parsers/parsing.h"
#include "text/clean.h"

namespace lontar::parsers {
namespace {

namespace fs = std::filesystem;

constexpr int kMutationsPerSample = 150;

std::string mutated(std::string bytes, std::mt19937& random) {
  const auto pick = [&](std::size_t below) {
    return std::uniform_int_distribution<std::size_t>(0, below - 1)(random);
  };
  constexpr std::string_view kAwkward[] = {"<",  ">",    "&",    "]]>",  "<!--",     "\"",
                                           "</", "\xff", "\xE0", "{",    "[",        "`",
                                           "\n", "<br>", "&#0;", "&lt;", "<![CDATA["};
  for (std::size_t n = 1 + pick(4); n > 0 && !bytes.empty(); --n) {
    const std::size_t at = pick(bytes.size());
    switch (pick(4)) {
      case 0:
        bytes.erase(at, 1 + pick(40));
        break;
      case 1:
        bytes.insert(at, kAwkward[pick(std::size(kAwkward))]);
        break;
      case 2:
        bytes.insert(at, bytes.substr(pick(bytes.size()), 1 + pick(80)));
        break;
      default:
        bytes[at] = static_cast<char>(pick(256));
    }
  }
  return bytes;
}

void check(const ParsedDocument& document) {
  std::set<std::string> anchors;
  for (const Passage& passage : document.passages) {
    EXPECT_TRUE(anchors.insert(passage.anchor).second) << passage.anchor;
    EXPECT_FALSE(passage.anchor.empty());
    EXPECT_EQ(passage.text, text::clean_blocks(passage.text));
    EXPECT_EQ(passage.heading, text::clean_line(passage.heading));
    EXPECT_GE(passage.depth, 0);
  }
}

TEST(Mutation, NoDamageBreaksAReader) {
  std::mt19937 random(20261123);  // the same mutations in every run
  for (const auto& entry :
       fs::directory_iterator(fs::path(LONTAR_SOURCE_DIR) / "tests" / "golden" / "parsers")) {
    if (entry.path().extension() == ".json") continue;
    const auto bytes = io::read_file(entry.path());
    ASSERT_TRUE(bytes.ok());
    const std::string name = entry.path().filename();
    for (int i = 0; i < kMutationsPerSample && !testing::Test::HasFailure(); ++i) {
      const std::string damaged = mutated(*bytes, random);
      SCOPED_TRACE(name + ", mutation " + std::to_string(i));
      const auto done = registry().parse({damaged, name}, check);
      if (!done.ok()) {
        EXPECT_FALSE(done.error().message.empty());
      }
    }
  }
}

}  // namespace
}  // namespace lontar::parsers
