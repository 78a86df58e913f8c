#include "core/metadata.h"

#include <gtest/gtest.h>

namespace lontar {
namespace {

TEST(Metadata, TableIsInTheOrderOfTheEnumeration) {
  for (size_t i = 0; i < kFields.size(); ++i) EXPECT_EQ(static_cast<size_t>(kFields[i].field), i);
}

TEST(Metadata, AHigherSourceWinsWhateverTheOrder) {
  Metadata metadata;
  EXPECT_TRUE(metadata.offer(Field::kTitle, "inferred", Source::kInferred, "first line"));
  EXPECT_TRUE(metadata.offer(Field::kTitle, "file", Source::kFile));
  EXPECT_TRUE(metadata.offer(Field::kTitle, "catalogue", Source::kCatalogue));
  EXPECT_FALSE(metadata.offer(Field::kTitle, "file again", Source::kFile));
  EXPECT_EQ(metadata[Field::kTitle], (FieldValue{{"catalogue"}, Source::kCatalogue, ""}));
}

TEST(Metadata, AnEmptyListIsGivenAndAnEmptyStringIsNot) {
  Metadata metadata;
  EXPECT_FALSE(metadata.offer(Field::kTitle, "", Source::kFile));
  EXPECT_TRUE(metadata.offer_list(Field::kMemberStates, std::vector<std::string>{}, Source::kFile));
  EXPECT_FALSE(metadata[Field::kTitle].given());
  EXPECT_TRUE(metadata[Field::kMemberStates].given());
  EXPECT_FALSE(metadata.offer(Field::kMemberStates, "ID", Source::kInferred));
}

TEST(Metadata, RepeatedValuesAreKeptOnce) {
  Metadata metadata;
  metadata.offer_list(Field::kMemberStates, {"ID", "MY", "ID", ""}, Source::kFile);
  EXPECT_EQ(metadata.all(Field::kMemberStates), (std::vector<std::string>{"ID", "MY"}));
}

}  // namespace
}  // namespace lontar
