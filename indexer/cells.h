// What the cells of a catalogue mean, by column: codes of the taxonomy, dates, languages, addresses
// or plain text. A value that cannot be understood is reported and left out; the others stay.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/document.h"
#include "knowledge/taxonomy.h"
#include "text/languages.h"

namespace lontar::indexer {

struct Cell {
  std::vector<std::string> values;  // none: the cell says nothing
  std::vector<Warning> problems;    // stable codes; the message has no place in it
};

// Holds references: taxonomy and languages must outlive it. Const and thread-safe.
class CellReader {
 public:
  CellReader(const knowledge::Taxonomy& taxonomy, const text::Languages& languages)
      : taxonomy_(taxonomy), languages_(languages) {}

  Cell read(Field field, std::string_view cell) const;

 private:
  // Reads one value of a cell, or explains why not.
  using ReadValue = Result<std::string> (CellReader::*)(Field, const std::string&) const;
  struct Rule {
    Field field;
    ReadValue read;
    std::string_view problem;  // the code of what is wrong when it cannot be read
  };
  static const Rule kRules[];

  Result<std::string> identifier(Field field, const std::string& value) const;
  Result<std::string> code(Field field, const std::string& value) const;
  Result<std::string> code_or_name(Field field, const std::string& value) const;
  Result<std::string> date(Field field, const std::string& value) const;
  Result<std::string> language(Field field, const std::string& value) const;
  Result<std::string> text_kind(Field field, const std::string& value) const;
  Result<std::string> address(Field field, const std::string& value) const;
  Result<std::string> plain(Field field, const std::string& value) const;

  const knowledge::Taxonomy& taxonomy_;
  const text::Languages& languages_;
};

}  // namespace lontar::indexer
