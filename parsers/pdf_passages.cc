#include "parsers/pdf_passages.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "ocr/page.h"
#include "parsers/pdf_articles.h"
#include "parsers/pdf_headings.h"
#include "parsers/pdf_unicode.h"

namespace lontar::parsers::pdf {
namespace {

// What was read off pictures says so: the mean confidence by length, and whether it is doubtful.
void mark_ocr(Passage& passage, const std::vector<const Block*>& blocks) {
  std::size_t sum = 0, letters = 0;
  std::string text;
  for (const Block* block : blocks) {
    if (block->confidence == 0) continue;
    sum += block->text.size() * static_cast<std::size_t>(block->confidence);
    letters += block->text.size();
    text += block->text;
  }
  if (letters == 0) return;
  passage.ocr_confidence = std::max(1, static_cast<int>(sum / letters));
  passage.doubtful = ocr::is_doubtful(passage.ocr_confidence, text);
}

void add_block(Passage& passage, std::string_view text) {
  if (text.empty()) return;
  if (!passage.text.empty()) passage.text += '\n';
  passage.text += text;
}

std::vector<Passage> by_page(const std::vector<Block>& blocks) {
  std::vector<Passage> out;
  std::vector<std::vector<const Block*>> owned;
  for (const Block& block : blocks) {
    if (out.empty() || out.back().page != block.page) {
      Passage page;
      page.anchor = "page_" + std::to_string(block.page);
      page.kind = "page";
      page.page = block.page;
      out.push_back(std::move(page));
    }
    add_block(out.back(), block.text);
    if (out.size() > owned.size()) owned.emplace_back();
    owned.back().push_back(&block);
  }
  for (std::size_t i = 0; i < out.size(); ++i) mark_ocr(out[i], owned[i]);
  return out;
}

// Thai, Lao, Khmer and Burmese articles have no headings: what follows the number is the text.
bool may_have_heading(std::string_view text) {
  const char32_t first = first_character(text);
  return !is_unspaced(first) || first >= 0x3000;
}

class ArticleWriter {
 public:
  ArticleWriter(const std::vector<Block>& blocks, std::vector<ArticleStart> articles)
      : blocks_(blocks), articles_(std::move(articles)) {}

  std::vector<Passage> write() {
    std::size_t next = 0;
    std::size_t chapters = first_chapter(0, 0);
    for (std::size_t i = 0; i < blocks_.size();) {
      const std::size_t begin = i;
      if (next < articles_.size() && i == chapters) {
        write_chapters(i, articles_[next].first);
        i = articles_[next].first;
        chapters = kNone;
      } else if (next < articles_.size() && articles_[next].first == i) {
        const std::size_t after =
            next + 1 < articles_.size() ? articles_[next + 1].first : blocks_.size();
        i = write_article(articles_[next], after);
        chapters = first_chapter(++next, i);
      } else {
        if (between_runs(next) && begins_annex(i)) {
          begin_annex(blocks_[i]);
        } else {
          add_text(blocks_[i]);
        }
        ++i;
      }
      own(begin, i);
    }
    owned_.resize(passages_.size());
    for (std::size_t p = 0; p < passages_.size(); ++p) mark_ocr(passages_[p], owned_[p]);
    return std::move(passages_);
  }

 private:
  // Blocks that went to the passage that is now the last.
  void own(std::size_t begin, std::size_t end) {
    owned_.resize(passages_.size());
    for (std::size_t i = begin; i < end; ++i) owned_.back().push_back(&blocks_[i]);
  }

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  static constexpr std::size_t kMostHeadings = 8;  // blocks of chapter headings before an article

  // Where, not before `from`, the headings of chapters begin that lead to article `next`; kNone
  // when there are none. All blocks from there to the article are headings.
  std::size_t first_chapter(std::size_t next, std::size_t from) const {
    if (next >= articles_.size()) return kNone;
    std::size_t found = kNone;
    const std::size_t end = articles_[next].first;
    for (std::size_t i = end; i > from && end - i < kMostHeadings; --i) {
      const Block& block = blocks_[i - 1];
      if (chapter_heading(block.text)) {
        found = i - 1;
      } else if (!is_title_like(block.text, block.lines)) {
        break;
      }
    }
    return found;
  }

  void write_chapters(std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const Block& block = blocks_[i];
      const auto chapter = chapter_heading(block.text);
      if (!chapter) {
        std::string& heading = passages_.back().heading;
        if (!heading.empty()) heading += ' ';
        heading += block.text;
        continue;
      }
      const auto level = std::find(levels_.begin(), levels_.end(), chapter->word);
      Passage passage;
      passage.kind = "chapter";
      passage.depth = base_depth_ + static_cast<int>(level - levels_.begin());
      levels_.erase(level, levels_.end());
      levels_.push_back(chapter->word);
      passage.label = chapter->label;
      passage.heading = skip_separators(std::string_view(block.text).substr(chapter->length));
      passage.page = block.page;
      const std::string number = slug(chapter->number);
      passage.anchor = unique(annex_ + "chp_" + (number.empty() ? "x" : number));
      passages_.push_back(std::move(passage));
    }
  }

  // Returns the first block after those that were used.
  std::size_t write_article(const ArticleStart& start, std::size_t next_article) {
    const Block& block = blocks_[start.block];
    Passage passage;
    passage.kind = start.section ? "section" : "article";
    passage.label = start.heading.label;
    passage.page = blocks_[start.first].page;
    passage.depth = base_depth_ + static_cast<int>(levels_.size());
    const std::string number = slug(start.heading.number);
    passage.anchor =
        unique(annex_ + (start.section ? "sec_" : "art_") + (number.empty() ? "x" : number));
    const std::string_view rest =
        skip_separators(std::string_view(block.text).substr(start.heading.length));
    std::size_t next = start.block + 1;
    if (start.first < start.block) {
      passage.heading = blocks_[start.first].text;
      passage.text = rest;
    } else if (!rest.empty()) {
      const bool heading =
          may_have_heading(rest) && is_title_like(rest, block.lines) && next < next_article;
      (heading ? passage.heading : passage.text) = rest;
    } else if (next + 1 < next_article && may_have_heading(blocks_[next].text) &&
               is_title_like(blocks_[next].text, blocks_[next].lines)) {
      passage.heading = blocks_[next].text;
      ++next;
    }
    passages_.push_back(std::move(passage));
    return next;
  }

  // An annex stands behind the last article or before a new row of numbers, not inside a row.
  bool between_runs(std::size_t next) const {
    return next > 0 && (next == articles_.size() || articles_[next].run != articles_[next - 1].run);
  }

  bool begins_annex(std::size_t index) const {
    const Block& block = blocks_[index];
    const auto annex = annex_heading(block.text);
    if (!annex || has_leader(block.text)) return false;
    // Alone on its line, in capitals throughout, or at the head of a page.
    const auto small = [](char c) { return c >= 'a' && c <= 'z'; };
    if (!annex->number.empty() && std::none_of(block.text.begin(), block.text.end(), small)) {
      return true;
    }
    return annex->length == block.text.size() || index == 0 ||
           blocks_[index - 1].page != block.page;
  }

  void begin_annex(const Block& block) {
    const auto annex = annex_heading(block.text);
    Passage passage;
    passage.kind = "annex";
    passage.label = annex->label;
    passage.page = block.page;
    passage.heading = skip_separators(std::string_view(block.text).substr(annex->length));
    const std::string number = slug(annex->number);
    passage.anchor = unique(number.empty() ? "annex" : "annex_" + number);
    annex_ = passage.anchor + "__";
    base_depth_ = 1;
    levels_.clear();
    passages_.push_back(std::move(passage));
  }

  void add_text(const Block& block) {
    if (passages_.empty()) {
      Passage preamble;
      preamble.anchor = unique("preamble");
      preamble.kind = "preamble";
      preamble.page = block.page;
      passages_.push_back(std::move(preamble));
    }
    add_block(passages_.back(), block.text);
  }

  std::string unique(std::string anchor) {
    std::string candidate = anchor;
    for (int n = 2; !taken_.insert(candidate).second; ++n) {
      candidate = anchor + "_" + std::to_string(n);
    }
    return candidate;
  }

  const std::vector<Block>& blocks_;
  const std::vector<ArticleStart> articles_;
  std::vector<Passage> passages_;
  std::vector<std::vector<const Block*>> owned_;  // by each passage
  std::set<std::string> taken_;
  std::vector<std::string_view> levels_;  // words of the chapters that are open, outermost first
  std::string annex_;                     // prefix of the anchors inside the annex that is open
  int base_depth_ = 0;                    // 1 inside an annex
};

}  // namespace

std::vector<Passage> to_passages(const std::vector<Block>& blocks,
                                 const text::Languages& languages) {
  std::vector<ArticleStart> articles = find_articles(blocks, languages);
  if (articles.empty()) return by_page(blocks);
  return ArticleWriter(blocks, std::move(articles)).write();
}

}  // namespace lontar::parsers::pdf
