#include "knowledge/enricher.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "knowledge/clues.h"
#include "knowledge/normalise.h"
#include "knowledge/passage_languages.h"
#include "text/language_id.h"

namespace lontar::knowledge {
namespace {

constexpr std::string_view kTitlePlace = "the title";

// What a topic needs to be the document's own rather than something it mentions: a few mentions,
// and one more for each thousand words; and not to be dwarfed by the strongest topic. A mention in
// a heading weighs as much as kHeadingWeight in the text.
constexpr std::size_t kHeadingWeight = 3;
constexpr std::size_t kMinMentions = 3;
constexpr std::size_t kWordsPerMention = 1000;
constexpr double kMinShareOfStrongest = 0.15;
constexpr std::size_t kMaxTopics = 6;

// A body is the document's own when named twice, and once more for each so many words.
constexpr std::size_t kMinBodyMentions = 2;
constexpr std::size_t kWordsPerBodyMention = 4000;

// Between the parties in the title of a judgment.
constexpr std::array<std::string_view, 8> kVersus = {" v ",  " v. ",  " vs ",   " vs. ",
                                                     " VS ", " VS. ", " lwn. ", " lwn "};

struct Finding {
  std::string code;
  std::string evidence;
};

std::string_view words_of(std::string_view title, const TitleClue& clue) {
  return title.substr(clue.begin, clue.end - clue.begin);
}

std::size_t weight(const Mentions& mentions) {
  return mentions.in_text + kHeadingWeight * mentions.in_headings;
}

}  // namespace

struct Enricher::Impl {
  Impl(const Taxonomy& its_taxonomy, const text::Languages& its_languages,
       text::LanguageIdentifier its_identifier)
      : taxonomy(its_taxonomy),
        languages(its_languages),
        identifier(std::move(its_identifier)),
        book(taxonomy, analyzer) {}

  void enrich(ParsedDocument& document);
  void find_language(ParsedDocument& document);
  void find_type(Metadata& metadata, const std::vector<TitleClue>& title) const;
  void find_topics(Metadata& metadata, const std::vector<TitleClue>& title,
                   const TextClues& text) const;
  void find_body(Metadata& metadata, const std::vector<TitleClue>& title,
                 const TextClues& text) const;
  void find_community(Metadata& metadata, const std::vector<TitleClue>& title) const;
  std::optional<Finding> in_title(Field field, const Metadata& metadata,
                                  const std::vector<TitleClue>& title) const;

  const Taxonomy& taxonomy;
  const text::Languages& languages;
  text::Analyzer analyzer;
  text::LanguageIdentifier identifier;
  ClueBook book;
};

void Enricher::Impl::enrich(ParsedDocument& document) {
  document.metadata = normalise(document.metadata, taxonomy, languages);
  Metadata& metadata = document.metadata;
  find_language(document);

  const Concept* court = taxonomy.find(Field::kCourt, metadata.first(Field::kCourt));
  if (court) {
    metadata.offer(Field::kMemberStates, court->member_state, Source::kInferred,
                   "court " + court->code);
  }
  const auto title = title_clues(metadata.first(Field::kTitle), book, analyzer);
  find_type(metadata, title);
  TextClues text;
  if (!metadata[Field::kTopics].given() || !metadata[Field::kBody].given()) {
    text = text_clues(document.passages, book, analyzer);
  }
  find_topics(metadata, title, text);
  find_body(metadata, title, text);
  find_community(metadata, title);
}

void Enricher::Impl::find_language(ParsedDocument& document) {
  if (!document.metadata[Field::kLanguage].given()) {
    document.metadata.offer(Field::kLanguage, identify_document(document, identifier),
                            Source::kInferred, "the words of the text");
  }
  const std::string language = document.metadata.first(Field::kLanguage);
  for (Passage& passage : document.passages) {
    if (const text::Language* known = languages.find(passage.language)) {
      passage.language = known->code == language ? "" : known->code;
    }
  }
  mark_foreign_passages(document.passages, language, identifier, analyzer, languages);
}

std::optional<Finding> Enricher::Impl::in_title(Field field, const Metadata& metadata,
                                                const std::vector<TitleClue>& title) const {
  for (const TitleClue& clue : title) {
    if (book.entry(clue.id).field != field) continue;
    return Finding{book.entry(clue.id).meaning->code,
                   quoted(words_of(metadata.first(Field::kTitle), clue), kTitlePlace)};
  }
  return {};
}

void Enricher::Impl::find_type(Metadata& metadata, const std::vector<TitleClue>& title) const {
  if (metadata[Field::kType].given()) return;
  const std::string& words = metadata.first(Field::kTitle);
  for (const std::string_view versus : kVersus) {
    if (words.find(versus) == std::string::npos) continue;
    metadata.offer(Field::kType, "judgment", Source::kInferred, quoted(versus, kTitlePlace));
    return;
  }
  if (metadata[Field::kCourt].given() && !metadata.first(Field::kCourt).empty()) {
    metadata.offer(Field::kType, "judgment", Source::kInferred,
                   "court " + metadata.first(Field::kCourt));
  } else if (const auto found = in_title(Field::kType, metadata, title)) {
    metadata.offer(Field::kType, found->code, Source::kInferred, found->evidence);
  }
}

void Enricher::Impl::find_topics(Metadata& metadata, const std::vector<TitleClue>& title,
                                 const TextClues& text) const {
  if (metadata[Field::kTopics].given()) return;
  std::vector<Finding> found;
  const auto add = [&found](Finding topic) {
    if (std::ranges::find(found, topic.code, &Finding::code) == found.end()) {
      found.push_back(std::move(topic));
    }
  };
  // The title of a judgment names its parties, not what it is about.
  if (metadata.first(Field::kType) != "judgment") {
    std::size_t end = 0;  // of the last phrase: what stands inside it is not said for itself
    for (const TitleClue& clue : title) {
      const ClueBook::Entry& entry = book.entry(clue.id);
      if (entry.field != Field::kTopics || clue.end <= end) continue;
      end = clue.end;
      add({entry.meaning->code,
           quoted(words_of(metadata.first(Field::kTitle), clue), kTitlePlace)});
    }
  }

  std::vector<std::pair<std::size_t, ConceptId>> ranked;
  for (const auto& [id, mentions] : text.mentions) {
    if (book.entry(id).field == Field::kTopics) ranked.emplace_back(weight(mentions), id);
  }
  std::ranges::stable_sort(ranked, std::ranges::greater(),
                           [](const auto& row) { return row.first; });
  for (const auto& [score, id] : ranked) {
    const Mentions& mentions = text.mentions.at(id);
    const bool enough =
        mentions.all() >= kMinMentions && score >= kMinMentions + text.words / kWordsPerMention;
    const bool strong = static_cast<double>(score) >=
                        kMinShareOfStrongest * static_cast<double>(ranked.front().first);
    if (found.size() == kMaxTopics || !enough || !strong) continue;
    std::string evidence = mentions.evidence;
    evidence += " and " + std::to_string(mentions.all() - 1) + " more times";
    add({book.entry(id).meaning->code, std::move(evidence)});
  }

  std::vector<std::string> codes;
  std::string evidence;
  for (const Finding& topic : found) {
    codes.push_back(topic.code);
    evidence += (evidence.empty() ? "" : "; ") + topic.code + ": " + topic.evidence;
  }
  if (!codes.empty()) {
    metadata.offer_list(Field::kTopics, std::move(codes), Source::kInferred, std::move(evidence));
  }
}

void Enricher::Impl::find_body(Metadata& metadata, const std::vector<TitleClue>& title,
                               const TextClues& text) const {
  // A court is not a sectoral body, and a judgment that mentions one does not come from it.
  if (metadata[Field::kBody].given() || metadata.first(Field::kType) == "judgment") return;
  if (const auto found = in_title(Field::kBody, metadata, title)) {
    metadata.offer(Field::kBody, found->code, Source::kInferred, found->evidence);
    return;
  }
  const Mentions* most = nullptr;
  ConceptId body = 0;
  for (const auto& [id, mentions] : text.mentions) {
    const std::size_t enough = kMinBodyMentions + text.words / kWordsPerBodyMention;
    if (book.entry(id).field != Field::kBody || mentions.all() < enough) continue;
    if (most && weight(mentions) <= weight(*most)) continue;
    most = &mentions;
    body = id;
  }
  if (most) {
    metadata.offer(Field::kBody, book.entry(body).meaning->code, Source::kInferred,
                   most->evidence + " and " + std::to_string(most->all() - 1) + " more times");
  }
}

void Enricher::Impl::find_community(Metadata& metadata, const std::vector<TitleClue>& title) const {
  if (metadata[Field::kCommunity].given()) return;
  const auto by = [&](Field field) {
    for (const std::string& value : metadata.all(field)) {
      const Concept* known = taxonomy.find(field, value);
      if (!known || known->community.empty()) continue;
      return metadata.offer(Field::kCommunity, known->community, Source::kInferred,
                            std::string(info(field).name) + " " + known->code);
    }
    return false;
  };
  if (by(Field::kBody)) return;
  // Beyond its body, only an instrument of ASEAN itself belongs to a community: no judgment does,
  // and no treaty or declaration of others that happens to share a topic.
  const bool of_asean = metadata.first(Field::kType) != "judgment" &&
                        taxonomy.names_asean(metadata.first(Field::kTitle));
  if (!of_asean) return;
  if (const auto found = in_title(Field::kCommunity, metadata, title)) {
    metadata.offer(Field::kCommunity, found->code, Source::kInferred, found->evidence);
    return;
  }
  by(Field::kTopics);
}

Enricher::Enricher(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Enricher::~Enricher() = default;
Enricher::Enricher(Enricher&&) noexcept = default;
Enricher& Enricher::operator=(Enricher&&) noexcept = default;

Result<Enricher> Enricher::create(const Taxonomy& taxonomy, const text::Languages& languages) {
  auto identifier = text::LanguageIdentifier::create(languages);
  if (!identifier) return identifier.error();
  return Enricher(std::make_unique<Impl>(taxonomy, languages, std::move(*identifier)));
}

void Enricher::enrich(ParsedDocument& document) { impl_->enrich(document); }

}  // namespace lontar::knowledge
