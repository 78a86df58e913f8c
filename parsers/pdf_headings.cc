#include "parsers/pdf_headings.h"

#include <algorithm>
#include <cctype>

#include "parsers/pdf_unicode.h"

namespace lontar::parsers::pdf {
namespace {

constexpr std::size_t kLongestTitle = 240;  // bytes
constexpr int kMostTitleLines = 4;

// Words that head what follows the articles; written with a capital or in capitals.
constexpr std::string_view kAnnexWords[] = {
    "ANNEX",
    "Annex",
    "ANNEXE",
    "Annexe",
    "APPENDIX",
    "Appendix",
    "LAMPIRAN",
    "Lampiran",
    "PENJELASAN",
    "Penjelasan",
    "PHỤ LỤC",
    "Phụ lục",
    "ภาคผนวก",
    "ANEXO",
    "Anexo",
    "附件",
    "附录",
    "ПРИЛОЖЕНИЕ",
    "Приложение",
    "ເອກະສານຊ້ອນທ້າຍ",
    "ឧបសម្ព័ន្ធ",
    "နောက်ဆက်တွဲ",
    "SCHEDULE",
    "FIRST SCHEDULE",
    "SECOND SCHEDULE",
    "THIRD SCHEDULE",
    "FOURTH SCHEDULE",
    "FIFTH SCHEDULE",
};

// Parts that hold articles. The spelling with small letters stands beside the one in capitals; both
// mean one level.
struct ChapterWord {
  std::string_view word;
  std::string_view level;
};
constexpr ChapterWord kChapterWords[] = {
    {"PART", "part"},
    {"Part", "part"},
    {"CHAPTER", "chapter"},
    {"Chapter", "chapter"},
    {"TITLE", "title"},
    {"SECTION", "section"},
    {"Section", "section"},
    {"SUBSECTION", "subsection"},
    {"Subsection", "subsection"},
    {"BAB", "bab"},
    {"Bab", "bab"},
    {"BAGIAN", "bagian"},
    {"Bagian", "bagian"},
    {"PARAGRAF", "paragraf"},
    {"Paragraf", "paragraf"},
    {"BAHAGIAN", "bahagian"},
    {"Bahagian", "bahagian"},
    {"PENGGAL", "penggal"},
    {"CHƯƠNG", "chương"},
    {"Chương", "chương"},
    {"PHẦN", "phần"},
    {"Phần", "phần"},
    {"MỤC", "mục"},
    {"Mục", "mục"},
    {"หมวด", "หมวด"},
    {"ส่วนที่", "ส่วน"},
    {"ลักษณะ", "ลักษณะ"},
    {"ພາກທີ", "ພາກ"},
    {"ໝວດທີ", "ໝວດ"},
    {"ជំពូក", "ជំពូក"},
    {"ជំពូកទី", "ជំពូក"},
    {"ផ្នែកទី", "ផ្នែក"},
    {"အခန်း", "အခန်း"},
    {"KABANATA", "kabanata"},
    {"Kabanata", "kabanata"},
    {"PARTE", "parte"},
    {"Parte", "parte"},
    {"CAPÍTULO", "capítulo"},
    {"Capítulo", "capítulo"},
    {"TÍTULO", "título"},
    {"Título", "título"},
    {"SECÇÃO", "secção"},
    {"Secção", "secção"},
    {"PARTIE", "partie"},
    {"Partie", "partie"},
    {"CHAPITRE", "chapitre"},
    {"Chapitre", "chapitre"},
    {"SECCIÓN", "sección"},
    {"Sección", "sección"},
    {"ЧАСТЬ", "часть"},
    {"РАЗДЕЛ", "раздел"},
};

bool is_number(std::string_view word) {
  if (word.empty() || word.size() > 9) return false;
  const bool digits =
      std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
  const bool roman = word.find_first_not_of("IVXLC") == std::string_view::npos;
  const bool letter = word.size() == 1 && word[0] >= 'A' && word[0] <= 'Z';
  if (digits || roman || letter) return true;
  for (std::size_t i = 0; i < word.size();) {
    const auto [c, bytes] = decode(word, i);
    if (std::u32string_view(U"一二三四五六七八九十").find(c) == std::u32string_view::npos &&
        !is_digit(c)) {
      return false;
    }
    i += bytes;
  }
  return true;
}

}  // namespace

bool has_leader(std::string_view text) {
  int dots = 0;
  for (std::size_t i = 0; i < text.size();) {
    const auto [c, bytes] = decode(text, i);
    i += bytes;
    if (c == '.' || c == 0xB7 || c == '_') {
      if (++dots >= 5) return true;
    } else if (c == 0x2026) {
      if ((dots += 3) >= 5) return true;
    } else if (c != ' ') {
      dots = 0;
    }
  }
  // "... of maritime zones . . 127"
  const std::size_t number = text.find_last_not_of("0123456789");
  if (number == std::string_view::npos || number + 1 == text.size()) return false;
  const std::size_t before = text.find_last_not_of(" .", number);
  return before != std::string_view::npos && number - before >= 3 &&
         std::count(text.begin() + static_cast<std::ptrdiff_t>(before),
                    text.begin() + static_cast<std::ptrdiff_t>(number) + 1, '.') >= 2;
}

bool ends_sentence(std::string_view text) {
  constexpr std::u32string_view kEnds = U".;:!?。；：！？…។៖။၊،؛؟";
  constexpr std::u32string_view kClosing = U"\"'”’»)]）」』";
  char32_t last = 0;
  while (!text.empty()) {
    last = last_character(text);
    if (kClosing.find(last) == std::u32string_view::npos) break;
    std::string bytes;
    append_utf8(bytes, last);
    text.remove_suffix(bytes.size());
  }
  return kEnds.find(last) != std::u32string_view::npos;
}

bool ends_item(std::string_view text) {
  if (ends_sentence(text) || text.ends_with(',')) return true;
  constexpr std::string_view kWords[] = {" and",  " or",  " dan", " atau", " dan/atau", " và",
                                         " hoặc", " และ", " หรือ", " et",   " ou"};
  return std::any_of(std::begin(kWords), std::end(kWords),
                     [&](std::string_view word) { return text.ends_with(word); });
}

bool begins_item(std::string_view text) {
  constexpr std::u32string_view kBullets = U"•◦▪●○■□‣⁃·*–—";
  if (kBullets.find(first_character(text)) != std::u32string_view::npos) return true;
  std::string_view label = text.substr(0, text.find(' '));
  if (label == "-") return true;
  if (label.empty() || label.size() > 8) return false;
  if (label.front() == '(' || label.front() == '[') label.remove_prefix(1);
  if (label.empty()) return false;
  if (label.back() != ')' && label.back() != ']' && label.back() != '.') return false;
  label.remove_suffix(1);
  if (label.empty() || label.size() > 5) return false;
  const bool digits = std::all_of(label.begin(), label.end(),
                                  [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
  const bool roman = label.find_first_not_of("ivxlIVXL") == std::string_view::npos;
  const bool letter = is_letter(first_character(label)) && decode(label, 0).bytes == label.size();
  return digits || roman || letter;
}

bool is_title_like(std::string_view text, int lines) {
  if (text.empty() || text.size() > kLongestTitle || lines > kMostTitleLines) return false;
  if (ends_sentence(text) || text.ends_with(',') || begins_item(text) || has_leader(text)) {
    return false;
  }
  const char32_t first = first_character(text);
  return is_letter(first) ? !is_lower(first) : first == '"' || first == 0x201C || first == '\'';
}

std::optional<AnnexHeading> annex_heading(std::string_view text) {
  for (const std::string_view word : kAnnexWords) {
    if (!text.starts_with(word)) continue;
    AnnexHeading out{std::string(word), "", word.size()};
    std::string_view rest = text.substr(word.size());
    if (!rest.empty() && rest.front() == ' ') {
      const std::size_t end = rest.find_first_of(" .:", 1);
      std::string_view number = rest.substr(1, end == rest.npos ? end : end - 1);
      if (is_number(number)) {
        out.number = number;
        out.length += 1 + number.size();
        out.label = text.substr(0, out.length);
        rest.remove_prefix(1 + number.size());
      }
    } else if (is_number(rest)) {  // "附件一"
      return AnnexHeading{std::string(text), std::string(rest), text.size()};
    }
    // "Annexes to this Agreement ..." and "Lampiran ini ..." are sentences.
    const std::string_view title = skip_separators(rest);
    if (!rest.empty() && rest.front() != ' ' && title.size() == rest.size()) continue;
    if (title.empty() || is_title_like(title, 1)) return out;
  }
  return std::nullopt;
}

std::optional<ChapterHeading> chapter_heading(std::string_view text) {
  if (text.size() > kLongestTitle || ends_sentence(text) || has_leader(text)) return std::nullopt;
  for (const auto& [word, level] : kChapterWords) {
    if (!text.starts_with(word)) continue;
    std::string_view rest = text.substr(word.size());
    const bool spaced = rest.starts_with(' ');
    if (spaced) rest.remove_prefix(1);
    const std::size_t end = std::min(rest.size(), rest.find_first_of(" .:"));
    const std::string_view number = rest.substr(0, end);
    if (number.empty()) continue;
    // "Bagian Kedua": a number in words, with a capital.
    const bool in_words = spaced && is_upper(first_character(number)) && word != "Part" &&
                          word != "Section" && word != "Chapter";
    if (!is_number(number) && !in_words) continue;
    const std::size_t length = word.size() + (spaced ? 1 : 0) + number.size();
    const std::string_view title = skip_separators(text.substr(length));
    if (!title.empty() && is_letter(first_character(title)) && is_lower(first_character(title))) {
      continue;
    }
    return ChapterHeading{level, std::string(text.substr(0, length)), std::string(number), length};
  }
  return std::nullopt;
}

std::optional<SectionNumber> section_number(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && end < 4 && text[end] >= '0' && text[end] <= '9') ++end;
  if (end == 0 || text[0] == '0') return std::nullopt;
  while (end < text.size() && end < 6 && text[end] >= 'A' && text[end] <= 'Z') ++end;
  const std::string number(text.substr(0, end));
  if (!text.substr(end).starts_with(". ")) return std::nullopt;
  return SectionNumber{number, end + 2};
}

std::string_view skip_separators(std::string_view text) {
  while (!text.empty()) {
    const auto [c, bytes] = decode(text, 0);
    if (std::u32string_view(U" .:-–—：．").find(c) == std::u32string_view::npos) break;
    text.remove_prefix(bytes);
  }
  return text;
}

std::string slug(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0 && static_cast<unsigned char>(c) < 128) {
      out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    } else if (!out.empty() && out.back() != '_') {
      out += '_';
    }
  }
  while (out.ends_with('_')) out.pop_back();
  return out;
}

}  // namespace lontar::parsers::pdf
