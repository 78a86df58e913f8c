#include "search/mark_string.h"

#include <algorithm>

#include "search/written_string.h"
#include "text/clusters.h"

namespace lontar::search {
namespace {

// Stands around each word of a script with spaces, so that no string begins inside one.
constexpr char kEdge = '\x01';

void append(std::string& string, std::string_view term) {
  if (text::is_unspaced(term)) {
    string += term;
  } else {
    string.append(1, kEdge).append(term).append(1, kEdge);
  }
}

// A text's words written one after the other, and where each of them lies in that.
struct Line {
  std::string string;
  std::vector<std::size_t> begins;  // of each token, and the end

  explicit Line(const std::vector<text::OwnedToken>& tokens) {
    for (const auto& token : tokens) {
      begins.push_back(string.size());
      append(string, token.term);
    }
    begins.push_back(string.size());
  }

  std::size_t token_at(std::size_t place) const {
    return static_cast<std::size_t>(std::ranges::upper_bound(begins, place) - begins.begin() - 1);
  }
};

}  // namespace

std::vector<Span> string_spans(const Node& node, std::string_view text,
                               const std::vector<text::OwnedToken>& tokens) {
  const auto borders = written_borders(node);
  if (!borders) return {};
  std::string wanted;
  for (const Word& word : node.words) append(wanted, word.text);
  const Line line(tokens);

  // A place inside a token, in bytes of the text; a term that is not what the text shows is marked
  // whole.
  const auto shown = [&](std::size_t token, std::size_t inside, std::size_t otherwise) {
    const auto& [term, begin, end] = tokens[token];
    return text.substr(begin, end - begin) == term ? begin + inside : otherwise;
  };
  const auto in_clusters = [&](std::size_t place) {
    const std::size_t token = line.token_at(place);
    return token == tokens.size() ||
           text::begins_cluster(tokens[token].term, place - line.begins[token]);
  };
  std::vector<Span> found;
  for (std::size_t at = line.string.find(wanted); at != std::string::npos;
       at = line.string.find(wanted, at + 1)) {
    const std::size_t end = at + wanted.size();
    const std::size_t first = line.token_at(at);
    const std::size_t last = line.token_at(end - 1);
    const bool whole = line.begins[first] == at && line.begins[last + 1] == end;
    const bool allowed = *borders == Borders::kClusters || first == last || whole;
    if (!allowed || !in_clusters(at) || !in_clusters(end)) continue;
    found.push_back(
        {line.begins[first] == at ? tokens[first].begin
                                  : shown(first, at - line.begins[first], tokens[first].begin),
         line.begins[last + 1] == end ? tokens[last].end
                                      : shown(last, end - line.begins[last], tokens[last].end)});
  }
  return found;
}

}  // namespace lontar::search
