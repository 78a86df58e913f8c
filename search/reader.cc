#include "search/reader.h"

#include <algorithm>
#include <optional>

#include "index/schema.h"
#include "search/alignment.h"
#include "search/inside.h"

namespace lontar::search {
namespace {

// Adds up how much of a window is taken.
class Filling {
 public:
  explicit Filling(const WindowSize& size) : size_(size) {}
  // Whether one more fits in; the first one always does.
  bool takes(std::size_t text_bytes) {
    bytes_ += std::min(text_bytes, size_.passage_bytes);
    return ++count_ == 1 || (count_ <= size_.passages && bytes_ <= size_.bytes);
  }

 private:
  const WindowSize& size_;
  std::size_t count_ = 0;
  std::size_t bytes_ = 0;
};

std::optional<std::size_t> with_anchor(const std::vector<Passage>& outline,
                                       std::string_view anchor) {
  const auto found = std::ranges::find(outline, anchor, &Passage::anchor);
  if (anchor.empty() || found == outline.end()) return {};
  return static_cast<std::size_t>(found - outline.begin());
}

// The first passage that begins on the page, else the one that goes on there.
std::optional<std::size_t> on_page(const std::vector<Passage>& outline, int page) {
  std::optional<std::size_t> before;
  for (std::size_t i = 0; page > 0 && i < outline.size(); ++i) {
    if (outline[i].page == page) return i;
    if (outline[i].page > 0 && outline[i].page < page) before = i;
  }
  return before;
}

// Number of the passage that is asked for; nothing where no passage is named.
std::optional<std::size_t> place_of(const ReadingRequest& request,
                                    const std::vector<Passage>& outline,
                                    const std::vector<std::size_t>& matching) {
  if (request.hit > 0 && request.hit <= matching.size()) return matching[request.hit - 1];
  if (const auto number = with_anchor(outline, request.anchor)) return number;
  return on_page(outline, request.page);
}

}  // namespace

InsideHits Reader::inside(Xapian::docid document, const Query& query, std::size_t from,
                          std::size_t count) const {
  return Inside(snapshot_, resident_, analyzer_, document, query)
      .hits(snapshot_.record(document), from, count);
}

PassageWindow Reader::window(const index::Record& record, std::size_t from,
                             const WindowSize& size) const {
  PassageWindow window;
  window.generation = snapshot_.generation();
  window.record = record;
  window.total = record.passages;
  window.from = std::min(from, window.total);
  Filling filling(size);
  for (std::size_t i = window.from; i < window.total; ++i) {
    Passage passage = snapshot_.passage(record, i);
    if (!filling.takes(passage.text.size())) break;
    window.passages.push_back(std::move(passage));
  }
  return window;
}

Reading Reader::read(Xapian::docid document, const Query* query,
                     const ReadingRequest& request) const {
  Reading reading;
  reading.document.generation = snapshot_.generation();
  reading.document.record = snapshot_.record(document);
  const index::Record& record = reading.document.record;
  reading.document.outline = snapshot_.outline(record);
  std::optional<Inside> inside;
  if (query != nullptr) {
    inside.emplace(snapshot_, resident_, analyzer_, document, *query);
    for (const PassageMatch& match : inside->matches()) reading.matching.push_back(match.passage);
  }

  const std::size_t count = reading.document.outline.size();
  const auto named = place_of(request, reading.document.outline, reading.matching);
  reading.place = named.value_or(request.from < count ? request.from : 0);
  // Links to places near each other lead to the same window.
  const std::size_t start = !named || request.from_place
                                ? reading.place
                                : reading.place - reading.place % request.size.passages;
  PassageWindow window = this->window(record, start, request.size);
  // Long passages may fill the window before the place comes.
  if (reading.place >= window.from + window.passages.size() && reading.place < count)
    window = this->window(record, reading.place, request.size);
  reading.from = window.from;
  reading.passages = std::move(window.passages);
  if (!inside) return reading;

  const auto at = std::ranges::lower_bound(reading.matching, reading.place);
  if (at != reading.matching.end() && *at == reading.place)
    reading.hit = static_cast<std::size_t>(at - reading.matching.begin()) + 1;
  const std::size_t around = reading.hit == 0 ? 0 : reading.hit - 1;
  const std::size_t first = around - around % std::max<std::size_t>(request.listed, 1);
  reading.first_listed = first + 1;
  reading.inside = inside->hits(record, first, request.listed);
  for (const Passage& passage : reading.passages) reading.marks.push_back(inside->marks(passage));
  for (std::size_t i = 0; i < reading.inside.passages.size(); ++i) {
    const std::size_t number = reading.matching[first + i];
    if (number < reading.from || number >= reading.from + reading.passages.size())
      inside->marks(snapshot_.passage(record, number));
  }
  reading.found = inside->found();
  return reading;
}

Comparison Reader::compare(Xapian::docid left, Xapian::docid right,
                           const ComparisonRequest& request,
                           const text::Languages& languages) const {
  Comparison comparison;
  comparison.generation = snapshot_.generation();
  comparison.left = snapshot_.record(left);
  comparison.right = snapshot_.record(right);
  const auto ours = snapshot_.outline(comparison.left);
  const auto theirs = snapshot_.outline(comparison.right);
  const auto rows = align(ours, theirs, analyzer_, languages);
  comparison.total = rows.size();
  comparison.alone = static_cast<std::size_t>(
      std::ranges::count_if(rows, [](const AlignedRow& row) { return !row.left || !row.right; }));

  std::size_t from = request.from < rows.size() ? request.from : 0;
  const auto asked_left = with_anchor(ours, request.anchor);
  const auto asked_right = with_anchor(theirs, request.anchor);
  const auto asked = std::ranges::find_if(rows, [&](const AlignedRow& row) {
    return asked_left ? row.left == asked_left : asked_right && row.right == asked_right;
  });
  if (asked != rows.end()) from = static_cast<std::size_t>(asked - rows.begin());
  comparison.from = from;

  Filling filling(request.size);
  for (std::size_t i = from; i < rows.size(); ++i) {
    ComparedRow row;
    if (rows[i].left) row.left = snapshot_.passage(comparison.left, *rows[i].left);
    if (rows[i].right) row.right = snapshot_.passage(comparison.right, *rows[i].right);
    const std::size_t bytes =
        std::max(row.left ? row.left->text.size() : 0, row.right ? row.right->text.size() : 0);
    if (!filling.takes(bytes)) break;
    comparison.rows.push_back(std::move(row));
  }
  return comparison;
}

Expressions Reader::expressions(Xapian::docid document) const {
  Expressions expressions;
  expressions.generation = snapshot_.generation();
  const std::string work = snapshot_.record(document).metadata.first(Field::kWork);
  if (work.empty()) return expressions;
  const std::string term = index::prefixed_term(index::kWorkPrefix, work);
  const auto& database = snapshot_.database();
  for (auto other = database.postlist_begin(term); other != database.postlist_end(term); ++other) {
    if (expressions.documents.size() == kMaxExpressions) break;
    if (*other != document) expressions.documents.push_back(snapshot_.record(*other));
  }
  return expressions;
}

}  // namespace lontar::search
