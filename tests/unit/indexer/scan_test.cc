#include "indexer/scan.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "indexer/ignore.h"
#include "tests/unit/indexer/as_nobody.h"
#include "tests/unit/indexer/temp_folder.h"

namespace lontar::indexer {
namespace {

namespace fs = std::filesystem;

Settings settings() {
  Settings settings;
  settings.catalogue = "catalogue.csv";
  settings.ignore_file = ".lontarignore";
  settings.ignore = {"~$*"};
  return settings;
}

std::vector<std::string> paths(const std::vector<ScannedFile>& files) {
  std::vector<std::string> found;
  for (const ScannedFile& file : files) found.push_back(file.path);
  return found;
}

std::vector<std::string> codes(const std::vector<Issue>& issues) {
  std::vector<std::string> found;
  for (const Issue& issue : issues) found.push_back(issue.code);
  return found;
}

using Names = std::vector<std::string>;

TEST(Scan, ListsFilesInOrderAndCataloguesApart) {
  const TempFolder folder;
  folder.write("b.xml", "12345");
  folder.write("a/z.pdf", "");
  folder.write("a-1.txt", "");
  folder.write("catalogue.csv", "");
  folder.write("a/Catalogue.CSV", "");
  const Scan found = scan(folder.path(), {}, settings());
  EXPECT_EQ(paths(found.files), (Names{"a-1.txt", "a/z.pdf", "b.xml"}));
  EXPECT_EQ(paths(found.catalogues), (Names{"a/Catalogue.CSV", "catalogue.csv"}));
  EXPECT_EQ(found.files[2].size, 5u);
  EXPECT_GT(found.files[2].mtime, 1'600'000'000'000'000'000);
  EXPECT_TRUE(found.issues.empty());
}

TEST(Scan, LeavesOutWhatIsHiddenIgnoredOrTheIndexItself) {
  const TempFolder folder;
  folder.write(".git/config", "");
  folder.write(".hidden", "");
  folder.write("~$open.docx", "");
  folder.write("index/manifest.json", "");
  folder.write("sub/keep.txt", "");
  folder.write("sub/README.md", "");
  folder.write("sub/drafts/x.txt", "");
  folder.write("README.md", "");
  folder.write("sub/.lontarignore", "# not documents\r\nREADME.md\r\ndrafts/\n");
  const Scan found = scan(folder.path(), folder.path() / "index", settings());
  EXPECT_EQ(paths(found.files), (Names{"README.md", "sub/keep.txt"}));
  EXPECT_EQ(found.skipped, 7u);
}

TEST(Scan, DoesNotFollowLinks) {
  const TempFolder folder, elsewhere;
  elsewhere.write("secret.txt", "");
  folder.write("real.txt", "");
  fs::create_symlink(elsewhere.path() / "secret.txt", folder.path() / "out.txt");
  fs::create_symlink(elsewhere.path(), folder.path() / "outside");
  fs::create_symlink(folder.path() / "real.txt", folder.path() / "in.txt");
  fs::create_symlink(folder.path(), folder.path() / "loop");
  fs::create_symlink("/nowhere/at/all", folder.path() / "broken");
  fs::create_symlink("itself", folder.path() / "itself");
  const Scan found = scan(folder.path(), {}, settings());
  EXPECT_EQ(paths(found.files), Names{"real.txt"});
  EXPECT_EQ(codes(found.issues), (Names{"link-broken", "link-loop", "link-out", "link-out"}));
  EXPECT_EQ(found.skipped, 6u);
}

TEST(Scan, NamesWhatItCannotRead) {
  const TempFolder folder;
  folder.write("a\xFF.txt", "");
  ASSERT_EQ(::mkfifo((folder.path() / "pipe").c_str(), 0600), 0);
  const Scan found = scan(folder.path(), {}, settings());
  EXPECT_TRUE(found.files.empty());
  EXPECT_EQ(codes(found.refused), Names{"bad-file-name"});
  EXPECT_EQ(found.refused.at(0).message, "the name is not UTF-8; rename it");
  EXPECT_EQ(codes(found.issues), Names{"not-a-file"});
  EXPECT_EQ(found.issues.at(0).message, "pipe: is a pipe, no document, and is left out");
}

TEST(Scan, AnUnreadableFolderIsUnknownNotEmpty) {
  const TempFolder folder;
  folder.write("closed/x.txt", "");
  fs::permissions(folder.path(), fs::perms(0755));
  fs::permissions(folder.path() / "closed", fs::perms::none);
  const Scan found = [&] {
    const AsNobody nobody;
    return scan(folder.path(), {}, settings());
  }();
  fs::permissions(folder.path() / "closed", fs::perms::owner_all);
  EXPECT_EQ(found.unreadable, Names{"closed"});
  EXPECT_EQ(codes(found.refused), Names{"unreadable-folder"});
}

TEST(Scan, AMissingFolderIsUnknown) {
  const Scan found = scan("/nowhere/at/all", {}, settings());
  EXPECT_EQ(found.unreadable, Names{""});
}

TEST(IgnoreList, NamesPathsAndFolders) {
  const IgnoreList list = IgnoreList::parse("sub", "*.py\n/top.txt\nx/*.md\nbuild/\n#a.txt\n\n");
  EXPECT_TRUE(list.matches("sub/make.py", false));
  EXPECT_TRUE(list.matches("sub/deep/make.py", false));
  EXPECT_FALSE(list.matches("make.py", false));
  EXPECT_FALSE(list.matches("subway/make.py", false));
  EXPECT_TRUE(list.matches("sub/top.txt", false));
  EXPECT_TRUE(list.matches("sub/x/a.md", false));
  EXPECT_FALSE(list.matches("sub/x/y/a.md", false));
  EXPECT_TRUE(list.matches("sub/deep/build", true));
  EXPECT_FALSE(list.matches("sub/build", false));
  EXPECT_FALSE(list.matches("sub/a.txt", false));
}

}  // namespace
}  // namespace lontar::indexer
