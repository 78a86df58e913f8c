// The start page, the advanced form and the page of the reading lists, as a browser gets them.
#include <gmock/gmock.h>

#include <regex>

#include "search-api/links.h"
#include "service_fixture.h"

namespace lontar::api::testing_support {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class StartPageTest : public ServiceTest {};
class AdvancedTest : public ServiceTest {
 protected:
  // Where the filled-in form leads.
  static std::string leads_to(const std::string& query) {
    const Reply reply = get("/advanced/search?" + query);
    EXPECT_EQ(reply.status, 303) << query;
    return reply.header("location");
  }
};

TEST_F(StartPageTest, SaysWhatThisIsAndHowMuch) {
  const Reply reply = get("/");
  ASSERT_EQ(reply.status, 200);
  EXPECT_EQ(reply.header("content-type"), "text/html; charset=utf-8");
  EXPECT_THAT(reply.body,
              AllOf(HasSubstr("<h1>The law of ASEAN, searched to the sentence</h1>"),
                    HasSubstr("<form id=\"search\" action=\"/search\""), HasSubstr("8 documents"),
                    Not(HasSubstr("type=\"checkbox\" name="))));
}

TEST_F(StartPageTest, EveryWayInHasItsCount) {
  const std::string page = get("/").body;
  const auto count_at = [&](const std::string& url) {
    const std::regex link("<a[^>]* href=\"" + url +
                          "\">.*?<span class=\"[a-z-]*count\">([^<]*)</span>");
    std::smatch match;
    return std::regex_search(page, match, link) ? match[1].str() : std::string("no link");
  };
  EXPECT_EQ(count_at("/search\\?community=ASCC"), "1 document");
  EXPECT_EQ(count_at("/search\\?community=AEC"), "0 documents");
  EXPECT_EQ(count_at("/search\\?community=CROSS"), "0 documents");
  EXPECT_EQ(count_at("/search\\?member_state=SG"), "2");
  EXPECT_EQ(count_at("/search\\?member_state=ID"), "1");
  for (const char* state : {"BN", "KH", "LA", "MM", "PH", "TH", "TL", "VN"})
    EXPECT_EQ(count_at("/search\\?member_state=" + std::string(state)), "0") << state;
  EXPECT_THAT(page, HasSubstr("href=\"/search?topic=%3Ci%3Etopic%3C%2Fi%3E\""));
}

TEST_F(StartPageTest, TheNewestStandsFirst) {
  const std::string page = get("/").body;
  const auto newest = page.find("What is new");
  ASSERT_NE(newest, std::string::npos);
  EXPECT_LT(page.find("Odd id", newest), page.find("Transboundary Haze", newest));
  EXPECT_THAT(page.substr(newest), HasSubstr("Digest — not the official text"));
}

TEST_F(AdvancedTest, IsFilledInFromASearch) {
  const std::string page =
      get("/advanced?q=Haze+%22peat+fires%22+-drugs+title:charter+date:2002..2015-11"
          "&member_state=ID&sort=title&page_size=20&expand=off")
          .body;
  EXPECT_THAT(page, AllOf(HasSubstr("name=\"all\" value=\"Haze\""),
                          HasSubstr("name=\"phrase\" value=\"peat fires\""),
                          HasSubstr("name=\"none\" value=\"drugs\""),
                          HasSubstr("name=\"title\" value=\"charter\""),
                          HasSubstr("name=\"date_from\" value=\"2002\""),
                          HasSubstr("name=\"date_to\" value=\"2015-11\""),
                          HasSubstr("name=\"member_state\" value=\"ID\" checked"),
                          HasSubstr("<option value=\"title\" selected>"),
                          HasSubstr("<option value=\"20\" selected>"),
                          HasSubstr("name=\"expand\" value=\"off\" checked")));
  // Filters that the text names are chosen as filters; what is nowhere in the index can be chosen.
  const std::string named =
      get("/advanced?q=member_state:Singapore+type:nothing&year_from=2001").body;
  EXPECT_THAT(named, AllOf(HasSubstr("name=\"member_state\" value=\"SG\" checked"),
                           HasSubstr("<option value=\"nothing\" selected>"),
                           HasSubstr("name=\"all\" value=\"\""),
                           HasSubstr("name=\"date_from\" value=\"2001\"")));
}

TEST_F(AdvancedTest, LeadsToTheSearch) {
  EXPECT_EQ(leads_to("all=haze+smoke&phrase=peat+fires&any=a+%22b+c%22&none=drugs&every=yes"),
            "/search?q=haze%20AND%20smoke%20AND%20%22peat%20fires%22%20AND%20(a%20OR%20%22b%20c%22)"
            "%20AND%20NOT%20drugs");
  EXPECT_EQ(leads_to("title=charter&citation=%5B2019%5D+SGCA+12"),
            "/search?q=title%3Acharter%20citation%3A%22%5B2019%5D%20SGCA%2012%22");
  EXPECT_EQ(leads_to("near_first=child&near_second=labour&near_words=5"),
            "/search?q=child%20NEAR%2F5%20labour");
  EXPECT_EQ(leads_to("all=&phrase=&near_words=10&sort=relevance&page_size=10"), "/search");
  EXPECT_EQ(leads_to("member_state=ID&member_state=SG&type=agreement&sort=newest&page_size=50"),
            "/search?member_state=ID&member_state=SG&type=agreement&sort=newest&page_size=50");
  EXPECT_EQ(leads_to("all=haze&sort=relevance&expand=off"), "/search?q=haze&expand=off");
}

TEST_F(AdvancedTest, WholeYearsAreAFilterAndOtherDatesAreNot) {
  EXPECT_EQ(leads_to("date_from=2002&date_to=2015"), "/search?year_from=2002&year_to=2015");
  EXPECT_EQ(leads_to("date_to=2015"), "/search?year_to=2015");
  EXPECT_EQ(leads_to("date_from=2002-06&date_to=2015"), "/search?q=date%3A2002-06..2015");
  EXPECT_EQ(leads_to("date_from=soon"), "/search");
}

// What the form was filled in from, it leads to again.
TEST_F(AdvancedTest, ComesBackToTheSearchItCameFrom) {
  for (const std::string query :
       {"q=haze", "q=haze%20%22peat%20fires%22", "q=title%3Acharter", "member_state=ID",
        "q=haze&year_from=2001&year_to=2005", "q=haze&sort=title&expand=off&page_size=20"}) {
    const std::string page = get("/advanced?" + query).body;
    std::string sent;
    const auto add = [&](const std::smatch& match) {
      sent += (sent.empty() ? "" : "&") + match[1].str() + "=" + match[2].str();
    };
    const auto each = [&](const char* pattern, auto take) {
      const std::regex expression(pattern);
      for (std::sregex_iterator at(page.begin(), page.end(), expression), end; at != end; ++at)
        take(*at);
    };
    each("<input[^>]*type=\"text\"[^>]*name=\"([a-z_]+)\" value=\"([^\"]+)\"", add);
    each("type=\"checkbox\" name=\"([a-z_]+)\" value=\"([^\"]+)\" checked", add);
    each("<select id=\"(sort|page_size)\"(?:(?!</select>)[^])*?value=\"([^\"]+)\" selected", add);
    for (std::size_t at = 0; (at = sent.find("&quot;", at)) != std::string::npos;)
      sent.replace(at, 6, "%22");
    for (std::size_t at = 0; (at = sent.find(' ', at)) != std::string::npos;)
      sent.replace(at, 1, "%20");
    EXPECT_EQ(leads_to(sent), "/search?" + query) << sent;
  }
}

TEST_F(AdvancedTest, HostileValuesStayText) {
  const std::string page =
      get("/advanced?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&topic=%3Ci%3Etopic%3C/i%3E").body;
  EXPECT_THAT(page, AllOf(Not(HasSubstr("<script>alert")), Not(HasSubstr("<i>"))));
}

TEST_F(StartPageTest, TheListPageSaysWhatItNeeds) {
  const Reply reply = get("/list");
  EXPECT_EQ(reply.status, 200);
  EXPECT_THAT(reply.body, AllOf(HasSubstr("needs JavaScript"), HasSubstr("<div id=\"list\" hidden"),
                                HasSubstr("<template id=\"list-item\">")));
}

}  // namespace
}  // namespace lontar::api::testing_support
