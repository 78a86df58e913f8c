#include "search/alternatives.h"

#include <algorithm>
#include <utility>

namespace lontar::search {
namespace {

using Kind = Alternative::Kind;

// Parts of a text that are left out, one at a time.
constexpr std::size_t kMaxParts = 8;

const std::size_t kYear = *index::facet_named("year");

bool filters_by(const SearchRequest& request, std::size_t facet) {
  const bool by_span = facet == kYear && (request.year_from != 0 || request.year_to != 0);
  return by_span || !request.filters[facet].empty();
}

void take_off(SearchRequest& request, std::size_t facet) {
  request.filters[facet].clear();
  if (facet == kYear) request.year_from = request.year_to = 0;
}

// Conditions come first: words that nobody has are left out of a question anyhow.
bool is_condition(const Node& node) {
  if (!node.field.empty()) return true;
  if (node.op == Op::kWord) return node.words[0].exact;
  return node.op != Op::kConcept;
}

bool in_quotes(const Node& node) {
  return node.op == Op::kPhrase && !node.joined && node.field.empty();
}

Node unquoted(const Node& node) {
  Node plain = node;
  if (in_quotes(node)) {
    plain = Node{};
    plain.op = Op::kAnd;
    for (const Word& word : node.words) {
      Node& child = plain.children.emplace_back();
      child.op = Op::kWord;
      child.words.push_back({word.text, false, {}});
    }
  } else if (node.op == Op::kAnd && node.words.empty()) {
    for (Node& child : plain.children) child = unquoted(child);
  }
  return plain;
}

bool has_quotes(const Node& node) {
  if (node.op == Op::kAnd) return std::ranges::any_of(node.children, has_quotes);
  return in_quotes(node);
}

class Finder {
 public:
  Finder(const SearchRequest& request, const Query& query, const Ask& ask)
      : request_(request), query_(query), ask_(ask) {
    request_.page = 1;
    request_.alternatives = false;
  }

  void leave_filters_out(const Found& found) {
    std::size_t filters = 0;
    for (std::size_t facet = 0; facet < index::kFacetCount; ++facet) {
      if (!filters_by(request_, facet)) continue;
      ++filters;
      Alternative other = alternative(Kind::kWithoutFilter, request_.text);
      other.facet = facet;
      take_off(other.request, facet);
      keep(std::move(other), found.without_filter[facet]);
    }
    if (filters < 2) return;
    Alternative other = alternative(Kind::kWithoutFilters, request_.text);
    take_all_off(other.request);
    keep(std::move(other), found.all);
  }

  void correct(const std::string& text) { try_text(alternative(Kind::kCorrected, text)); }

  void leave_parts_out() {
    const Node& root = query_.root;
    if (root.op != Op::kAnd) return;
    std::vector<std::size_t> parts(root.children.size());
    for (std::size_t i = 0; i < parts.size(); ++i) parts[i] = i;
    std::ranges::stable_partition(
        parts, [&](std::size_t part) { return is_condition(root.children[part]); });
    parts.resize(std::min(parts.size(), kMaxParts));
    std::ranges::sort(parts);
    for (const std::size_t part : parts) {
      Node rest;
      rest.op = Op::kAnd;
      rest.children = root.children;
      rest.children.erase(rest.children.begin() + static_cast<std::ptrdiff_t>(part));
      Alternative other = alternative(Kind::kWithoutPart, text_of(rest));
      other.part = to_text(root.children[part], " ");
      try_text(std::move(other));
    }
  }

  void ask_for_less() {
    if (has_quotes(query_.root)) {
      try_text(alternative(Kind::kWithoutQuotes, text_of(unquoted(query_.root))));
    }
    if (query_.all_required) try_text(alternative(Kind::kNotAll, to_text(query_.root, " ")));
  }

  // Where no single change finds anything, those that do together with the filters off.
  std::vector<Alternative> take() {
    return found_.empty() ? std::move(without_filters_) : std::move(found_);
  }

 private:
  std::string text_of(const Node& root) const {
    return to_text(root, query_.all_required ? " AND " : " ");
  }

  Alternative alternative(Kind kind, std::string text) const {
    Alternative made{kind, request_};
    made.request.text = std::move(text);
    return made;
  }

  static void take_all_off(SearchRequest& request) {
    for (std::size_t facet = 0; facet < index::kFacetCount; ++facet) take_off(request, facet);
  }

  void keep(Alternative other, std::uint64_t total) {
    other.total = total;
    if (total > 0) found_.push_back(std::move(other));
  }

  void try_text(Alternative other) {
    const Found found = ask_(other.request.text);
    if (found.filtered > 0 || found.all == 0) return keep(std::move(other), found.filtered);
    take_all_off(other.request);
    other.filters_too = true;
    other.total = found.all;
    without_filters_.push_back(std::move(other));
  }

  SearchRequest request_;
  const Query& query_;
  const Ask& ask_;
  std::vector<Alternative> found_;
  std::vector<Alternative> without_filters_;
};

}  // namespace

Found found_of(const FacetCounter::Counted& counted, const DocSet& matched) {
  Found found{counted.documents.size(), counted.failing_only, matched.count()};
  for (std::uint64_t& without : found.without_filter) without += found.filtered;
  return found;
}

std::vector<Alternative> alternatives_to(const SearchRequest& request, const Query& query,
                                         const Found& found, const std::string& corrected,
                                         const Ask& ask) {
  Finder finder(request, query, ask);
  if (!corrected.empty()) finder.correct(corrected);
  finder.leave_filters_out(found);
  finder.leave_parts_out();
  finder.ask_for_less();
  return finder.take();
}

}  // namespace lontar::search
