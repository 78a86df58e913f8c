#include "search/highlighter.h"

#include <algorithm>
#include <utility>

#include "search/mark_string.h"
#include "search/marked_text.h"
#include "search/positions.h"
#include "search/written_string.h"

namespace lontar::search {
namespace {

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\n") == std::string_view::npos;
}

// What overlaps or has only white space between is one mark. `spans` are in order.
std::vector<Span> joined(std::string_view text, const std::vector<Span>& spans) {
  std::vector<Span> found;
  for (const Span& span : spans) {
    const bool joins =
        !found.empty() && (span.begin <= found.back().end ||
                           is_blank(text.substr(found.back().end, span.begin - found.back().end)));
    if (joins) {
      found.back().end = std::max(found.back().end, span.end);
    } else {
      found.push_back(span);
    }
  }
  return found;
}

}  // namespace

Highlighter::Highlighter(const Wanted& wanted, text::Analyzer& analyzer, Counts counts)
    : counts_(std::move(counts)), analyzer_(analyzer) {
  for (const Asked& asked : wanted.asked) {
    for (const Word* word : asked.words) {
      words_.insert(word->text);
      for (const Form& form : word->forms) {
        // Of a compound only the part is marked, as a string.
        if (form.kind != FormKind::kPart && counts_(form)) words_.insert(form.term);
      }
    }
    beginnings_.insert(beginnings_.end(), asked.beginnings.begin(), asked.beginnings.end());
    together_.insert(together_.end(), asked.together.begin(), asked.together.end());
  }
}

void Highlighter::mark_together(const Node& node, const std::vector<text::OwnedToken>& tokens,
                                std::vector<bool>& marked) const {
  std::vector<Positions> words;
  for (const Word& word : node.words) {
    std::unordered_set<std::string_view> terms = {word.text};
    for (const Form& form : word.forms) {
      if (counts_(form)) terms.insert(form.term);
    }
    Positions& places = words.emplace_back();
    for (std::uint32_t i = 0; i < tokens.size(); ++i) {
      if (terms.contains(tokens[i].term)) places.push_back(i);
    }
  }
  if (node.op == Op::kNear) {
    for (const std::uint32_t position : near_positions(words, node.window)) marked[position] = true;
    return;
  }
  for (const std::uint32_t start : phrase_starts(words)) {
    for (std::size_t i = 0; i < words.size(); ++i) marked[start + i] = true;
  }
}

std::vector<Span> Highlighter::marks(std::string_view text,
                                     const std::vector<text::OwnedToken>& tokens) {
  std::vector<bool> marked(tokens.size());
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const std::string& term = tokens[i].term;
    marked[i] = words_.contains(term) ||
                std::ranges::any_of(beginnings_, [&](const std::string& beginning) {
                  return term.starts_with(beginning);
                });
  }
  std::vector<Span> found;
  for (const Node* node : together_) {
    if (written_borders(*node)) {
      std::ranges::copy(string_spans(*node, text, tokens), std::back_inserter(found));
    } else {
      mark_together(*node, tokens, marked);
    }
  }
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (marked[i]) found.push_back({tokens[i].begin, tokens[i].end});
  }
  for (Span& span : found) {
    span = {clusters_.at_or_before(text, span.begin), clusters_.at_or_after(text, span.end)};
  }
  std::ranges::sort(found, {}, &Span::begin);
  return joined(text, found);
}

std::string Highlighter::whole(std::string_view text) {
  return marked_html(text, marks(text), 0, text.size());
}

std::string Highlighter::snippet(std::string_view text, std::size_t bytes) {
  const auto tokens = analyzer_.tokens(text);
  const auto found = marks(text, tokens);
  if (text.size() <= bytes + bytes / 4) return marked_html(text, found, 0, text.size());

  // The window with the most marked bytes, beginning at a mark; a little text before it.
  std::size_t best = 0;
  std::size_t best_marked = 0;
  for (std::size_t first = 0; first < found.size(); ++first) {
    std::size_t marked = 0;
    for (std::size_t i = first;
         i < found.size() && found[i].end <= found[first].begin + bytes * 3 / 4; ++i) {
      marked += found[i].end - found[i].begin;
    }
    if (marked > best_marked) {
      best_marked = marked;
      best = found[first].begin;
    }
  }
  const std::size_t wish = best > bytes / 5 ? best - bytes / 5 : 0;
  // Cut where a word begins and where one ends. A word longer than a snippet is cut whole.
  const auto begins = std::ranges::lower_bound(tokens, wish, {}, &text::OwnedToken::begin);
  const std::size_t from =
      wish == 0 || begins == tokens.end() ? 0 : clusters_.at_or_before(text, begins->begin);
  const auto ends = std::ranges::upper_bound(tokens, from + bytes, {}, &text::OwnedToken::end);
  std::size_t to = text.size();
  if (ends != tokens.end()) {
    to = ends == tokens.begin() || (ends - 1)->end <= from ? ends->end : (ends - 1)->end;
    to = clusters_.at_or_after(text, to);
  }
  std::string html = marked_html(text, found, from, to);
  if (from > 0) html = "… " + html;
  if (to < text.size() && !is_blank(text.substr(to))) html += " …";
  return html;
}

}  // namespace lontar::search
