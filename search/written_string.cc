#include "search/written_string.h"

#include <algorithm>
#include <map>
#include <set>

#include "search/word_fields.h"
#include "text/analyzer.h"
#include "text/clusters.h"

namespace lontar::search {

std::optional<Borders> written_borders(const Node& node) {
  const bool unspaced = std::ranges::any_of(
      node.words, [](const Word& word) { return text::is_unspaced(word.text); });
  if (!unspaced) return {};
  if (node.op == Op::kPhrase || node.op == Op::kAnd) return Borders::kClusters;
  if (node.op != Op::kWord) return {};
  const Word& word = node.words[0];
  return word.exact || word.anywhere ? Borders::kClusters : Borders::kWords;
}

WrittenString::WrittenString(const Node& node, Borders borders, const ScriptTerms& terms,
                             const Xapian::Database& database)
    : database_(database), field_(node.field) {
  const bool open = borders == Borders::kClusters;
  for (auto word = node.words.begin(); word != node.words.end();) {
    std::string stretch;
    const std::size_t offset = size_;
    const bool first = word == node.words.begin();
    for (; word != node.words.end() && text::is_unspaced(word->text); ++word) {
      stretch += word->text;
    }
    size_ += stretch.size();
    if (!stretch.empty()) {
      cover(stretch, offset, open && first, open && word == node.words.end(), terms);
      continue;
    }
    edges_.push_back({offset, offset + word->text.size(), {term_of(field_, word->text)}});
    size_ += word->text.size();
    ++word;
  }
  if (!open) {
    std::erase_if(edges_, [&](const Edge& edge) { return edge.to - edge.from == size_; });
  }
  std::ranges::stable_sort(edges_, {}, &Edge::from);
  keep_complete_paths();
  for (Edge& edge : edges_) {
    for (const std::string& term : edge.terms) edge.postings += database_.get_termfreq(term);
  }
}

void WrittenString::add(std::size_t from, std::size_t to, const ScriptTerms::Ids& ids,
                        const ScriptTerms& terms) {
  if (ids.empty()) return;
  Edge edge{from, to, {}, 0};
  for (const std::uint32_t id : ids) edge.terms.push_back(term_of(field_, terms.term(id)));
  edges_.push_back(std::move(edge));
}

void WrittenString::cover(const std::string& stretch, std::size_t offset, bool open_begin,
                          bool open_end, const ScriptTerms& terms) {
  const std::size_t size = stretch.size();
  const auto is_border = [&](std::size_t at) { return text::begins_cluster(stretch, at); };
  const auto may_be_part = [](std::size_t bytes) { return bytes <= text::kMaxTermBytes; };
  const auto piece = [&](std::size_t from, std::size_t to) {
    return std::string_view(stretch).substr(from, to - from);
  };
  if (open_begin && open_end && may_be_part(size)) {
    add(offset, offset + size, terms.containing(stretch), terms);
  }
  for (std::size_t to = 1; open_begin && may_be_part(to) && to <= size; ++to) {
    if (!is_border(to) || (to == size && open_end)) continue;
    add(offset, offset + to, terms.ending_with(piece(0, to)), terms);
  }
  for (std::size_t from = 0; from < size; ++from) {
    if (!is_border(from)) continue;
    const bool begun = from > 0 || !open_begin;
    if (begun && open_end && may_be_part(size - from)) {
      add(offset + from, offset + size, terms.beginning_with(piece(from, size)), terms);
    }
    if (!begun) continue;
    for (const auto& [length, id] : terms.words_at(piece(from, size))) {
      if (from + length == size && open_end) continue;
      add(offset + from, offset + from + length, {id}, terms);
    }
  }
}

// Words that lie on no way from one end of the string to the other prove nothing.
void WrittenString::keep_complete_paths() {
  std::set<std::size_t> from_begin = {0};
  for (const Edge& edge : edges_) {
    if (from_begin.contains(edge.from)) from_begin.insert(edge.to);
  }
  std::set<std::size_t> to_end = {size_};
  for (auto edge = edges_.rbegin(); edge != edges_.rend(); ++edge) {
    if (to_end.contains(edge->to)) to_end.insert(edge->from);
  }
  std::erase_if(edges_, [&](const Edge& edge) {
    return !from_begin.contains(edge.from) || !to_end.contains(edge.to);
  });
}

DocSet WrittenString::candidates(std::uint32_t last) const {
  DocSet matched(last);
  if (edges_.empty()) return matched;
  // Each byte of the string must be covered: the edges over one byte are alternatives, and every
  // such group must be there. Groups change only where an edge begins.
  struct Group {
    std::vector<const Edge*> edges;
    std::size_t postings = 0;
  };
  std::vector<Group> groups;
  std::set<std::size_t> begins;
  for (const Edge& edge : edges_) begins.insert(edge.from);
  for (const std::size_t at : begins) {
    Group group;
    for (const Edge& edge : edges_) {
      if (edge.from > at || edge.to <= at) continue;
      group.edges.push_back(&edge);
      group.postings += edge.postings;
    }
    groups.push_back(std::move(group));
  }
  std::ranges::sort(groups, {}, &Group::postings);
  bool first = true;
  for (const Group& group : groups) {
    // Beyond this, looking into the documents is cheaper than another posting list.
    if (!first && matched.count() * 16 < group.postings) break;
    DocSet some(last);
    for (const Edge* edge : group.edges) {
      for (const std::string& term : edge->terms) {
        const auto end = database_.postlist_end(term);
        for (auto it = database_.postlist_begin(term); it != end; ++it) some.add(*it);
      }
    }
    if (first) {
      matched = std::move(some);
    } else {
      matched &= some;
    }
    first = false;
  }
  return matched;
}

Positions WrittenString::positions(const Edge& edge, Xapian::docid document) const {
  Positions all;
  auto term = database_.termlist_begin(document);
  const auto end = database_.termlist_end(document);
  // Terms and the document's list are both in order: each is skipped along the other.
  for (const std::string& wanted : edge.terms) {
    term.skip_to(wanted);
    if (term == end) break;
    if (*term != wanted) continue;
    all.insert(all.end(), term.positionlist_begin(), term.positionlist_end());
  }
  std::ranges::sort(all);
  return all;
}

std::vector<WrittenString::Range> WrittenString::places(Xapian::docid document) const {
  std::map<std::size_t, std::vector<Range>> reached;  // by place in the string
  const auto keep_each_once = [](std::vector<Range>& ranges) {
    std::ranges::sort(ranges);
    const auto repeated = std::ranges::unique(ranges);
    ranges.erase(repeated.begin(), repeated.end());
  };
  std::size_t settled = 0;
  for (const Edge& edge : edges_) {
    std::vector<Range>& before = reached[edge.from];
    // Many ways lead to one place in a text that repeats itself. Edges come in the order of where
    // they begin, so all that lead here have been gone.
    if (edge.from != settled) keep_each_once(before);
    settled = edge.from;
    if (edge.from > 0 && before.empty()) continue;
    std::vector<Range> after;
    const Positions here = positions(edge, document);
    if (edge.from == 0) {
      for (const std::uint32_t position : here) after.push_back({position, position + 1});
    } else {
      for (const Range& range : before) {
        if (std::ranges::binary_search(here, range.end)) {
          after.push_back({range.begin, range.end + 1});
        }
      }
    }
    auto& all = reached[edge.to];
    all.insert(all.end(), after.begin(), after.end());
  }
  std::vector<Range>& found = reached[size_];
  keep_each_once(found);
  return found;
}

}  // namespace lontar::search
