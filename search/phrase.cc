#include "search/phrase.h"

namespace lontar::search {

DocSet documents_with_phrase(const Xapian::Database& database,
                             const std::vector<std::string>& terms, std::uint32_t last) {
  Xapian::Enquire enquire(database);
  enquire.set_query(
      Xapian::Query(Xapian::Query::OP_PHRASE, terms.begin(), terms.end(), terms.size()));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  DocSet matched(last);
  const Xapian::MSet found = enquire.get_mset(0, database.get_doccount());
  for (auto it = found.begin(); it != found.end(); ++it) matched.add(*it);
  return matched;
}

}  // namespace lontar::search
