// How fast text is cut into words: MB/s on one core, against ICU's word BreakIterator alone over
// the same text in the same run, and for ASCII against a plain scan of the bytes.
//   lontar-bench-analyzer [FOLDER OF UDHR XML]      prints a table
#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "text/analyzer.h"
#include "text/clean.h"

namespace {

using namespace lontar;

constexpr std::size_t kBytes = 8'000'000;
constexpr int kRounds = 5;

struct Sample {
  std::string name;
  std::string text;
};

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// The text between the tags, again and again.
std::string words_of(const std::string& xml) {
  std::string text;
  bool inside = false;
  for (const char c : xml) {
    if (c == '<') inside = true;
    if (!inside) text += c;
    if (c == '>') inside = false;
  }
  return text::clean_blocks(text);
}

std::string repeated(const std::string& text) {
  std::string out;
  out.reserve(kBytes + text.size());
  while (!text.empty() && out.size() < kBytes) out.append(text).push_back('\n');
  return out;
}

double megabytes_per_second(std::size_t bytes, const std::function<void()>& work) {
  double best = 0;
  for (int round = 0; round < kRounds; ++round) {
    const auto start = std::chrono::steady_clock::now();
    work();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    best = std::max(best, static_cast<double>(bytes) / 1e6 / took.count());
  }
  return best;
}

// Results are summed into this, so that no work is optimised away.
std::size_t seen = 0;

void scan(const std::string& text) {
  for (const char c : text) seen += c == ' ' ? 1 : 0;
}

void icu_words(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> words(
      icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
  UText* utext = utext_openUTF8(nullptr, text.data(), static_cast<int64_t>(text.size()), &status);
  words->setText(utext, status);
  while (words->next() != icu::BreakIterator::DONE) ++seen;
  utext_close(utext);
}

std::vector<Sample> samples(const char* folder) {
  std::vector<Sample> found{
      {"ascii (generated)",
       "The Parties shall cooperate under Article 5 of the Agreement, No. 33 of 2011; see s "
       "3(1)(b).\n"},
      {"thai (generated)", "ศาลพิพากษาตามมาตรา ๕ แห่งกฎหมายว่าด้วยการค้ามนุษย์และให้รัฐสมาชิกร่วมมือกัน\n"}};
  if (!folder) return found;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".xml") continue;
    found.push_back({entry.path().stem().string(), words_of(read(entry.path()))});
  }
  return found;
}

}  // namespace

int main(int argc, char** argv) {
  std::printf("%-20s %10s %10s %8s %10s\n", "text", "analyzer", "ICU alone", "ratio", "byte scan");
  text::Analyzer analyzer;
  for (const Sample& sample : samples(argc > 1 ? argv[1] : nullptr)) {
    const std::string text = repeated(sample.text);
    const double ours = megabytes_per_second(
        text.size(), [&] { analyzer.each(text, [](const text::Token& t) { seen += t.end; }); });
    const double icu = megabytes_per_second(text.size(), [&] { icu_words(text); });
    const double plain = megabytes_per_second(text.size(), [&] { scan(text); });
    std::printf("%-20s %10.1f %10.1f %8.2f %10.0f\n", sample.name.c_str(), ours, icu, ours / icu,
                plain);
  }
  return seen == 0;
}
