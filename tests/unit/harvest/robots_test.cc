#include "harvest/robots.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace lontar::harvest {
namespace {

using namespace std::chrono_literals;

Robots ours(std::string_view text) { return Robots::parse(text, "lontar-harvest"); }

// The examples of RFC 9309, section 5.
TEST(Robots, TheLongestMatchOfTheRfc) {
  const Robots robots = ours(
      "User-Agent: lontar-harvest\nAllow: /example/page/\n"
      "Disallow: /example/page/disallowed.gif\n");
  EXPECT_TRUE(robots.allows("/example/page/"));
  EXPECT_TRUE(robots.allows("/example/page/other.gif"));
  EXPECT_FALSE(robots.allows("/example/page/disallowed.gif"));
}

TEST(Robots, TheSpecialCharactersOfTheRfc) {
  const Robots robots = ours(
      "User-Agent: *\nDisallow: *.gif$\nDisallow: /example/\nAllow: /publications/\n\n"
      "User-Agent: foobot\nDisallow:/\nAllow:/example/page.html\nAllow:/example/allowed.gif\n");
  EXPECT_FALSE(robots.allows("/a/b.gif"));
  EXPECT_TRUE(robots.allows("/a/b.gif?x"));
  EXPECT_FALSE(robots.allows("/example/x"));
  EXPECT_TRUE(robots.allows("/publications/x"));
}

TEST(Robots, GroupsOfOneNameAreOneAndLinesInARowNameOneGroup) {
  const Robots robots = ours(
      "user-agent: other\nuser-agent: LONTAR-HARVEST/2.0\ndisallow: /a\n"
      "user-agent: *\ndisallow: /everybody\n"
      "user-agent: lontar-harvest # again\ndisallow: /b\ncrawl-delay: 1.5\n");
  EXPECT_FALSE(robots.allows("/a"));
  EXPECT_FALSE(robots.allows("/b"));
  EXPECT_TRUE(robots.allows("/everybody"));
  EXPECT_EQ(robots.delay(), 1500ms);
}

TEST(Robots, AGroupOfOursWithoutRulesAllowsAll) {
  EXPECT_TRUE(
      ours("User-agent: *\nDisallow: /\n\nUser-agent: lontar-harvest\nDisallow:\n").allows("/x"));
  EXPECT_FALSE(ours("User-agent: *\nDisallow: /\n\nUser-agent: lontar\nDisallow:\n").allows("/x"));
}

TEST(Robots, AllowWinsAmongEquals) {
  EXPECT_TRUE(ours("User-agent: *\nDisallow: /page\nAllow: /page\n").allows("/page"));
  EXPECT_TRUE(ours("User-agent: *\nAllow: /page\nDisallow: /page\n").allows("/page"));
  EXPECT_FALSE(ours("User-agent: *\nAllow: /p\nDisallow: /*.html\n").allows("/page.html"));
}

TEST(Robots, Wildcards) {
  const auto refused = [](std::string_view pattern, std::string_view path) {
    return !ours("User-agent: *\nDisallow: " + std::string(pattern)).allows(path);
  };
  EXPECT_TRUE(refused("/a*b*c", "/a-b-b-c-d"));
  EXPECT_FALSE(refused("/a*b*c$", "/a-b-b-c-d"));
  EXPECT_TRUE(refused("/a*c$", "/abcbc"));
  EXPECT_TRUE(refused("/*?", "/x?y=1"));
  EXPECT_FALSE(refused("/*?", "/x"));
  EXPECT_TRUE(refused("/$", "/"));
  EXPECT_FALSE(refused("/$", "/x"));
  EXPECT_TRUE(refused("*", "/anything"));
}

TEST(Robots, OneWayOfWritingAPath) {
  const Robots robots = ours(
      "User-agent: *\nDisallow: /caf\xC3\xA9\nDisallow: /%7Euser\n"
      "Disallow: /a%2fb\n");
  EXPECT_FALSE(robots.allows("/caf%c3%a9"));
  EXPECT_FALSE(robots.allows("/~user/x"));
  EXPECT_FALSE(robots.allows("/a%2Fb"));
  EXPECT_TRUE(robots.allows("/a/b"));
}

TEST(Robots, AnyLineEndAByteOrderMarkAndRubbish) {
  EXPECT_FALSE(ours("\xEF\xBB\xBFUser-agent: *\rDisallow: /x\r").allows("/x"));
  EXPECT_FALSE(ours("<html>\nUser-agent : *\r\n\r\n  Disallow :\t/x  # why\r\n").allows("/x"));
  EXPECT_TRUE(ours("Disallow: /x\nUser-agent: *\nSitemap: /x\n").allows("/x"));
}

TEST(Robots, RobotsTxtItselfMayAlwaysBeRead) {
  EXPECT_TRUE(ours("User-agent: *\nDisallow: /\n").allows("/robots.txt"));
  EXPECT_FALSE(Robots::unknown("down").allows("/x"));
}

TEST(Robots, AHostilePatternTakesNoTime) {
  std::string pattern = "/";
  for (int i = 0; i < 1000; ++i) pattern += "*a";
  EXPECT_TRUE(
      ours("User-agent: *\nDisallow: " + pattern + "$").allows(std::string(2000, 'a') + "b"));
}

RC_GTEST_PROP(Robots, NoInputBreaksThem, (const std::string& text, const std::string& path)) {
  ours("User-agent: *\n" + text).allows(path);
  ours("User-agent: *\nDisallow: " + text).allows(path);
}

}  // namespace
}  // namespace lontar::harvest
