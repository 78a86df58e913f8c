// Turns a Document into what Xapian stores of it. Internal to index/: shows Xapian types.
// Not thread-safe: one builder per thread.
#pragma once

#include <xapian.h>

#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/document.h"
#include "text/analyzer.h"
#include "text/collation.h"

namespace lontar::index {

class PostingBuilder {
 public:
  // Terms with positions, boolean terms and values of the document; its data is the storage key.
  Xapian::Document build(const Document& document, std::uint64_t key);

 private:
  struct Postings {
    std::vector<Xapian::termpos> positions;
    Xapian::termcount boost = 0;  // frequency beyond one per position
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };

  // Adds the words of `text` from the next position on.
  void add_words(std::string_view text, unsigned boost, std::string_view prefix = {});
  void add_title(const Metadata& metadata);
  std::vector<std::uint32_t> add_passages(const std::vector<Passage>& passages);
  void move_terms_to(Xapian::Document& document);
  // The boolean terms of the passages' headings.
  std::set<std::string> heading_terms(const ParsedDocument& content);

  text::Analyzer analyzer_;
  text::Collator collator_;
  std::unordered_map<std::string, Postings, Hash, std::equal_to<>> terms_;
  std::string prefixed_;
  Xapian::termpos next_ = 1;
};

}  // namespace lontar::index
