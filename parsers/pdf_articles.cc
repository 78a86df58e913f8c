#include "parsers/pdf_articles.h"

#include <algorithm>
#include <map>
#include <set>

#include "parsers/pdf_headings.h"

namespace lontar::parsers::pdf {
namespace {

constexpr std::size_t kFewest = 2;  // articles that make a run
constexpr std::size_t kFewestSections = 4;
constexpr long kWidestStep = 5;         // numbers that may be missing between two headings, or
constexpr long kWidestGap = 20;         // as many as this where the row goes on after them
constexpr std::size_t kContents = 160;  // bytes to an entry of a table of contents, on average

struct Candidate {
  ArticleStart start;
  long number = 0;
};

using Run = std::vector<Candidate>;

long roman_value(std::string_view text) {
  const auto value = [](char c) {
    switch (c) {
      case 'I':
        return 1L;
      case 'V':
        return 5L;
      case 'X':
        return 10L;
      case 'L':
        return 50L;
      case 'C':
        return 100L;
      default:
        return 0L;
    }
  };
  long sum = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const long here = value(text[i]);
    if (here == 0) break;
    const long next = i + 1 < text.size() ? value(text[i + 1]) : 0;
    sum += here < next ? -here : here;
  }
  return sum;
}

// "5", "5bis" -> 5, "IV" -> 4; 0 when it is no number.
long number_of(const text::ArticleHeading& heading) {
  const std::string& text = heading.number;
  long value = 0;
  std::size_t digits = 0;
  for (; digits < text.size() && digits < 5 && text[digits] >= '0' && text[digits] <= '9';
       ++digits) {
    value = value * 10 + (text[digits] - '0');
  }
  return digits > 0 ? value : roman_value(text);
}

// Whether `next` can follow `last` in one run: "5" or "4A" after "4".
bool follows(const Candidate& last, const Candidate& next) {
  if (next.number == last.number) {
    return next.start.heading.number != last.start.heading.number &&
           next.start.heading.number.size() >= last.start.heading.number.size();
  }
  return next.number > last.number && next.number <= last.number + kWidestStep;
}

// Articles 45 to 49 were repealed: after 44 comes 50, and then 51.
bool resumes(const Candidate& last, const Candidate& next, const Candidate& after) {
  return next.number > last.number && next.number <= last.number + kWidestGap &&
         after.number == next.number + 1;
}

std::vector<Candidate> candidates(const std::vector<Block>& blocks,
                                  const text::Languages& languages) {
  std::vector<Candidate> out;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    auto heading = text::article_heading(blocks[i].text, languages);
    if (!heading || has_leader(blocks[i].text)) continue;
    Candidate candidate{{i, i, false, std::move(*heading), 0}, 0};
    candidate.number = number_of(candidate.start.heading);
    if (candidate.number > 0) out.push_back(std::move(candidate));
  }
  return out;
}

// "Interpretation" and, in the next block, "2. (1) In this Act ...": the way of statutes in the
// tradition of England. A numbered paragraph without a heading above it is not a section.
std::vector<Candidate> section_candidates(const std::vector<Block>& blocks) {
  std::vector<Candidate> out;
  for (std::size_t i = 1; i < blocks.size(); ++i) {
    const Block& above = blocks[i - 1];
    const auto number = section_number(blocks[i].text);
    if (!number || has_leader(blocks[i].text)) continue;
    if (!is_title_like(above.text, above.lines) || chapter_heading(above.text)) continue;
    // A section's text is a sentence; an entry of a table of contents is a title.
    const std::string_view text = std::string_view(blocks[i].text).substr(number->length);
    if (is_title_like(text, blocks[i].lines) && !text.ends_with("—") && !text.ends_with("–")) {
      continue;
    }
    Candidate candidate{{i, i - 1, true, {number->number, number->number, "", number->length}, 0},
                        0};
    candidate.number = number_of(candidate.start.heading);
    out.push_back(std::move(candidate));
  }
  return out;
}

// Greedy: a heading continues the run when its number does; a 1 begins a new run; anything else is
// a quotation, unless the headings after it show that it begins a run of its own.
std::vector<Run> runs_of(std::vector<Candidate> all) {
  std::vector<Run> runs;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!runs.empty() &&
        (follows(runs.back().back(), all[i]) ||
         (i + 1 < all.size() && resumes(runs.back().back(), all[i], all[i + 1])))) {
      runs.back().push_back(std::move(all[i]));
      continue;
    }
    const bool leads_on = i + 1 < all.size() && follows(all[i], all[i + 1]);
    const bool continued =
        !runs.empty() && i + 1 < all.size() && follows(runs.back().back(), all[i + 1]);
    if (all[i].number == 1 || runs.empty() || (leads_on && !continued)) {
      runs.push_back({std::move(all[i])});
    }
  }
  return runs;
}

// Bytes of text that a run's articles have on average; the last one reaches to `end`.
std::size_t average_text(const std::vector<Block>& blocks, const Run& run, std::size_t end) {
  std::size_t bytes = 0;
  for (std::size_t i = run.front().start.block; i < end; ++i) bytes += blocks[i].text.size();
  return bytes / run.size();
}

bool repeats(const Run& contents, const Run& body) {
  std::set<std::string> numbers;
  for (const Candidate& c : body) numbers.insert(c.start.heading.number);
  std::size_t known = 0;
  for (const Candidate& c : contents) known += numbers.contains(c.start.heading.number) ? 1U : 0U;
  return known * 10 >= contents.size() * 7;
}

// Whether dots that lead to page numbers stand between the headings of a run.
bool has_leaders(const std::vector<Block>& blocks, const Run& run, std::size_t end) {
  std::size_t leaders = 0;
  for (std::size_t i = run.front().start.block; i < std::min(end + 3, blocks.size()); ++i) {
    if (has_leader(blocks[i].text)) ++leaders;
  }
  return leaders * 2 >= run.size();
}

// Drops tables of contents: entries whose numbers come again later, short or led to page numbers.
void drop_contents(const std::vector<Block>& blocks, std::vector<Run>& runs) {
  for (std::size_t r = 0; r + 1 < runs.size();) {
    const std::size_t end = runs[r].back().start.block + 1;
    const std::size_t here = average_text(blocks, runs[r], end);
    // A row that begins in the middle is what is left of a table of contents, or a quotation.
    const bool leaders = has_leaders(blocks, runs[r], end) || runs[r].front().number > kWidestStep;
    bool contents = false;
    for (std::size_t later = r + 1;
         later < runs.size() && !contents && (leaders || here < kContents); ++later) {
      const std::size_t later_end =
          later + 1 < runs.size() ? runs[later + 1].front().start.block : blocks.size();
      contents = repeats(runs[r], runs[later]) &&
                 (leaders || average_text(blocks, runs[later], later_end) > 2 * here);
    }
    if (contents) {
      runs.erase(runs.begin() + static_cast<std::ptrdiff_t>(r));
    } else {
      ++r;
    }
  }
}

// Numbered sections make a document's division only where they hold most of it and hardly leave a
// number out; elsewhere they are paragraphs that happen to stand below a heading.
bool divide_document(const std::vector<Block>& blocks, const std::vector<Run>& runs) {
  std::size_t all = 0, inside = 0, steps = 0, single = 0;
  for (const Block& block : blocks) all += block.text.size();
  for (std::size_t r = 0; r < runs.size(); ++r) {
    const std::size_t end = r + 1 < runs.size() ? runs[r + 1].front().start.block : blocks.size();
    for (std::size_t i = runs[r].front().start.block; i < end; ++i) inside += blocks[i].text.size();
    for (std::size_t i = 1; i < runs[r].size(); ++i) {
      ++steps;
      if (runs[r][i].number <= runs[r][i - 1].number + 1) ++single;
    }
  }
  return inside * 2 > all && single * 10 >= steps * 7;
}

}  // namespace

std::vector<ArticleStart> find_articles(const std::vector<Block>& blocks,
                                        const text::Languages& languages) {
  std::vector<Run> runs = runs_of(candidates(blocks, languages));
  std::erase_if(runs, [](const Run& run) { return run.size() < kFewest; });
  if (runs.empty()) {
    runs = runs_of(section_candidates(blocks));
    std::erase_if(runs, [](const Run& run) {
      return run.size() < kFewestSections || run.front().number > kWidestStep;
    });
  }
  const bool sections = !runs.empty() && runs.front().front().start.section;
  drop_contents(blocks, runs);
  if (sections && !divide_document(blocks, runs)) return {};
  std::vector<ArticleStart> out;
  for (std::size_t r = 0; r < runs.size(); ++r) {
    for (Candidate& candidate : runs[r]) {
      candidate.start.run = r;
      out.push_back(std::move(candidate.start));
    }
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const auto& a, const auto& b) { return a.block < b.block; });
  return out;
}

}  // namespace lontar::parsers::pdf
