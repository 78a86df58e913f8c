#include "text/clean.h"

#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <utility>

#include "text/nfc_internal.h"
#include "text/word_class_internal.h"

namespace lontar::text {
namespace {

constexpr UChar32 kReplacement = 0xFFFD;

enum class Layout { kKeep, kOneLine, kBlocks };

// Zero-width joiner and non-joiner are letters' shapes in these scripts and noise elsewhere.
constexpr std::array kJoiningScripts = {
    USCRIPT_ARABIC,  USCRIPT_BENGALI, USCRIPT_DEVANAGARI, USCRIPT_GUJARATI,  USCRIPT_GURMUKHI,
    USCRIPT_KANNADA, USCRIPT_KHMER,   USCRIPT_MALAYALAM,  USCRIPT_MONGOLIAN, USCRIPT_MYANMAR,
    USCRIPT_ORIYA,   USCRIPT_SINHALA, USCRIPT_SYRIAC,     USCRIPT_TAMIL,     USCRIPT_TELUGU};

bool writes_joiners(UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;
  return std::ranges::find(kJoiningScripts, uscript_getScript(c, &status)) != kJoiningScripts.end();
}

// Between words of a script that writes spaces the zero-width space is one. Elsewhere it goes: some
// mark the words of Thai or Khmer with it, most do not, and both must come to the same letters.
constexpr UChar32 kZeroWidthSpace = 0x200B;
bool separates(UChar32 before, UChar32 after) {
  const WordClass one = classify(before);
  const WordClass other = classify(after);
  const auto is_word = [](WordClass c) {
    return c == WordClass::kLetter || c == WordClass::kDigit;
  };
  return is_word(one) && is_word(other) &&
         (one == WordClass::kLetter || other == WordClass::kLetter);
}

bool is_joiner(UChar32 c) { return c == 0x200C || c == 0x200D; }

// The vowel AM of Thai and Lao is a letter to Unicode, and yet hangs on its consonant.
bool is_am(UChar32 c) { return c == 0xE33 || c == 0xEB3; }

bool is_mark(UChar32 c) {
  return c >= 0x300 && ((U_GET_GC_MASK(c) & U_GC_M_MASK) != 0 || is_am(c));
}

bool is_khmer_letter(UChar32 c) { return c >= 0x1780 && c <= 0x17B3; }

// What is typed or extracted as two characters and looks like the one that is meant: nikhahit and
// AA for AM, twice the vowel E for AE; a tone mark may stand between. In Lao both spellings of AM
// are common, and ICU's dictionary knows one.
struct Pair {
  std::string_view first;
  UChar32 second;
  UChar32 one;
};
constexpr Pair kPairs[] = {
    {"\u0E4D", 0xE32, 0xE33},  // Thai AM
    {"\u0ECD", 0xEB2, 0xEB3},  // Lao AM
    {"\u0E40", 0xE40, 0xE41},  // Thai AE
    {"\u0EC0", 0xEC0, 0xEC1},  // Lao AE
};
bool is_tone(std::string_view c) {
  return (c >= "\u0E48" && c <= "\u0E4B") || (c >= "\u0EC8" && c <= "\u0ECB");
}

bool is_line_break(UChar32 c) {
  return (c >= '\n' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029;
}

bool is_space(UChar32 c) { return c == ' ' || c == '\t' || u_charType(c) == U_SPACE_SEPARATOR; }

// Characters without any text of their own: controls, formatting, variation selectors, tags.
bool carries_no_text(UChar32 c) {
  if (c < 0x20 || c == 0x7F) return true;
  if (c < 0x80) return false;
  if (u_charType(c) == U_CONTROL_CHAR) return true;
  return u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) ||
         (c >= 0xFFF9 && c <= 0xFFFB);  // interlinear annotation
}

void append(std::string& text, UChar32 c) {
  char buffer[U8_MAX_LENGTH];
  int length = 0;
  U8_APPEND_UNSAFE(buffer, length, c);
  text.append(buffer, static_cast<std::size_t>(length));
}

// One pass over the bytes; what it has written never needs another look, except the white space at
// its end.
class Cleaner {
 public:
  Cleaner(std::size_t expected, Layout layout) : layout_(layout) { out_.reserve(expected); }

  void add(UChar32 c) {
    if (is_joiner(c)) {
      joiner_ = base_ && writes_joiners(base_) ? c : 0;
      return;
    }
    if (c == kZeroWidthSpace) {
      zero_width_space_ = true;
      return;
    }
    if (is_line_break(c)) {
      line_break(c);
    } else if (is_space(c)) {
      space(c);
    } else if (!carries_no_text(c)) {
      if (U_IS_UNICODE_NONCHAR(c)) c = kReplacement;
      if (zero_width_space_ && base_ && separates(base_, c)) {
        space(' ');
        joiner_ = 0;
      }
      c = without_pair(c);
      const bool mark = is_mark(c);
      if (mark || is_khmer_letter(c)) drop_spaces_inside_cluster(mark);
      if (joiner_ && (mark || writes_joiners(c))) append(joiner_);
      append(c);
      surely_nfc_ = surely_nfc_ && c < 0x300;
      if (!mark) base_ = c;
    } else {
      return;  // the joiner before it, if any, may still be needed
    }
    joiner_ = 0;
    zero_width_space_ = false;
  }

  std::string finish() {
    if (layout_ != Layout::kKeep) {
      while (!out_.empty() && (out_.back() == ' ' || out_.back() == '\n')) out_.pop_back();
    }
    return surely_nfc_ ? std::move(out_) : nfc(std::move(out_));
  }

 private:
  void line_break(UChar32 c) {
    const bool after_cr = std::exchange(after_cr_, c == '\r');
    base_ = 0;
    if (c == '\n' && after_cr) return;
    if (layout_ == Layout::kOneLine) return space(' ');
    if (layout_ == Layout::kBlocks) {
      drop_spaces();
      if (out_.empty() || out_.back() == '\n') return;
    }
    out_.push_back('\n');
  }

  void space(UChar32 c) {
    after_cr_ = false;
    base_ = 0;
    if (layout_ == Layout::kKeep) {
      out_.push_back(c == '\t' ? '\t' : ' ');
    } else if (!out_.empty() && out_.back() != ' ' && out_.back() != '\n') {
      out_.push_back(' ');
    }
  }

  void drop_spaces() {
    while (!out_.empty() && (out_.back() == ' ' || out_.back() == '\t')) out_.pop_back();
  }

  // White space before a mark, and after the Khmer sign that subscribes the letter after it.
  void drop_spaces_inside_cluster(bool mark) {
    const std::size_t last = out_.find_last_not_of(" \t");
    if (mark ||
        (last != std::string::npos && subscribes(std::string_view(out_).substr(0, last + 1)))) {
      drop_spaces();
    }
  }

  // Whether the text ends with that sign and the letter or vowel that it hangs on: with another
  // mark between them NFC may yet put them in another order.
  static bool subscribes(std::string_view text) {
    constexpr std::string_view kCoeng = "\u17D2";
    constexpr std::size_t kBytes = 3;  // of each Khmer character
    if (text.size() < 2 * kBytes || !text.ends_with(kCoeng)) return false;
    const std::string_view before = text.substr(text.size() - 2 * kBytes, kBytes);
    return before >= "\u1780" && before < kCoeng;
  }

  // What to write for the character, having taken back the one that it makes a pair with.
  UChar32 without_pair(UChar32 c) {
    if (c < 0xE32 || c > 0xEC0) return c;
    for (const Pair& pair : kPairs) {
      if (c != pair.second) continue;
      const std::size_t size = out_.size();
      const std::size_t tone =
          size >= 3 && is_tone(std::string_view(out_).substr(size - 3)) && is_am(pair.one) ? 3 : 0;
      const std::size_t first = pair.first.size() + tone;
      if (size < first || out_.compare(size - first, pair.first.size(), pair.first) != 0) continue;
      out_.erase(size - first, pair.first.size());
      joiner_ = 0;  // it stood between the two
      return pair.one;
    }
    return c;
  }

  void append(UChar32 c) {
    after_cr_ = false;
    text::append(out_, c);
  }

  Layout layout_;
  std::string out_;
  UChar32 base_ = 0;    // the last character written that is no mark, 0 after white space
  UChar32 joiner_ = 0;  // held back until the next character shows whether it is needed
  bool zero_width_space_ = false;  // since the last character with text
  bool after_cr_ = false;
  bool surely_nfc_ = true;  // nothing below U+0300 is ever other than NFC
};

bool is_plain(unsigned char byte) { return (byte >= 0x20 && byte < 0x7F) || byte == '\n'; }

std::string clean(std::string_view bytes, Layout layout) {
  if (layout == Layout::kKeep &&
      std::ranges::all_of(bytes, [](char c) { return is_plain(c) || c == '\t'; })) {
    return std::string(bytes);
  }
  Cleaner cleaner(bytes.size(), layout);
  const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  for (std::size_t at = 0; at < bytes.size();) {
    UChar32 c = 0;
    U8_NEXT(data, at, bytes.size(), c);
    cleaner.add(c < 0 ? kReplacement : c);
  }
  return cleaner.finish();
}

// Names that mean, on the web and in practice, a larger encoding than they say.
struct EncodingName {
  std::string_view name;
  const char* meant;
};
constexpr EncodingName kEncodings[] = {
    {"us-ascii", "windows-1252"},   {"ascii", "windows-1252"},
    {"iso-8859-1", "windows-1252"}, {"iso8859-1", "windows-1252"},
    {"latin1", "windows-1252"},     {"latin-1", "windows-1252"},
    {"iso-8859-11", "windows-874"}, {"tis-620", "windows-874"},
    {"gb2312", "gb18030"},          {"gbk", "gb18030"},
};

std::string lower_ascii(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = static_cast<char>(u_tolower(static_cast<unsigned char>(c)));
  return lower;
}

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

// ICU would look for a file of an unknown name: only plain names are handed to it.
bool is_encoding_name(std::string_view name) {
  return !name.empty() && name.size() < UCNV_MAX_CONVERTER_NAME_LENGTH &&
         std::ranges::all_of(name, [](unsigned char c) {
           return c < 0x80 && (u_isalnum(c) || c == '-' || c == '_' || c == '.' || c == ':');
         });
}

Converter converter(std::string_view encoding) {
  if (!is_encoding_name(encoding)) return nullptr;
  std::string name = lower_ascii(encoding);
  for (const EncodingName& row : kEncodings) {
    if (row.name == name) name = row.meant;
  }
  UErrorCode status = U_ZERO_ERROR;
  Converter found(ucnv_open(name.c_str(), &status));
  return U_SUCCESS(status) ? std::move(found) : nullptr;
}

std::string convert(std::string_view bytes, UConverter& from) {
  UErrorCode status = U_ZERO_ERROR;
  const Converter utf8(ucnv_open("UTF-8", &status));
  std::string out;
  if (U_FAILURE(status)) return out;
  std::array<UChar, 4096> pivot;
  UChar* pivot_source = pivot.data();
  UChar* pivot_target = pivot.data();
  std::array<char, 16384> chunk;
  const char* source = bytes.data();
  const char* source_end = source + bytes.size();
  bool more = true;
  for (bool first = true; more; first = false) {
    char* target = chunk.data();
    status = U_ZERO_ERROR;
    ucnv_convertEx(utf8.get(), &from, &target, chunk.data() + chunk.size(), &source, source_end,
                   pivot.data(), &pivot_source, &pivot_target, pivot.data() + pivot.size(), first,
                   true, &status);
    out.append(chunk.data(), target);
    more = status == U_BUFFER_OVERFLOW_ERROR;
  }
  return out;
}

}  // namespace

std::string clean(std::string_view bytes) { return clean(bytes, Layout::kKeep); }
std::string clean_line(std::string_view bytes) { return clean(bytes, Layout::kOneLine); }
std::string clean_blocks(std::string_view bytes) { return clean(bytes, Layout::kBlocks); }

std::string lower(std::string_view text) {
  std::string lowered;
  lowered.reserve(text.size());
  const auto* data = reinterpret_cast<const std::uint8_t*>(text.data());
  for (std::size_t at = 0; at < text.size();) {
    UChar32 c = 0;
    U8_NEXT(data, at, text.size(), c);
    append(lowered, u_tolower(c < 0 ? kReplacement : c));
  }
  return nfc(std::move(lowered));
}

bool is_valid_utf8(std::string_view bytes) {
  const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  for (std::size_t at = 0; at < bytes.size();) {
    UChar32 c = 0;
    U8_NEXT(data, at, bytes.size(), c);
    if (c < 0) return false;
  }
  return true;
}

std::string to_utf8(std::string_view bytes, std::string_view encoding) {
  Converter from = converter(encoding);
  if (!from && is_valid_utf8(bytes)) return std::string(bytes);
  if (!from) from = converter("windows-1252");
  return from ? convert(bytes, *from) : std::string(bytes);
}

}  // namespace lontar::text
