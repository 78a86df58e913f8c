// What Lontar knows of each language of the region, read once from config/languages.toml: names,
// scripts, month names, eras, words for "article". Immutable after loading: share freely.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.h"
#include "core/result.h"

namespace lontar::text {

struct Language {
  std::string code;                  // BCP 47: "en", "id", "ms-Arab"
  std::string name;                  // in English
  std::string own_name;              // in itself
  std::vector<std::string> aliases;  // other codes sources use: "eng", "ind", "fil" for "tl"
  std::string script;                // ISO 15924: "Latn", "Thai"
  bool right_to_left = false;
  std::vector<std::string> profiles;             // libexttextcat profiles that mean this language
  std::vector<std::vector<std::string>> months;  // twelve lists of names, lower case; or empty
  std::vector<std::string> era_words;            // words that mark a Buddhist-era year: "พ.ศ."
  std::vector<std::string> article_words;  // that head an article: "Article", "Pasal", "มาตรา"
};

class Languages {
 public:
  static Result<Languages> load(const std::filesystem::path& config_dir);

  const std::vector<Language>& all() const { return languages_; }
  // By BCP 47 code, ISO 639-3 code or alias, any case; region subtags are ignored. Null if unknown.
  const Language* find(std::string_view code) const;

 private:
  std::vector<Language> languages_;
};

// A heading of an article: "Article 5", "Pasal 5", "Điều 5.", "มาตรา ๕", at the start of a line.
struct ArticleHeading {
  std::string label;       // as written: "Article 5", "มาตรา ๕"
  std::string number;      // in ASCII digits or as written: "5", "5bis", "IV"
  std::string word;        // the article word that matched, as configured
  std::size_t length = 0;  // bytes of the line that the label takes; the rest is heading or text
};
// Nothing when the line does not begin with an article word and a number, or is a sentence that
// merely begins so ("Article 5 shall apply ...": a lower-case word or a verb follows).
std::optional<ArticleHeading> article_heading(std::string_view line, const Languages& languages);

// A date written in words or figures, in any of the languages: "21 November 2015", "8 Ogos 1967",
// "๒๔ กุมภาพันธ์ พ.ศ. ๒๕๑๙", "ngày 15 tháng 12 năm 1995", "2009-02-26".
struct FoundDate {
  Date date;              // Gregorian
  std::size_t begin = 0;  // bytes of the searched text
  std::size_t end = 0;
};
// All dates in order of appearance; ambiguous all-figure forms (03/04/2015) are not dates.
std::vector<FoundDate> find_dates(std::string_view text, const Languages& languages);

}  // namespace lontar::text
