// Must show: a scan made from known text reaches, in each language, the error rate that was
// measured for it. The text is the Universal Declaration of Human Rights in ../shared/data.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <optional>

#include "io/file.h"
#include "isolation/worker.h"
#include "tests/scans/scan.h"
#include "text/clean.h"

namespace lontar {
namespace {

namespace fs = std::filesystem;

struct Sample {
  const char* file;
  const char* font;
  // Per cent of the characters. Burmese has no such promise: its text is only ever shown as one not
  // to be trusted.
  std::optional<double> most_errors;
  bool doubtful = false;
};

void PrintTo(const Sample& sample, std::ostream* out) { *out << sample.file; }

// Words come in lines, so white space is compared only where words are separated by it.
std::u32string characters_of(const std::string& text, bool spaced) {
  std::u32string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t bytes = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t c = bytes == 1 ? lead : lead & (0xFFu >> (bytes + 1));
    for (std::size_t k = 1; k < bytes; ++k)
      c = c << 6 | (static_cast<unsigned char>(text[i + k]) & 0x3F);
    i += bytes;
    if (c == ' ' || c == '\n') {
      if (spaced && !out.empty() && out.back() != ' ') out += U' ';
    } else {
      out += c;
    }
  }
  return out;
}

std::size_t edits(const std::u32string& a, const std::u32string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t next =
          std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] != b[j - 1])});
      diagonal = row[j];
      row[j] = next;
    }
  }
  return row.back();
}

std::string without_markup(const std::string& xml) {
  std::string text;
  bool inside = false;
  for (const char c : xml) {
    if (c == '<') inside = true;
    if (!inside) text += c;
    if (c == '>') inside = false;
  }
  return text::clean_blocks(text);
}

class Ocr : public testing::TestWithParam<Sample> {};

TEST_P(Ocr, ReadsScansAsWellAsWasMeasured) {
  const Sample& sample = GetParam();
  const fs::path source = fs::path(LONTAR_SOURCE_DIR) / "../shared/data/udhr-xml" / sample.file;
  if (!fs::exists(source)) GTEST_SKIP() << source << " is missing";
  std::string shown;
  const auto picture = scan_of(without_markup(*io::read_file(source)), sample.font, {}, &shown);
  const fs::path pdf = fs::path(testing::TempDir()) / (std::to_string(::getpid()) + ".pdf");
  std::ofstream(pdf, std::ios::binary) << scanned_pdf({picture});

  isolation::Worker worker({.program = fs::path(LONTAR_BINARY_DIR) / "lontar-worker",
                            .config_dir = fs::path(LONTAR_SOURCE_DIR) / "config",
                            .memory = 2ull << 30,
                            .ocr = ocr::Mode::kAuto});
  std::vector<ParsedDocument> documents;
  const auto read = worker.parse(*io::open_file(pdf), "scan.pdf", [&](ParsedDocument document) {
    documents.push_back(std::move(document));
  });
  fs::remove(pdf);
  ASSERT_TRUE(read.ok()) << read.error().message;
  ASSERT_EQ(documents.size(), 1u);
  ASSERT_EQ(documents[0].extraction.pages_by_ocr, 1);
  std::string found;
  int least = 100;
  bool doubtful = false;
  for (const Passage& passage : documents[0].passages) {
    for (const std::string* part : {&passage.label, &passage.heading, &passage.text}) {
      if (!part->empty()) found += *part + '\n';
    }
    least = std::min(least, passage.ocr_confidence);
    doubtful = doubtful || passage.doubtful;
  }
  const bool spaced = std::string_view(sample.font) == "Noto Serif";
  const auto wanted = characters_of(shown, spaced);
  const double errors = 100.0 * static_cast<double>(edits(wanted, characters_of(found, spaced))) /
                        static_cast<double>(wanted.size());
  std::printf("%-16s %4zu characters, %5.2f %% wrong, confidence %d\n", sample.file, wanted.size(),
              errors, least);
  if (sample.most_errors) {
    EXPECT_LE(errors, *sample.most_errors);
  }
  EXPECT_EQ(doubtful, sample.doubtful);
}

INSTANTIATE_TEST_SUITE_P(Languages, Ocr,
                         testing::Values(Sample{"udhr_eng.xml", "Noto Serif", 0.2},
                                         Sample{"udhr_ind.xml", "Noto Serif", 0.2},
                                         Sample{"udhr_vie.xml", "Noto Serif", 0.2},
                                         Sample{"udhr_tha.xml", "Noto Serif Thai", 2.6},
                                         Sample{"udhr_khm.xml", "Noto Serif Khmer", 10},
                                         Sample{"udhr_mya.xml", "Noto Serif Myanmar", std::nullopt,
                                                true}),
                         [](const auto& sample) { return std::string(sample.param.file, 5, 3); });

}  // namespace
}  // namespace lontar
