#include "parsers/passage_writer.h"

#include <algorithm>
#include <cctype>
#include <cstdint>

#include "text/clean.h"

namespace lontar::parsers {
namespace {

bool blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

// Latin-1 signs, general punctuation, CJK punctuation: marks that are no words by themselves.
bool mark(std::uint32_t code) {
  return (code >= 0x80 && code <= 0xBF && code != 0xAA && code != 0xB5 && code != 0xBA) ||
         code == 0xD7 || code == 0xF7 || (code >= 0x2000 && code <= 0x206F) ||
         (code >= 0x2190 && code <= 0x245F) || (code >= 0x2500 && code <= 0x27BF) ||
         (code >= 0x3000 && code <= 0x3004) || (code >= 0x3008 && code <= 0x3020) ||
         (code >= 0xFF01 && code <= 0xFF0F) || code == 0xFEFF || code == 0xFFFD;
}

std::string slug(std::string_view kind) {
  std::string made(kind);
  std::ranges::replace(made, ' ', '_');
  return made;
}

}  // namespace

bool has_words(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    if (lead < 0x80) {
      if (std::isalnum(lead)) return true;
      ++i;
      continue;
    }
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    std::uint32_t code = lead & (0xFFU >> (length + 1));
    for (std::size_t k = 1; k < length && i + k < text.size(); ++k)
      code = (code << 6) | (static_cast<unsigned char>(text[i + k]) & 0x3F);
    if (!mark(code)) return true;
    i += length;
  }
  return false;
}

void PassageWriter::open(Opening opening) {
  const int depth = static_cast<int>(open_.size());
  std::string anchor;
  if (!opening.anchor.empty()) {
    anchor = unique(std::move(opening.anchor));
  } else if (!opening.suggestion.empty() && !reserved_.contains(opening.suggestion) &&
             taken_.insert(opening.suggestion).second) {
    anchor = std::move(opening.suggestion);
  } else {
    anchor = made_up(opening.kind);
  }
  open_.push_back({anchor, drafts_.size(), drafts_.size()});
  Draft draft;
  draft.passage.anchor = std::move(anchor);
  draft.passage.kind = std::move(opening.kind);
  draft.passage.language = std::move(opening.language);
  draft.passage.page = opening.page;
  draft.passage.depth = depth;
  drafts_.push_back(std::move(draft));
}

void PassageWriter::close() {
  if (!open_.empty()) open_.pop_back();
}

// Only the last draft may grow: writing to an earlier one would put words out of order.
PassageWriter::Draft* PassageWriter::writable() {
  return !drafts_.empty() && frame().current == drafts_.size() - 1 ? &drafts_.back() : nullptr;
}

PassageWriter::Draft& PassageWriter::current() {
  if (Draft* draft = writable()) return *draft;
  const std::string kind = open_.empty() ? "text" : "continuation";
  Draft draft;
  draft.passage.kind = kind;
  draft.passage.anchor = made_up(kind);
  draft.passage.depth = static_cast<int>(open_.size());
  draft.continuation = true;
  if (!open_.empty()) {
    // What is said of the outer passage holds for its continuation.
    const Passage& owner = drafts_[open_.back().own].passage;
    draft.passage.language = owner.language;
    draft.passage.page = owner.page;
  }
  frame().current = drafts_.size();
  drafts_.push_back(std::move(draft));
  return drafts_.back();
}

void PassageWriter::append_block(std::string_view words) {
  line_break();
  text(words);
  line_break();
}

void PassageWriter::label(std::string_view words) {
  if (blank(words)) return;
  Passage& passage = current().passage;
  const bool first = passage.label.empty() && passage.heading.empty() && blank(passage.text);
  if (!first) return append_block(words);
  passage.label = text::clean_line(words);
}

void PassageWriter::heading(std::string_view words) {
  if (blank(words)) return;
  Passage& passage = current().passage;
  if (!passage.heading.empty() || !blank(passage.text)) return append_block(words);
  passage.heading = text::clean_line(words);
}

void PassageWriter::text(std::string_view words) {
  if (blank(words)) {
    if (Draft* draft = writable(); draft && !words.empty()) draft->passage.text += words;
    return;
  }
  std::string& text = current().passage.text;
  frame().after_number = false;
  if (frame().rows == 0) {
    text += words;
    return;
  }
  if (frame().next_cell) text += " | ";
  frame().next_cell = false;
  frame().row_begun = true;
  for (const char c : words) text += c == '\n' ? ' ' : c;
}

void PassageWriter::number(std::string_view words) {
  if (blank(words)) return;
  line_break();
  text(words);
  text(" ");
  frame().after_number = true;
}

void PassageWriter::may_part(std::size_t bytes) {
  if (const Draft* draft = writable(); draft && draft->passage.text.size() >= bytes)
    frame().current = kNone;
}

void PassageWriter::line_break() {
  if (frame().after_number) return;
  if (Draft* draft = writable(); draft && !draft->passage.text.empty())
    draft->passage.text += frame().rows > 0 ? ' ' : '\n';
}

void PassageWriter::begin_row() {
  line_break();
  ++frame().rows;
  frame().row_begun = frame().next_cell = false;
}

void PassageWriter::cell() { frame().next_cell = frame().row_begun; }

void PassageWriter::end_row() {
  if (frame().rows > 0) --frame().rows;
  line_break();
}

bool PassageWriter::has_words() const {
  if (open_.empty()) return !drafts_.empty();
  const Passage& passage = drafts_.back().passage;
  return !passage.label.empty() || !passage.heading.empty() || !blank(passage.text);
}

std::string PassageWriter::unique(std::string wanted) {
  if (taken_.insert(wanted).second) return wanted;
  ++repeated_;
  for (;;) {
    std::string candidate = wanted + "-" + std::to_string(++copies_[wanted] + 1);
    if (!reserved_.contains(candidate) && taken_.insert(candidate).second) return candidate;
  }
}

std::string PassageWriter::made_up(const std::string& kind) {
  const std::string& outer = frame().anchor;
  const std::string stem = (outer.empty() ? "" : outer + "__") + slug(kind);
  for (;;) {
    std::string candidate = stem + "_" + std::to_string(++counts_[stem]);
    if (!reserved_.contains(candidate) && taken_.insert(candidate).second) return candidate;
  }
}

std::vector<Passage> PassageWriter::finish() {
  std::vector<Passage> passages;
  for (Draft& draft : drafts_) {
    Passage& passage = draft.passage;
    const bool wordless =
        passage.label.empty() && passage.heading.empty() && !parsers::has_words(passage.text);
    if (draft.continuation && wordless) {
      // A full stop after a quoted article is no passage; it ends the one before.
      if (!passages.empty() && !blank(passage.text)) {
        passages.back().text = text::clean_blocks(passages.back().text + passage.text);
      }
      continue;
    }
    passage.text = text::clean_blocks(passage.text);
    passages.push_back(std::move(passage));
  }
  drafts_.clear();
  open_.clear();
  return passages;
}

}  // namespace lontar::parsers
