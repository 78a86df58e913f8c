#include "search-api/parameters.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>

#include "search-api/search_parameters.h"

namespace lontar::api {
namespace {

using testing::ElementsAre;

struct BadParameter {
  const char* query;
  const char* slug;
  const char* detail;
};
// One row per way in which a parameter can be wrong: the whole message.
TEST(Parameters, SayWhatIsWrong) {
  const BadParameter rows[] = {
      {"comunity=APSC", "unknown-parameter",
       "There is no parameter 'comunity' here; did you mean 'community'?"},
      {"zzzzzzzzz=1", "unknown-parameter", "There is no parameter 'zzzzzzzzz' here."},
      {"page=0", "invalid-parameter", "'page' takes a whole number from 1 to 1000000."},
      {"page=1x", "invalid-parameter", "'page' takes a whole number from 1 to 1000000."},
      {"page_size=101", "invalid-parameter", "'page_size' takes a whole number from 1 to 100."},
      {"year_from=99999", "invalid-parameter", "'year_from' takes a whole number from 1 to 9999."},
      {"sort=newst", "invalid-parameter",
       "'sort' takes relevance, newest, oldest, title, latest; did you mean 'newest'?"},
      {"page=1&page=2", "repeated-parameter", "'page' takes one value."},
      {"facets=court,topics", "invalid-parameter",
       "'facets' takes community, member_state, topic, type, body, court, language, status, year, "
       "text_kind; did you mean 'topic'?"},
  };
  for (const BadParameter& row : rows) {
    const auto read = Parameters::read(search_parameters(), parse_query(row.query));
    ASSERT_EQ(read.problems().size(), 1u) << row.query;
    EXPECT_EQ(read.problems()[0].kind->slug, row.slug) << row.query;
    EXPECT_EQ(read.problems()[0].detail, row.detail);
  }
}

TEST(Parameters, ListsAreRepeatedOrCommaSeparated) {
  const auto read = Parameters::read(
      search_parameters(), parse_query("member_state=ID%2CSG&member_state=,%20MY,&court=A\\,B"));
  EXPECT_THAT(read.list("member_state"), ElementsAre("ID", "SG", "MY"));
  EXPECT_THAT(read.list("court"), ElementsAre("A,B"));
  EXPECT_TRUE(read.list("topic").empty());
  EXPECT_TRUE(read.problems().empty());
}

TEST(Parameters, EmptyValuesCountAsNone) {
  const auto read = Parameters::read(search_parameters(), parse_query("page=&sort=&facets=&q="));
  EXPECT_TRUE(read.problems().empty());
  EXPECT_EQ(read.number("page", 7), 7);
  EXPECT_FALSE(read.has("sort"));
  EXPECT_TRUE(read.has("facets"));
}

RC_GTEST_PROP(Parameters, EscapedListValuesComeBackWhole, ()) {
  const auto value =
      *rc::gen::nonEmpty(rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab,\\"))));
  RC_ASSERT(split_list(escape_list_value(value)) == std::vector<std::string>{value});
}

TEST(SearchParameters, SurviveTheWayIntoAUrlAndBack) {
  const auto vocabulary = Vocabulary::load(LONTAR_SOURCE_DIR "/config");
  ASSERT_TRUE(vocabulary.ok()) << vocabulary.error().message;
  const std::string query =
      "q=haze%20smoke&community=ASCC&member_state=IDN&member_state=Singapore&court=X%5C%2C%20Y"
      "&year_from=2001&year_to=2003&sort=title&page=3&page_size=25";
  const auto request =
      search_request(Parameters::read(search_parameters(), parse_query(query)), *vocabulary);
  EXPECT_THAT(request.filters[1], ElementsAre("ID", "SG"));
  EXPECT_THAT(request.filters[5], ElementsAre("X, Y"));
  const auto again =
      search_request(Parameters::read(search_parameters(),
                                      parse_query(format_query(search_query(request)).substr(1))),
                     *vocabulary);
  EXPECT_EQ(again.text, request.text);
  EXPECT_EQ(again.filters, request.filters);
  EXPECT_EQ(again.year_from, 2001);
  EXPECT_EQ(again.year_to, 2003);
  EXPECT_EQ(again.sort, search::Sort::kTitle);
  EXPECT_EQ(again.page, 3u);
  EXPECT_EQ(again.page_size, 25u);
}

}  // namespace
}  // namespace lontar::api
