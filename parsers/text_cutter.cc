#include "parsers/text_cutter.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "text/clean.h"

namespace lontar::parsers {
namespace {

constexpr std::size_t kWrappedLine = 45;  // shorter lines were ended by their writer
constexpr std::size_t kHeadingBytes = 160;
constexpr std::size_t kTitleBytes = 300;

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](unsigned char c) { return (c & 0xC0) != 0x80; }));
}

std::string_view trimmed(std::string_view line) {
  const auto first = line.find_first_not_of(" \t\r\f");
  if (first == std::string_view::npos) return {};
  return line.substr(first, line.find_last_not_of(" \t\r\f") - first + 1);
}

bool ends_sentence(std::string_view line) {
  return std::string_view(".:;!?").find(line.back()) != std::string_view::npos;
}

// A short line that is neither a sentence nor a numbered paragraph nor a table's row.
bool could_head(std::string_view line) {
  return line.size() <= kHeadingBytes && !ends_sentence(line) && line.back() != ',' &&
         !std::isdigit(static_cast<unsigned char>(line[0])) && line[0] != '(' &&
         line.find(" | ") == std::string_view::npos;
}

}  // namespace

void TextCutter::heading(int level, std::string_view words, std::string anchor) {
  end_article();
  end_group();
  while (!levels_.empty() && levels_.back() >= level) {
    writer_.close();
    levels_.pop_back();
  }
  if (level < first_level_) {
    first_level_ = level;
    first_heading_ = text::clean_line(words);
  }
  ++headings_;
  if (anchor.empty()) anchor = "sec_" + std::to_string(headings_);
  levels_.push_back(level);
  in_heading_text_ = true;
  characters_ = 0;
  const auto article = text::article_heading(words, languages_);
  writer_.open({.kind = article ? "article" : "section", .anchor = std::move(anchor)});
  if (article) {
    writer_.label(words.substr(0, article->length));
    writer_.heading(words.substr(article->length));
  } else {
    writer_.heading(words);
  }
}

void TextCutter::write_held(bool as_heading) {
  if (held_.empty()) return;
  const std::string words = std::exchange(held_, {});
  if (as_heading) return writer_.heading(words);
  writer_.text(words);
  writer_.line_break();
}

bool TextCutter::begin_article(std::string_view line) {
  const auto article = text::article_heading(line, languages_);
  if (!article) return false;
  end_article();
  end_group();
  writer_.open({.kind = "article", .anchor = "art_" + article->number});
  in_article_ = true;
  writer_.label(line.substr(0, article->length));
  const std::string_view rest = trimmed(line.substr(article->length));
  expects_heading_ = rest.empty();
  if (rest.empty()) return true;
  const bool short_words = rest.size() <= kHeadingBytes && !ends_sentence(rest);
  if (short_words) {
    writer_.heading(rest);
  } else {
    writer_.text(rest);
    writer_.line_break();
  }
  return true;
}

void TextCutter::paragraph(std::string_view words) {
  words = trimmed(words);
  if (words.empty() || begin_article(words)) return;
  if (std::exchange(expects_heading_, false) && could_head(words)) {
    held_ = words;
    return;
  }
  write_held(true);
  const bool takes = in_article_ || in_group_ || in_heading_text_;
  if (!takes || (!in_article_ && characters_ >= kGroupCharacters)) begin_group();
  writer_.text(words);
  writer_.line_break();
  characters_ += characters(words);
}

void TextCutter::begin_group() {
  end_group();
  in_heading_text_ = false;
  in_group_ = true;
  characters_ = 0;
  writer_.open({.kind = "text", .anchor = "p_" + std::to_string(++groups_)});
}

void TextCutter::end_group() {
  if (in_group_) writer_.close();
  in_group_ = false;
}

void TextCutter::end_article() {
  write_held(false);
  expects_heading_ = false;
  if (in_article_) writer_.close();
  in_article_ = false;
  in_heading_text_ = in_heading_text_ && writer_.is_open();
}

std::vector<Passage> TextCutter::finish() {
  end_article();
  return writer_.finish();
}

std::vector<std::string> paragraphs_of(std::string_view text, const text::Languages& languages) {
  std::vector<std::string> paragraphs;
  bool joins = false;  // the line before this one was broken by width
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = trimmed(text.substr(begin, end - begin));
    begin = end + 1;
    if (line.empty()) {
      joins = false;
      continue;
    }
    const bool heading = text::article_heading(line, languages).has_value();
    if (joins && !heading) {
      paragraphs.back() += ' ';
      paragraphs.back() += line;
    } else {
      paragraphs.emplace_back(line);
    }
    joins = !heading && line.size() >= kWrappedLine && !ends_sentence(line);
  }
  return paragraphs;
}

std::string title_like(std::string_view paragraph) {
  std::string title = text::clean_line(paragraph);
  const bool fits = !title.empty() && title.size() <= kTitleBytes && !ends_sentence(title) &&
                    title.back() != ',' && has_words(title);
  return fits ? title : std::string();
}

}  // namespace lontar::parsers
