// Why a hit is one though it does not have what was typed as it was typed: it has another form of a
// word, calls a thing by another name, or lacks a word of a relaxed question. Looks only at the
// documents that are shown. Internal to search/: shows Xapian types. Used by one thread.
#pragma once

#include <xapian.h>

#include <string>
#include <string_view>
#include <vector>

#include "search/evaluator.h"
#include "search/query.h"
#include "search/relaxation.h"
#include "search/request.h"
#include "text/analyzer.h"

namespace lontar::search {

class Reasons {
 public:
  // All must outlive it. `text` is what the query was read from.
  Reasons(std::string_view text, const Query& query, const Matches& matches,
          const Evaluator& evaluator, text::Analyzer& analyzer);

  std::vector<Reason> of(Xapian::docid document) const;

 private:
  // Something that was typed as plain words.
  struct Typed {
    const Node* node;         // a kWord or a kConcept, or what else counts as evidence
    const DocSet* documents;  // that have it; null where all hits do
    std::string text;
    std::string demanding;
  };
  void add(const Node& node, const DocSet* documents);
  void add_all(const Node& node);

  std::string_view text_;
  const Evaluator& evaluator_;
  text::Analyzer& analyzer_;
  std::vector<Typed> typed_;
};

// The question with these words, which stand one after the other outside quotes, put into quotes,
// so that they must be there; "" when they do not stand there so.
std::string demanding(std::string_view text, const std::vector<std::string>& terms,
                      text::Analyzer& analyzer);

}  // namespace lontar::search
