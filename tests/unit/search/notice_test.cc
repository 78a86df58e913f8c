#include "search/notice.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

namespace lontar::search {
namespace {

TEST(Notice, SaysItselfInEnglishAndInOtherWords) {
  const Notice notice{"wide-beginning", {{"text", "a{b}"}, {"count", "900"}, {"limit", "500"}}};
  EXPECT_EQ(notice.text(),
            "“a{b}*” stands for 900 words; only the 500 most frequent were searched.");
  EXPECT_EQ(notice.text("{limit}/{count}"), "500/900");
}

TEST(Notice, IsKeptOnce) {
  Notices notices;
  add_once(notices, {"empty-not"});
  add_once(notices, {"no-word", {{"text", "-"}}});
  add_once(notices, {"empty-not"});
  add_once(notices, {"no-word", {{"text", "+"}}});
  EXPECT_EQ(notices.size(), 3u);
}

// A code that is in no row would say nothing, and a row that nobody uses is dead.
TEST(Notice, CodesAreThoseOfTheTable) {
  std::set<std::string> rows;
  for (const NoticeKind& kind : kNotices) EXPECT_TRUE(rows.insert(std::string(kind.code)).second);
  std::string code;
  for (const auto& entry : std::filesystem::directory_iterator(LONTAR_SOURCE_DIR "/search")) {
    if (entry.path().extension() != ".cc") continue;
    std::ostringstream text;
    text << std::ifstream(entry.path()).rdbuf();
    code += text.str();
  }
  for (const std::string& row : rows)
    EXPECT_NE(code.find("\"" + row + "\""), std::string::npos) << "nobody says " << row;
  const std::regex said("(?:warn\\(|push_back\\(|return )\\{\\s*\"([a-z-]+)\"");
  std::size_t found = 0;
  for (std::sregex_iterator at(code.begin(), code.end(), said), end; at != end; ++at, ++found)
    EXPECT_TRUE(rows.contains((*at)[1])) << (*at)[1];
  EXPECT_GT(found, 15u);
}

}  // namespace
}  // namespace lontar::search
