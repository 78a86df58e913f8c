#include "io/json.h"

#include <gtest/gtest.h>

namespace lontar::io {
namespace {

TEST(Json, MetadataSurvivesTheWayThereAndBack) {
  Metadata metadata;
  metadata.offer(Field::kTitle, "ASEAN Charter", Source::kCatalogue);
  metadata.offer_list(Field::kMemberStates, std::vector<std::string>{}, Source::kFile);
  metadata.offer_list(Field::kTopics, {"haze", "trade"}, Source::kInferred,
                      "\"haze\" in the title");
  EXPECT_EQ(metadata_from_json(to_json(metadata)), metadata);
}

TEST(Json, PassageSurvivesTheWayThereAndBack) {
  const Passage passage{"art_5", "article", "Article 5", "Scope", "Text\nmore", "th", 3, 1};
  EXPECT_EQ(passage_from_json(to_json(passage)), passage);
}

TEST(Json, DumpNeverThrowsOnBrokenUtf8) { EXPECT_EQ(dump(Json("a\xff")), "\"a\xEF\xBF\xBD\""); }

}  // namespace
}  // namespace lontar::io
