#include "knowledge/passage_languages.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace lontar::knowledge {
namespace {

// The document's language is read from at most so many pieces of so many bytes, evenly spread.
constexpr std::size_t kPieces = 24;
constexpr std::size_t kPieceBytes = 800;

constexpr std::size_t kMinPassageBytes = 400;  // shorter ones say too little about their language
constexpr std::size_t kCommonWords = 40;
constexpr std::size_t kEnoughPassages = 12;  // to know a language's common words by
// A passage in a language is made of its common words to at least this share, one in another
// language hardly at all: only the latter is worth a closer look.
constexpr double kMinCommonShare = 0.15;

std::string_view cut(std::string_view text, std::size_t size) {
  if (text.size() <= size) return text;
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
  return text.substr(0, size);
}

// The common words of the document's language, learnt from passages known to be in it: they spare
// the many passages of a long document a look at their letters.
class CommonWords {
 public:
  explicit CommonWords(text::Analyzer& analyzer) : analyzer_(analyzer) {}

  void learn(std::string_view text) {
    if (learnt_ == kEnoughPassages) return;
    ++learnt_;
    analyzer_.each(cut(text, kLooked),
                   [this](const text::Token& token) { ++counts_[std::string(token.term)]; });
    std::vector<std::pair<std::size_t, std::string>> ranked;
    for (const auto& [word, count] : counts_) ranked.emplace_back(count, word);
    std::ranges::sort(ranked, std::ranges::greater());
    if (ranked.size() > kCommonWords) ranked.resize(kCommonWords);
    common_.clear();
    for (const auto& [count, word] : ranked) common_.insert(word);
  }

  bool make_up(std::string_view text) const {
    if (common_.empty()) return false;
    std::size_t words = 0;
    std::size_t known = 0;
    analyzer_.each(cut(text, kLooked), [&](const text::Token& token) {
      ++words;
      known += common_.contains(std::string(token.term));
    });
    return static_cast<double>(known) >= kMinCommonShare * static_cast<double>(words);
  }

 private:
  static constexpr std::size_t kLooked = 2000;  // bytes of a passage

  text::Analyzer& analyzer_;
  std::unordered_map<std::string, std::size_t> counts_;
  std::unordered_set<std::string> common_;
  std::size_t learnt_ = 0;
};

// Languages so close that a passage in one reads much like the other.
bool are_relatives(const text::Language& one, const text::Language& other) {
  return one.script == other.script && !one.markers.empty() && !other.markers.empty();
}

}  // namespace

std::string identify_document(const ParsedDocument& document,
                              text::LanguageIdentifier& identifier) {
  std::string sample;
  const std::size_t step = std::max<std::size_t>(1, document.passages.size() / kPieces);
  for (std::size_t i = 0; i < document.passages.size(); i += step) {
    const Passage& passage = document.passages[i];
    const std::size_t budget = document.passages.size() < kPieces
                                   ? kPieces * kPieceBytes / document.passages.size()
                                   : kPieceBytes;
    sample.append(cut(passage.text, budget)).push_back('\n');
  }
  std::string language = identifier.identify(sample);
  if (language.empty()) {
    for (const Passage& passage : document.passages) sample += passage.heading + '\n';
    language = identifier.identify(document.metadata.first(Field::kTitle) + '\n' + sample);
  }
  return language;
}

void mark_foreign_passages(std::vector<Passage>& passages, const std::string& language,
                           text::LanguageIdentifier& identifier, text::Analyzer& analyzer,
                           const text::Languages& languages) {
  const text::Language* own = languages.find(language);
  if (!own || passages.size() < 2) return;
  CommonWords common(analyzer);
  for (Passage& passage : passages) {
    if (!passage.language.empty() || passage.text.size() < kMinPassageBytes) continue;
    if (common.make_up(passage.text)) continue;
    const std::string found = identifier.identify(passage.text);
    const text::Language* other = languages.find(found);
    if (other == own) {
      common.learn(passage.text);
    } else if (other && !are_relatives(*own, *other)) {
      passage.language = found;
    }
  }
}

}  // namespace lontar::knowledge
