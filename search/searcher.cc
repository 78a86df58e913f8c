#include "search/searcher.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <thread>

#include "index/snapshot.h"
#include "search/answer.h"
#include "search/concepts.h"
#include "search/corrector.h"
#include "search/evaluator.h"
#include "search/expander.h"
#include "search/query.h"
#include "search/reader.h"
#include "search/repository_internal.h"
#include "search/similar.h"
#include "search/wanted.h"
#include "text/analyzer.h"
#include "text/clean.h"
#include "text/zawgyi.h"

namespace lontar::search {
namespace {

constexpr std::size_t kPassagesPerHit = 3;

// A request that writers overtake is repeated this often before the caller hears of it.
constexpr int kAttempts = 8;

// Not longer than allowed, cut at a character border.
std::string_view cut(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) --bytes;
  return text.substr(0, bytes);
}

}  // namespace

Repository::Repository(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Repository::~Repository() = default;

Result<std::shared_ptr<Repository>> Repository::open(const std::filesystem::path& index_dir,
                                                     Knowledge knowledge) {
  const auto snapshot = index::Snapshot::open(index_dir);
  if (!snapshot) return snapshot.error();
  return std::shared_ptr<Repository>(
      new Repository(std::make_unique<Impl>(index_dir, std::move(knowledge))));
}

struct Searcher::Impl {
  std::shared_ptr<Repository> repository;
  std::optional<index::Snapshot> snapshot;
  std::shared_ptr<const Resident> resident;
  const Columns* columns = nullptr;  // of the resident
  text::Analyzer analyzer;
  Expander expander;

  explicit Impl(std::shared_ptr<Repository> its_repository)
      : repository(std::move(its_repository)), expander(repository->impl().knowledge) {}

  Result<void> refresh() {
    if (snapshot) {
      const auto moved = snapshot->refresh();
      if (!moved) return moved.error();
    } else {
      auto opened = index::Snapshot::open(repository->impl().dir);
      if (!opened) return opened.error();
      snapshot = std::move(*opened);
    }
    if (!columns || columns->generation != snapshot->generation()) {
      resident = repository->impl().resident(*snapshot);
      columns = &resident->columns;
    }
    return {};
  }

  // Runs `answer` on one generation from start to end; when writers overtake it, anew on the next.
  template <class Answer>
  auto on_one_generation(Answer answer) -> decltype(answer()) {
    auto pause = std::chrono::milliseconds(1);
    for (int attempt = 1;; ++attempt) {
      try {
        if (auto ready = refresh(); !ready) return ready.error();
        return answer();
      } catch (const Xapian::Error& error) {
        snapshot.reset();
        columns = nullptr;
        if (attempt == kAttempts) return index::translate(error);
      }
      std::this_thread::sleep_for(pause);
      pause *= 2;
    }
  }

  Query understand(std::string_view text, bool with_concepts) {
    std::string clean = text::clean(cut(text, kMaxQueryBytes));
    const bool zawgyi = text::burmese_evidence(clean).says_zawgyi();
    if (zawgyi) clean = text::from_zawgyi(clean);
    Query query = parse_query(clean, analyzer);
    if (zawgyi) query.warnings.push_back({"zawgyi"});
    if (text.size() > kMaxQueryBytes) {
      query.warnings.push_back({"many-bytes", {{"limit", std::to_string(kMaxQueryBytes)}}});
    }
    if (const auto& thesaurus = repository->impl().knowledge.thesaurus;
        thesaurus && with_concepts) {
      const auto holds = [&](const std::string& term) {
        return snapshot->database().term_exists(term);
      };
      query.expanded = add_concepts(query.root, *thesaurus, holds);
    }
    expander.expand(query, resident->vocabulary);
    return query;
  }

  // Did you mean: see Corrector.
  std::optional<std::string> corrected(std::string_view text) {
    const auto speller = [&] {
      return repository->impl().speller.get(
          columns->generation, [&] { return std::make_shared<const Speller>(resident); });
    };
    const auto matches = [&](const std::string& other) {
      Evaluator evaluator(snapshot->database(), *columns, resident->vocabulary);
      return evaluator.evaluate(understand(other, false).root, false).count();
    };
    Corrector corrector(snapshot->database(), resident->vocabulary, repository->impl().knowledge,
                        expander, analyzer, speller, matches);
    return corrector.correct(text::clean(cut(text, kMaxQueryBytes)));
  }

  // `request` must outlive it.
  std::unique_ptr<Answer> answer(const SearchRequest& request) {
    Answer::Ground ground{*snapshot, *resident, analyzer, nullptr, nullptr};
    if (request.expand) ground.thesaurus = repository->impl().knowledge.thesaurus.get();
    if (request.sort == Sort::kLatest)
      ground.latest = repository->impl().latest(*snapshot, *columns);
    return std::make_unique<Answer>(request, understand(request.text, request.expand),
                                    std::move(ground));
  }

  // What else would find something; see alternatives_to().
  std::vector<Alternative> alternatives(const SearchRequest& request, const Answer& asked,
                                        const std::string& correction) {
    const auto ask = [&](const std::string& text) {
      SearchRequest other = request;
      other.text = text;
      other.sort = Sort::kTitle;  // nothing is to be weighed
      other.count_facets.fill(false);
      other.count_pair.reset();
      other.snippets = false;
      return answer(other)->found();
    };
    return alternatives_to(request, asked.query(), asked.found(), correction, ask);
  }

  Result<SearchPage> search(const SearchRequest& request) {
    const auto answer = this->answer(request);
    SearchPage page = answer->head();
    page.corrected = corrected(request.text);
    if (request.alternatives && page.total == 0)
      page.alternatives = alternatives(request, *answer, page.corrected.value_or(""));
    page.page = std::max<std::size_t>(request.page, 1);
    page.page_size = std::clamp<std::size_t>(request.page_size, 1, kMaxPageSize);
    page.page_count = (page.total + page.page_size - 1) / page.page_size;
    if (page.page > page.page_count) return page;
    for (const Placed& placed : answer->places((page.page - 1) * page.page_size, page.page_size)) {
      page.hits.push_back(answer->hit(placed, kPassagesPerHit));
    }
    return page;
  }

  Result<void> walk(const SearchRequest& request, const Walk& walk) {
    const auto answer = this->answer(request);
    SearchPage page = answer->head();
    page.corrected = corrected(request.text);
    if (!walk.begin(page)) return {};
    for (const Placed& placed : answer->places(walk.first, walk.count)) {
      if (!walk.hit(answer->hit(placed, std::min(walk.passages, kPassagesPerHit)))) break;
    }
    return {};
  }

  Result<Xapian::docid> find(std::string_view id) const {
    const auto document = snapshot->find(id);
    if (!document)
      return Error{ErrorCode::kNotFound, "no document has the id “" + std::string(id) + "”"};
    return *document;
  }

  Reader reader() { return {*snapshot, *resident, analyzer}; }

  Result<InsideHits> search_inside(std::string_view id, std::string_view text, std::size_t from,
                                   std::size_t count) {
    const auto document = find(id);
    if (!document) return document.error();
    return reader().inside(*document, understand(text, true), from, count);
  }

  std::vector<index::Event> history_of(const index::Record& record) {
    const auto history = repository->impl().history(columns->generation);
    return history ? history->until(record.id, columns->generation) : std::vector<index::Event>();
  }

  Result<Reading> read(std::string_view id, const ReadingRequest& request) {
    const auto document = find(id);
    if (!document) return document.error();
    std::optional<Query> query;
    if (!request.query.empty()) query = understand(request.query, true);
    Reading reading = reader().read(*document, query ? &*query : nullptr, request);
    reading.document.history = history_of(reading.document.record);
    return reading;
  }

  Result<Comparison> compare(const ComparisonRequest& request) {
    const auto left = find(request.left);
    if (!left) return left.error();
    const auto right = find(request.right);
    if (!right) return right.error();
    return reader().compare(*left, *right, request, *repository->impl().knowledge.languages);
  }

  Result<SimilarDocuments> similar(std::string_view id, std::size_t limit) {
    const auto document = find(id);
    if (!document) return document.error();
    const index::Record record = snapshot->record(*document);
    const std::string& work = record.metadata.first(Field::kWork);
    limit = std::min(limit, kMaxSimilar);
    SimilarDocuments similar;
    similar.generation = columns->generation;
    SimilarFinder finder(*snapshot, *columns, repository->impl().knowledge, analyzer);
    for (const auto& near : finder.nearest(*document, record, limit + kMaxExpressions)) {
      if (similar.documents.size() == limit) break;
      index::Record other = snapshot->record(near.document);
      if (!work.empty() && other.metadata.first(Field::kWork) == work) continue;
      similar.documents.push_back({std::move(other), near.likeness});
    }
    return similar;
  }

  Result<PassageWindow> passages(std::string_view id, std::size_t from, const WindowSize& size) {
    const auto document = find(id);
    if (!document) return document.error();
    return reader().window(snapshot->record(*document), from, size);
  }
};

Searcher::Searcher(std::shared_ptr<Repository> repository)
    : impl_(std::make_unique<Impl>(std::move(repository))) {}
Searcher::~Searcher() = default;
Searcher::Searcher(Searcher&&) noexcept = default;
Searcher& Searcher::operator=(Searcher&&) noexcept = default;

Result<std::uint64_t> Searcher::generation() {
  return impl_->on_one_generation(
      [this]() -> Result<std::uint64_t> { return impl_->snapshot->generation(); });
}

Result<SearchPage> Searcher::search(const SearchRequest& request) {
  return impl_->on_one_generation([&] { return impl_->search(request); });
}

Result<void> Searcher::walk(const SearchRequest& request, const Walk& walk) {
  return impl_->on_one_generation([&] { return impl_->walk(request, walk); });
}

Result<DocumentView> Searcher::document(std::string_view id) {
  return impl_->on_one_generation([&]() -> Result<DocumentView> {
    const auto document = impl_->find(id);
    if (!document) return document.error();
    DocumentView view;
    view.generation = impl_->columns->generation;
    view.record = impl_->snapshot->record(*document);
    view.outline = impl_->snapshot->outline(view.record);
    view.history = impl_->history_of(view.record);
    return view;
  });
}

Result<std::optional<index::Event>> Searcher::withdrawal(std::string_view id) {
  return impl_->on_one_generation([&]() -> Result<std::optional<index::Event>> {
    const auto history = impl_->repository->impl().history(impl_->columns->generation);
    if (!history || impl_->snapshot->find(id)) return std::optional<index::Event>();
    const index::Event* found = history->withdrawal(std::string(id), impl_->columns->generation);
    return found ? std::optional(*found) : std::nullopt;
  });
}

Result<PassageWindow> Searcher::passages(std::string_view id, std::size_t from,
                                         const WindowSize& size) {
  return impl_->on_one_generation([&] { return impl_->passages(id, from, size); });
}

Result<PassageWindow> Searcher::passage(std::string_view id, std::string_view anchor) {
  return impl_->on_one_generation([&]() -> Result<PassageWindow> {
    const auto document = impl_->find(id);
    if (!document) return document.error();
    const auto outline = impl_->snapshot->outline(impl_->snapshot->record(*document));
    const auto found = std::ranges::find(outline, anchor, &Passage::anchor);
    if (found == outline.end()) {
      return Error{ErrorCode::kNotFound,
                   "the document has no passage “" + std::string(anchor) + "”"};
    }
    return impl_->passages(id, static_cast<std::size_t>(found - outline.begin()), {.passages = 1});
  });
}

Result<Reading> Searcher::read(std::string_view id, const ReadingRequest& request) {
  return impl_->on_one_generation([&] { return impl_->read(id, request); });
}

Result<Comparison> Searcher::compare(const ComparisonRequest& request) {
  return impl_->on_one_generation([&] { return impl_->compare(request); });
}

Result<Expressions> Searcher::expressions(std::string_view id) {
  return impl_->on_one_generation([&]() -> Result<Expressions> {
    const auto document = impl_->find(id);
    if (!document) return document.error();
    return impl_->reader().expressions(*document);
  });
}

Result<InsideHits> Searcher::search_inside(std::string_view id, std::string_view text,
                                           std::size_t from, std::size_t count) {
  return impl_->on_one_generation([&] { return impl_->search_inside(id, text, from, count); });
}

Result<SimilarDocuments> Searcher::similar(std::string_view id, std::size_t limit) {
  return impl_->on_one_generation([&] { return impl_->similar(id, limit); });
}

Result<Suggestions> Searcher::suggest(std::string_view typed, std::size_t limit) {
  return impl_->on_one_generation([&]() -> Result<Suggestions> {
    auto& analyzer = impl_->analyzer;
    auto& shared = impl_->repository->impl();
    const auto suggester = shared.suggester.get(impl_->snapshot->generation(), [&] {
      return std::make_shared<const Suggester>(*impl_->snapshot, *impl_->columns, shared.knowledge,
                                               analyzer);
    });
    const std::string clean = text::clean(cut(typed, kMaxTypedBytes));
    return Suggestions{suggester->generation(),
                       suggester->suggest(clean, std::min(limit, kMaxSuggestions), analyzer)};
  });
}

}  // namespace lontar::search
