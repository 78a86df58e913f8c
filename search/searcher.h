// Answers questions about one index directory. Each call works on one generation from start to end
// and says which; when the index changed under it, the call is repeated on the new generation.
// One Searcher per thread; those made from the same Repository share what is read-only.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string_view>

#include "core/result.h"
#include "search/knowledge.h"
#include "search/request.h"
#include "search/suggestion.h"

namespace lontar::search {

// The index directory as all threads of a program see it: which generation is current, and its
// columns in memory. Thread-safe.
class Repository {
 public:
  // kNotFound when there is no index (build one with `lontar-indexer update`), kDamaged when it
  // cannot be read.
  static Result<std::shared_ptr<Repository>> open(const std::filesystem::path& index_dir,
                                                  Knowledge knowledge);
  ~Repository();

  struct Impl;
  Impl& impl() { return *impl_; }

 private:
  explicit Repository(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// Takes the hits of a search as they are read. When writers overtake the walk, it begins again on
// their generation: begin() is called anew, and all that was taken before is void.
struct Walk {
  std::function<bool(const SearchPage&)> begin;  // the page without hits; false: none is wanted
  std::function<bool(Hit)> hit;                  // false: enough
  std::size_t first = 0;                         // place of the first hit
  std::size_t count = std::numeric_limits<std::size_t>::max();
  std::size_t passages = 3;  // of each hit, at most; none unless the request wants snippets
};

class Searcher {
 public:
  explicit Searcher(std::shared_ptr<Repository> repository);
  ~Searcher();
  Searcher(Searcher&&) noexcept;
  Searcher& operator=(Searcher&&) noexcept;

  // The generation that the next call will see at least.
  Result<std::uint64_t> generation();

  // Never fails on query text (see SearchPage::warnings); kUnavailable when the index cannot be
  // read, kDamaged when it is broken.
  Result<SearchPage> search(const SearchRequest& request);

  // All hits of a search one after the other, without holding more than one: the same hits in the
  // same order as its pages together. Fails as search() does.
  Result<void> walk(const SearchRequest& request, const Walk& walk);

  // kNotFound for an unknown id, and for an unknown anchor.
  Result<DocumentView> document(std::string_view id);
  // When and as what a document that is no longer in the index was withdrawn; nothing for one that
  // is there or was never known.
  Result<std::optional<index::Event>> withdrawal(std::string_view id);
  Result<PassageWindow> passages(std::string_view id, std::size_t from, const WindowSize& size);
  Result<PassageWindow> passage(std::string_view id, std::string_view anchor);
  Result<InsideHits> search_inside(std::string_view id, std::string_view text, std::size_t from,
                                   std::size_t count);
  // A window of the document, marked, and where it is in what the query finds. kNotFound for an
  // unknown id only: of a place that is not there the beginning is shown.
  Result<Reading> read(std::string_view id, const ReadingRequest& request);
  // kNotFound when either id is unknown.
  Result<Comparison> compare(const ComparisonRequest& request);
  // The other documents of its work, at most kMaxExpressions; none where nobody says which work it
  // is of.
  Result<Expressions> expressions(std::string_view id);

  // At most `limit` (and kMaxSimilar) documents about the same, in any language; neither the
  // document itself nor other expressions of its work. kNotFound for an unknown id.
  Result<SimilarDocuments> similar(std::string_view id, std::size_t limit);

  // What `typed` may be the beginning of, at most `limit` (and kMaxSuggestions). Never fails on the
  // text. While another thread prepares a new generation, answers from the one before and says so.
  Result<Suggestions> suggest(std::string_view typed, std::size_t limit);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lontar::search
