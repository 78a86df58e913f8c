#include "text/analyzer.h"

#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "text/nfc_internal.h"
#include "text/word_class_internal.h"

namespace lontar::text {
namespace {

// A run of a dictionary script is segmented in pieces of at most this, so that memory stays small
// for a text without any space; a word at such a border may be cut.
constexpr std::size_t kMaxRunBytes = 64 * 1024;

constexpr std::array<char, 128> kAsciiLower = [] {
  std::array<char, 128> lower{};
  for (std::size_t c = 0; c < lower.size(); ++c) {
    lower[c] = static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
  }
  return lower;
}();

struct Character {
  UChar32 code = -1;  // negative: broken bytes
  std::size_t end = 0;
  WordClass kind = WordClass::kOther;
};

class Decoder {
 public:
  explicit Decoder(std::string_view text) : text_(text) {}

  std::size_t size() const { return text_.size(); }
  std::uint8_t byte(std::size_t at) const { return static_cast<std::uint8_t>(text_[at]); }

  Character at(std::size_t begin) const {
    Character c;
    c.end = begin;
    if (begin >= text_.size()) return c;
    U8_NEXT(reinterpret_cast<const std::uint8_t*>(text_.data()), c.end, text_.size(), c.code);
    if (c.code >= 0) c.kind = kind_of(c.code);
    return c;
  }

  WordClass kind_of(UChar32 c) const {
    return c >= 0 && c < 0x10000 ? classes_[static_cast<std::size_t>(c)] : classify(c);
  }

 private:
  std::string_view text_;
  const std::array<WordClass, 0x10000>& classes_ = bmp_word_classes();
};

bool is_apostrophe(UChar32 c) { return c == '\'' || c == 0x2018 || c == 0x2019 || c == 0xFF07; }

// Whether a character of a dictionary script needs the one after it: the signs that stack two
// consonants (Khmer, Burmese) and the vowels written before their consonant (Thai, Lao). ICU's
// dictionaries may cut there in words they do not know.
bool leans_forward(UChar32 c) {
  return c == 0x17D2 || c == 0x1039 || (c >= 0xE40 && c <= 0xE44) || (c >= 0xEC0 && c <= 0xEC4);
}

// What joins two letters ("ne'e") or two digits ("1,000.50", "5.1.2") into one word.
bool joins(UChar32 c, WordClass before, WordClass after) {
  if (before != after) return false;
  if (before == WordClass::kLetter) return is_apostrophe(c);
  return before == WordClass::kDigit && (c == '.' || c == ',' || c == 0x66B || c == 0x66C);
}

// Marks of Thai and Lao, Burmese, Khmer, whose letters have no case.
bool has_one_case(UChar32 c) {
  return (c >= 0xE00 && c <= 0xEFF) || (c >= 0x1000 && c <= 0x109F) || (c >= 0x1780 && c <= 0x17FF);
}

UChar32 plain_joiner(UChar32 c) {
  if (is_apostrophe(c)) return '\'';
  return c == 0x66B ? '.' : c == 0x66C ? ',' : c;
}

// The term of one word, built character by character: lower case, figures of every script as ASCII
// figures, one kind of apostrophe, no invisible characters, NFC, cut at kMaxTermBytes. Text beyond
// four times that is not looked at.
class Term {
 public:
  void clear() {
    size_ = 0;
    surely_nfc_ = true;
  }

  bool full() const { return size_ + U8_MAX_LENGTH > bytes_.size(); }

  void add_ascii(char c) {
    if (!full()) bytes_[size_++] = c;
  }

  void add(UChar32 c, WordClass kind) {
    if (full()) return;
    if (kind == WordClass::kDigit) return add_ascii(static_cast<char>('0' + u_charDigitValue(c)));
    if (kind == WordClass::kMark || kind == WordClass::kPrefix) {
      // What is left out may have kept two marks apart that now stand in another order.
      surely_nfc_ = surely_nfc_ && has_one_case(c);
      if (!(U_GET_GC_MASK(c) & (U_GC_M_MASK | U_GC_L_MASK))) return;
    }
    if (kind == WordClass::kOther) c = plain_joiner(c);
    U8_APPEND_UNSAFE(bytes_.data(), size_, u_tolower(c));
  }

  std::string_view view() {
    if (!surely_nfc_) {
      normal_ = nfc(std::string(bytes_.data(), size_));
      return cut(normal_);
    }
    return cut({bytes_.data(), size_});
  }

 private:
  static std::string_view cut(std::string_view term) {
    if (term.size() <= kMaxTermBytes) return term;
    std::size_t length = kMaxTermBytes;
    while (length > 0 && U8_IS_TRAIL(static_cast<std::uint8_t>(term[length]))) --length;
    return term.substr(0, length);
  }

  std::array<char, 4 * kMaxTermBytes> bytes_;
  std::size_t size_ = 0;
  // Lower-casing NFC text leaves NFC, unless marks follow letters that have a lower case.
  bool surely_nfc_ = true;
  std::string normal_;
};

struct CloseText {
  void operator()(UText* text) const { utext_close(text); }
};

}  // namespace

struct Analyzer::Impl {
  using Visit = std::function<void(const Token&)>;

  Impl() {
    UErrorCode status = U_ZERO_ERROR;
    words.reset(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
    if (U_FAILURE(status)) words.reset();
  }

  void each(const Decoder& text, std::string_view bytes, const Visit& visit) {
    for (std::size_t at = 0; at < text.size();) {
      const std::uint8_t byte = text.byte(at);
      if (byte < 0x80) {
        at = kAsciiWordClasses[byte] == WordClass::kOther ? at + 1 : word(text, at, visit);
        continue;
      }
      const Character c = text.at(at);
      if (c.kind == WordClass::kLetter || c.kind == WordClass::kDigit) {
        at = word(text, at, visit);
      } else if (c.kind == WordClass::kDictionary) {
        at = run(text, bytes, at, visit);
      } else if (c.kind == WordClass::kSign) {
        at = signs(text, at, c, visit);
      } else if (c.kind == WordClass::kPrefix) {
        at = prefixed(text, bytes, at, visit);
      } else {
        at = c.end;
      }
    }
  }

  // The word of letters and digits that begins here; returns where it ends.
  std::size_t word(const Decoder& text, std::size_t begin, const Visit& visit) {
    term.clear();
    WordClass last = WordClass::kOther;
    std::size_t at = begin;
    while (at < text.size()) {
      const std::uint8_t byte = text.byte(at);
      if (byte < 0x80 && kAsciiWordClasses[byte] != WordClass::kOther) {
        last = kAsciiWordClasses[byte];
        term.add_ascii(kAsciiLower[byte]);
        ++at;
        continue;
      }
      const Character c = text.at(at);
      if (c.kind == WordClass::kLetter || c.kind == WordClass::kDigit) {
        last = c.kind;
      } else if (c.kind != WordClass::kMark && !joins(c.code, last, text.at(c.end).kind) &&
                 !(c.kind == WordClass::kPrefix && last == WordClass::kOther)) {
        break;
      }
      term.add(c.code, c.kind);
      at = c.end;
    }
    visit({term.view(), begin, at});
    return at;
  }

  // The word after signs that belong to the character after them; returns where it ends.
  std::size_t prefixed(const Decoder& text, std::string_view bytes, std::size_t begin,
                       const Visit& visit) {
    Character c = text.at(begin);
    while (c.kind == WordClass::kPrefix) c = text.at(c.end);
    if (c.kind == WordClass::kDictionary) return run(text, bytes, begin, visit);
    if (c.kind == WordClass::kSign) return signs(text, begin, c, visit);
    const bool is_word = c.kind == WordClass::kLetter || c.kind == WordClass::kDigit;
    return is_word ? word(text, begin, visit) : text.at(begin).end;
  }

  // "§", and "§§" as the same word, from its first sign on; returns where it ends.
  static std::size_t signs(const Decoder& text, std::size_t begin, Character c,
                           const Visit& visit) {
    std::size_t at = begin;
    for (; c.kind == WordClass::kSign || c.kind == WordClass::kMark; c = text.at(at)) at = c.end;
    visit({"§", begin, at});
    return at;
  }

  // The run of a dictionary script that begins here, word by word; returns where it ends.
  std::size_t run(const Decoder& text, std::string_view bytes, std::size_t begin,
                  const Visit& visit) {
    std::size_t end = begin;
    bool only_prefixes = true;
    while (end < text.size() && end - begin < kMaxRunBytes) {
      const Character c = text.at(end);
      const bool leads = c.kind == WordClass::kPrefix && only_prefixes;
      only_prefixes = leads;
      if (c.kind != WordClass::kDictionary && c.kind != WordClass::kMark && !leads) break;
      end = c.end;
    }
    while (true) {  // a piece never begins with a mark
      const Character c = text.at(end);
      if (c.kind != WordClass::kMark) break;
      end = c.end;
    }
    segment(text, bytes.substr(begin, end - begin), begin, visit);
    return end;
  }

  void segment(const Decoder& text, std::string_view run, std::size_t offset, const Visit& visit) {
    UErrorCode status = U_ZERO_ERROR;
    utext.reset(utext_openUTF8(utext.release(), run.data(), static_cast<std::int64_t>(run.size()),
                               &status));
    if (words && U_SUCCESS(status)) words->setText(utext.get(), status);
    if (!words || U_FAILURE(status)) return piece(text, offset, offset + run.size(), visit);
    std::size_t begin = 0;
    words->first();
    for (int next = words->next(); next != icu::BreakIterator::DONE; next = words->next()) {
      const auto end = static_cast<std::size_t>(next);
      if (end < run.size() && !may_cut(text, run, offset, end)) continue;
      piece(text, offset + begin, offset + end, visit);
      begin = end;
    }
  }

  // Whether a word may end here, inside a run: never inside a cluster.
  static bool may_cut(const Decoder& text, std::string_view run, std::size_t offset,
                      std::size_t at) {
    if (text.at(offset + at).kind == WordClass::kMark) return false;
    UChar32 before = 0;
    auto from = static_cast<std::int32_t>(at);  // a run is short
    U8_PREV(reinterpret_cast<const std::uint8_t*>(run.data()), 0, from, before);
    return !leans_forward(before) && text.kind_of(before) != WordClass::kPrefix;
  }

  void piece(const Decoder& text, std::size_t begin, std::size_t end, const Visit& visit) {
    term.clear();
    for (std::size_t at = begin; at < end;) {
      const Character c = text.at(at);
      term.add(c.code, c.kind);
      at = c.end;
    }
    visit({term.view(), begin, end});
  }

  std::unique_ptr<icu::BreakIterator> words;
  std::unique_ptr<UText, CloseText> utext;
  Term term;
};

Analyzer::Analyzer() : impl_(std::make_unique<Impl>()) {}
Analyzer::~Analyzer() = default;
Analyzer::Analyzer(Analyzer&&) noexcept = default;
Analyzer& Analyzer::operator=(Analyzer&&) noexcept = default;

void Analyzer::each(std::string_view text, const std::function<void(const Token&)>& visit) {
  impl_->each(Decoder(text), text, visit);
}

std::vector<OwnedToken> Analyzer::tokens(std::string_view text) {
  std::vector<OwnedToken> found;
  each(text, [&](const Token& token) {
    found.push_back({std::string(token.term), token.begin, token.end});
  });
  return found;
}

}  // namespace lontar::text
