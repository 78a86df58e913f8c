// Turns a Document into what Xapian stores of it. Internal to index/: shows Xapian types.
// Not thread-safe: one builder per thread.
#pragma once

#include <xapian.h>

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/document.h"
#include "index/word_table.h"
#include "text/analyzer.h"
#include "text/collation.h"

namespace lontar::index {

class PostingBuilder {
 public:
  // Terms with positions, boolean terms and values of the document; its data is the storage key.
  Xapian::Document build(const Document& document, std::uint64_t key);

 private:
  // Adds the words of `text` from the next position on.
  void add_words(std::string_view text, unsigned boost, std::string_view prefix = {});
  void add_title(const Metadata& metadata);
  std::vector<std::uint32_t> add_passages(const std::vector<Passage>& passages);
  void move_words_to(Xapian::Document& document);
  // The boolean terms of the passages' headings.
  std::set<std::string> heading_terms(const ParsedDocument& content);

  text::Analyzer analyzer_;
  text::Collator collator_;
  WordTable words_;
  std::string prefixed_;
  Xapian::termpos next_ = 1;
};

}  // namespace lontar::index
