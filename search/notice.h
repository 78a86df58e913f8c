// What a reader should know of how a question was read: a code, by which others say it in their
// language, and its sentence in English. To add a notice, add a row to kNotices. Plain values.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lontar::search {

struct NoticeKind {
  std::string_view code;  // stable
  std::string_view english;
};

inline constexpr std::array kNotices = {
    NoticeKind{"open-quote", "A quotation mark was not closed; the phrase runs to the end."},
    NoticeKind{"stray-close", "A closing parenthesis without an opening one was ignored."},
    NoticeKind{"open-parenthesis", "A parenthesis was not closed; it was closed at the end."},
    NoticeKind{"deep-parentheses", "Parentheses nested deeper than {limit} were ignored."},
    NoticeKind{"many-words", "Only the first {limit} words were used."},
    NoticeKind{"many-bytes", "Only the first {limit} bytes of the query were read."},
    NoticeKind{"zawgyi", "The query was read as Zawgyi and converted to Unicode."},
    NoticeKind{"empty-not", "NOT with nothing after it was ignored."},
    NoticeKind{"empty-near", "NEAR needs a word on both sides; it was ignored."},
    NoticeKind{"near-as-and", "NEAR works between words only; here it was read as AND."},
    NoticeKind{"near-phrase", "Inside NEAR the words of a phrase may stand in any order."},
    NoticeKind{"no-field", "“{field}:” is not a field; it was read as words."},
    NoticeKind{"empty-field", "“{field}:” needs a word after it; it was ignored."},
    NoticeKind{"no-date",
               "“{text}” is not a date; write a year, 2015-11, 2015-11-21, or a range 2010..2015."},
    NoticeKind{"backward-dates", "“{text}” ends before it begins."},
    NoticeKind{"no-word", "“{text}” holds no word to search for; it was ignored."},
    NoticeKind{
        "many-beginnings",
        "Only the first {limit} words with * were searched by their beginning, the others as "
        "whole words."},
    NoticeKind{"short-beginning",
               "“{text}*” is too short; a beginning needs at least {limit} letters, so it was read "
               "as a word."},
    NoticeKind{"beginning-of-several",
               "“{text}*”: only a single word can be searched by its beginning."},
    NoticeKind{"wide-beginning",
               "“{text}*” stands for {count} words; only the {limit} most frequent were searched."},
    NoticeKind{"many-forms",
               "“{text}” has {count} other forms; only the {limit} most frequent were searched. In "
               "quotes it is searched as it is."},
    NoticeKind{"no-value", "No document has {facet} “{text}”."},
    NoticeKind{"relaxed-quotes",
               "No document has what stands in quotes together with the other words; shown are "
               "those that have the most telling words."},
    NoticeKind{"relaxed-none",
               "None of these documents has all of the words; shown are those that have the most "
               "telling ones."},
    NoticeKind{
        "relaxed-one",
        "One of these documents has all of the words; the others have the most telling ones. "
        "AND between the words leaves those out."},
    NoticeKind{"relaxed-one-first",
               "One of these documents has all of the words and stands first; the others have the "
               "most telling ones. AND between the words leaves those out."},
    NoticeKind{"relaxed-some",
               "{count} of these documents have all of the words; the others have the most telling "
               "ones. AND between the words leaves those out."},
    NoticeKind{"relaxed-some-first",
               "{count} of these documents have all of the words and stand first; the others have "
               "the most telling ones. AND between the words leaves those out."},
    NoticeKind{"relaxed-inside", "No passage has all of it; these have some."},
};

struct Notice {
  std::string_view code;                                              // of a row of kNotices
  std::vector<std::pair<std::string_view, std::string>> values = {};  // for its {names}

  // In English, or as `sentence` says it.
  std::string text() const;
  std::string text(std::string_view sentence) const;

  bool operator==(const Notice&) const = default;
};

using Notices = std::vector<Notice>;

// Keeps each notice once.
void add_once(Notices& notices, Notice notice);
// Each in English.
std::vector<std::string> texts(const Notices& notices);

}  // namespace lontar::search
