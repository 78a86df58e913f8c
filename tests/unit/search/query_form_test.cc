// The fields of the form and the text of the query language: one into the other and back.
#include "search/query_form.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <vector>

#include "search/query.h"

namespace lontar::search {
namespace {

const std::size_t kState = *index::facet_named("member_state");

TEST(QueryForm, EachKindOfThingHasItsField) {
  const QueryForm form = form_of(
      "Haze smoke \"peat fires\" (hotspot OR \"burning land\") -drugs NOT \"open fire\" "
      "title:Charter title:\"of ASEAN\" citation:\"[2019] SGCA 12\" child NEAR/5 labour "
      "date:2002..2015-11 member_state:ID traffick*");
  EXPECT_EQ(form.all, "Haze smoke traffick*");
  EXPECT_EQ(form.phrase, "peat fires");
  EXPECT_EQ(form.any, "hotspot \"burning land\"");
  EXPECT_EQ(form.none, "drugs \"open fire\"");
  EXPECT_EQ(form.title, "Charter \"of ASEAN\"");
  EXPECT_EQ(form.citation, "[2019] SGCA 12");
  EXPECT_EQ(form.near_first, "child");
  EXPECT_EQ(form.near_second, "labour");
  EXPECT_EQ(form.near_words, 5u);
  EXPECT_EQ(form.date_from, "2002");
  EXPECT_EQ(form.date_to, "2015-11");
  EXPECT_EQ(form.facets[kState], "ID");
  EXPECT_FALSE(form.every);
  EXPECT_EQ(to_text(form),
            "Haze smoke traffick* \"peat fires\" (hotspot OR \"burning land\") "
            "title:(Charter \"of ASEAN\") citation:\"[2019] SGCA 12\" child NEAR/5 labour "
            "date:2002..2015-11 NOT drugs NOT \"open fire\"");
}

TEST(QueryForm, ComesBackAsItWas) {
  for (const char* text :
       {"", "haze", "\"peat fires\"", "a AND b", "(a OR b)", "title:haze", "title:(a b)",
        "citation:SGCA", "citation:\"[2019] SGCA 12\"", "a NEAR/3 b", "date:2015", "date:2015..",
        "date:..2015-11-21", "NOT a", "haze OR (smoke AND fire)", "(a b OR c) \"d e\"",
        "NOT (a OR b)", "foo:bar"}) {
    EXPECT_EQ(to_text(form_of(text)), text);
  }
  EXPECT_EQ(to_text(form_of("a OR b OR \"c d\"")), "(a OR b OR \"c d\")");
}

TEST(QueryForm, WhatFitsNoFieldStays) {
  EXPECT_EQ(form_of("\"a b\" \"c d\"").all, "\"c d\"");
  EXPECT_EQ(form_of("(a OR b) (c OR d)").all, "(c OR d)");
  EXPECT_EQ(form_of("a OR b c").all, "a OR b c");
  EXPECT_EQ(form_of("member_state:ID member_state:MY").all, "member_state:MY");
  EXPECT_EQ(form_of("date:2001 date:2002").all, "date:2002");
  EXPECT_EQ(form_of("date:never").all, "date:never");
  EXPECT_EQ(form_of("-type:x").none, "type:x");
}

TEST(QueryForm, NothingLeaksFromOneFieldIntoTheNext) {
  QueryForm form;
  form.all = "haze OR \"open";
  form.phrase = "peat \"fires";
  EXPECT_EQ(to_text(form), "(haze OR \"open\") \"peat fires\"");
  form.all = "haze OR (smoke AND";
  EXPECT_EQ(to_text(form), "(haze OR (smoke)) \"peat fires\"");
  form.all = "haze OR fog ) OR smoke NOT";
  EXPECT_EQ(to_text(form), "(haze OR fog) smoke \"peat fires\"");
  form.all = "haze title:";
  EXPECT_EQ(to_text(form), "haze \"peat fires\"");
  form.all = "haze NEAR/3 ";
  EXPECT_EQ(to_text(form), "haze \"peat fires\"");
  form = {};
  form.any = "a) OR -b \"c d\" AND (e";
  EXPECT_EQ(to_text(form), "(a OR b OR \"c d\" OR e)");
  form = {};
  form.none = "-a OR b \"c d\" title:e";
  EXPECT_EQ(to_text(form), "NOT a NOT b NOT \"c d\" NOT title:e");
  form = {};
  form.title = "a AND (b) \"c";
  EXPECT_EQ(to_text(form), "title:(a b \"c\")");
  form = {};
  form.citation = "G.R. No. \"101083\"";
  EXPECT_EQ(to_text(form), "citation:\"G.R. No. 101083\"");
  form = {};
  form.near_first = "child";
  EXPECT_EQ(to_text(form), "child");
  form.near_second = "forced labour";
  EXPECT_EQ(to_text(form), "child NEAR/10 \"forced labour\"");
  form.near_words = 1000;
  EXPECT_EQ(to_text(form), "child NEAR/64 \"forced labour\"");
  form = {};
  form.date_from = "soon";
  form.date_to = "2015";
  EXPECT_EQ(to_text(form), "date:..2015");
  form.date_to = "2010..2015";
  EXPECT_EQ(to_text(form), "");
}

TEST(QueryForm, EveryWord) {
  const QueryForm form = form_of("haze AND smoke \"peat fires\" date:2015");
  EXPECT_TRUE(form.every);
  EXPECT_EQ(form.all, "haze AND smoke");
  EXPECT_EQ(to_text(form), "haze AND smoke AND \"peat fires\" AND date:2015");
  QueryForm typed;
  typed.all = "haze smoke";
  typed.every = true;
  EXPECT_EQ(to_text(typed), "haze AND smoke");
}

// What is asked for at the top, without an order.
std::vector<std::string> conditions(const std::string& text,
                                    const std::vector<QueryForm>& taken_out = {}) {
  text::Analyzer analyzer;
  const Query query = parse_query(text, analyzer);
  std::vector<std::string> all;
  if (query.root.op == Op::kAnd && query.root.words.empty()) {
    for (const Node& child : query.root.children) all.push_back(to_text(child));
  } else if (query.root.op != Op::kAll) {
    all.push_back(to_text(query.root));
  }
  for (const QueryForm& form : taken_out) {
    for (std::size_t facet = 0; facet < index::kFacetCount; ++facet) {
      if (form.facets[facet].empty()) continue;
      all.push_back(std::string(index::kFacets[facet].name) + ":\"" + form.facets[facet] + "\"");
    }
  }
  std::ranges::sort(all);
  return all;
}

// Whatever is typed, the form asks for the same.
RC_GTEST_PROP(QueryForm, AsksForTheSame, ()) {
  std::string text;
  for (int i = *rc::gen::inRange(0, 10); i > 0; --i) {
    text += *rc::gen::element<std::string>("haze", "smoke", "\"peat fires\"", "tre*", "3(1)(b)",
                                           "e-commerce", "[2019]", "title:fire", "title:(a b)",
                                           "citation:\"x 1\"", "citation:y", "type:treaty",
                                           "year:2001..2002", "date:2015", "foo:bar", "type:");
    text +=
        *rc::gen::element<std::string>(" ", " ", " ", " AND ", " OR ", " NOT ", " -", " NEAR/3 ",
                                       " NEAR ", " (", ") ", " (", ") ", "\"", " - ");
  }
  const QueryForm form = form_of(text);
  const std::string back = to_text(form);
  RC_LOG() << text << "\n" << back << "\n";
  RC_ASSERT(conditions(back, {form}) == conditions(text));
  // And once more, from what the form made of it.
  const QueryForm again = form_of(back);
  RC_ASSERT(conditions(to_text(again), {form, again}) == conditions(text));
}

}  // namespace
}  // namespace lontar::search
