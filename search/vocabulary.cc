#include "search/vocabulary.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <utility>

#include "index/snapshot.h"
#include "text/clusters.h"
#include "text/fold.h"
#include "text/stemmer.h"

namespace lontar::search {
namespace {

std::uint64_t hash_of(std::string_view key) { return std::hash<std::string_view>{}(key); }

// Whether a term may be one of the script, by its first letter. It spares the stemmers most of what
// is not theirs; what it lets through they leave as it is.
bool may_be_of(std::string_view script, std::string_view term) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(term[at]); };
  if (byte(0) < 0x80) return script == "Latn" && byte(0) >= 'a' && byte(0) <= 'z';
  const bool latin = byte(0) < 0xCA || (byte(0) == 0xE1 && byte(1) >= 0xB8 && byte(1) <= 0xBB);
  return latin == (script == "Latn");
}

// Every script that does without spaces begins at or beyond this byte.
constexpr std::string_view kFirstScript = "\xE0";

std::vector<std::string> terms_of_scripts(const TermList& terms) {
  std::vector<std::string> found;
  for (auto number = terms.lower_bound(kFirstScript); number < terms.size(); ++number) {
    if (text::is_unspaced(terms.term(number))) found.emplace_back(terms.term(number));
  }
  return found;
}

}  // namespace

void TermList::add(std::string_view term, std::uint32_t documents) {
  letters_ += term;
  begins_.push_back(static_cast<std::uint32_t>(letters_.size()));
  documents_.push_back(documents);
}

TermList::Number TermList::lower_bound(std::string_view text) const {
  Number first = 0;
  for (auto many = static_cast<Number>(size()); many > 0;) {
    const Number half = many / 2;
    if (term(first + half) < text) {
      first += half + 1;
      many -= half + 1;
    } else {
      many = half;
    }
  }
  return first;
}

std::size_t TermList::bytes() const {
  return letters_.capacity() + (begins_.capacity() + documents_.capacity()) * sizeof(Number);
}

void TermList::shrink() {
  letters_.shrink_to_fit();
  begins_.shrink_to_fit();
  documents_.shrink_to_fit();
}

// Where each term of the previous vocabulary stands now, and which terms are new.
struct Vocabulary::Difference {
  static constexpr Number kGone = ~Number{0};

  Difference(const TermList& before, const TermList& now) : moved(before.size(), kGone) {
    Number old = 0;
    for (Number number = 0; number < now.size(); ++number) {
      const std::string_view term = now.term(number);
      while (old < before.size() && before.term(old) < term) ++old;
      if (old < before.size() && before.term(old) == term) {
        moved[old++] = number;
      } else {
        fresh.push_back(number);
      }
    }
    all.resize(now.size());
    std::iota(all.begin(), all.end(), Number{0});
  }

  std::vector<Number> moved;
  std::vector<Number> fresh;
  std::vector<Number> all;
};

std::span<const Vocabulary::Number> Vocabulary::Keys::find(std::string_view key) const {
  const auto [first, last] = std::ranges::equal_range(hashes, hash_of(key));
  return {numbers.data() + (first - hashes.begin()), numbers.data() + (last - hashes.begin())};
}

template <class KeyOf>
Vocabulary::Keys Vocabulary::keys(const Difference& difference, const Keys* previous,
                                  KeyOf key_of) const {
  using Entry = std::pair<std::uint64_t, Number>;
  std::vector<Entry> entries;
  // Terms keep their order when others come and go, so what is kept stays sorted.
  for (std::size_t i = 0; previous && i < previous->hashes.size(); ++i) {
    const Number now = difference.moved[previous->numbers[i]];
    if (now != Difference::kGone) entries.emplace_back(previous->hashes[i], now);
  }
  const auto kept = static_cast<std::ptrdiff_t>(entries.size());
  for (const Number number : previous ? difference.fresh : difference.all) {
    const std::string_view term = terms_.term(number);
    const auto key = key_of(term);
    if (!key.empty() && key != term) entries.emplace_back(hash_of(key), number);
  }
  std::sort(entries.begin() + kept, entries.end());
  std::inplace_merge(entries.begin(), entries.begin() + kept, entries.end());
  Keys keys;
  keys.hashes.reserve(entries.size());
  keys.numbers.reserve(entries.size());
  for (const auto& [hash, number] : entries) {
    keys.hashes.push_back(hash);
    keys.numbers.push_back(number);
  }
  return keys;
}

Vocabulary::Vocabulary(TermList terms, const std::vector<const text::Language*>& languages,
                       const Vocabulary* previous)
    : terms_(std::move(terms)) {
  terms_.shrink();
  scripts_ = ScriptTerms(terms_of_scripts(terms_));
  static const TermList kNone;
  const Difference difference(previous ? previous->terms_ : kNone, terms_);
  folds_ = keys(difference, previous ? &previous->folds_ : nullptr,
                [](std::string_view term) { return text::fold(term); });
  for (const text::Language* language : languages) {
    auto stemmer = text::Stemmer::make(language->stemmer);
    if (!stemmer) continue;
    const Keys* before = nullptr;
    if (previous) {
      const auto known = previous->stems_.find(language->code);
      if (known != previous->stems_.end()) before = &known->second;
    }
    stems_[language->code] = keys(difference, before, [&](std::string_view term) {
      return may_be_of(language->script, term) ? stemmer->stem(term) : std::string_view();
    });
  }
}

std::optional<Vocabulary::Number> Vocabulary::find(std::string_view term) const {
  const Number number = terms_.lower_bound(term);
  if (number == size() || terms_.term(number) != term) return {};
  return number;
}

Vocabulary::Range Vocabulary::with_beginning(std::string_view beginning) const {
  const Number begin = terms_.lower_bound(beginning);
  // No byte of UTF-8 is 0xFF, so this stands behind all of them.
  const Number end = terms_.lower_bound(std::string(beginning) + '\xFF');
  return {begin, std::max(begin, end)};
}

// A key that is a term itself has no entry of its own.
std::vector<Vocabulary::Number> Vocabulary::having(const Keys& keys, std::string_view key) const {
  const auto found = keys.find(key);
  std::vector<Number> numbers(found.begin(), found.end());
  const auto itself = find(key);
  if (itself && !std::ranges::binary_search(numbers, *itself)) {
    numbers.insert(std::ranges::lower_bound(numbers, *itself), *itself);
  }
  return numbers;
}

std::vector<Vocabulary::Number> Vocabulary::same_fold(std::string_view folded) const {
  return having(folds_, folded);
}

std::vector<Vocabulary::Number> Vocabulary::same_stem(std::string_view language,
                                                      std::string_view stem) const {
  const auto known = stems_.find(language);
  return known == stems_.end() ? std::vector<Number>() : having(known->second, stem);
}

std::vector<std::string_view> Vocabulary::languages() const {
  std::vector<std::string_view> codes;
  for (const auto& [code, keys] : stems_) codes.emplace_back(code);
  return codes;
}

std::size_t Vocabulary::bytes() const {
  const auto of = [](const Keys& keys) {
    return keys.hashes.capacity() * sizeof(std::uint64_t) +
           keys.numbers.capacity() * sizeof(Number);
  };
  std::size_t total = terms_.bytes() + of(folds_) + scripts_.bytes();
  for (const auto& [code, keys] : stems_) total += of(keys);
  return total;
}

TermList read_terms(const index::Snapshot& snapshot) {
  TermList terms;
  const auto end = snapshot.database().allterms_end();
  for (auto it = snapshot.database().allterms_begin(); it != end;) {
    const std::string term = *it;
    // What begins with a capital is no word but a prefixed term (index/schema.h).
    if (term[0] >= 'A' && term[0] <= 'Z') {
      it.skip_to("[");
      continue;
    }
    terms.add(term, it.get_termfreq());
    ++it;
  }
  return terms;
}

}  // namespace lontar::search
