// Finds the concepts of the thesaurus in a question and adds their other names: adjacent words
// outside quotes that are a name become an Op::kConcept of what was typed and the additions. Under
// NOT nothing is added: what was not typed is not taken away. Internal to search/.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/thesaurus.h"
#include "search/query.h"
#include "search/request.h"

namespace lontar::search {

// Whether the index holds a term.
using HoldsTerm = std::function<bool(const std::string& term)>;

// Only names whose words are all in the index are added. Returns what was, concept by concept, each
// once.
std::vector<ExpandedConcept> add_concepts(Node& root, const knowledge::Thesaurus& thesaurus,
                                          const HoldsTerm& holds);

// The concepts of the question that say where in a document ("art 5"), as the children of an AND.
Node locators(const Node& root);

}  // namespace lontar::search
