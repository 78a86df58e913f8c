#include "search/named.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "index/packing.h"
#include "index/schema.h"
#include "search/word_fields.h"

namespace lontar::search {
namespace {

using knowledge::Thesaurus;
using Words = std::vector<std::string>;

// A name must be this share of the question's words, numbers of articles left out.
constexpr double kMostOfTheQuestion = 0.6;
// Longer questions call nothing by its name.
constexpr std::size_t kLongestQuestion = 20;
// The main part of a title is told from its rest only when it has so many words.
constexpr std::size_t kShortestMainPart = 3;
// More documents than this with a phrase in their titles: the phrase is no name.
constexpr Xapian::doccount kMostTitles = 1000;

// The words of a question that asks for words only, in their order; false when it does not.
bool flatten(const Node& node, std::vector<Thesaurus::Word>& words) {
  switch (node.op) {
    case Op::kWord:
    case Op::kPhrase:
      for (std::size_t i = 0; i < node.words.size(); ++i) {
        words.push_back({node.words[i].text, node.words[i].capitals, node.joined && i > 0});
      }
      return node.field.empty();
    case Op::kConcept:
      return flatten(node.children[0], words);
    case Op::kAnd:
      return std::ranges::all_of(node.children,
                                 [&](const Node& child) { return flatten(child, words); });
    case Op::kFacet:
    case Op::kDates:
    case Op::kNot:
      return true;
    default:
      return false;
  }
}

class Finder {
 public:
  Finder(const Xapian::Database& database, text::Analyzer& analyzer)
      : database_(database), analyzer_(analyzer) {}

  // Adds the documents that bear the name.
  void find(const Words& name) {
    if (!tried_.insert(name).second) return;
    std::vector<std::string> terms;
    for (const std::string& word : name) terms.push_back(term_of("title", word));
    const bool known = std::ranges::all_of(
        terms, [&](const std::string& term) { return database_.term_exists(term); });
    if (!known) return;
    Xapian::Enquire enquire(database_);
    enquire.set_query(
        Xapian::Query(Xapian::Query::OP_PHRASE, terms.begin(), terms.end(), terms.size()));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    const Xapian::MSet titles = enquire.get_mset(0, kMostTitles);
    for (auto at = titles.begin(); at != titles.end(); ++at) {
      if (bears(*at, name)) documents_.insert(*at);
    }
  }

  std::vector<Xapian::docid> documents() const { return {documents_.begin(), documents_.end()}; }

 private:
  bool bears(Xapian::docid document, const Words& name) {
    const auto names =
        index::unpack_names(database_.get_document(document).get_value(index::kNamesSlot));
    if (words(names.title) == name || words(names.short_title) == name) return true;
    const Words main_part = words(names.title.substr(0, names.title.find_first_of(",:(")));
    return main_part.size() >= kShortestMainPart && main_part == name;
  }

  Words words(std::string_view text) {
    Words all;
    analyzer_.each(text, [&](const text::Token& token) { all.emplace_back(token.term); });
    return all;
  }

  const Xapian::Database& database_;
  text::Analyzer& analyzer_;
  std::set<Words> tried_;
  std::set<Xapian::docid> documents_;
};

Words terms(const std::vector<Thesaurus::Word>& words, std::size_t begin, std::size_t end) {
  Words all;
  for (std::size_t i = begin; i < end; ++i) all.emplace_back(words[i].term);
  return all;
}

}  // namespace

std::vector<Xapian::docid> named_documents(const Node& root, const Xapian::Database& database,
                                           const Thesaurus* thesaurus, text::Analyzer& analyzer) {
  std::vector<Thesaurus::Word> words;
  if (!flatten(root, words) || words.empty() || words.size() > kLongestQuestion) return {};
  std::vector<Thesaurus::Match> matches;
  if (thesaurus) matches = thesaurus->find(words);
  std::vector<bool> locator(words.size());  // "art 5": says where, not what
  for (const Thesaurus::Match& match : matches) {
    const std::size_t length = match.number > 0 ? match.count + match.number : 0;
    for (std::size_t i = 0; i < length; ++i) locator[match.begin + i] = true;
  }
  const auto naming = static_cast<double>(std::ranges::count(locator, false));
  const auto most = [&](std::size_t count) {
    return static_cast<double>(count) >= kMostOfTheQuestion * naming;
  };
  Finder finder(database, analyzer);
  for (std::size_t begin = 0; begin < words.size(); ++begin) {
    for (std::size_t end = begin + 1; end <= words.size() && !locator[end - 1]; ++end) {
      if (most(end - begin)) finder.find(terms(words, begin, end));
    }
  }
  for (const Thesaurus::Match& match : matches) {
    if (match.number > 0 || !most(match.count)) continue;
    for (const std::size_t number : match.concepts) {
      for (const Thesaurus::Name& name : thesaurus->concepts()[number].names) {
        for (const Words& spelling : name.spellings) finder.find(spelling);
      }
    }
  }
  return finder.documents();
}

}  // namespace lontar::search
