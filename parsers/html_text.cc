#include <array>
#include <set>

#include "parsers/html_internal.h"
#include "parsers/markup_names_internal.h"
#include "text/clean.h"

namespace lontar::parsers::html {
namespace {

// Never text of the page.
constexpr std::array<std::string_view, 14> kNoText = {
    "script", "style", "template", "noscript", "head",   "iframe", "object",
    "audio",  "video", "canvas",   "select",   "button", "svg",    "datalist"};
// Around the text of the page, as a rule.
constexpr std::array<std::string_view, 4> kAround = {"nav", "header", "footer", "aside"};
constexpr std::array<std::string_view, 5> kAroundRoles = {"navigation", "banner", "contentinfo",
                                                          "search", "complementary"};
// What a cell of data does not hold: a table with these inside only arranges the page.
constexpr std::array<std::string_view, 11> kNotInData = {
    "table", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "dl"};
constexpr std::array<std::string_view, 8> kMoreWithinLine = {"label", "data",   "time", "output",
                                                             "nobr",  "strike", "del",  "center"};
// When leaving out what stands around the text would leave less than this part, it is text too.
constexpr double kLeastKept = 0.25;

int heading_level(std::string_view name) {
  return name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6' ? name[1] - '0' : 0;
}

bool within_line(std::string_view name) {
  return one_of(kInlineNames, name) || (one_of(kMoreWithinLine, name) && name != "center");
}

bool is_text(const GumboNode* node) {
  return node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_CDATA ||
         node->type == GUMBO_NODE_WHITESPACE;
}

std::size_t letters(std::string_view text) {
  std::size_t count = 0;
  for (const unsigned char c : text) count += c > ' ';
  return count;
}

bool mostly_links(const GumboNode* node) {
  std::size_t linked = 0;
  for (const GumboNode* link : all(node, "a")) linked += letters(text_of(link));
  return linked * 2 > letters(text_of(node));
}

class Walk {
 public:
  Walk(const GumboNode* root, TextCutter& cutter, bool keep_all)
      : cutter_(cutter), keep_all_(keep_all) {
    has_main_ = !all(root, "main").empty() || !all(root, "article").empty();
  }

  void run(const GumboNode* root) {
    struct Step {
      const GumboNode* node;
      bool leaving;
    };
    std::vector<Step> waiting{{root, false}};
    while (!waiting.empty()) {
      const Step step = waiting.back();
      waiting.pop_back();
      if (step.leaving) {
        leave(step.node);
        continue;
      }
      if (is_text(step.node)) {
        text(step.node->v.text.text);
        continue;
      }
      if (!enter(step.node)) continue;
      waiting.push_back({step.node, true});
      const auto inner = children(step.node);
      for (auto it = inner.rbegin(); it != inner.rend(); ++it) waiting.push_back({*it, false});
    }
    flush();
  }

  // Bytes of text that were left out as standing around the page's own.
  std::size_t left_out() const { return left_out_; }
  std::size_t kept() const { return kept_; }

 private:
  // False: nothing of this element is text.
  bool enter(const GumboNode* node) {
    const std::string_view name = tag(node);
    if (name.empty()) return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_DOCUMENT;
    if (one_of(kNoText, name)) return false;
    if (!keep_all_ && stands_around(node, name)) {
      left_out_ += letters(text_of(node));
      return false;
    }
    if (name == "main" || name == "article") ++inside_;
    if (name == "pre") ++verbatim_;
    if (name == "br" || name == "hr") {
      if (in_data_row_) {
        paragraph_ += ' ';
      } else {
        flush();
      }
    } else if (name == "td" || name == "th") {
      if (!in_data_row_) flush();
      if (in_data_row_ && letters(paragraph_) > 0) next_cell_ = true;
    } else if (name == "tr") {
      flush();
      in_data_row_ = is_data(node) ? node : nullptr;
    } else if (!within_line(name)) {
      if (in_data_row_) {
        paragraph_ += ' ';
      } else {
        flush();
      }
    }
    if (const int level = heading_level(name); level > 0 && !in_data_row_) {
      heading_ = node;
      anchor_ = attribute(node, "id");
    }
    if (heading_ && anchor_.empty()) {
      anchor_ = attribute(node, "id");
      if (anchor_.empty() && name == "a") anchor_ = attribute(node, "name");
    }
    return true;
  }

  void leave(const GumboNode* node) {
    const std::string_view name = tag(node);
    if (name == "main" || name == "article") --inside_;
    if (name == "pre") --verbatim_;
    if (node == heading_) {
      const std::string words = text::clean_line(paragraph_);
      if (!words.empty()) cutter_.heading(heading_level(name), words, clean_anchor(anchor_));
      kept_ += letters(paragraph_);
      paragraph_.clear();
      heading_ = nullptr;
      anchor_ = {};
      return;
    }
    if (node == in_data_row_) {
      flush();
      in_data_row_ = nullptr;
      next_cell_ = false;
      return;
    }
    if (within_line(name) || name.empty() || heading_) return;
    if (in_data_row_) {
      paragraph_ += ' ';
    } else {
      flush();
    }
  }

  void text(std::string_view words) {
    if (next_cell_ && letters(words) > 0) {
      paragraph_ += " | ";
      next_cell_ = false;
    }
    if (verbatim_ == 0) {
      paragraph_ += words;
      return;
    }
    for (const char c : words) {
      if (c == '\n' && !in_data_row_ && !heading_) {
        flush();
      } else {
        paragraph_ += c;
      }
    }
  }

  void flush() {
    if (heading_) {
      paragraph_ += ' ';
      return;
    }
    const std::string words = text::clean_line(paragraph_);
    kept_ += letters(paragraph_);
    paragraph_.clear();
    if (!words.empty()) cutter_.paragraph(words);
  }

  bool stands_around(const GumboNode* node, std::string_view name) const {
    const bool by_role = one_of(kAroundRoles, attribute(node, "role"));
    if (!by_role && !one_of(kAround, name)) return false;
    if (inside_ > 0 && name != "nav") return false;  // an article's own header, note or footer
    const bool holds_text = holds(node, [](std::string_view inner) {
      return inner == "h1" || inner == "main" || inner == "article";
    });
    if (holds_text) return false;
    return name == "nav" || has_main_ || mostly_links(node);
  }

  static bool is_data(const GumboNode* row) {
    std::size_t paragraphs = 0;
    if (holds(row, [](std::string_view name) { return one_of(kNotInData, name); })) return false;
    for (const GumboNode* cell : children(row)) {
      paragraphs = std::max(paragraphs, all(cell, "p").size() + all(cell, "div").size());
    }
    return paragraphs <= 2;
  }

  static std::string clean_anchor(std::string_view id) {
    std::string anchor = text::clean_line(id);
    for (char& c : anchor) c = c == ' ' ? '_' : c;
    return anchor;
  }

  TextCutter& cutter_;
  const bool keep_all_;
  bool has_main_ = false;
  int inside_ = 0;    // of <main> or <article>
  int verbatim_ = 0;  // inside <pre>
  std::string paragraph_;
  const GumboNode* heading_ = nullptr;
  std::string_view anchor_;
  const GumboNode* in_data_row_ = nullptr;
  bool next_cell_ = false;
  std::size_t left_out_ = 0;
  std::size_t kept_ = 0;
};

}  // namespace

TextCutter read_text(const GumboNode* root, const text::Languages& languages) {
  TextCutter cutter(languages);
  Walk walk(root, cutter, false);
  walk.run(root);
  const double all_letters = static_cast<double>(walk.kept() + walk.left_out());
  if (static_cast<double>(walk.kept()) >= kLeastKept * all_letters) return cutter;
  TextCutter whole(languages);
  Walk(root, whole, true).run(root);
  return whole;
}

}  // namespace lontar::parsers::html
