#include "search/answer.h"

#include <algorithm>
#include <utility>

#include "search/concepts.h"
#include "search/named.h"

namespace lontar::search {
namespace {

Sort sort_of(const SearchRequest& request, const Query& query) {
  const bool everything = query.root.op == Op::kAll;
  return request.sort.value_or(everything ? Sort::kNewest : Sort::kRelevance);
}

bool by_score(Sort sort, const Query& query) {
  return sort == Sort::kRelevance && query.root.op != Op::kAll;
}

}  // namespace

PassageHit passage_hit(const index::Record& record, const Passage& passage, std::string snippet) {
  return {.anchor = passage.anchor,
          .label = display_label(passage),
          .name = passage_name(passage),
          .heading = passage.heading,
          .language =
              passage.language.empty() ? record.metadata.first(Field::kLanguage) : passage.language,
          .page = passage.page,
          .ocr_confidence = passage.ocr_confidence,
          .doubtful = passage.doubtful,
          .snippet = std::move(snippet)};
}

Highlighter highlighter_for(Xapian::docid document, const Evaluator& evaluator,
                            const Wanted& wanted, text::Analyzer& analyzer) {
  return {wanted, analyzer,
          [&evaluator, document](const Form& form) { return evaluator.counts(form, document); }};
}

Answer::Answer(const SearchRequest& request, Query query, Ground ground)
    : request_(request),
      query_(std::move(query)),
      ground_(std::move(ground)),
      sort_(sort_of(request, query_)),
      evaluator_(ground_.snapshot.database(), ground_.resident.columns,
                 ground_.resident.vocabulary),
      matches_(
          match_question(query_, evaluator_, ground_.resident.columns, by_score(sort_, query_))),
      counted_(FacetCounter(ground_.resident.columns, request).count(matches_.documents)),
      wanted_(wanted_of(query_.root)),
      finder_(ground_.snapshot, evaluator_, wanted_),
      places_node_(locators(query_.root)),
      wanted_places_(wanted_of(places_node_)),
      located_(ground_.snapshot, evaluator_, wanted_places_),
      proximity_(query_.root, evaluator_, ground_.resident.columns) {
  if (request.snippets)
    reasons_.emplace(request.text, query_, matches_, evaluator_, ground_.analyzer);
  if (!by_score(sort_, query_)) return;
  evaluator_.put_first(named_documents(query_.root, ground_.snapshot.database(), ground_.thesaurus,
                                       ground_.analyzer));
}

SearchPage Answer::head() const {
  SearchPage page;
  page.generation = ground_.resident.columns.generation;
  page.text = request_.text;
  page.parsed = to_text(query_);
  page.warnings = query_.warnings;
  page.expanded = query_.expanded;
  page.warnings.insert(page.warnings.end(), evaluator_.warnings().begin(),
                       evaluator_.warnings().end());
  page.relaxed = matches_.relaxed != Relaxed::kNo;
  page.total = counted_.documents.size();
  page.complete = static_cast<std::uint64_t>(std::ranges::count_if(
      counted_.documents, [&](std::uint32_t document) { return matches_.complete.has(document); }));
  if (page.relaxed) page.warnings.push_back(explain(matches_, page.complete));
  page.facets = counted_.facets;
  page.pairs = counted_.pairs;
  return page;
}

std::vector<double> Answer::closeness(const std::vector<std::uint32_t>& documents) const {
  std::vector<Proximity::Subject> subjects;
  for (const std::uint32_t document : documents) {
    subjects.push_back({document, ground_.snapshot.text_start(document)});
  }
  return proximity_(subjects);
}

std::vector<Placed> Answer::places(std::size_t first, std::size_t count) const {
  const Columns& columns = ground_.resident.columns;
  first = std::min(first, counted_.documents.size());
  count = std::min(count, counted_.documents.size() - first);
  const auto by_ranks = [&](const std::vector<std::uint32_t>& ranks) {
    return page_by_ranks(counted_.documents, ranks, first, count, evaluator_);
  };
  switch (sort_) {
    case Sort::kRelevance:
      break;
    case Sort::kNewest:
      return by_ranks(columns.newest_ranks);
    case Sort::kOldest:
      return by_ranks(columns.oldest_ranks);
    case Sort::kTitle:
      return by_ranks(columns.title_ranks);
    case Sort::kLatest:
      return by_ranks(ground_.latest->ranks);
  }
  CloseLook close_look;
  if (by_score(sort_, query_) && !proximity_.empty()) {
    close_look = [this](const std::vector<std::uint32_t>& best) { return closeness(best); };
  }
  return page_by_relevance(counted_.documents, first, count, evaluator_, close_look);
}

Hit Answer::hit(const Placed& placed, std::size_t passages) const {
  Hit hit;
  hit.record = ground_.snapshot.record(placed.document);
  hit.score = placed.score;
  if (ground_.latest) hit.latest = ground_.latest->when(hit.record);
  if (!request_.snippets) return hit;
  hit.passages = best_passages(placed.document, hit.record, passages);
  hit.reasons = reasons_->of(placed.document);
  return hit;
}

// The best passages of a document, or its beginning where no passage matches.
std::vector<PassageHit> Answer::best_passages(Xapian::docid document, const index::Record& record,
                                              std::size_t count) const {
  std::vector<PassageHit> hits;
  Highlighter highlighter = highlighter_for(document, evaluator_, wanted_, ground_.analyzer);
  const auto add = [&](const Passage& passage) {
    hits.push_back(passage_hit(record, passage, highlighter.snippet(passage.text)));
  };
  if (!wanted_.empty()) {
    auto matches = evaluator_.named(document) ? located_.find(document) : finder_.find(document);
    if (matches.empty()) matches = finder_.find(document);
    for (const PassageMatch& match : best_of(std::move(matches), count)) {
      add(ground_.snapshot.passage(record, match.passage));
    }
  }
  for (std::size_t i = 0; hits.empty() && i < record.passages; ++i) {
    const Passage passage = ground_.snapshot.passage(record, i);
    if (!passage.text.empty()) add(passage);
  }
  return hits;
}

}  // namespace lontar::search
