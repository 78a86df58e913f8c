// Cuts snippets out of passages and marks what a query found there. Used by one thread.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "core/document.h"
#include "search/request.h"
#include "search/wanted.h"
#include "text/analyzer.h"
#include "text/clusters.h"

namespace lontar::search {

class Highlighter {
 public:
  // Says whether a form of a word counts in the document that is shown.
  using Counts = std::function<bool(const Form&)>;

  // What `wanted` was made from, and `analyzer`, must outlive the highlighter.
  Highlighter(const Wanted& wanted, text::Analyzer& analyzer, Counts counts);

  // About `bytes` of the text around its best match, cut between words and never in a cluster, with
  // an ellipsis where something was left out; the beginning of the text when nothing matches.
  // HTML-escaped; <mark> is the only markup.
  std::string snippet(std::string_view text, std::size_t bytes = 260);
  // The whole text, escaped and marked.
  std::string whole(std::string_view text);
  // What is marked in it: whole clusters, ascending and apart.
  std::vector<Span> marks(std::string_view text) { return marks(text, analyzer_.tokens(text)); }

 private:
  std::vector<Span> marks(std::string_view text, const std::vector<text::OwnedToken>& tokens);

  // Which tokens a phrase or NEAR node marks, by token number.
  void mark_together(const Node& node, const std::vector<text::OwnedToken>& tokens,
                     std::vector<bool>& marked) const;

  Counts counts_;
  std::unordered_set<std::string> words_;  // that are marked wherever they stand
  std::vector<std::string> beginnings_;
  std::vector<const Node*> together_;
  text::Analyzer& analyzer_;
  text::Clusters clusters_;
};

}  // namespace lontar::search
