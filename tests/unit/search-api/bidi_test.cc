#include "search-api/bidi.h"

#include <gtest/gtest.h>

namespace lontar::api {
namespace {

TEST(Bidi, AMarkWithoutItsPartnerIsLeftOut) {
  struct Row {
    const char* text;
    const char* contained;
  };
  for (const Row& row : {
           Row{"no marks: é ក", "no marks: é ក"},
           Row{"a\u202Eb", "ab"},  // overrides, embeddings, isolates
           Row{"a\u202Ab\u202Bc\u202Dd", "abcd"}, Row{"a\u2066b\u2067c\u2068d", "abcd"},
           Row{"a\u2069b\u202Cc", "abc"},                // ends of nothing
           Row{"\u202Ea\u202C\u202C", "\u202Ea\u202C"},  // one end too many
           Row{"\u2067a\u2069\u2069b", "\u2067a\u2069b"},
           Row{"\u2067\u202Ea\u2069b\u202C", "\u2067a\u2069b"},  // the isolate ends what is in it
           Row{"\u202E\u2067a\u202C\u2069",
               "\u2067a\u2069"},             // an end within it reaches not outside
           Row{"\u2067a\nb\u2069", "a\nb"},  // a paragraph ends everything
           Row{"\u2067a\u2029b\u2069", "a\u2029b"},
           Row{"\xE2\x80", "\xE2\x80"},  // broken bytes are no marks
       })
    EXPECT_EQ(contain_direction(row.text), row.contained) << row.text;
}

TEST(Bidi, PairsAndMarksThatOpenNothingStay) {
  for (const char* text : {"Act \u2067لمڤو\u2069 (1999)", "\u202Bلمڤو\u202C 1999",
                           "\u2066a\u2067b\u2069c\u2069", "\u200Ea\u200Fb"})
    EXPECT_EQ(contain_direction(text), text);
}

TEST(Bidi, WhatIsContainedStaysSo) {
  const std::string once = contain_direction("\u2067\u202Ea\u2069\u202C\u2069\u2066b\u202D");
  EXPECT_EQ(contain_direction(once), once);
}

}  // namespace
}  // namespace lontar::api
