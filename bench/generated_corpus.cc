#include "bench/generated_corpus.h"

#include <algorithm>
#include <cmath>
#include <unordered_set>

#include "core/member_state.h"

namespace lontar::bench {
namespace {

constexpr std::size_t kVocabulary = 120'000;
// Mandelbrot's fit for English.
constexpr double kZipfExponent = 1.13;
constexpr double kMandelbrotShift = 2.7;
constexpr double kPartnerFollows = 0.12;

const std::vector<std::string> kCommunities = {"APSC", "AEC", "ASCC", "CROSS"};
const std::vector<std::string> kTypes = {"agreement", "declaration", "decision", "protocol",
                                         "work-plan", "mou",         "statement"};

std::vector<std::string> topics() {
  std::vector<std::string> all;
  for (int i = 0; i < 40; ++i) all.push_back("topic-" + std::to_string(i));
  return all;
}

std::vector<std::string> states() {
  std::vector<std::string> all;
  for (const MemberState& state : kMemberStates) all.emplace_back(state.code);
  return all;
}

}  // namespace

GeneratedCorpus::GeneratedCorpus(std::uint32_t seed, double mean_words)
    : random_(seed), mean_words_(mean_words) {
  std::unordered_set<std::string> known;
  while (vocabulary_.size() < kVocabulary) {
    std::string word = make_word();
    if (known.insert(word).second) vocabulary_.push_back(std::move(word));
  }
  // Frequent words are short in every language.
  std::ranges::stable_sort(vocabulary_.begin(), vocabulary_.begin() + 400, {}, &std::string::size);
  double total = 0;
  for (std::size_t rank = 0; rank < kVocabulary; ++rank) {
    total += 1.0 / std::pow(static_cast<double>(rank) + kMandelbrotShift, kZipfExponent);
    cumulative_.push_back(total);
  }
  for (std::size_t rank = 0; rank < kVocabulary; ++rank) partners_.push_back(draw_rank());
}

std::string GeneratedCorpus::make_word() {
  static constexpr std::string_view kOnsets[] = {"b", "d",  "k",  "l",  "m", "n", "p", "r", "s",
                                                 "t", "tr", "st", "pr", "c", "g", "h", "v", "ch"};
  static constexpr std::string_view kVowels[] = {"a", "e", "i", "o", "u", "ai", "io"};
  static constexpr std::string_view kCodas[] = {"", "", "n", "r", "t", "s", "l", "ng", "nt"};
  std::string word;
  const auto syllables = 1 + random_() % 4;
  for (unsigned i = 0; i < syllables; ++i) {
    word += kOnsets[random_() % std::size(kOnsets)];
    word += kVowels[random_() % std::size(kVowels)];
    word += kCodas[random_() % std::size(kCodas)];
  }
  return word;
}

std::size_t GeneratedCorpus::draw_rank() {
  const double point = std::uniform_real_distribution<double>(0, cumulative_.back())(random_);
  return static_cast<std::size_t>(std::ranges::lower_bound(cumulative_, point) -
                                  cumulative_.begin());
}

std::string GeneratedCorpus::sentence_run(std::size_t words) {
  std::string text;
  std::size_t rank = draw_rank();
  for (std::size_t i = 0; i < words; ++i) {
    text += vocabulary_[rank];
    text += random_() % 14 == 0 ? ". " : " ";
    const bool follows = std::uniform_real_distribution<double>(0, 1)(random_) < kPartnerFollows;
    rank = follows ? partners_[rank] : draw_rank();
  }
  return text;
}

// One value by an uneven draw, and each further one with probability `more`.
std::vector<std::string> GeneratedCorpus::draw_values(const std::vector<std::string>& from,
                                                      double more) {
  std::vector<std::string> values;
  std::uniform_real_distribution<double> unit(0, 1);
  do {
    const double skewed = std::pow(unit(random_), 2.0);
    const auto& value = from[static_cast<std::size_t>(skewed * static_cast<double>(from.size()))];
    if (std::ranges::find(values, value) == values.end()) values.push_back(value);
  } while (unit(random_) < more && values.size() < from.size());
  std::ranges::sort(values);
  return values;
}

Document GeneratedCorpus::next() {
  static const auto kTopics = topics();
  static const auto kStates = states();
  Document document;
  document.id = "generated-" + std::to_string(made_++);
  Metadata& metadata = document.content.metadata;
  metadata.offer(Field::kTitle, sentence_run(8), Source::kFile);
  metadata.offer_list(Field::kCommunity, draw_values(kCommunities, 0.1), Source::kFile);
  metadata.offer_list(Field::kMemberStates, draw_values(kStates, 0.5), Source::kFile);
  metadata.offer_list(Field::kTopics, draw_values(kTopics, 0.4), Source::kFile);
  metadata.offer_list(Field::kType, draw_values(kTypes, 0), Source::kFile);
  metadata.offer(Field::kDate, std::to_string(1967 + random_() % 59), Source::kFile);
  const double spread = std::lognormal_distribution<double>(-0.245, 0.7)(random_);
  auto words = static_cast<std::size_t>(std::max(30.0, spread * mean_words_));
  for (int article = 1; words > 0; ++article) {
    const std::size_t here = std::min<std::size_t>(words, 40 + random_() % 120);
    document.content.passages.push_back({.anchor = "art_" + std::to_string(article),
                                         .kind = "article",
                                         .label = "Article " + std::to_string(article),
                                         .text = sentence_run(here)});
    words -= here;
  }
  return document;
}

}  // namespace lontar::bench
