#include "knowledge/passage_languages.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>

namespace lontar::knowledge {
namespace {

// The document's language is read from at most so many pieces of so many bytes, evenly spread.
constexpr std::size_t kPieces = 24;
constexpr std::size_t kPieceBytes = 800;

constexpr std::size_t kMinPassageBytes = 60;  // shorter ones say too little about their language
constexpr std::size_t kMinSureBytes = 300;  // of a document, to know that a part is in another one
constexpr std::size_t kCommonWords = 40;
constexpr std::size_t kEnoughBytes = 10000;  // to know a language's common words by
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
    if (learnt_ >= kEnoughBytes) return;
    learnt_ += std::min(text.size(), kLooked);
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

namespace {

// What a passage seems to be in, when that is not the document's language.
struct Foreign {
  Passage* passage = nullptr;
  const text::Language* language = nullptr;
};

std::vector<Foreign> foreign_passages(std::vector<Passage>& passages, const text::Language& own,
                                      text::LanguageIdentifier& identifier,
                                      text::Analyzer& analyzer, const text::Languages& languages) {
  std::vector<Foreign> found;
  CommonWords common(analyzer);
  for (Passage& passage : passages) {
    if (!passage.language.empty() || passage.text.size() < kMinPassageBytes) continue;
    if (common.make_up(passage.text)) continue;
    const text::Language* language = languages.find(identifier.identify(passage.text));
    if (language == &own) {
      common.learn(passage.text);
    } else if (language && !are_relatives(own, *language)) {
      found.push_back({&passage, language});
    }
  }
  return found;
}

// Of relatives the one that most of the foreign text is in: a document has a Malay part or an
// Indonesian one.
void settle_relatives(std::vector<Foreign>& found) {
  std::map<const text::Language*, std::size_t> bytes;
  for (const Foreign& one : found) bytes[one.language] += one.passage->text.size();
  for (Foreign& one : found) {
    for (const auto& [other, size] : bytes) {
      if (size > bytes[one.language] && are_relatives(*one.language, *other)) one.language = other;
    }
  }
}

}  // namespace

void mark_foreign_passages(std::vector<Passage>& passages, const std::string& language,
                           text::LanguageIdentifier& identifier, text::Analyzer& analyzer,
                           const text::Languages& languages) {
  const text::Language* own = languages.find(language);
  if (!own || passages.size() < 2) return;
  auto found = foreign_passages(passages, *own, identifier, analyzer, languages);
  settle_relatives(found);
  // One passage may be names and figures: it is believed with others in that language.
  std::map<const text::Language*, std::size_t> bytes;
  for (const Foreign& one : found) bytes[one.language] += one.passage->text.size();
  for (const Foreign& one : found) {
    const bool by_script = one.language->script != own->script && one.language->script != "Latn";
    if (by_script || bytes[one.language] >= kMinSureBytes)
      one.passage->language = one.language->code;
  }
}

}  // namespace lontar::knowledge
