#include "bench/script_language.h"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <algorithm>
#include <memory>

namespace lontar::bench {
namespace {

// Where the grapheme clusters of a text begin, and its end.
std::vector<std::size_t> borders(const std::string& text) {
  static const auto clusters = [] {
    UErrorCode status = U_ZERO_ERROR;
    return std::unique_ptr<icu::BreakIterator>(
        icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
  }();
  UErrorCode status = U_ZERO_ERROR;
  UText* utext =
      utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status);
  clusters->setText(utext, status);
  std::vector<std::size_t> found;
  for (int at = clusters->first(); at != icu::BreakIterator::DONE; at = clusters->next()) {
    found.push_back(static_cast<std::size_t>(at));
  }
  utext_close(utext);
  return found;
}

bool contains(const Words& text, const Words& part) {
  return !std::ranges::search(text, part).empty();
}

}  // namespace

Words clusters_of(const std::string& text) {
  const auto at = borders(text);
  Words clusters;
  for (std::size_t i = 1; i < at.size(); ++i) {
    clusters.push_back(text.substr(at[i - 1], at[i] - at[i - 1]));
  }
  return clusters;
}

std::string joined(const Words& words, std::size_t from, std::size_t to) {
  std::string text;
  for (std::size_t i = from; i < to; ++i) text += words[i];
  return text;
}

bool of_a_dictionary(const std::string& term) {
  return static_cast<unsigned char>(term[0]) >= 0xE0;
}

void ScriptLanguage::add(const std::string& id, const Passage& passage, text::Analyzer& analyzer) {
  Text text;
  text.document = id;
  text.anchor = passage.anchor;
  for (const auto* part : {&passage.label, &passage.heading, &passage.text}) {
    add(*part, text, analyzer);
  }
  texts_.push_back(std::move(text));
}

void ScriptLanguage::add(const std::string& passage, Text& text, text::Analyzer& analyzer) {
  std::size_t last = 0;
  for (const auto& token : analyzer.tokens(passage)) {
    if (!of_a_dictionary(token.term)) continue;
    if (text.stretches.empty() || token.begin != last) {
      text.stretches.emplace_back();
      text.clusters.emplace_back();
    }
    last = token.end;
    text.words.push_back(token.term);
    text.stretches.back().push_back(token.term);
    for (auto& cluster : clusters_of(token.term)) text.clusters.push_back(cluster);
    ++vocabulary_[token.term];
  }
}

void ScriptLanguage::prepare() {
  for (const auto& [term, count] : vocabulary_) parts_[term] = clusters_of(term);
  for (Text& text : texts_) {
    word_sets_.emplace_back(text.words.begin(), text.words.end());
    std::set<std::string> bigrams;
    for (std::size_t i = 1; i < text.clusters.size(); ++i) {
      if (!text.clusters[i - 1].empty() && !text.clusters[i].empty()) {
        bigrams.insert(text.clusters[i - 1] + text.clusters[i]);
      }
    }
    bigram_sets_.push_back(std::move(bigrams));
    std::set<std::string> with_parts = word_sets_.back();
    for (const std::string& word : text.words) {
      for (const std::string& part : longest_parts(parts_.at(word))) with_parts.insert(part);
    }
    part_sets_.push_back(std::move(with_parts));
  }
}

ScriptLanguage::Found ScriptLanguage::where(const std::function<bool(std::size_t)>& holds) const {
  Found found;
  for (std::size_t i = 0; i < texts_.size(); ++i) {
    if (holds(i)) found.insert(i);
  }
  return found;
}

ScriptLanguage::Found ScriptLanguage::truth(const Words& query) const {
  return where([&](std::size_t i) { return contains(texts_[i].clusters, query); });
}

ScriptLanguage::Found ScriptLanguage::words(const Words& tokens) const {
  return where([&](std::size_t i) {
    return std::ranges::all_of(tokens,
                               [&](const auto& token) { return word_sets_[i].contains(token); });
  });
}

ScriptLanguage::Found ScriptLanguage::bigrams(const Words& query) const {
  return where([&](std::size_t i) {
    if (query.size() == 1) return word_sets_[i].contains(query[0]);
    for (std::size_t at = 1; at < query.size(); ++at) {
      if (!bigram_sets_[i].contains(query[at - 1] + query[at])) return false;
    }
    return true;
  });
}

ScriptLanguage::Found ScriptLanguage::sub_words(const Words& tokens) const {
  return where([&](std::size_t i) {
    return std::ranges::all_of(tokens,
                               [&](const auto& token) { return part_sets_[i].contains(token); });
  });
}

ScriptLanguage::Found ScriptLanguage::containment(const Words& tokens) const {
  std::vector<std::set<std::string>> groups;
  for (const std::string& token : tokens) {
    auto forms = containing(clusters_of(token));
    if (!forms.empty()) {
      groups.push_back(std::move(forms));
      continue;
    }
    for (const auto& part : cut_longest(clusters_of(token))) groups.push_back({part});
  }
  return where([&](std::size_t i) {
    return std::ranges::all_of(groups, [&](const auto& group) {
      return std::ranges::any_of(group,
                                 [&](const auto& form) { return word_sets_[i].contains(form); });
    });
  });
}

ScriptLanguage::Found ScriptLanguage::engine(const std::string& question,
                                             search::Searcher& searcher) const {
  std::set<std::string> documents;
  for (const Text& text : texts_) documents.insert(text.document);
  std::set<std::pair<std::string, std::string>> anchors;
  for (const std::string& document : documents) {
    const auto inside = searcher.search_inside(document, question, 0, 10'000);
    const bool complete = inside && !inside->relaxed;
    if (!complete) continue;
    for (const auto& hit : inside->passages) anchors.emplace(document, hit.anchor);
  }
  return where([&](std::size_t i) {
    return anchors.contains({texts_[i].document, texts_[i].anchor});
  });
}

Words ScriptLanguage::added_terms(const Text& text, const std::string& remedy) const {
  Words terms;
  if (remedy == "bigrams") {
    for (std::size_t i = 1; i < text.clusters.size(); ++i) {
      if (!text.clusters[i - 1].empty() && !text.clusters[i].empty()) {
        terms.push_back("B" + text.clusters[i - 1] + text.clusters[i]);
      }
    }
  } else if (remedy == "sub-words") {
    for (const std::string& word : text.words) {
      for (const std::string& part : longest_parts(parts_.at(word))) terms.push_back(part);
    }
  }
  return terms;
}

std::set<std::string> ScriptLanguage::containing(const Words& query) const {
  std::set<std::string> forms;
  for (const auto& [term, clusters] : parts_) {
    if (contains(clusters, query)) forms.insert(term);
  }
  return forms;
}

// Left to right, the longest known word that is not all of it.
Words ScriptLanguage::longest_parts(const Words& word) const {
  return cut(word, word.size() - 1, false);
}
Words ScriptLanguage::cut_longest(const Words& word) const { return cut(word, word.size(), true); }
Words ScriptLanguage::cut(const Words& word, std::size_t longest, bool everything) const {
  Words parts;
  for (std::size_t at = 0; at < word.size();) {
    std::size_t length = std::min(longest, word.size() - at);
    while (length > 0 && !vocabulary_.contains(joined(word, at, at + length))) --length;
    if (length > 0 && length < word.size()) parts.push_back(joined(word, at, at + length));
    if (length == 0 && everything) parts.push_back(word[at]);
    at += std::max<std::size_t>(length, 1);
  }
  return parts;
}

}  // namespace lontar::bench
