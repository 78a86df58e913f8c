#include "bench/ordinary_xapian.h"

#include <memory>
#include <sstream>

namespace lontar::bench {
namespace {

// Several values of a facet stand in one slot value; the spy counts combinations, expanded at the
// end.
std::string joined(const std::vector<std::string>& values) {
  std::string all;
  for (const std::string& value : values) all += (all.empty() ? "" : "\t") + value;
  return all;
}

Counts expanded(const Xapian::ValueCountMatchSpy& spy) {
  Counts counts;
  for (auto it = spy.values_begin(); it != spy.values_end(); ++it) {
    std::istringstream values(*it);
    for (std::string value; std::getline(values, value, '\t');) counts[value] += it.get_termfreq();
  }
  return counts;
}

}  // namespace

OrdinaryWriter::OrdinaryWriter(const std::filesystem::path& dir, bool stem)
    : database_(dir.string(), Xapian::DB_CREATE_OR_OVERWRITE) {
  if (stem) generator_.set_stemmer(Xapian::Stem("english"));
}

void OrdinaryWriter::add(const Document& document) {
  Xapian::Document made;
  generator_.set_document(made);
  generator_.set_termpos(0);
  const Metadata& metadata = document.content.metadata;
  generator_.index_text(metadata.first(Field::kTitle), 5);
  std::string text;
  for (const Passage& passage : document.content.passages) {
    generator_.increase_termpos();
    generator_.index_text(passage.label);
    generator_.index_text(passage.text);
    text += passage.label + "\n" + passage.text + "\n";
  }
  for (unsigned slot = 0; slot < std::size(kCounted); ++slot) {
    made.add_value(slot, joined(metadata.all(kCounted[slot])));
  }
  made.add_boolean_term("XTYPE" + metadata.first(kFiltered));
  made.add_boolean_term("Q" + document.id);
  // As omindex does: a title and a sample to show.
  made.set_data(metadata.first(Field::kTitle) + "\n" + text.substr(0, 300));
  database_.add_document(made);
}

OrdinarySearcher::OrdinarySearcher(const std::filesystem::path& dir) : database_(dir.string()) {
  parser_.set_database(database_);
  parser_.set_default_op(Xapian::Query::OP_AND);
}

Answer OrdinarySearcher::search(const std::string& text, const std::string& type) {
  using Xapian::Query;
  Query query = text.empty() ? Query::MatchAll
                             : parser_.parse_query(text, Xapian::QueryParser::FLAG_BOOLEAN |
                                                             Xapian::QueryParser::FLAG_PHRASE |
                                                             Xapian::QueryParser::FLAG_WILDCARD);
  if (!type.empty()) query = Query(Query::OP_FILTER, query, Query("XTYPE" + type));
  Xapian::Enquire enquire(database_);
  enquire.set_query(query);
  std::vector<std::unique_ptr<Xapian::ValueCountMatchSpy>> spies;
  for (unsigned slot = 0; slot < std::size(kCounted); ++slot) {
    spies.push_back(std::make_unique<Xapian::ValueCountMatchSpy>(slot));
    enquire.add_matchspy(spies.back().get());
  }
  const Xapian::MSet found = enquire.get_mset(0, 10, database_.get_doccount());
  for (auto it = found.begin(); it != found.end(); ++it) shown_ = it.get_document().get_data();
  Answer answer;
  answer.total = found.get_matches_estimated();
  for (const auto& spy : spies) answer.facets.push_back(expanded(*spy));
  return answer;
}

}  // namespace lontar::bench
