// Must show: the text that the PDF parser finds against texts known from elsewhere. Prints the
// tables of docs/extraction.md.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <regex>

#include "io/file.h"
#include "parsers/pdf.h"
#include "tests/acceptance/token_f1.h"
#include "tests/unit/parsers/parsing.h"

namespace lontar::parsers {
namespace {

namespace fs = std::filesystem;

const fs::path kData = fs::path(LONTAR_SOURCE_DIR) / ".." / "shared" / "data";
constexpr double kMedian = 0.995;
constexpr double kToBeExplained = 0.985;

std::vector<fs::path> files_below(const fs::path& folder, std::string_view extension) {
  std::vector<fs::path> out;
  if (!fs::exists(folder)) return out;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == extension) out.push_back(entry.path());
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::string content(const fs::path& path) {
  auto read = io::read_file(path);
  EXPECT_TRUE(read.ok()) << path;
  return read.ok() ? std::move(*read) : "";
}

ParsedDocument parse_file(const fs::path& path) {
  const std::string bytes = content(path);
  return parse_one(bytes, path.filename().string());
}

// Markdown's marks taken out of running text: links keep their words, emphasis its letters.
std::string without_markup(std::string text) {
  static const std::regex link(R"(!?\[([^\]\n]*)\]\([^)\n]*\))");
  text = std::regex_replace(text, link, "$1");
  std::erase_if(text, [](char c) {
    return c == '*' || c == '_' || c == '`' || c == '#' || c == '|' || c == '\\';
  });
  return text;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

TEST(PdfText, JudgmentsComeThroughInOrderWithoutTheirHeadersAndFooters) {
  const std::vector<fs::path> files = files_below(kData / "judgments-sg", ".pdf");
  if (files.empty()) GTEST_SKIP() << "The shared data are not there: " << kData / "judgments-sg";
  const std::string explained = content(fs::path(LONTAR_SOURCE_DIR) / "docs" / "extraction.md");
  static const std::regex footer(R"(Page\s+\d+\s+of\s+\d+)");
  TokenNumbers numbers;
  std::vector<double> all;
  for (const fs::path& file : files) {
    const ParsedDocument document = parse_file(file);
    std::string header = file.stem().string();
    std::replace(header.begin(), header.end(), '_', ' ');
    for (const Passage& passage : document.passages) {
      EXPECT_FALSE(std::regex_search(passage.text, footer)) << file << " " << passage.anchor;
      EXPECT_EQ(passage.text.find(header), std::string::npos) << file << " " << passage.anchor;
    }
    const Tokens expected =
        numbers.of(without_markup(content(fs::path(file).replace_extension(".md"))));
    const Agreement found = agreement(numbers.of(reading(document.passages)), expected);
    all.push_back(found.f1);
    if (found.f1 >= kToBeExplained) continue;
    std::printf("%s F1 %.4f (precision %.4f, recall %.4f)\n", file.stem().c_str(), found.f1,
                found.precision, found.recall);
    EXPECT_NE(explained.find(file.stem().string()), std::string::npos)
        << file << " has F1 " << found.f1 << " and docs/extraction.md does not say why";
  }
  std::printf("%zu judgments: median F1 %.4f, lowest %.4f\n", all.size(), median(all),
              *std::min_element(all.begin(), all.end()));
  EXPECT_GE(median(all), kMedian);
}

TEST(PdfText, LawOfTheSeaInSixLanguages) {
  const std::vector<fs::path> files = files_below(kData / "pdf" / "un-law-of-the-sea", ".pdf");
  if (files.empty()) GTEST_SKIP() << "The shared data are not there: " << kData / "pdf";
  TokenNumbers numbers;
  std::vector<double> readable;
  for (const fs::path& file : files) {
    const ParsedDocument document = parse_file(file);
    const Tokens expected = numbers.of(content(file.parent_path() / "text.txt"));
    const Agreement found = agreement(numbers.of(reading(document.passages)), expected);
    const bool unreliable = has_warning(document, "unreliable-text");
    std::printf("%-28s %s F1 %.4f (precision %.4f, recall %.4f)%s\n",
                file.parent_path().parent_path().filename().c_str(),
                file.parent_path().filename().c_str(), found.f1, found.precision, found.recall,
                unreliable ? " unreliable-text" : "");
    // A text layer that makes no sense is said to make none, and no other is.
    EXPECT_EQ(unreliable, found.f1 < 0.5) << file;
    if (!unreliable) readable.push_back(found.f1);
  }
  std::printf("%zu of %zu files readable: median F1 %.4f, lowest %.4f\n", readable.size(),
              files.size(), median(readable), *std::min_element(readable.begin(), readable.end()));
  EXPECT_GE(*std::min_element(readable.begin(), readable.end()), 0.96);
  EXPECT_GE(median(readable), 0.99);
}

// The articles of the treaty and of its nine annexes, counted in the printed edition.
TEST(PdfText, TheConventionOnTheLawOfTheSeaIsCutIntoItsArticles) {
  const fs::path file = kData / "pdf/un-law-of-the-sea/un/unclos-1982/1982-12-10/original.pdf";
  if (!fs::exists(file)) GTEST_SKIP() << "The shared data are not there: " << file;
  const ParsedDocument document = parse_file(file);
  std::size_t main = 0, annexes = 0;
  for (const Passage& passage : document.passages) {
    if (passage.anchor.starts_with("art_")) ++main;
    if (passage.kind == "annex") ++annexes;
  }
  EXPECT_EQ(main, 320U);
  EXPECT_GE(annexes, 9U);
}

}  // namespace
}  // namespace lontar::parsers
