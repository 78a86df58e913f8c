#include "core/document.h"

#include <cctype>

namespace lontar {
namespace {

std::string capitalised(std::string word) {
  if (!word.empty()) word[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(word[0])));
  return word;
}

// "Article 5", "มาตรา 5" and "[12]" name themselves; "5." and "(a)" want the kind before them.
bool names_itself(const std::string& label) {
  const auto first = static_cast<unsigned char>(label.front());
  return first >= 0x80 || first == '[' || (std::isalpha(first) && label.size() > 2);
}

}  // namespace

PassageName passage_name(const Passage& passage) {
  if (passage.kind == "page") return {passage.kind, std::to_string(passage.page)};
  if (passage.label.empty()) return {passage.kind, ""};
  if (names_itself(passage.label)) return {"", passage.label};
  std::string number = passage.label;
  if (number.size() > 1 && number.back() == '.') number.pop_back();
  return {passage.kind, number};
}

std::string display_label(const Passage& passage) {
  const PassageName name = passage_name(passage);
  if (name.kind.empty() || name.number.empty()) return capitalised(name.kind) + name.number;
  return capitalised(name.kind) + " " + name.number;
}

std::size_t text_bytes(const ParsedDocument& document) {
  std::size_t bytes = 0;
  for (const Passage& passage : document.passages) {
    bytes += passage.label.size() + passage.heading.size() + passage.text.size();
  }
  return bytes;
}

}  // namespace lontar
