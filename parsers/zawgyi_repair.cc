#include "parsers/zawgyi_repair.h"

#include <string>
#include <utility>
#include <vector>

#include "text/zawgyi.h"

namespace lontar::parsers {
namespace {

// Whether something was converted.
bool convert(std::string& text) {
  std::string converted = text::from_zawgyi(text);
  if (converted == text) return false;
  text = std::move(converted);
  return true;
}

text::BurmeseEvidence evidence_of(const Passage& passage) {
  text::BurmeseEvidence found = text::burmese_evidence(passage.label);
  found += text::burmese_evidence(passage.heading);
  found += text::burmese_evidence(passage.text);
  return found;
}

bool convert(Metadata& metadata, bool by_document) {
  Metadata repaired;
  bool changed = false;
  for (std::size_t i = 0; i < kFields.size(); ++i) {
    const auto field = static_cast<Field>(i);
    const FieldValue& value = metadata[field];
    std::vector<std::string> values = value.values;
    for (std::string& text : values) {
      const text::BurmeseEvidence found = text::burmese_evidence(text);
      if (!found.says_zawgyi() && (!by_document || found.says_unicode())) continue;
      changed = convert(text) || changed;
    }
    if (value.given()) repaired.offer_list(field, std::move(values), value.source, value.evidence);
  }
  if (changed) metadata = std::move(repaired);
  return changed;
}

}  // namespace

bool repair_zawgyi(ParsedDocument& document) {
  text::BurmeseEvidence whole = text::burmese_evidence(document.metadata.first(Field::kTitle));
  std::vector<text::BurmeseEvidence> parts;
  parts.reserve(document.passages.size());
  bool anywhere = whole.says_zawgyi();
  for (const Passage& passage : document.passages) {
    parts.push_back(evidence_of(passage));
    whole += parts.back();
    anywhere = anywhere || parts.back().says_zawgyi();
  }
  if (!anywhere && !whole.says_zawgyi()) return false;
  const bool by_document = whole.says_zawgyi();
  bool changed = convert(document.metadata, by_document);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (!parts[i].says_zawgyi() && (!by_document || parts[i].says_unicode())) continue;
    Passage& passage = document.passages[i];
    changed = convert(passage.label) || changed;
    changed = convert(passage.heading) || changed;
    changed = convert(passage.text) || changed;
  }
  if (!changed) return false;
  document.warnings.push_back(
      {"zawgyi-converted",
       "Its Burmese is written in the Zawgyi encoding and was converted to Unicode; compare a "
       "doubtful word with the original."});
  return true;
}

}  // namespace lontar::parsers
