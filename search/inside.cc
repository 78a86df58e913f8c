#include "search/inside.h"

#include <algorithm>

#include "search/answer.h"

namespace lontar::search {
namespace {

constexpr std::size_t kMaxFound = 60;       // different things that were marked
constexpr std::size_t kMaxFoundBytes = 80;  // of one; longer ones are runs of words

}  // namespace

Inside::Inside(const index::Snapshot& snapshot, const Resident& resident, text::Analyzer& analyzer,
               Xapian::docid document, const Query& query)
    : snapshot_(snapshot),
      query_(query),
      wanted_(wanted_of(query.root)),
      evaluator_(snapshot.database(), resident.columns, resident.vocabulary),
      highlighter_(highlighter_for(document, evaluator_, wanted_, analyzer)),
      matches_(PassageFinder(snapshot, evaluator_, wanted_).find(document)) {
  const auto complete = [&](const PassageMatch& match) {
    return match.asked == wanted_.asked.size();
  };
  if (std::ranges::any_of(matches_, complete)) {
    std::erase_if(matches_, [&](const PassageMatch& match) { return !complete(match); });
  } else {
    relaxed_ = !matches_.empty();
  }
}

InsideHits Inside::hits(const index::Record& record, std::size_t from, std::size_t count) {
  InsideHits inside;
  inside.generation = snapshot_.generation();
  inside.parsed = to_text(query_);
  inside.warnings = query_.warnings;
  inside.expanded = query_.expanded;
  inside.relaxed = relaxed_;
  if (relaxed_) inside.warnings.push_back({"relaxed-inside"});
  inside.total = matches_.size();
  for (std::size_t i = from; i < matches_.size() && i - from < count; ++i) {
    const Passage passage = snapshot_.passage(record, matches_[i].passage);
    inside.passages.push_back(passage_hit(record, passage, highlighter_.snippet(passage.text)));
  }
  return inside;
}

PassageMarks Inside::marks(const Passage& passage) {
  PassageMarks marks{highlighter_.marks(passage.heading), highlighter_.marks(passage.text)};
  note(passage.heading, marks.heading);
  note(passage.text, marks.text);
  return marks;
}

void Inside::note(std::string_view text, const std::vector<Span>& marks) {
  for (const Span& mark : marks) {
    if (found_.size() == kMaxFound) return;
    std::string words(text.substr(mark.begin, std::min(mark.end - mark.begin, kMaxFoundBytes + 1)));
    if (words.size() > kMaxFoundBytes) continue;
    std::ranges::replace(words, '\n', ' ');
    found_.insert(std::move(words));
  }
}

}  // namespace lontar::search
