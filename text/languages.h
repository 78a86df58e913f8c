// What Lontar knows of each language of the region, read once from config/languages.toml: names,
// scripts, month names, eras, words for "article", words of grammar. Immutable after loading: share
// freely.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
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
  std::string ocr;                               // Tesseract's data for it: "eng"; or ""
  std::vector<std::string> profiles;             // libexttextcat profiles that mean this language
  std::string letters;                           // that only it writes, in its script
  std::vector<std::string> markers;              // words that its nearest relatives do not use
  std::vector<std::vector<std::string>> months;  // twelve lists of names, lower case; or empty
  std::vector<std::string> era_words;            // words that mark a Buddhist-era year: "พ.ศ."
  std::vector<std::string> date_words;           // may stand between day, month and year: "de"
  // Head an article: "Article", "Pasal", "มาตรา"; in "第…条" the number stands at the dots.
  std::vector<std::string> article_words;
  std::vector<std::string> reference_words;  // after "Article 5": a sentence, not a heading
  std::string stemmer;                       // a name for Stemmer::make; empty: none helps
  std::vector<std::string> stop_words;       // terms of grammar, as the Analyzer writes them
};

struct DateWords;

class Languages {
 public:
  static Result<Languages> load(const std::filesystem::path& config_dir);

  const std::vector<Language>& all() const { return languages_; }
  // Whether who writes this says that they do not know: "", "unknown", "n/a", "tidak diketahui".
  bool means_unknown(std::string_view text) const;
  // By BCP 47 code, ISO 639-3 code or alias, any case; region subtags are ignored. Null if unknown.
  const Language* find(std::string_view code) const;
  // The words of dates in all languages, prepared for find_dates().
  const DateWords& date_words() const { return *date_words_; }

 private:
  std::vector<Language> languages_;
  std::set<std::string> unknown_words_;
  std::map<std::string, std::size_t, std::less<>> by_code_;
  std::shared_ptr<const DateWords> date_words_;
};

// A heading of an article: "Article 5", "Pasal 5", "Điều 5.", "มาตรา ๕", at the start of a line.
struct ArticleHeading {
  std::string label;   // as written: "Article 5", "มาตรา ๕"
  std::string number;  // in ASCII digits or as written: "5", "5bis", "IV"
  std::string word;    // the article word that matched, as configured
  // Bytes of the line that the label takes, with the space and the punctuation around it; what
  // follows is heading or text.
  std::size_t length = 0;
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
