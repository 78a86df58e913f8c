#include "parsers/pdf_passages.h"

#include <set>

#include "parsers/pdf_articles.h"
#include "parsers/pdf_headings.h"
#include "parsers/pdf_unicode.h"

namespace lontar::parsers::pdf {
namespace {

void add_block(Passage& passage, std::string_view text) {
  if (text.empty()) return;
  if (!passage.text.empty()) passage.text += '\n';
  passage.text += text;
}

std::vector<Passage> by_page(const std::vector<Block>& blocks) {
  std::vector<Passage> out;
  for (const Block& block : blocks) {
    if (out.empty() || out.back().page != block.page) {
      Passage page;
      page.anchor = "page_" + std::to_string(block.page);
      page.kind = "page";
      page.page = block.page;
      out.push_back(std::move(page));
    }
    add_block(out.back(), block.text);
  }
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
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      const bool article = next < articles_.size() && articles_[next].block == i;
      if (article) {
        const std::size_t after =
            next + 1 < articles_.size() ? articles_[next + 1].block : blocks_.size();
        i += begin_article(articles_[next++], after);
      } else if (next > 0 && begins_annex(i)) {
        begin_annex(blocks_[i]);
      } else {
        add_text(blocks_[i]);
      }
    }
    return std::move(passages_);
  }

 private:
  // Returns how many blocks after the heading's own were used.
  std::size_t begin_article(const ArticleStart& start, std::size_t next_article) {
    const Block& block = blocks_[start.block];
    Passage passage;
    passage.kind = "article";
    passage.label = start.heading.label;
    passage.page = block.page;
    std::string anchor = slug(start.heading.number);
    passage.anchor = unique(annex_ + "art_" + (anchor.empty() ? "x" : anchor));
    const std::string_view rest =
        skip_separators(std::string_view(block.text).substr(start.heading.length));
    std::size_t used = 0;
    if (!rest.empty()) {
      const bool heading = may_have_heading(rest) && is_title_like(rest, block.lines) &&
                           start.block + 1 < next_article;
      (heading ? passage.heading : passage.text) = rest;
    } else if (start.block + 2 < next_article && is_heading(start.block + 1)) {
      passage.heading = blocks_[start.block + 1].text;
      used = 1;
    }
    passages_.push_back(std::move(passage));
    return used;
  }

  bool is_heading(std::size_t index) const {
    const Block& block = blocks_[index];
    return may_have_heading(block.text) && is_title_like(block.text, block.lines);
  }

  bool begins_annex(std::size_t index) const {
    const Block& block = blocks_[index];
    const auto annex = annex_heading(block.text);
    if (!annex || has_leader(block.text)) return false;
    // Alone on its line, or at the head of a page.
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
  std::set<std::string> taken_;
  std::string annex_;  // prefix of the anchors inside the annex that is open
};

}  // namespace

std::vector<Passage> to_passages(const std::vector<Block>& blocks,
                                 const text::Languages& languages) {
  std::vector<ArticleStart> articles = find_articles(blocks, languages);
  if (articles.empty()) return by_page(blocks);
  return ArticleWriter(blocks, std::move(articles)).write();
}

}  // namespace lontar::parsers::pdf
