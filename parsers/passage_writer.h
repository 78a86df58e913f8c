// Builds the passages of a document while a parser walks through it, and keeps the invariant of
// core/document.h: whatever is written appears exactly once, in the order it was written, as label,
// heading or text of some passage. Not thread-safe; one per document.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/document.h"

namespace lontar::parsers {

class PassageWriter {
 public:
  struct Opening {
    std::string kind;
    std::string anchor = {};      // from the source; empty: one is made
    std::string suggestion = {};  // then: this one, if no other passage has it
    std::string language = {};
    int page = 0;
  };

  // Anchors of the source that no made-up anchor may take.
  void reserve(std::string anchor) { reserved_.insert(std::move(anchor)); }

  // Begins a passage inside the one that is open; close() ends it. Text written after an inner
  // passage was closed goes to a continuation of the outer one, text outside all passages to a
  // passage of kind "text".
  void open(Opening opening);
  void close();
  bool is_open() const { return !open_.empty(); }

  // The first words of a passage may be its label, the next its heading; where the source's order
  // does not allow that (a heading before the number, text before both), they stay in the text.
  void label(std::string_view words);
  void heading(std::string_view words);
  // Running text: '\n' separates blocks.
  void text(std::string_view words);
  void line_break();
  // The number of something that is no passage: what follows it stays on its line.
  void number(std::string_view words);
  // Where the text of the open passage may be parted: if it has become long, what follows goes to
  // a continuation.
  void may_part(std::size_t bytes);
  // Between these, line_break() does not break: a table row is one line, its cells apart by " | ".
  void begin_row();
  void cell();
  void end_row();

  // Whether anything was written since the passage was opened (or ever, outside all passages).
  bool has_words() const;

  std::vector<Passage> finish();
  // Anchors of the source that came a second time, and passages that had none.
  std::size_t repeated_anchors() const { return repeated_; }

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  struct Draft {
    Passage passage;
    bool continuation = false;  // made for text that had no passage of its own
  };
  struct Frame {
    std::string anchor;
    std::size_t own = 0;      // index of the passage's draft
    std::size_t current = 0;  // index of the draft that text goes to, if it is still the last
    int rows = 0;
    bool row_begun = false;  // the row has text
    bool next_cell = false;  // what is written next is in another cell than that
    bool after_number = false;
  };

  Draft* writable();
  Draft& current();
  Frame& frame() { return open_.empty() ? outside_ : open_.back(); }
  const Frame& frame() const { return open_.empty() ? outside_ : open_.back(); }
  std::string unique(std::string wanted);
  std::string made_up(const std::string& kind);
  void append_block(std::string_view words);

  std::vector<Draft> drafts_;
  std::vector<Frame> open_;
  Frame outside_{"", kNone, kNone};
  std::set<std::string> taken_;
  std::set<std::string> reserved_;
  std::map<std::string, int> counts_;  // of made-up anchors, by their stem
  std::map<std::string, int> copies_;  // of repeated anchors
  std::size_t repeated_ = 0;
};

// Whether there is anything in it but white space and punctuation.
bool has_words(std::string_view text);

}  // namespace lontar::parsers
