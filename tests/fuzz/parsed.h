// For the targets that fuzz a parser: what holds of every document, whatever the bytes were.
#pragma once

#include <set>

#include "isolation/protocol.h"
#include "parsers/parser.h"
#include "tests/fuzz/target.h"
#include "text/clean.h"

namespace lontar::fuzz {

inline const text::Languages& languages() {
  static const text::Languages languages = loaded(text::Languages::load(kConfig));
  return languages;
}

inline void check(const ParsedDocument& document) {
  std::set<std::string_view> anchors;
  for (const Passage& passage : document.passages) {
    must(!passage.anchor.empty(), "a passage has an anchor");
    must(anchors.insert(passage.anchor).second, "anchors are unique");
    must(passage.text == text::clean_blocks(passage.text), "texts are clean");
    must(passage.heading == text::clean_line(passage.heading), "headings are clean");
  }
  const auto received = isolation::decode_document(isolation::encode(document));
  must(received && *received == document, "what a worker sends is what the parent receives");
}

inline void parse(const parsers::Parser& parser, std::string_view bytes) {
  const parsers::Input input{bytes, "fuzz.xml"};
  if (!parser.accepts(input)) return;
  const auto read = parser.parse(input, check);
  must(read.ok() || !read.error().message.empty(), "a failure has a reason");
}

}  // namespace lontar::fuzz
