#include "parsers/pdf_furniture.h"

#include <gmock/gmock.h>

#include "tests/unit/parsers/parsing.h"
#include "tests/unit/parsers/tiny_pdf.h"

namespace lontar::parsers {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::string text_of(const TinyPdf& pdf) {
  return reading(parse_one(pdf.bytes(), "x.pdf").passages);
}

void body(TinyPdf& pdf, int page) {
  pdf.lines(72, 150,
            {"Page text number " + std::to_string(page * 7) + " tells of this and that,",
             "and goes on to speak of other things."});
}

TEST(Furniture, HeadersFootersAndPageNumbersGo) {
  TinyPdf pdf;
  for (int p = 1; p <= 6; ++p) {
    pdf.page().text(250, 40, "2001 SGCA 3", 10);
    body(pdf, p);
    pdf.text(250, 760, "Page " + std::to_string(p) + " of 6", 10);
  }
  EXPECT_THAT(text_of(pdf), AllOf(Not(HasSubstr("2001 SGCA 3")), Not(HasSubstr("of 6")),
                                  HasSubstr("Page text number 42")));
}

TEST(Furniture, OddAndEvenPagesMayDiffer) {
  TinyPdf pdf;
  for (int p = 1; p <= 8; ++p) {
    pdf.page();
    if (p % 2 == 0) {
      pdf.text(72, 40, std::to_string(p))
          .text(200, 40, "Laws of Examples")
          .text(480, 40, "ACT 135");
    } else {
      pdf.text(280, 40, "Partnership").text(520, 40, std::to_string(p));
    }
    body(pdf, p);
  }
  EXPECT_THAT(text_of(pdf), AllOf(Not(HasSubstr("Laws of Examples")), Not(HasSubstr("ACT 135")),
                                  Not(HasSubstr("Partnership"))));
}

TEST(Furniture, IndonesianFootersAndFilingStampsGo) {
  TinyPdf pdf;
  for (int p = 1; p <= 5; ++p) {
    pdf.page();
    body(pdf, p);
    pdf.text(72, 745, "S/N 4711abcDEF. Nota: Serial number will be used to verify", 7);
    pdf.text(380, 770, "Halaman " + std::to_string(p) + " dari 5 halaman", 9);
    pdf.raw("BT /F1 8 Tf 0 1 -1 0 20 300 Tm (filed electronically) Tj ET\n");
  }
  EXPECT_THAT(text_of(pdf), AllOf(Not(HasSubstr("Halaman")), Not(HasSubstr("Serial number")),
                                  Not(HasSubstr("filed electronically"))));
}

TEST(Furniture, LinesOfTheBodyStayHoweverOftenTheyReturn) {
  TinyPdf pdf;
  for (int p = 1; p <= 6; ++p) {
    pdf.page();
    pdf.text(72, 110, "It is so ordered.");  // in the zone, but never at the edge's height twice
    pdf.text(72, 130 + 40 * p, "It is so ordered.");
    pdf.text(72, 500, "The same sentence stands on every page.");
  }
  const std::string text = text_of(pdf);
  std::size_t count = 0;
  for (std::size_t at = text.find("The same sentence"); at != text.npos;
       at = text.find("The same sentence", at + 1)) {
    ++count;
  }
  EXPECT_EQ(count, 6U);
}

TEST(Furniture, HeadingsOfArticlesAtTheTopOfPagesStay) {
  TinyPdf pdf;
  for (int p = 1; p <= 5; ++p) {
    pdf.page().text(280, 60, "Pasal " + std::to_string(p));
    body(pdf, p);
  }
  const ParsedDocument document = parse_one(pdf.bytes(), "pasal.pdf");
  ASSERT_EQ(document.passages.size(), 5U);
  EXPECT_EQ(document.passages[3].label, "Pasal 4");
}

TEST(Furniture, AShortDocumentLosesOnlyItsPageNumbers) {
  TinyPdf pdf;
  for (int p = 1; p <= 2; ++p) {
    pdf.page().text(72, 40, "AFFIDAVIT OF SERVICE");
    body(pdf, p);
    pdf.text(300, 760, "- " + std::to_string(p) + " -");
  }
  EXPECT_THAT(text_of(pdf), AllOf(HasSubstr("AFFIDAVIT OF SERVICE"), Not(HasSubstr("- 1 -")),
                                  Not(HasSubstr("- 2 -"))));
}

TEST(Furniture, CatchwordsGo) {
  TinyPdf pdf;
  pdf.page();
  body(pdf, 1);
  pdf.text(480, 640, "Pasal 2...");
  pdf.page().text(280, 100, "Pasal 2 dan hal-hal lain yang diatur di sini");
  EXPECT_THAT(text_of(pdf), Not(HasSubstr("Pasal 2...")));
}

TEST(Furniture, WherePagesSayNothingElseItIsTheContent) {
  TinyPdf pdf;
  for (int p = 1; p <= 4; ++p) pdf.page().text(72, 60, "CERTIFICATE");
  EXPECT_THAT(text_of(pdf), HasSubstr("CERTIFICATE"));
}

}  // namespace
}  // namespace lontar::parsers
