// The vocabulary against brute force over its terms.
#include "search/vocabulary.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <memory>

#include "text/fold.h"
#include "text/stemmer.h"

namespace lontar::search {
namespace {

using Terms = std::map<std::string, std::uint32_t>;  // in byte order, as the index gives them
using Number = Vocabulary::Number;

const std::vector<std::string> kTerms = {
    "treaty", "treaties", "treat",     "treated",   "menteri", "kementerian", "perjanjian",
    "janji",  "nghị",     "nghi",      "nghĩ",      "định",    "dinh",        "đinh",
    "quyền",  "quyển",    "resolução", "resolucao", "jum'at",  "jumat",       "2015",
    "พันธกรณี", "สนธิสัญญา",  "உரிமை",     "உரிமைகள்",   "ﬁsh",     "fish",        "fishing"};

Terms some_terms() {
  Terms terms;
  for (const std::string& term : kTerms) {
    if (*rc::gen::arbitrary<bool>()) terms[term] = *rc::gen::inRange<std::uint32_t>(1, 1000);
  }
  return terms;
}

const text::Languages& languages() {
  static const auto loaded =
      text::Languages::load(std::filesystem::path(LONTAR_SOURCE_DIR) / "config");
  return *loaded;
}

std::vector<const text::Language*> some_languages() {
  std::vector<const text::Language*> chosen;
  for (const char* code : {"en", "id", "pt", "ta", "th"}) {
    if (*rc::gen::arbitrary<bool>()) chosen.push_back(languages().find(code));
  }
  return chosen;
}

Vocabulary vocabulary_of(const Terms& terms, const std::vector<const text::Language*>& known,
                         const Vocabulary* previous) {
  TermList list;
  for (const auto& [term, documents] : terms) list.add(term, documents);
  return Vocabulary(std::move(list), known, previous);
}

std::vector<std::string> named(const Vocabulary& vocabulary, const std::vector<Number>& numbers) {
  std::vector<std::string> terms;
  for (const Number number : numbers) terms.emplace_back(vocabulary.term(number));
  return terms;
}

template <class Holds>
std::vector<std::string> brute_force(const Terms& terms, Holds holds) {
  std::vector<std::string> found;
  for (const auto& [term, documents] : terms) {
    if (holds(term)) found.push_back(term);
  }
  return found;
}

void expect_brute_force(const Vocabulary& vocabulary, const Terms& terms,
                        const std::vector<const text::Language*>& known) {
  RC_ASSERT(vocabulary.size() == terms.size());
  for (const std::string& term : kTerms) {
    const auto number = vocabulary.find(term);
    RC_ASSERT(number.has_value() == terms.contains(term));
    if (number) RC_ASSERT(vocabulary.documents(*number) == terms.at(term));
    const std::string folded = text::fold(term);
    RC_ASSERT(named(vocabulary, vocabulary.same_fold(folded)) ==
              brute_force(terms, [&](const auto& one) { return text::fold(one) == folded; }));
    for (std::size_t letters = 1; letters <= term.size(); ++letters) {
      const std::string beginning = term.substr(0, letters);
      const auto [begin, end] = vocabulary.with_beginning(beginning);
      std::vector<Number> range;
      for (Number at = begin; at < end; ++at) range.push_back(at);
      RC_ASSERT(named(vocabulary, range) ==
                brute_force(terms, [&](const auto& one) { return one.starts_with(beginning); }));
    }
  }
  for (const text::Language* language : known) {
    auto stemmer = text::Stemmer::make(language->stemmer);
    for (const std::string& term : kTerms) {
      const std::string stem(stemmer ? stemmer->stem(term) : "");
      const auto expected = brute_force(terms, [&](const auto& one) {
        return stemmer && (stemmer->stem(one) == stem || one == stem);
      });
      RC_ASSERT(named(vocabulary, vocabulary.same_stem(language->code, stem)) == expected);
    }
  }
}

RC_GTEST_PROP(Vocabulary, FindsWhatBruteForceFinds, ()) {
  const Terms terms = some_terms();
  const auto known = some_languages();
  expect_brute_force(vocabulary_of(terms, known, nullptr), terms, known);
}

RC_GTEST_PROP(Vocabulary, MadeFromTheOneBeforeItIsTheSame, ()) {
  auto vocabulary = std::make_unique<Vocabulary>();
  for (int generation = 0; generation < 4; ++generation) {
    const Terms terms = some_terms();
    const auto known = some_languages();
    vocabulary = std::make_unique<Vocabulary>(vocabulary_of(terms, known, vocabulary.get()));
    expect_brute_force(*vocabulary, terms, known);
  }
}

TEST(Vocabulary, ALanguageWithoutAStemmerIsPassedOver) {
  const Vocabulary vocabulary =
      vocabulary_of({{"haze", 1}}, {languages().find("th"), languages().find("en")}, nullptr);
  EXPECT_EQ(vocabulary.languages(), std::vector<std::string_view>{"en"});
}

}  // namespace
}  // namespace lontar::search
