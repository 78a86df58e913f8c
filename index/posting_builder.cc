#include "index/posting_builder.h"

#include <algorithm>

#include "index/packing.h"
#include "index/schema.h"

namespace lontar::index {
namespace {

// The heading as its words stand: one space where anything stood between two, nothing where they
// touch (Thai). Empty unless it is a phrase that other documents might repeat: neither one word nor
// a sentence, and without a number.
std::string heading_phrase(const std::vector<text::OwnedToken>& tokens) {
  if (tokens.size() < kMinHeadingWords || tokens.size() > kMaxHeadingWords) return {};
  std::string phrase;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const std::string& term = tokens[i].term;
    if (std::ranges::any_of(term, [](char c) { return c >= '0' && c <= '9'; })) return {};
    if (i > 0 && tokens[i].begin > tokens[i - 1].end) phrase += ' ';
    phrase += term;
  }
  return phrase;
}

}  // namespace

void PostingBuilder::add_words(std::string_view text, unsigned boost, std::string_view prefix) {
  analyzer_.each(text, [&](const text::Token& token) {
    words_.add(token.term, next_, boost);
    if (!prefix.empty()) {
      prefixed_.assign(prefix).append(1, ':').append(token.term);
      words_.add(prefixed_, next_, 0);
    }
    ++next_;
  });
}

// The names of the document stand before its passages, a gap after each, so that a phrase of a
// title is found and none runs from one name into the next.
void PostingBuilder::add_title(const Metadata& metadata) {
  const auto add = [&](Field field, std::string_view prefix) {
    for (const std::string& name : metadata.all(field)) {
      add_words(name, kTitleBoost, prefix);
      next_ += kPassageGap;
    }
  };
  add(Field::kTitle, kTitlePrefix);
  add(Field::kShortTitle, kTitlePrefix);
  add(Field::kCitation, kCitationPrefix);
}

std::vector<std::uint32_t> PostingBuilder::add_passages(const std::vector<Passage>& passages) {
  std::vector<std::uint32_t> starts;
  starts.reserve(passages.size());
  for (const Passage& passage : passages) {
    starts.push_back(next_);
    add_words(passage.label, 0);
    add_words(passage.heading, kHeadingBoost);
    add_words(passage.text, 0);
    next_ += kPassageGap;
  }
  return starts;
}

// Xapian looks a term up in a sorted map for each of its positions: the terms that have many come
// while the map is small, the many that have few in their order.
void PostingBuilder::move_words_to(Xapian::Document& document) {
  std::string term;
  for (const WordTable::Entry& entry : words_.entries()) {
    term = entry.term;
    document.add_posting(term, entry.positions.front(), 1 + entry.boost);
    for (const std::uint32_t position : entry.positions.subspan(1)) {
      document.add_posting(term, position);
    }
  }
}

std::set<std::string> PostingBuilder::heading_terms(const ParsedDocument& content) {
  std::set<std::string> terms;
  for (const Passage& passage : content.passages) {
    if (passage.heading.empty() || passage.heading.size() > kMaxHeadingBytes) continue;
    const std::string phrase = heading_phrase(analyzer_.tokens(passage.heading));
    if (phrase.empty()) continue;
    const std::string& language =
        passage.language.empty() ? content.metadata.first(Field::kLanguage) : passage.language;
    terms.insert(heading_term(language, phrase));
    if (terms.size() == kMaxHeadingTerms) break;
  }
  return terms;
}

Xapian::Document PostingBuilder::build(const Document& document, std::uint64_t key) {
  words_.clear();
  next_ = 1;
  const Metadata& metadata = document.content.metadata;
  add_title(metadata);
  const auto starts = add_passages(document.content.passages);

  Xapian::Document built;
  move_words_to(built);
  built.add_boolean_term(id_term(document.id));
  for (const Facet& facet : kFacets) {
    for (const std::string& value : facet_values(facet, metadata)) {
      built.add_boolean_term(facet_term(facet, value));
    }
  }
  for (const std::string& term : heading_terms(document.content)) built.add_boolean_term(term);
  for (const Passage& passage : document.content.passages) {
    if (passage.language.empty()) continue;
    built.add_boolean_term(prefixed_term(kPassageLanguagePrefix, passage.language));
  }
  if (const std::string& work = metadata.first(Field::kWork); !work.empty())
    built.add_boolean_term(prefixed_term(kWorkPrefix, work));
  const auto date = metadata.date();
  built.add_value(kSignatureSlot, pack_signature(metadata));
  built.add_value(kDateSlot, pack_date_key(date ? date->key() : 0));
  built.add_value(kTitleSortSlot, collator_.key(metadata.first(Field::kTitle), kTitleSortBytes));
  built.add_value(kPassagesSlot, pack_starts(starts));
  built.add_value(kNamesSlot,
                  pack_names({document.id, metadata.first(Field::kTitle),
                              metadata.first(Field::kShortTitle), metadata.all(Field::kCitation)}));
  built.set_data(std::to_string(key));
  return built;
}

}  // namespace lontar::index
