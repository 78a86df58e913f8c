// Content streams that are inflated beforehand, and those that Poppler reads itself: a page says
// the same either way.
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <zlib.h>

#include <string>
#include <string_view>
#include <vector>

#include "tests/unit/parsers/parsing.h"
#include "tests/unit/parsers/tiny_pdf.h"

namespace lontar::parsers {
namespace {

std::string deflated(std::string_view text) {
  std::string out(::compressBound(text.size()), '\0');
  uLongf size = out.size();
  EXPECT_EQ(::compress(reinterpret_cast<Bytef*>(out.data()), &size,
                       reinterpret_cast<const Bytef*>(text.data()), text.size()),
            Z_OK);
  out.resize(size);
  return out;
}

std::string stream(std::string_view entries, std::string_view bytes) {
  return "<< /Length " + std::to_string(bytes.size()) + " " + std::string(entries) +
         " >>\nstream\n" + std::string(bytes) + "\nendstream";
}

// What a page says whose content streams are these; they are objects 6, 7 and so on.
std::string said(const std::vector<std::string>& streams, const std::string& contents) {
  TinyPdf pdf;
  for (const std::string& object : streams) pdf.object(object);
  pdf.page().contents(contents);
  std::string text;
  for (const Passage& passage : parse_one(pdf.bytes(), "streams.pdf").passages)
    text += passage.text + "\n";
  return text;
}

constexpr std::string_view kFirst =
    "BT /F1 11 Tf 72 700 Td (The Parties shall cooperate in good faith.) Tj ET\n";
constexpr std::string_view kSecond =
    "BT /F1 11 Tf 72 600 Td (They shall meet once a year in a capital.) Tj ET\n";
const std::string kBoth =
    "The Parties shall cooperate in good faith.\nThey shall meet once a year in a capital.\n";
constexpr std::string_view kDeflated = "/Filter /FlateDecode";

std::string both() { return std::string(kFirst) + std::string(kSecond); }

TEST(PdfContents, AStreamThatIsDeflatedSaysWhatItSaysPlain) {
  EXPECT_EQ(said({stream("", both())}, "6 0 R"), kBoth);
  EXPECT_EQ(said({stream(kDeflated, deflated(both()))}, "6 0 R"), kBoth);
  EXPECT_EQ(said({stream("/Filter [ /FlateDecode ]", deflated(both()))}, "6 0 R"), kBoth);
}

TEST(PdfContents, StreamsOfAListFollowEachOtherWhateverTheirFilters) {
  EXPECT_EQ(said({stream(kDeflated, deflated(kFirst)), stream("", kSecond)}, "[6 0 R 7 0 R]"),
            kBoth);
  // The sentence runs over from one stream into the next.
  const std::string page = both();
  const std::string head = page.substr(0, 60), tail = page.substr(60);
  EXPECT_EQ(
      said({stream(kDeflated, deflated(head)), stream(kDeflated, deflated(tail))}, "[6 0 R 7 0 R]"),
      said({stream("", head), stream("", tail)}, "[6 0 R 7 0 R]"));
}

TEST(PdfContents, WhatFollowsTheDeflatedBytesIsNotRead) {
  EXPECT_EQ(said({stream(kDeflated, deflated(both()) + "\r\n trailing bytes")}, "6 0 R"), kBoth);
}

TEST(PdfContents, APredictorIsPopplersAffair) {
  // Rows of one byte, each with the predictor "none" before it.
  std::string rows;
  for (const char c : both()) rows.append(1, '\0').append(1, c);
  EXPECT_EQ(said({stream("/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 1 >>",
                         deflated(rows))},
                 "6 0 R"),
            kBoth);
}

TEST(PdfContents, ADamagedStreamSaysWhatPopplerCanReadOfIt) {
  // Stored, not compressed: what stands before the damage is there byte for byte.
  z_stream packer{};
  ASSERT_EQ(::deflateInit(&packer, 0), Z_OK);
  std::string page = both(), bytes(1000, '\0');
  packer.next_in = reinterpret_cast<Bytef*>(page.data());
  packer.avail_in = static_cast<uInt>(page.size());
  packer.next_out = reinterpret_cast<Bytef*>(bytes.data());
  packer.avail_out = static_cast<uInt>(bytes.size());
  ASSERT_EQ(::deflate(&packer, Z_FINISH), Z_STREAM_END);
  ::deflateEnd(&packer);
  bytes.resize(packer.total_out);
  std::string wrong_sum = bytes;
  wrong_sum.back() = static_cast<char>(wrong_sum.back() ^ 1);
  EXPECT_EQ(said({stream(kDeflated, wrong_sum)}, "6 0 R"), kBoth);
  const std::string cut = bytes.substr(0, 7 + kFirst.size());
  EXPECT_EQ(said({stream(kDeflated, cut)}, "6 0 R"),
            "The Parties shall cooperate in good faith.\n");
}

// In kilobytes: the most that this process has had so far.
long peak_memory() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

// Each stream is no bomb by itself, and one page draws it ten times: 300 MB of text together.
TEST(PdfContents, ManyStreamsOfAPageAreNotKeptAllAtOnce) {
  const std::string blank = deflated(std::string(30u << 20, ' '));
  std::string contents = "[7 0 R";
  for (int i = 0; i < 10; ++i) contents += " 6 0 R";
  const long before = peak_memory();
  EXPECT_EQ(said({stream(kDeflated, blank), stream(kDeflated, deflated(both()))}, contents + "]"),
            kBoth);
  EXPECT_LT(peak_memory() - before, 200'000);
}

TEST(PdfContents, NothingIsNothing) {
  EXPECT_EQ(said({stream(kDeflated, deflated(""))}, "6 0 R"), "");
  EXPECT_EQ(said({stream(kDeflated, "")}, "6 0 R"), "");
  EXPECT_EQ(said({}, "null"), "");
}

}  // namespace
}  // namespace lontar::parsers
