// Whatever the text and whatever is asked: marks enclose whole grapheme clusters, nothing else is
// markup, and what is shown is the text. ICU's own character iterator is the oracle.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <unicode/brkiter.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>
#include <set>

#include "search/highlighter.h"
#include "text/clean.h"

namespace lontar::search {
namespace {

// Pieces of hostile texts: every script, markup, marks without a base, joiners, directions.
const std::vector<std::string> kPieces = {
    "haze",
    "treaty",
    "Nghị định",
    "e\u0301",
    "\u0301\u0301",
    "สิทธิมนุษยชน",
    "มนุษย์",
    "สิทธิ",
    "กำ",
    "ที่",
    "ສິດທິມະນຸດ",
    "ສິດ",
    "សិទ្ធិមនុស្ស",
    "មនុស្ស",
    "្ធ",
    "လူ့အခွင့်အရေး",
    "လူ",
    "း",
    "\u1039",
    "最高人民法院",
    "法院",
    "人",
    "மனித உரிமை",
    "ி",
    "حقوق",
    "\u0600",
    "한국",
    "\u1112\u1161\u11ab",
    "\U0001F469\u200D\U0001F469\u200D\U0001F467",
    "\U0001F1EE\U0001F1E9",
    "\u20DD",
    "\u200D",
    "\u202E",
    "\u2067",
    "\uFE0F",
    "<mark>",
    "</mark>",
    "<script>alert(1)</script>",
    "&amp;",
    "&",
    "\"",
    "'",
    "\n",
    "\r\n",
    " ",
    " ",
    ".",
    "-",
    "33/PUU-IX/2011",
    "๑๒",
    "7",
    std::string(10'000, 'x'),
    "a" + std::string(3, '*'),
};

std::string any_text(int most) {
  std::string text;
  for (int pieces = *rc::gen::inRange(0, most); pieces > 0; --pieces) {
    text += *rc::gen::elementOf(kPieces);
  }
  return text;
}

// A question about it: its own pieces, as words, phrases and beginnings, cut anywhere.
std::string any_query() {
  std::string query;
  for (int parts = *rc::gen::inRange(1, 5); parts > 0; --parts) {
    const std::string piece = any_text(4);
    switch (*rc::gen::inRange(0, 4)) {
      case 0:
        query += "\"" + piece + "\" ";
        break;
      case 1:
        query += piece + "* ";
        break;
      case 2:
        query += piece + " OR ";
        break;
      default:
        query += piece + " ";
    }
  }
  return query;
}

std::set<std::size_t> borders(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> iterator(
      icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
  UText* utext =
      utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status);
  iterator->setText(utext, status);
  std::set<std::size_t> found = {0};
  for (int at = iterator->first(); at != icu::BreakIterator::DONE; at = iterator->next()) {
    found.insert(static_cast<std::size_t>(at));
  }
  utext_close(utext);
  return found;
}

struct Shown {
  std::string text;                // marks taken away, entities resolved
  std::vector<std::size_t> edges;  // where marks begin and end, in turn
};

// Reads what a browser would; anything but marks in pairs and the five entities fails.
Shown read(std::string_view html) {
  static const std::vector<std::pair<std::string_view, char>> kEntities = {
      {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}};
  Shown shown;
  while (!html.empty()) {
    const std::string_view tag = shown.edges.size() % 2 == 0 ? "<mark>" : "</mark>";
    if (html.starts_with(tag)) {
      shown.edges.push_back(shown.text.size());
      html.remove_prefix(tag.size());
      continue;
    }
    RC_ASSERT(html.front() != '<' && html.front() != '>' && html.front() != '"' &&
              html.front() != '\'');
    if (html.front() != '&') {
      shown.text += html.front();
      html.remove_prefix(1);
      continue;
    }
    const auto entity = std::ranges::find_if(
        kEntities, [&](const auto& row) { return html.starts_with(row.first); });
    RC_ASSERT(entity != kEntities.end());
    shown.text += entity->second;
    html.remove_prefix(entity->first.size());
  }
  RC_ASSERT(shown.edges.size() % 2 == 0u);
  return shown;
}

// Line breaks are shown as spaces.
std::string in_one_line(std::string text) {
  std::ranges::replace(text, '\n', ' ');
  return text;
}

void check(const std::string& html, const std::string& text, bool whole) {
  Shown shown = read(html);
  std::size_t before = 0;
  if (!whole) {
    constexpr std::string_view kBefore = "… ";
    constexpr std::string_view kAfter = " …";
    if (shown.text.starts_with(kBefore)) before = kBefore.size();
    if (shown.text.ends_with(kAfter)) shown.text.resize(shown.text.size() - kAfter.size());
  }
  const std::string piece = shown.text.substr(before);
  const std::string line = in_one_line(text);
  const auto clusters = borders(text);
  // The same piece may stand in the text twice; one of its places must do.
  bool fits = false;
  for (std::size_t at = line.find(piece); at != std::string::npos && !fits;
       at = line.find(piece, at + 1)) {
    fits = clusters.contains(at) && clusters.contains(at + piece.size()) &&
           std::ranges::all_of(shown.edges, [&](std::size_t edge) {
             return edge >= before && clusters.contains(at + edge - before);
           });
    if (whole) fits &= piece == line;
  }
  RC_ASSERT(fits);
}

RC_GTEST_PROP(Highlighting, MarksWholeClustersAndNothingElseIsMarkup, ()) {
  const std::string text = text::clean(any_text(30));
  const std::string query_text = text::clean(any_query());
  text::Analyzer analyzer;
  const Query query = parse_query(query_text, analyzer);
  const Wanted wanted = wanted_of(query.root);
  Highlighter highlighter(wanted, analyzer, [](const Form&) { return true; });
  RC_LOG() << query_text << "\n" << text << "\n";
  check(highlighter.whole(text), text, true);
  check(highlighter.snippet(text, *rc::gen::inRange<std::size_t>(10, 300)), text, false);
}

class Parts : public testing::Test {
 protected:
  std::string whole(const std::string& query_text, const std::string& text) {
    const Query query = parse_query(query_text, analyzer_);
    const Wanted wanted = wanted_of(query.root);
    return Highlighter(wanted, analyzer_, [](const Form&) { return true; }).whole(text);
  }
  text::Analyzer analyzer_;
};

TEST_F(Parts, OfACompoundThePartIsMarked) {
  EXPECT_EQ(whole("法院", "最高人民法院"), "最高人民<mark>法院</mark>");
  EXPECT_EQ(whole("สิทธิ", "สิทธิมนุษยชน"), "<mark>สิทธิ</mark>มนุษยชน");
}

TEST_F(Parts, AStringIsMarkedWhereverItsBordersFall) {
  EXPECT_EQ(whole("\"ทธิมนุษ\"", "สิทธิมนุษยชน"), "สิ<mark>ทธิมนุษ</mark>ยชน");
  // The spaces between words are of no account, on either side.
  EXPECT_EQ(whole("\"สิทธิ มนุษยชน\"", "สิทธิมนุษยชน"), "<mark>สิทธิมนุษยชน</mark>");
  EXPECT_EQ(whole("\"สิทธิมนุษยชน\"", "สิทธิ มนุษยชน"), "<mark>สิทธิ มนุษยชน</mark>");
}

}  // namespace
}  // namespace lontar::search
