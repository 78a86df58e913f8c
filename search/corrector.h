// Did you mean: the question as it was typed with its unknown words replaced by words of the
// corpus. Only words that no document has in any form, that stand in no quotes, and that the
// thesaurus does not know; and only when all of them can be replaced. Used by one thread.
#pragma once

#include <xapian.h>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "search/expander.h"
#include "search/knowledge.h"
#include "search/speller.h"
#include "search/vocabulary.h"
#include "text/analyzer.h"

namespace lontar::search {

class Corrector {
 public:
  // All must outlive the corrector and be of one generation. `speller` is asked for only when there
  // is an unknown word; it may be of another generation. `matches` tells how many documents match a
  // text.
  Corrector(const Xapian::Database& database, const Vocabulary& vocabulary,
            const Knowledge& knowledge, Expander& expander, text::Analyzer& analyzer,
            std::function<std::shared_ptr<const Speller>()> speller,
            std::function<std::size_t(const std::string&)> matches)
      : database_(database),
        vocabulary_(vocabulary),
        knowledge_(knowledge),
        expander_(expander),
        analyzer_(analyzer),
        speller_(std::move(speller)),
        matches_(std::move(matches)) {}

  // Nothing when every word is known, or when there is nothing better. Operators, quotes, fields
  // and everything else come back as they stand in `text`.
  std::optional<std::string> correct(std::string_view text);

 private:
  // A word of the question outside quotes, and where it stands in the text.
  struct AskedWord {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string term;
    std::string field;
    bool known = true;
  };
  // Pieces first..last replaced by a text.
  struct Option {
    std::size_t first = 0;
    std::size_t last = 0;
    std::string text;
    unsigned cost = 0;
    std::uint32_t documents = 0;
    bool fits = false;  // the whole question then matches something
  };
  using Options = std::vector<Option>;

  std::vector<AskedWord> pieces_of(std::string_view text);
  bool is_known(const AskedWord& piece);
  bool has(std::string_view term, const std::string& field) const;
  void know_concepts(std::vector<AskedWord>& pieces, std::string_view text) const;

  void add_near(const std::vector<AskedWord>& pieces, std::size_t first, std::size_t last,
                const Speller& speller, Options& options) const;
  void add_splits(const std::vector<AskedWord>& pieces, std::size_t at, Options& options) const;
  void add_joins(const std::vector<AskedWord>& pieces, std::size_t at, std::string_view text,
                 const Speller& speller, Options& options) const;
  std::optional<Option> best_option(const std::vector<AskedWord>& pieces, std::size_t at,
                                    std::string_view text, const Options& chosen,
                                    const Speller& speller);
  std::string replaced(std::string_view text, const std::vector<AskedWord>& pieces,
                       const Options& chosen, bool without_unknown) const;

  const Xapian::Database& database_;
  const Vocabulary& vocabulary_;
  const Knowledge& knowledge_;
  Expander& expander_;
  text::Analyzer& analyzer_;
  std::function<std::shared_ptr<const Speller>()> speller_;
  std::function<std::size_t(const std::string&)> matches_;
};

}  // namespace lontar::search
