// Pages that share their fonts say what each of them says in a file of its own, where there is
// nobody to share with.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

#include "parsers/pdf_reader.h"
#include "tests/unit/parsers/tiny_pdf.h"

namespace lontar::parsers::pdf {
namespace {

struct PageOf {
  std::string entries, fonts, content;
};

// What pages may do to those after them: other fonts by the same names, other forms, contents that
// leave states, marked contents and texts open or close more than they opened.
const std::vector<std::string> kEntries = {"", "/Rotate 90", "/CropBox [0 300 612 792]"};
const std::vector<std::string> kFonts = {
    "/F1 3 0 R",
    "/F1 3 0 R /F2 4 0 R",
    "/F1 6 0 R",
    "/F3 6 0 R /F1 4 0 R",
    "/F9 3 0 R /F1 3 0 R",
    "/F1 6 0 R /F1 3 0 R",
    "/F1 << /Type /Font /Subtype /Type1 /BaseFont /Courier >>"};
const std::vector<std::string> kContents = {
    "BT /F1 11 Tf 72 700 Td (ABC abc) Tj ET\n",
    "BT /F2 14 Tf 72 650 Td (CAB cab) Tj ET\n",
    "BT /F3 9 Tf 72 630 Td (BCA) Tj ET\n",
    "2 0 0 2 0 0 cm\n",
    "q 0.5 0 0 0.5 10 20 cm\n",
    "Q\n",
    "Q Q 1 0 0 1 30 0 cm\n",
    "/Artifact BMC\n",
    "/OC /Hidden BDC\n",
    "EMC\n",
    "BX\n",
    "BT /F1 8 Tf 72 500 Td 3 Tr 5 Tc (left open) Tj\n",
    "[(broken",
    "/X1 Do\n",
    "4 Ts BT 1 0 0 1 72 400 Tm (no font of its own) Tj ET\n"};

std::string file_of(const std::vector<PageOf>& pages, bool layers) {
  TinyPdf pdf;
  // In object 6, A is shown as Z. Object 7 is a form with the pages' fonts. Object 8 is a layer.
  pdf.object(
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Type /Encoding "
      "/Differences [65 /Z] >> >>");
  const std::string form = "BT /F1 10 Tf 72 300 Td (A form) Tj ET";
  pdf.object("<< /Type /XObject /Subtype /Form /BBox [0 0 612 792] /Length " +
             std::to_string(form.size()) + " >>\nstream\n" + form + "\nendstream");
  pdf.object("<< /Type /OCG /Name (Hidden) >>");
  pdf.resources("/XObject << /X1 7 0 R >> /Properties << /Hidden 8 0 R >>");
  if (layers) pdf.catalogue("/OCProperties << /OCGs [8 0 R] /D << /OFF [8 0 R] >> >>");
  for (const PageOf& page : pages) pdf.page(page.entries, page.fonts).raw(page.content);
  return pdf.bytes();
}

// Everything that is known of the words of a page.
std::string words_of(const PageWords& page) {
  std::string all = std::to_string(page.width) + "x" + std::to_string(page.height) + "\n";
  for (const Word& word : page.words) {
    for (std::uint32_t i = 0; i < word.length; ++i) {
      all += std::to_string(static_cast<unsigned>(page.characters[word.begin + i])) + ' ';
    }
    for (const float at : {word.left, word.right, word.top, word.bottom, word.baseline, word.size})
      all += std::to_string(at) + ' ';
    all += std::to_string(word.rotation) + (word.bold ? " bold" : "") +
           (word.space_before ? " space\n" : "\n");
  }
  for (const FontUse& font : page.fonts)
    all += font.name + ' ' + std::to_string(font.characters) + '\n';
  return all;
}

std::string words_of(const std::vector<PageOf>& pages, bool layers) {
  const std::string bytes = file_of(pages, layers);
  auto reader = Reader::open(bytes);
  if (!reader) return reader.error().message;
  std::string all;
  for (int number = 1; number <= reader->pages(); ++number) all += words_of(reader->page(number));
  return all;
}

RC_GTEST_PROP(PdfDrawing, APageSaysWhatItSaysAlone, ()) {
  const auto page = rc::gen::construct<PageOf>(
      rc::gen::elementOf(kEntries), rc::gen::elementOf(kFonts),
      rc::gen::map(rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(kContents)),
                   [](const std::vector<std::string>& parts) {
                     std::string content;
                     for (const std::string& part : parts) content += part;
                     return content;
                   }));
  const auto pages = *rc::gen::container<std::vector<PageOf>>(page);
  const bool layers = *rc::gen::arbitrary<bool>();
  std::string alone;
  for (const PageOf& one : pages) alone += words_of({one}, layers);
  RC_ASSERT(words_of(pages, layers) == alone);
}

TEST(PdfDrawing, AFontThatAnotherPageCallsTheSameIsNotItsFont) {
  const std::string text = "BT /F1 11 Tf 72 700 Td (ABBA) Tj ET\n";
  const std::string words =
      words_of({{"", "/F1 3 0 R", text}, {"", "/F1 6 0 R", text}, {"", "/F1 3 0 R", text}}, false);
  EXPECT_NE(words.find("65 66 66 65 "), std::string::npos) << words;
  EXPECT_NE(words.find("90 66 66 90 "), std::string::npos) << words;
}

}  // namespace
}  // namespace lontar::parsers::pdf
