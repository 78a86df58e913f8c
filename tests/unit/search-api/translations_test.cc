// The files of web/i18n against each other and against what the program asks for. What a language
// lacks is listed, and shown in English; what nobody asks for, and {names} that differ, are wrong.
#include <gmock/gmock.h>

#include <cstdio>
#include <filesystem>
#include <map>
#include <regex>
#include <set>

#include "io/file.h"
#include "search-api/problem.h"
#include "search-api/vocabulary.h"
#include "search-api/web_files.h"
#include "search/notice.h"

namespace lontar::api {
namespace {

namespace fs = std::filesystem;
using testing::IsEmpty;

const InterfaceTexts& texts() {
  static const auto kTexts = InterfaceTexts::load(LONTAR_SOURCE_DIR "/web/i18n");
  return kTexts.value();
}

const Vocabulary& vocabulary() {
  static const auto kVocabulary = Vocabulary::load(LONTAR_SOURCE_DIR "/config");
  return kVocabulary.value();
}

std::set<std::string> matches(const std::string& text, const std::regex& pattern) {
  std::set<std::string> found;
  for (std::sregex_iterator at(text.begin(), text.end(), pattern), end; at != end; ++at)
    found.insert((*at)[1]);
  return found;
}

std::set<std::string> names_in(const std::string& sentence) {
  return matches(sentence, std::regex("\\{([^}]*)\\}"));
}

// What the program and config/ have in English, by the key of a translation.
std::map<std::string, std::string> english_of_the_program() {
  std::map<std::string, std::string> keys;
  for (std::size_t i = 0; i < index::kFacetCount; ++i) {
    const index::Facet& facet = index::kFacets[i];
    keys["facets." + std::string(facet.name)] = Vocabulary::facet_label(i);
    std::string table = "vocabulary." + std::string(info(facet.field).name);
    if (facet.field == Field::kLanguage) table = "languages";
    if (facet.field == Field::kTextKind) table = "text_kinds";
    for (const std::string& code : vocabulary().values(i))
      keys[table + "." + code] = vocabulary().label(i, code);
  }
  for (const ProblemKind& kind : kProblems) {
    keys["problem_titles." + std::string(kind.slug)] = kind.title;
    keys["problem_explanations." + std::string(kind.slug)] = kind.explanation;
  }
  for (const search::NoticeKind& kind : search::kNotices)
    keys["notices." + std::string(kind.code)] = kind.english;
  // The kinds of passages are the parsers', and open; what one language names, all should.
  for (const InterfaceText& text : texts().all())
    for (const auto& [key, sentence] : text.own())
      if (constexpr std::string_view kTable = "passage_kinds."; key.starts_with(kTable))
        keys[key] = key.substr(kTable.size());
  return keys;
}

const knowledge::Taxonomy& taxonomy() {
  static const auto kTaxonomy = knowledge::Taxonomy::load(LONTAR_SOURCE_DIR "/config");
  return kTaxonomy.value();
}

// Whether a language need not name "vocabulary.FIELD.CODE", because config/taxonomy.toml does; or
// must not: bodies and courts have the names that stand there, and no others.
bool named_by_the_taxonomy(const std::string& key, const std::string& language) {
  constexpr std::string_view kTable = "vocabulary.";
  if (!key.starts_with(kTable)) return false;
  const auto dot = key.find('.', kTable.size());
  const Field field = *field_named(key.substr(kTable.size(), dot - kTable.size()));
  if (field == Field::kBody || field == Field::kCourt) return true;
  return taxonomy().find(field, key.substr(dot + 1))->labels.contains(language);
}

// All files in a folder with this extension.
std::string sources(const fs::path& folder, const std::string& extension) {
  std::string all;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().extension() == extension) all += io::read_file(entry.path()).value();
  return all;
}

TEST(Translations, HoldNothingThatEnglishOrTheProgramDoesNotKnow) {
  const auto program = english_of_the_program();
  for (const InterfaceText& text : texts().all())
    for (const auto& [key, sentence] : text.own()) {
      const bool alias = key.starts_with("interface.aliases_");
      const bool known = &text == &texts().english() || texts().english().own().contains(key) ||
                         program.contains(key) || alias;
      EXPECT_TRUE(known) << text.code() << ".toml: nobody asks for " << key;
      EXPECT_FALSE(sentence.empty()) << text.code() << ".toml: " << key;
    }
}

TEST(Translations, KeepTheNamesThatThePageFillsIn) {
  auto english = english_of_the_program();
  english.insert(texts().english().own().begin(), texts().english().own().end());
  for (const InterfaceText& text : texts().all())
    for (const auto& [key, sentence] : text.own()) {
      std::set<std::string> names = names_in(sentence);
      const bool date = key.starts_with("dates.") && !key.starts_with("dates.months_");
      if (date) names.erase("buddhist_year");  // the one that a language may add
      EXPECT_EQ(names, names_in(english[key])) << text.code() << ".toml: " << key;
    }
}

// Markup is the same too: what English shows as code or links, in the same number.
TEST(Translations, KeepWhatIsCodeAndWhatIsALink) {
  const std::regex code("`([^`]*)`");
  const std::regex link("\\]\\((/[^)]*)\\)");
  for (const InterfaceText& text : texts().all())
    for (const auto& [key, sentence] : text.own()) {
      const std::string* english = texts().english().find_own(key);
      if (english == nullptr) continue;
      EXPECT_EQ(matches(sentence, code), matches(*english, code)) << text.code() << ": " << key;
      EXPECT_EQ(matches(sentence, link), matches(*english, link)) << text.code() << ": " << key;
    }
}

TEST(Translations, EnglishHasWhatIsAskedForAndNothingElse) {
  const std::string code = sources(LONTAR_SOURCE_DIR "/search-api", ".cc");
  const std::string templates = sources(LONTAR_SOURCE_DIR "/web/templates", ".mustache");
  const auto& english = texts().english().own();
  std::set<std::string> tables;
  for (const auto& [key, sentence] : english) tables.insert(key.substr(0, key.find('.')));

  std::set<std::string> asked = matches(templates, std::regex("\\{\\{t\\.([^}]*)\\}\\}"));
  // The name of a script may begin like a key.
  const std::set<std::string> files = matches(code, std::regex("static_url\\(\"([^\"]*)\""));
  for (const std::string& key : matches(code, std::regex("\"([a-z]+\\.[a-z_]+)\"")))
    if (tables.contains(key.substr(0, key.find('.'))) && !files.contains(key)) asked.insert(key);
  // Keys that are put together: "facts." and a field's name.
  const std::set<std::string> beginnings = matches(code, std::regex("\"([a-z]+\\.[a-z]*_?)\" \\+"));

  for (const std::string& key : asked)
    EXPECT_TRUE(key.ends_with('_') || english.contains(key) || english.contains(key + "_other"))
        << "en.toml lacks " << key;
  for (const auto& [key, sentence] : english) {
    if (key.starts_with("interface.")) continue;
    std::string plural = key;
    for (const std::string suffix : {"_one", "_other"})
      if (key.ends_with(suffix)) plural.resize(key.size() - suffix.size());
    const bool built = std::ranges::any_of(
        beginnings, [&](const std::string& beginning) { return key.starts_with(beginning); });
    EXPECT_TRUE(asked.contains(key) || asked.contains(plural) || built)
        << "nobody asks for en.toml's " << key;
  }
}

// The list that a translator works from. Nothing missing is an error: English is shown for it.
TEST(Translations, WhatIsMissingIsListed) {
  for (const InterfaceText& text : texts().all()) {
    if (&text == &texts().english()) continue;
    std::size_t missing = 0;
    const auto list = [&](const std::string& key, const std::string& english) {
      std::printf("web/i18n/%s.toml lacks %s = \"%s\"\n", text.code().c_str(), key.c_str(),
                  english.c_str());
      ++missing;
    };
    for (const auto& [key, sentence] : texts().english().own()) {
      // A language without such a plural, or without other codes, lacks nothing.
      if (key.ends_with("_one") || key.starts_with("interface.")) continue;
      if (text.find_own(key) == nullptr) list(key, sentence);
    }
    for (const auto& [key, english] : english_of_the_program())
      if (text.find_own(key) == nullptr && !named_by_the_taxonomy(key, text.code()))
        list(key, english);
    std::printf("%s: %zu missing\n", text.code().c_str(), missing);
    RecordProperty("missing_" + text.code(), static_cast<int>(missing));
    // A file that names itself and says nothing would be no language of the interface.
    EXPECT_LT(missing, texts().english().own().size() / 2) << text.code();
  }
}

}  // namespace
}  // namespace lontar::api
