#include "indexer/id_registry.h"

#include <gtest/gtest.h>

#include "io/file.h"
#include "tests/unit/indexer/temp_folder.h"

namespace lontar::indexer {
namespace {

const std::string kHashA = std::string(32, 'a');
const std::string kHashB = std::string(32, 'b');
const std::string kHashC = std::string(32, 'c');

bool free_of_all(std::string_view) { return false; }

class IdRegistryTest : public testing::Test {
 protected:
  IdRegistry load() {
    issues_.clear();
    auto registry = IdRegistry::load(folder_.path(), issues_);
    EXPECT_TRUE(registry.ok()) << registry.error().message;
    return std::move(*registry);
  }
  // Loads, asks, saves: as two runs see it.
  std::string id_of(const std::string& file, int part, const std::string& hash,
                    const IdRegistry::Taken& taken = free_of_all) {
    IdRegistry registry = load();
    const std::string id =
        registry.id_for({(folder_.path() / file).string(), part}, hash, "name", taken);
    EXPECT_TRUE(registry.save().ok());
    return id;
  }

  TempFolder folder_;
  std::vector<Issue> issues_;
};

TEST(Slug, IsReadableAndShort) {
  EXPECT_EQ(slug("ASEAN Charter (2007)"), "asean-charter-2007");
  EXPECT_EQ(slug("__x__"), "x");
  EXPECT_EQ(slug("ประมวล"), "document");
  EXPECT_EQ(slug(""), "document");
  EXPECT_LE(slug(std::string(500, 'x')).size(), 60u);
}

TEST_F(IdRegistryTest, MintsFromNameAndContent) {
  EXPECT_EQ(id_of("one.txt", 0, kHashA), "name-aaaaaaaa");
}

TEST_F(IdRegistryTest, AnEditKeepsTheId) {
  folder_.write("one.txt", "");
  const std::string id = id_of("one.txt", 0, kHashA);
  EXPECT_EQ(id_of("one.txt", 0, kHashB), id);
  EXPECT_EQ(id_of("one.txt", 0, kHashA), id);
}

TEST_F(IdRegistryTest, ARenameKeepsTheId) {
  const std::string id = id_of("one.txt", 0, kHashA);  // one.txt is not on disk: gone
  EXPECT_EQ(id_of("two.txt", 0, kHashA), id);
}

TEST_F(IdRegistryTest, ACopyGetsAnotherId) {
  folder_.write("one.txt", "");
  const std::string id = id_of("one.txt", 0, kHashA);
  const std::string copy = id_of("two.txt", 0, kHashA);
  EXPECT_NE(copy, id);
  EXPECT_EQ(id_of("one.txt", 0, kHashA), id);
  EXPECT_EQ(id_of("two.txt", 0, kHashA), copy);
}

TEST_F(IdRegistryTest, ATakenIdIsNotGiven) {
  folder_.write("one.txt", "");
  const std::string id = id_of("one.txt", 0, kHashA);
  const auto taken = [&](std::string_view other) { return other == id; };
  const std::string other = id_of("one.txt", 0, kHashA, taken);
  EXPECT_NE(other, id);
  EXPECT_EQ(id_of("one.txt", 0, kHashA), other);
}

TEST_F(IdRegistryTest, IdsOfLinesFollowTheirContent) {
  IdRegistry registry = load();
  folder_.write("many.jsonl", "");
  const std::string path = (folder_.path() / "many.jsonl").string();
  const auto id = [&](int part, const std::string& hash) {
    return registry.id_for({path, part}, hash, "line", free_of_all);
  };
  const std::string a = id(1, kHashA), b = id(2, kHashB), c = id(3, kHashC);

  registry.follow_parts(path, {kHashB, kHashC});  // the first line is taken out
  EXPECT_EQ(id(1, kHashB), b);
  EXPECT_EQ(id(2, kHashC), c);

  const std::string fresh(32, 'd');
  registry.follow_parts(path, {fresh, kHashB, kHashC, kHashA});  // one put in, one comes back
  const std::string d = id(1, fresh);
  EXPECT_EQ(id(2, kHashB), b);
  EXPECT_EQ(id(3, kHashC), c);
  EXPECT_EQ(id(4, kHashA), a);
  EXPECT_NE(d, a);

  const std::string edited(32, 'e');
  registry.follow_parts(path, {fresh, edited, kHashC, kHashA});
  EXPECT_EQ(id(2, edited), b);
}

TEST_F(IdRegistryTest, DamagedLinesAreReportedAndTheOthersCount) {
  folder_.write("one.txt", "");
  const std::string id = id_of("one.txt", 0, kHashA);
  const auto file = folder_.path() / "ids.jsonl";
  const std::string good = *io::read_file(file);
  folder_.write("ids.jsonl", good + "{\"id\": 3}\nrubbish\n" + good.substr(good.find('\n') + 1));
  const std::string damaged = *io::read_file(file);

  IdRegistry registry = load();
  ASSERT_EQ(issues_.size(), 3u);  // not a text, not JSON, an id that stands twice
  for (const Issue& issue : issues_) EXPECT_EQ(issue.code, "damaged-registry");
  EXPECT_EQ(issues_.front().row, 3);
  EXPECT_EQ(*registry.find({(folder_.path() / "one.txt").string(), 0}), id);
  EXPECT_EQ(*io::read_file(file.string() + ".damaged"), damaged);
  ASSERT_TRUE(registry.save().ok());
  EXPECT_EQ(*io::read_file(file), good);
}

TEST_F(IdRegistryTest, LearnsAnIdThatItLost) {
  IdRegistry registry = load();
  registry.adopt({"/x", 0}, kHashA, "old-id");
  EXPECT_EQ(registry.id_for({"/x", 0}, kHashB, "name", free_of_all), "old-id");
  registry.adopt({"/y", 0}, kHashA, "old-id");  // somebody else's by now
  EXPECT_EQ(registry.find({"/y", 0}), nullptr);
}

}  // namespace
}  // namespace lontar::indexer
