// Questions widened by stems, accents and additions, from the index to the page: against brute
// force over small corpora in several languages.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <unistd.h>
#include <xapian.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>

#include "index/generation.h"
#include "index/snapshot.h"
#include "index/writer.h"
#include "search/evaluator.h"
#include "search/highlighter.h"
#include "search/ranking.h"
#include "search/ranking_parameters.h"
#include "search/resident.h"
#include "search/searcher.h"
#include "search/wanted.h"
#include "tests/unit/search/indexed.h"
#include "text/fold.h"
#include "text/stemmer.h"

namespace lontar::search {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;

const std::vector<std::string> kLanguages = {"en", "id", "pt", "vi", ""};
const std::map<std::string, std::string> kStemmers = {
    {"en", "english"}, {"id", "indonesian"}, {"pt", "portuguese"}};
const std::vector<std::string> kWords = {
    "treaty",      "treaties",  "rights",     "right", "perjanjian", "janji", "menteri",
    "kementerian", "resolução", "resolucao",  "nghị",  "nghĩ",       "nghi",  "quyền",
    "quyển",       "quyen",     "resoluções", "the",   "dan",        "haze"};
// Each of another language; a question is in the one that has most of it, the first of equals.
const std::vector<std::string> kStopWords = {"the", "dan"};

std::string words_of_text(int most) {
  std::string text;
  for (int words = *rc::gen::inRange(1, most); words > 0; --words) {
    text += *rc::gen::elementOf(kWords) + " ";
  }
  return text;
}

std::vector<Document> random_documents() {
  std::vector<Document> documents;
  const auto many = *rc::gen::inRange<std::size_t>(1, 25);
  for (std::size_t i = 0; i < many; ++i) {
    const bool titled = *rc::gen::arbitrary<bool>();
    documents.push_back(document_of("d" + std::to_string(i), *rc::gen::elementOf(kLanguages),
                                    words_of_text(10), titled ? words_of_text(3) : ""));
  }
  return documents;
}

// What the index holds, read with Xapian alone; what a question means, by its definition.
class Oracle {
 public:
  Oracle(const Indexed& indexed, const std::vector<Document>& documents)
      : database_(index::current_database(indexed.dir())->string()) {
    for (const Document& document : documents) {
      One one;
      one.id = document.id;
      one.language = document.content.metadata.first(Field::kLanguage);
      const Xapian::docid number = *database_.postlist_begin(index::id_term(document.id));
      one.length = database_.get_doclength(number);
      const auto end = database_.termlist_end(number);
      for (auto it = database_.termlist_begin(number); it != end; ++it)
        one.terms[*it] = it.get_wdf();
      languages_.insert(one.language);
      documents_.push_back(std::move(one));
    }
  }

  struct One {
    std::string id;
    std::string language;
    std::map<std::string, unsigned> terms;
    double length = 0;
  };
  const std::vector<One>& documents() const { return documents_; }

  // The weight of a word in a document; nothing where it does not match.
  // `accents`: some word of the question was typed with accents.
  std::optional<double> weight(const std::string& typed, const std::string& prefix, bool exact,
                               const One& document, bool accents) const {
    double frequency = 0;
    Xapian::doccount most = 0;
    for (const std::string& term : kWords) {
      if (!database_.term_exists(term)) continue;
      const double best = factor(typed, term, exact, nullptr, accents);
      if (best > 0) most = std::max(most, database_.get_termfreq(prefix + term));
      const auto has = document.terms.find(prefix + term);
      if (has != document.terms.end()) {
        frequency += factor(typed, term, exact, &document, accents) * has->second;
      }
    }
    if (frequency == 0) return {};
    return Bm25(database_.get_doccount(), most, database_.get_average_length())(frequency,
                                                                                document.length);
  }

 private:
  // What an occurrence of the term counts for the typed word; in any document if null.
  double factor(const std::string& typed, const std::string& term, bool exact, const One* document,
                bool accents) const {
    if (term == typed) return 1;
    if (exact) return 0;
    for (const auto& [language, name] : kStemmers) {
      if (!languages_.contains(language)) continue;
      if (document && document->language != language && !document->language.empty()) continue;
      auto stemmer = text::Stemmer::make(name);
      const std::string stem(stemmer->stem(typed));
      if (term == stem || stemmer->stem(term) == stem) return static_cast<float>(kRanking.stem);
    }
    const bool folds = !accents || !database_.term_exists(typed);
    if (folds && text::fold(term) == text::fold(typed)) return static_cast<float>(kRanking.fold);
    return 0;
  }

  Xapian::Database database_;
  std::vector<One> documents_;
  std::set<std::string> languages_;
};

std::map<std::string, double> scores_of(Searcher& searcher, const std::string& text) {
  SearchRequest request;
  request.text = text;
  request.page_size = kMaxPageSize;
  const auto page = searcher.search(request);
  RC_ASSERT(page.ok());
  std::map<std::string, double> scores;
  for (const Hit& hit : page->hits) scores[hit.record.id] = hit.score;
  RC_ASSERT(scores.size() == page->total);
  return scores;
}

// `close`: words that stand together may add to the weights.
void expect_scores(const std::map<std::string, double>& found,
                   const std::map<std::string, double>& expected, bool close) {
  RC_ASSERT(found.size() == expected.size());
  for (const auto& [id, score] : expected) {
    RC_ASSERT(found.contains(id));
    RC_ASSERT(found.at(id) - score > -1e-3);
    RC_ASSERT((close || found.at(id) - score < 1e-3));
  }
}

RC_GTEST_PROP(Forms, WordsMatchAndWeighAsBruteForceSays, ()) {
  const auto documents = random_documents();
  const Indexed indexed(documents);
  Searcher searcher = indexed.searcher();
  const Oracle oracle(indexed, documents);
  for (int i = 0; i < 6; ++i) {
    struct Typed {
      std::string word;
      bool exact;
      bool title;
      bool excused = false;
    };
    std::vector<Typed> typed;
    std::string text;
    const bool all = *rc::gen::arbitrary<bool>();
    for (int words = *rc::gen::inRange(1, 4); words > 0; --words) {
      const Typed one{*rc::gen::elementOf(kWords), *rc::gen::inRange(0, 4) == 0,
                      *rc::gen::inRange(0, 4) == 0};
      if (!text.empty()) text += all ? " AND " : " OR ";
      text += one.title ? "title:" : "";
      text += one.exact ? "\"" + one.word + "\"" : one.word;
      typed.push_back(one);
    }
    const auto times = [&](const std::string& stop_word) {
      return std::ranges::count_if(typed, [&](const Typed& one) {
        return one.word == stop_word && !one.exact && !one.title;
      });
    };
    const std::string& stop_word = *std::ranges::max_element(kStopWords, {}, times);
    const auto grammar = [&](const Typed& one) {
      return one.word == stop_word && !one.exact && !one.title;
    };
    if (all && !std::ranges::all_of(typed, grammar)) {
      for (Typed& one : typed) one.excused = grammar(one);
    }
    const bool accents = std::ranges::any_of(
        typed, [](const Typed& one) { return !one.exact && text::fold(one.word) != one.word; });
    std::map<std::string, double> expected;
    for (const auto& document : oracle.documents()) {
      double total = 0;
      std::size_t missed = 0;
      for (const Typed& one : typed) {
        const auto weight =
            oracle.weight(one.word, one.title ? "S:" : "", one.exact, document, accents);
        total += weight.value_or(0);
        missed += !weight && !one.excused;
      }
      if (missed < (all ? 1 : typed.size())) expected[document.id] = total;
    }
    RC_LOG() << text << "\n";
    expect_scores(scores_of(searcher, text), expected, all && typed.size() > 1);
  }
}

// NEAR takes any form of each word for the word.
RC_GTEST_PROP(Forms, NearMatchesWhatBruteForceSays, ()) {
  const auto documents = random_documents();
  const Indexed indexed(documents);
  Searcher searcher = indexed.searcher();
  const Oracle oracle(indexed, documents);
  const std::string a = *rc::gen::elementOf(kWords);
  const std::string b = *rc::gen::elementOf(kWords);
  const bool accents = text::fold(a) != a || text::fold(b) != b;
  // Words that share a form may stand for each other at one place: not asked here.
  for (const std::string& word : kWords) {
    Oracle::One any{"", "", {{word, 1}}, 1};
    if (oracle.weight(a, "", false, any, accents) && oracle.weight(b, "", false, any, accents))
      return;
  }
  std::set<std::string> expected;
  for (std::size_t number = 0; number < documents.size(); ++number) {
    for (const auto& text : {documents[number].content.metadata.first(Field::kTitle),
                             documents[number].content.passages[0].text}) {
      std::istringstream words(text);
      std::vector<int> as;
      std::vector<int> bs;
      int place = 0;
      for (std::string word; words >> word; ++place) {
        const Oracle::One here{"", oracle.documents()[number].language, {{word, 1}}, 1};
        if (oracle.weight(a, "", false, here, accents)) as.push_back(place);
        if (oracle.weight(b, "", false, here, accents)) bs.push_back(place);
      }
      for (const int x : as) {
        for (const int y : bs) {
          if (std::abs(x - y) <= 2) expected.insert(documents[number].id);
        }
      }
    }
  }
  std::set<std::string> found;
  for (const auto& [id, score] : scores_of(searcher, a + " NEAR/2 " + b)) found.insert(id);
  RC_LOG() << a << " NEAR/2 " << b << "\n";
  RC_ASSERT(found == expected);
}

std::vector<std::string> ids(Searcher& searcher, const std::string& text) {
  SearchRequest request;
  request.text = text;
  std::vector<std::string> found;
  const auto page = searcher.search(request);
  for (const Hit& hit : page->hits) found.push_back(hit.record.id);
  return found;
}

std::string snippet(Searcher& searcher, const std::string& text) {
  SearchRequest request;
  request.text = text;
  const auto page = searcher.search(request);
  return page->hits.empty() ? "" : page->hits[0].passages.at(0).snippet;
}

TEST(Forms, ExactBeforeStemBeforeFold) {
  const Indexed indexed({document_of("fold", "pt", "a resólution here"),
                         document_of("stem", "en", "a resolutions here"),
                         document_of("exact", "en", "a resolution here")});
  Searcher searcher = indexed.searcher();
  EXPECT_THAT(ids(searcher, "resolution"), ElementsAre("exact", "stem", "fold"));
  EXPECT_THAT(ids(searcher, "Resolution"), ElementsAre("exact", "stem", "fold"));
  EXPECT_THAT(ids(searcher, "\"resolution\""), ElementsAre("exact"));
}

TEST(Forms, AStemCountsInItsLanguage) {
  const Indexed indexed({document_of("indonesian", "id", "sebuah perjanjian baru"),
                         document_of("english", "en", "the word perjanjian"),
                         document_of("unknown", "", "kata perjanjian itu juga")});
  Searcher searcher = indexed.searcher();
  EXPECT_THAT(ids(searcher, "janji"), testing::UnorderedElementsAre("indonesian", "unknown"));
  EXPECT_EQ(snippet(searcher, "janji language:id"), "sebuah <mark>perjanjian</mark> baru");
}

TEST(Forms, AccentsAreOptionalAndMarked) {
  const Indexed indexed({document_of("decree", "vi", "theo Nghị định số 33")});
  Searcher searcher = indexed.searcher();
  EXPECT_EQ(snippet(searcher, "nghi dinh"), "theo <mark>Nghị định</mark> số 33");
  EXPECT_EQ(snippet(searcher, "NGHI NEAR/2 dinh"), "theo <mark>Nghị định</mark> số 33");
  EXPECT_EQ(snippet(searcher, "\"nghi dinh\""), "");
  EXPECT_EQ(snippet(searcher, "\"nghị định\""), "theo <mark>Nghị định</mark> số 33");
}

TEST(Forms, WordsOfGrammarAreNeitherRequiredNorMarked) {
  const Indexed indexed({document_of("without", "en", "haze agreement"),
                         document_of("with", "en", "the haze agreement")});
  Searcher searcher = indexed.searcher();
  EXPECT_EQ(ids(searcher, "the haze").size(), 2u);
  EXPECT_THAT(ids(searcher, "\"the haze\""), ElementsAre("with"));
  EXPECT_THAT(ids(searcher, "the"), ElementsAre("with"));
  const auto inside = searcher.search_inside("with", "the haze", 0, 1);
  EXPECT_EQ(inside->passages.at(0).snippet, "the <mark>haze</mark> agreement");
  EXPECT_EQ(inside->warnings, Notices{});
}

}  // namespace
}  // namespace lontar::search
