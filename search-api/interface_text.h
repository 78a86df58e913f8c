// What the pages say, in one language: sentences by key, and how numbers and dates are written.
// Read once from web/i18n, a file for each language. Immutable: share freely between threads.
#pragma once

#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.h"
#include "core/result.h"

namespace lontar::api {

class InterfaceText {
 public:
  using Sentences = std::map<std::string, std::string, std::less<>>;
  struct Filling {
    std::string_view name;
    std::string text;
  };

  // `own` are the sentences of web/i18n/CODE.toml as "table.key"; where it has none, `english`
  // (null for English itself) is asked. What belongs to a plural is not mixed: see counted().
  InterfaceText(std::string code, Sentences own, const InterfaceText* english);

  const std::string& code() const { return code_; }  // BCP 47: "id"
  std::string own_name() const { return get("interface.own_name"); }
  const std::vector<std::string>& aliases() const { return aliases_; }

  // What the language's own file has.
  const Sentences& own() const { return own_; }

  // The sentence as the file has it; the key itself when not even English has it.
  std::string get(std::string_view key) const;
  // With its {name}s filled in.
  std::string get(std::string_view key, std::initializer_list<Filling> fillings) const;
  // KEY_one for 1 where the language has it, otherwise KEY_other; {count} is the number.
  std::string counted(std::string_view key, std::uint64_t count) const;
  // Null when this language itself does not say it: for names that the program has in English.
  const std::string* find_own(std::string_view key) const;
  // Null when English does not say it either.
  const std::string* find(std::string_view key) const;

  std::string number(std::uint64_t number) const;  // 12345 as "12,345"
  std::string date(const Date& date) const;        // "21 November 2015", "July 2009", "2009"
  std::string size(std::uint64_t bytes) const;     // "1.2 MB"

 private:
  std::string code_;
  Sentences own_;
  Sentences sentences_;  // own, and English's where it has none
  std::vector<std::string> aliases_;
};

// All languages of the interface. English is always there, and first.
class InterfaceTexts {
 public:
  // Reads web/i18n/*.toml. Fails naming the file and what it lacks or cannot have.
  static Result<InterfaceTexts> load(const std::filesystem::path& i18n_dir);

  const std::vector<InterfaceText>& all() const { return texts_; }
  const InterfaceText& english() const { return texts_.front(); }
  // By code or alias, in any case; null for a language that has no file.
  const InterfaceText* find(std::string_view code) const;

 private:
  std::vector<InterfaceText> texts_;
};

// `page` with every {{t.table.key}} replaced by the sentence, escaped for HTML. In a sentence,
// {name} becomes {{name}}, `words` <code> and [words](/path) a link, the latter two only where a
// tag may stand. Fails naming a key that not even English has.
Result<std::string> put_sentences(std::string_view page, const InterfaceText& text);

}  // namespace lontar::api
