#include "parsers/pdf_title.h"

#include <algorithm>
#include <map>

#include "parsers/pdf_headings.h"
#include "parsers/pdf_unicode.h"
#include "text/clean.h"

namespace lontar::parsers::pdf {
namespace {

constexpr std::size_t kLongestTitle = 300;  // bytes
constexpr std::size_t kTitleBlocks = 40;    // looked at, from the beginning
constexpr float kLarger = 1.12F;            // than the body's type, to stand out

struct Shape {
  std::size_t letters = 0, digits = 0, spaces = 0, underscores = 0, lower = 0, odd = 0;
};

Shape shape_of(std::string_view text) {
  Shape out;
  for (std::size_t i = 0; i < text.size();) {
    const auto [c, bytes] = decode(text, i);
    i += bytes;
    if (is_letter(c) || is_mark(c)) ++out.letters;
    if (is_lower(c)) ++out.lower;
    if (is_digit(c)) ++out.digits;
    if (c == ' ') ++out.spaces;
    if (c == '_') ++out.underscores;
    if (c == 0xFFFD || c < ' ' || (c >= 0x80 && c < 0xA0)) ++out.odd;
  }
  return out;
}

constexpr std::string_view kProgramPhrases[] = {"microsoft word -",
                                                "microsoft powerpoint -",
                                                "microsoft excel -",
                                                "untitled",
                                                "(anonymous)",
                                                "powerpoint presentation",
                                                "print preview",
                                                "full page photo",
                                                "layout 1",
                                                "no title",
                                                "tanpa judul",
                                                "scanned document",
                                                "scan_",
                                                "document1",
                                                "doc1",
                                                "remote desktop",
                                                "about:blank",
                                                "http://",
                                                "https://",
                                                "file://",
                                                "adobe acrobat",
                                                "cutepdf",
                                                "pdfcreator",
                                                "image0",
                                                "img_",
                                                "smartpdf",
                                                "slide 1",
                                                "new document",
                                                "job ",
                                                "printmgr"};
constexpr std::string_view kEndings[] = {
    ".doc", ".docx", ".pdf", ".rtf",  ".odt",  ".indd", ".qxd",  ".qxp", ".pmd",  ".p65", ".tex",
    ".dvi", ".ps",   ".eps", ".xls",  ".xlsx", ".ppt",  ".pptx", ".htm", ".html", ".txt", ".wpd",
    ".tif", ".tiff", ".jpg", ".jpeg", ".png",  ".cdr",  ".ai",   ".md",  ".fm",   ".pub", ".tmp"};

std::string_view stem_of(std::string_view name) {
  const std::size_t slash = name.find_last_of("/\\");
  if (slash != std::string_view::npos) name.remove_prefix(slash + 1);
  return name.substr(0, name.rfind('.'));
}

// A name only a program or a file system would give: "2001_SGCA_3", "Akta91y2006bi", "XXI-10 CTC".
bool is_code(std::string_view title) {
  const Shape shape = shape_of(title);
  if (shape.letters < 3 || shape.odd > 0) return true;
  const bool one_word = shape.spaces == 0;
  if (one_word && (shape.digits > 0 || shape.underscores > 0)) return true;
  if (one_word && title.find('+') != std::string_view::npos) return true;
  const bool caps = shape.lower == 0 && is_upper(first_character(title));
  const bool short_code = shape.letters < 8 || (shape.letters < 12 && shape.spaces < 2);
  if (caps && ((short_code && shape.digits > 0) || shape.letters < 4)) return true;
  return shape.digits > shape.letters;
}

// Whether all words of the title stand on the first pages.
bool stands_in_text(std::string_view title, std::string_view text) {
  const std::string words = lower_case(title) + " ";
  const std::string page = lower_case(text);
  std::size_t all = 0, found = 0;
  for (std::size_t begin = 0; begin < words.size();) {
    const std::size_t end = words.find_first_of(" +_-.,()", begin);
    const std::string_view word(words.data() + begin, end - begin);
    if (word.size() > 1) {
      ++all;
      if (page.find(word) != std::string::npos) ++found;
    }
    begin = end + 1;
  }
  return all > 0 && found == all;
}

std::string first_pages_text(const std::vector<Block>& blocks) {
  std::string out;
  for (const Block& block : blocks) {
    if (block.page > blocks.front().page + 1 || out.size() > 20'000) break;
    out += block.text;
    out += ' ';
  }
  return out;
}

float body_size(const std::vector<Block>& blocks) {
  std::map<int, std::size_t> bytes;  // by size in tenths of a point
  for (const Block& block : blocks) {
    bytes[static_cast<int>(block.size * 10 + 0.5F)] += block.text.size();
  }
  const auto most = std::max_element(
      bytes.begin(), bytes.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == bytes.end() ? 0 : static_cast<float>(most->first) / 10;
}

// Blocks of the beginning that could be (a line of) a title.
bool may_be_title(const Block& block, std::string_view file_name) {
  return block.text.size() <= kLongestTitle && !has_leader(block.text) &&
         !is_rubbish_title(block.text, file_name) && shape_of(block.text).letters >= 4;
}

struct Candidate {
  std::string text;
  int page = 0;
  float size = 0;
};

// Neighbouring blocks that look alike, as one title each.
template <class Accepts>
std::vector<Candidate> groups(const std::vector<Block>& blocks, const Accepts& accepts) {
  std::vector<Candidate> out;
  bool open = false;
  const std::size_t end = std::min(blocks.size(), kTitleBlocks);
  for (std::size_t i = 0; i < end && blocks[i].page <= blocks.front().page + 1; ++i) {
    const Block& block = blocks[i];
    if (!accepts(block)) {
      open = false;
      continue;
    }
    const bool near = open && i > 0 && block.page == blocks[i - 1].page &&
                      block.size > 0.93F * out.back().size &&
                      block.size < 1.07F * out.back().size &&
                      block.top - blocks[i - 1].top <
                          (2.2F * static_cast<float>(blocks[i - 1].lines) + 1.2F) * block.size &&
                      out.back().text.size() + block.text.size() < kLongestTitle;
    if (near) {
      out.back().text += ' ' + block.text;
    } else {
      out.push_back({block.text, block.page, block.size});
    }
    open = true;
  }
  return out;
}

// Words that name a kind of document, or stand between the parties of a case; lower case, each with
// a border on both sides.
constexpr std::string_view kTypeWords[] = {
    "act",         "agreement",  "arrangement",   "bill",         "blueprint",  "charter",
    "code",        "communique", "communiqué",    "constitution", "convention", "declaration",
    "decision",    "decree",     "guidelines",    "judgment",     "law",        "memorandum",
    "order",       "ordinance",  "plan",          "programme",    "protocol",   "regulation",
    "regulations", "report",     "resolution",    "rules",        "statement",  "treaty",
    "v",           "vs",         "undang-undang", "peraturan",    "keputusan",  "putusan",
    "perjanjian",  "akta",       "instruksi",     "luật",         "nghị",       "thông",
    "quyết",       "hiệp",       "พระราชบัญญัติ",    "ประกาศ",       "ระเบียบ",     "คำพิพากษา",
    "accord",      "acuerdo",    "acordo",        "lei",          "decreto",    "batas",
};

bool names_type(std::string_view title) {
  const std::string low = " " + lower_case(title) + " ";
  return std::any_of(std::begin(kTypeWords), std::end(kTypeWords), [&](std::string_view word) {
    for (std::size_t at = low.find(word); at != low.npos; at = low.find(word, at + 1)) {
      const auto edge = [](char c) { return c == ' ' || c == '.' || c == ',' || c == ':'; };
      if (static_cast<unsigned char>(word[0]) >= 0xE0) return true;  // scripts without spaces
      if (edge(low[at - 1]) && edge(low[at + word.size()])) return true;
    }
    return false;
  });
}

// Formulas around a title that are not part of it; lower case.
constexpr std::string_view kBefore[] = {"salinan ", "certified true copy ",
                                        "unofficial translation "};
constexpr std::string_view kAfter[] = {" dengan rahmat tuhan", " dengan rakhmat tuhan"};

std::string without_formulas(std::string title) {
  std::string low = lower_case(title);
  if (low.size() != title.size()) return title;
  for (const std::string_view formula : kAfter) {
    const std::size_t at = low.find(formula);
    if (at != std::string::npos) title.resize(at), low.resize(at);
  }
  for (const std::string_view formula : kBefore) {
    if (low.starts_with(formula)) title.erase(0, formula.size()), low.erase(0, formula.size());
  }
  return title;
}

// Large type alone is not enough: mastheads ("United Nations", "LAWS OF MALAYSIA") are larger
// still.
float merit(const Candidate& candidate, float largest) {
  const Shape shape = shape_of(candidate.text);
  return candidate.size / largest + (names_type(candidate.text) ? 0.5F : 0.0F) +
         (shape.spaces >= 2 && shape.letters > 14 ? 0.2F : 0.0F);
}

FoundTitle infer_title(const std::vector<Block>& blocks, std::string_view file_name) {
  if (blocks.empty()) return {};
  const float body = body_size(blocks);
  const std::vector<Candidate> large = groups(blocks, [&](const Block& block) {
    return block.size >= kLarger * body && may_be_title(block, file_name);
  });
  if (!large.empty()) {
    float size = 0;
    for (const Candidate& candidate : large) size = std::max(size, candidate.size);
    const auto best = std::max_element(large.begin(), large.end(), [&](auto& a, auto& b) {
      return merit(a, size) < merit(b, size);
    });
    return {without_formulas(best->text), Source::kInferred,
            "page " + std::to_string(best->page) +
                (best->size >= size ? ", largest type" : ", large type")};
  }
  // Type of one size throughout: the longest group of headings at the beginning.
  std::vector<Candidate> headings = groups(blocks, [&](const Block& block) {
    const bool capitals = shape_of(block.text).lower == 0;
    return (block.centred || block.bold || capitals) && may_be_title(block, file_name) &&
           (capitals || is_title_like(block.text, block.lines));
  });
  const auto length = [](const Candidate& c) {
    return c.text.size() + (names_type(c.text) ? kLongestTitle : 0);
  };
  const auto best =
      std::max_element(headings.begin(), headings.end(),
                       [&](const auto& a, const auto& b) { return length(a) < length(b); });
  if (best != headings.end()) {
    return {without_formulas(best->text), Source::kInferred,
            "page " + std::to_string(best->page) + ", heading"};
  }
  for (const Block& block : blocks) {
    if (may_be_title(block, file_name) && is_title_like(block.text, block.lines)) {
      return {block.text, Source::kInferred,
              "page " + std::to_string(block.page) + ", first line of its own"};
    }
    if (&block - blocks.data() > 8) break;
  }
  return {};
}

}  // namespace

bool is_rubbish_title(std::string_view title, std::string_view file_name) {
  const std::string low = lower_case(title);
  if (low.empty()) return true;
  const auto in_title = [&](std::string_view phrase) { return low.find(phrase) != low.npos; };
  if (std::any_of(std::begin(kProgramPhrases), std::end(kProgramPhrases), in_title)) return true;
  const auto ends = [&](std::string_view ending) { return low.ends_with(ending); };
  if (std::any_of(std::begin(kEndings), std::end(kEndings), ends)) return true;
  const std::string stem = lower_case(stem_of(file_name));
  const bool file_like = shape_of(title).spaces == 0 || title.find('_') != title.npos;
  if (!stem.empty() && low == stem && file_like) return true;
  return is_code(title);
}

FoundTitle find_title(std::string_view stated, std::string_view file_name,
                      const std::vector<Block>& blocks, bool readable) {
  FoundTitle own{text::clean_line(stated), Source::kFile, ""};
  const bool rubbish = is_rubbish_title(own.text, file_name);
  if (!rubbish) {
    // A short title that the text does not know is more likely the name of a file or a job.
    const bool doubtful = shape_of(own.text).spaces < 3 && !blocks.empty() && readable;
    if (!doubtful || stands_in_text(own.text, first_pages_text(blocks))) return own;
  }
  FoundTitle inferred = readable ? infer_title(blocks, file_name) : FoundTitle{};
  if (!inferred.text.empty()) return inferred;
  return rubbish ? FoundTitle{} : own;
}

}  // namespace lontar::parsers::pdf
