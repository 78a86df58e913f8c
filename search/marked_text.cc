#include "search/marked_text.h"

#include <algorithm>

namespace lontar::search {
namespace {

void append_escaped(std::string& html, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '&':
        html += "&amp;";
        break;
      case '<':
        html += "&lt;";
        break;
      case '>':
        html += "&gt;";
        break;
      case '"':
        html += "&quot;";
        break;
      case '\'':
        html += "&#39;";
        break;
      case '\n':
        html += ' ';
        break;
      default:
        html += c;
    }
  }
}

}  // namespace

std::string escape_html(std::string_view text) {
  std::string html;
  append_escaped(html, text);
  return html;
}

std::string marked_html(std::string_view text, const std::vector<Span>& marks, std::size_t from,
                        std::size_t to) {
  std::string html;
  std::size_t at = from;
  for (const Span& mark : marks) {
    const std::size_t begin = std::max(mark.begin, at);
    const std::size_t end = std::min(mark.end, to);
    if (begin >= end) continue;
    append_escaped(html, text.substr(at, begin - at));
    html += "<mark>";
    append_escaped(html, text.substr(begin, end - begin));
    html += "</mark>";
    at = end;
  }
  append_escaped(html, text.substr(at, to - at));
  return html;
}

}  // namespace lontar::search
