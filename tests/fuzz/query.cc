// The query language: any text is a query, and reads back from its own text as the same one.
#include "search/query.h"

#include "search/concepts.h"
#include "tests/fuzz/target.h"
#include "text/clean.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lontar;
  static const auto languages = fuzz::loaded(text::Languages::load(fuzz::kConfig));
  static const auto thesaurus = fuzz::loaded(knowledge::Thesaurus::load(fuzz::kConfig, languages));
  static text::Analyzer analyzer;
  const std::string typed =
      text::clean(fuzz::bytes_of(data, std::min(size, search::kMaxQueryBytes)));
  search::Query query = search::parse_query(typed, analyzer);
  const std::string written = search::to_text(query);
  fuzz::must(text::is_valid_utf8(written), "a query is text");
  for (const std::string& warning : search::texts(query.warnings)) {
    fuzz::must(text::is_valid_utf8(warning), "warnings are UTF-8");
  }
  fuzz::must(search::parse_query(written, analyzer).root == query.root,
             "a query's text reads back as the same query");
  search::add_concepts(query.root, thesaurus, [](const std::string&) { return true; });
  fuzz::must(search::to_text(query) == written, "other names are not part of what was typed");
  return 0;
}
