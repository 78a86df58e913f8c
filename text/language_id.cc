#include "text/language_id.h"

#include <libexttextcat/textcat.h>
#include <sys/mman.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <unordered_map>
#include <vector>

#include "text/analyzer.h"
#include "text/clean.h"
#include "text/scan_internal.h"

namespace lontar::text {
namespace {

constexpr char kProfilesDir[] = "/usr/share/libexttextcat/";

// As much as is looked at: the beginning, the middle and the end of a longer text.
constexpr std::size_t kSlices = 3;
constexpr std::size_t kSliceBytes = 4 * 1024;

// Less than this is too short to say: letters of a script that one language writes, and letters of
// a script that many share.
constexpr std::size_t kMinLetters = 6;
constexpr std::size_t kMinSharedLetters = 40;

// In less than this the words of grammar say more than the profiles, where they say anything.
constexpr std::size_t kMinProfiledLetters = 200;
// How clearly they must: votes for the language, a word's vote divided among those that have it,
// and how far ahead of the next language that is.
constexpr double kMinVotes = 1;
constexpr double kMinLead = 1.5;

// A script is the text's own when at least this share of its letters, counted in bytes, is of it.
constexpr double kMinScriptShare = 0.5;
// A language's own letters show it when there are so many of them among the script's.
constexpr double kMinOwnLetters = 0.03;
constexpr double kMinKana = 0.05;

struct CloseClassifier {
  void operator()(void* handle) const { textcat_Done(handle); }
};
using Classifier = std::unique_ptr<void, CloseClassifier>;

// The library reads its list of profiles from a file only; this one is never on disk.
class MemoryFile {
 public:
  explicit MemoryFile(std::string_view content) : fd_(memfd_create("profiles", MFD_CLOEXEC)) {
    if (fd_ >= 0 &&
        write(fd_, content.data(), content.size()) != static_cast<ssize_t>(content.size())) {
      close(fd_);
      fd_ = -1;
    }
  }
  ~MemoryFile() {
    if (fd_ >= 0) close(fd_);
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  std::string path() const { return fd_ < 0 ? "" : "/proc/self/fd/" + std::to_string(fd_); }

 private:
  int fd_;
};

std::size_t border(std::string_view text, std::size_t at) {
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
  return at;
}

std::string sample(std::string_view text) {
  if (text.size() <= kSlices * kSliceBytes) return std::string(text);
  std::string slices;
  for (std::size_t i = 0; i < kSlices; ++i) {
    const std::size_t begin = border(text, (text.size() - kSliceBytes) / (kSlices - 1) * i);
    const std::size_t end = border(text, std::min(text.size(), begin + kSliceBytes));
    slices.append(text.substr(begin, end - begin)).push_back('\n');
  }
  return slices;
}

struct Share {
  std::size_t letters = 0;
  std::size_t bytes = 0;
};

struct Scripts {
  std::map<UScriptCode, Share> shares;
  std::size_t bytes = 0;
};

Scripts scripts_of(std::string_view text) {
  Scripts found;
  for (std::size_t at = 0; at < text.size();) {
    const Seen c = char_at(text, at);
    const std::size_t length = c.end - at;
    at = c.end;
    if (c.kind != WordClass::kLetter && c.kind != WordClass::kDictionary) continue;
    UErrorCode status = U_ZERO_ERROR;
    Share& share = found.shares[uscript_getScript(c.code, &status)];
    ++share.letters;
    share.bytes += length;
    found.bytes += length;
  }
  return found;
}

// The script most of the text is in, as ISO 15924 names it; nothing when none has most of it.
struct MainScript {
  std::string name;
  std::size_t letters = 0;
};
MainScript main_script(Scripts scripts) {
  // Chinese and Japanese share characters; only Japanese has kana among them.
  Share kana;
  for (const UScriptCode code : {USCRIPT_HIRAGANA, USCRIPT_KATAKANA}) {
    kana.letters += scripts.shares[code].letters;
    kana.bytes += scripts.shares[code].bytes;
    scripts.shares.erase(code);
  }
  Share& han = scripts.shares[USCRIPT_HAN];
  han.letters += kana.letters;
  han.bytes += kana.bytes;
  const auto most = std::ranges::max_element(scripts.shares, {},
                                             [](const auto& share) { return share.second.bytes; });
  const Share share = most->second;
  if (share.letters == 0 ||
      static_cast<double>(share.bytes) < kMinScriptShare * static_cast<double>(scripts.bytes)) {
    return {};
  }
  const bool japanese = most->first == USCRIPT_HAN &&
                        static_cast<double>(kana.bytes) > kMinKana * static_cast<double>(han.bytes);
  return {japanese ? "Jpan" : uscript_getShortName(most->first), share.letters};
}

std::size_t count_letters(std::string_view text, std::string_view letters) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = char_at(text, at).end;
    count += letters.find(text.substr(at, end - at)) != std::string_view::npos;
    at = end;
  }
  return count;
}

}  // namespace

struct LanguageIdentifier::Impl {
  const Languages* languages = nullptr;
  Classifier classifier;
  std::map<std::string, const Language*, std::less<>> by_profile;
  // Words that tell relatives apart, and which of them they speak for.
  std::unordered_map<std::string, std::vector<const Language*>> markers;
  // Words of grammar and markers, and the languages that have them.
  std::unordered_map<std::string, std::vector<const Language*>> grammar;
  Analyzer analyzer;

  Result<void> prepare();
  std::string identify(std::string_view text);
  const Language* by_own_letters(std::string_view text, const MainScript& script) const;
  const Language* by_profiles(const std::string& text, std::string_view script);
  const Language* by_markers(std::string_view text, const Language* guess);
  const Language* by_grammar(std::string_view text, std::string_view script);
};

Result<void> LanguageIdentifier::Impl::prepare() {
  const auto fails = [](const std::string& what) {
    return Error{ErrorCode::kUnavailable, "cannot identify languages: " + what +
                                              "; install libexttextcat-data, or mend "
                                              "'profiles' in config/languages.toml"};
  };
  std::string list;
  for (const Language& language : languages->all()) {
    for (const std::string& profile : language.profiles) {
      // Asked for here because the library forgets memory over a profile it cannot open.
      const std::string path = kProfilesDir + profile + ".lm";
      if (access(path.c_str(), R_OK) != 0) return fails("no readable " + path);
      by_profile[profile] = &language;
      list += profile + ".lm " + profile + "\n";
    }
    for (const std::string& marker : language.markers) markers[marker].push_back(&language);
    std::set<std::string> words(language.stop_words.begin(), language.stop_words.end());
    words.insert(language.markers.begin(), language.markers.end());
    for (const std::string& word : words) grammar[word].push_back(&language);
  }
  const MemoryFile file(list);
  classifier.reset(special_textcat_Init(file.path().c_str(), kProfilesDir));
  if (!classifier) return fails(std::string("the profiles under ") + kProfilesDir + " are damaged");
  return {};
}

std::string LanguageIdentifier::Impl::identify(std::string_view text) {
  const std::string looked_at = lower(sample(text));
  const MainScript script = main_script(scripts_of(looked_at));
  if (script.letters < kMinLetters) return "";
  std::vector<const Language*> writers;
  for (const Language& language : languages->all()) {
    if (language.script == script.name) writers.push_back(&language);
  }
  if (writers.empty()) return "";
  if (writers.size() == 1) return writers.front()->code;
  if (const Language* sure = by_own_letters(looked_at, script)) return sure->code;
  if (script.letters < kMinProfiledLetters) {
    if (const Language* clear = by_grammar(looked_at, script.name)) return clear->code;
  }
  if (script.letters < kMinSharedLetters) return "";
  const Language* guess = by_profiles(looked_at, script.name);
  if (guess) return by_markers(looked_at, guess)->code;
  const auto plain = std::ranges::find_if(
      writers, [](const Language* one) { return one->letters.empty() && one->profiles.empty(); });
  return plain == writers.end() ? "" : (*plain)->code;
}

const Language* LanguageIdentifier::Impl::by_own_letters(std::string_view text,
                                                         const MainScript& script) const {
  for (const Language& language : languages->all()) {
    if (language.script != script.name || language.letters.empty()) continue;
    const auto own = static_cast<double>(count_letters(text, language.letters));
    if (own >= 2 && own >= kMinOwnLetters * static_cast<double>(script.letters)) return &language;
  }
  return nullptr;
}

const Language* LanguageIdentifier::Impl::by_profiles(const std::string& text,
                                                      std::string_view script) {
  const auto release = [this](candidate_t* candidates) {
    textcat_ReleaseClassifyFullOutput(classifier.get(), candidates);
  };
  const std::unique_ptr<candidate_t, decltype(release)> candidates(
      textcat_GetClassifyFullOutput(classifier.get()), release);
  const int count =
      textcat_ClassifyFull(classifier.get(), text.data(), text.size(), candidates.get());
  for (int i = 0; i < count; ++i) {
    const auto found = by_profile.find(std::string_view(candidates.get()[i].name));
    if (found != by_profile.end() && found->second->script == script) return found->second;
  }
  return nullptr;
}

// Between close relatives, the one whose words stand in the text more often.
const Language* LanguageIdentifier::Impl::by_markers(std::string_view text, const Language* guess) {
  if (guess->markers.empty()) return guess;
  std::map<const Language*, std::size_t> votes;
  analyzer.each(text, [&](const Token& token) {
    const auto found = markers.find(std::string(token.term));
    if (found == markers.end()) return;
    for (const Language* language : found->second) ++votes[language];
  });
  for (const auto& [language, count] : votes) {
    if (language->script == guess->script && count > votes[guess]) guess = language;
  }
  return guess;
}

// The language whose words of grammar stand in the text, if it is clearly one.
const Language* LanguageIdentifier::Impl::by_grammar(std::string_view text,
                                                     std::string_view script) {
  std::map<const Language*, double> votes;
  analyzer.each(text, [&](const Token& token) {
    const auto found = grammar.find(std::string(token.term));
    if (found == grammar.end()) return;
    for (const Language* language : found->second) {
      if (language->script == script)
        votes[language] += 1.0 / static_cast<double>(found->second.size());
    }
  });
  const Language* best = nullptr;
  double next = 0;
  for (const auto& [language, vote] : votes) {
    if (!best || vote > votes[best]) {
      next = best ? votes[best] : 0;
      best = language;
    } else {
      next = std::max(next, vote);
    }
  }
  return best && votes[best] >= kMinVotes && votes[best] >= kMinLead * next ? best : nullptr;
}

LanguageIdentifier::LanguageIdentifier(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
LanguageIdentifier::~LanguageIdentifier() = default;
LanguageIdentifier::LanguageIdentifier(LanguageIdentifier&&) noexcept = default;
LanguageIdentifier& LanguageIdentifier::operator=(LanguageIdentifier&&) noexcept = default;

Result<LanguageIdentifier> LanguageIdentifier::create(const Languages& languages) {
  auto impl = std::make_unique<Impl>();
  impl->languages = &languages;
  if (const auto prepared = impl->prepare(); !prepared) return prepared.error();
  return LanguageIdentifier(std::move(impl));
}

std::string LanguageIdentifier::identify(std::string_view text) { return impl_->identify(text); }

}  // namespace lontar::text
