#include "search/word_group.h"

#include <algorithm>

#include "search/ranking_parameters.h"
#include "search/word_fields.h"

namespace lontar::search {

std::vector<GroupTerm> group_of(const Word& word, std::string_view field, const Columns& columns) {
  std::vector<GroupTerm> group = {{term_of(field, word.text), {{}}}};
  for (const Form& form : word.forms) {
    const std::string term = term_of(field, form.term);
    auto known = std::ranges::find(group, term, &GroupTerm::term);
    if (known == group.end()) known = group.insert(group.end(), {term, {}});
    const DocSet* in = form.language.empty() ? nullptr : &columns.in_language(form.language);
    known->counts.push_back({static_cast<float>(kRanking.of(form.kind)), in});
  }
  for (GroupTerm& term : group) {
    std::ranges::stable_sort(term.counts, std::greater<>(), &GroupTerm::Count::factor);
  }
  return group;
}

}  // namespace lontar::search
