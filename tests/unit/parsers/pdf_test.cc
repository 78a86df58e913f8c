#include "parsers/pdf.h"

#include <gmock/gmock.h>

#include <thread>

#include "tests/unit/parsers/parsing.h"
#include "tests/unit/parsers/tiny_pdf.h"

namespace lontar::parsers {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::vector<std::string> codes(const ParsedDocument& document) {
  std::vector<std::string> out;
  for (const Warning& warning : document.warnings) out.push_back(warning.code);
  return out;
}

std::string all_text(const ParsedDocument& document) {
  std::string out;
  for (const Passage& passage : document.passages) out += passage.text + "\n";
  return out;
}

// Twelve lines of running text that fill a column of about 235 points.
std::vector<std::string> column(const std::string& word) {
  std::vector<std::string> lines;
  for (int i = 1; i <= 12; ++i) {
    lines.push_back(word + " line " + std::to_string(i) + " of a paragraph that runs on" +
                    (i == 12 ? "." : ""));
  }
  return lines;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string out;
  for (const std::string& line : lines) out += (out.empty() ? "" : " ") + line;
  return out;
}

TEST(Pdf, ColumnsDrawnOneAfterTheOtherAreReadSo) {
  TinyPdf pdf;
  pdf.page()
      .text(72, 60, "A title across the whole width of the page, above both columns", 14)
      .lines(50, 100, column("left"))
      .lines(320, 100, column("right"))
      .text(50, 300, "A line across the whole width of the page, below both columns of text");
  const std::string text = all_text(parse_one(pdf.bytes(), "two.pdf"));
  EXPECT_EQ(text, "A title across the whole width of the page, above both columns\n" +
                      joined(column("left")) + "\n" + joined(column("right")) +
                      "\nA line across the whole width of the page, below both columns of text\n");
}

TEST(Pdf, ColumnsDrawnLineByLineAreReadAsColumns) {
  TinyPdf pdf;
  pdf.page();
  for (std::size_t i = 0; i < 12; ++i) {
    const double y = 100 + 14 * static_cast<double>(i);
    pdf.text(50, y, column("left")[i]).text(320, y, column("right")[i]);
  }
  EXPECT_EQ(all_text(parse_one(pdf.bytes(), "rows.pdf")),
            joined(column("left")) + "\n" + joined(column("right")) + "\n");
}

TEST(Pdf, LabelsBesideTextAreNoColumn) {
  TinyPdf pdf;
  pdf.page();
  for (int i = 0; i < 8; ++i) {
    pdf.text(50, 100 + 14 * i, "(" + std::string(1, static_cast<char>('a' + i)) + ")");
    pdf.text(
        90, 100 + 14 * i,
        "the item that goes with this label, number " + std::to_string(i) + " of eight items;");
  }
  EXPECT_THAT(all_text(parse_one(pdf.bytes(), "labels.pdf")),
              HasSubstr("(c) the item that goes with this label, number 2 of eight items;\n(d) "));
}

TEST(Pdf, ALetterheadDrawnLastIsReadFirst) {
  TinyPdf pdf;
  pdf.page()
      .lines(72, 200, {"The body of the letter was drawn first and stands below.", "It goes on."})
      .text(72, 60, "MINISTRY OF EXAMPLES", 16);
  EXPECT_THAT(all_text(parse_one(pdf.bytes(), "letter.pdf")),
              testing::StartsWith("MINISTRY OF EXAMPLES\nThe body"));
}

TEST(Pdf, TextDrawnBottomUpIsReadTopDown) {
  TinyPdf pdf;
  pdf.page();
  for (int i = 12; i >= 1; --i) {
    pdf.text(72, 100 + 30 * i, "Sentence number " + std::to_string(i) + ".");
  }
  EXPECT_THAT(all_text(parse_one(pdf.bytes(), "up.pdf")),
              testing::StartsWith("Sentence number 1.\nSentence number 2.\n"));
}

TEST(Pdf, ShadowsAreReadOnce) {
  TinyPdf pdf;
  pdf.page().text(72, 100, "Bold by force", 12).text(72.3, 100, "Bold by force", 12);
  EXPECT_EQ(all_text(parse_one(pdf.bytes(), "shadow.pdf")), "Bold by force\n");
}

TEST(Pdf, LinesOfAParagraphAreJoinedAndParagraphsAreNot) {
  TinyPdf pdf;
  pdf.page().lines(72, 100,
                   {"The Parties shall meet once every year and take such decisions as they regard",
                    "as necessary for the purposes of this instrument."});
  pdf.lines(72, 150, {"(a) the first item;", "(b) the second item."});
  EXPECT_EQ(all_text(parse_one(pdf.bytes(), "p.pdf")),
            "The Parties shall meet once every year and take such decisions as they regard as "
            "necessary for the purposes of this instrument.\n(a) the first item;\n(b) the second "
            "item.\n");
}

TEST(Pdf, HyphensAtLineEndsGoOrStayAsTheDocumentHasThem) {
  TinyPdf pdf;
  pdf.page().lines(
      72, 100,
      {"The regulation says what the law says, and the law-making bodies are bound by the regu-",
       "lation wherever it applies; so is every law-abiding person who is bound by the law-",
       "making power of undang-undang, of non-governmental persons and of each non-",
       "parliamentary body, of whom the Vice-President of the regulation is one, as is the Vice-",
       "President who came before, in the years 1998-", "1999 and later."});
  EXPECT_EQ(all_text(parse_one(pdf.bytes(), "h.pdf")),
            "The regulation says what the law says, and the law-making bodies are bound by the "
            "regulation wherever it applies; so is every law-abiding person who is bound by the "
            "law-making power of undang-undang, of non-governmental persons and of each "
            "non-parliamentary body, of whom the Vice-President of the regulation is one, as is "
            "the Vice-President who came before, in the years 1998-1999 and later.\n");
}

TEST(Pdf, ArticlesBecomePassagesAndContentsDoNot) {
  TinyPdf pdf;
  pdf.title("Agreement on Examples between Some States").language("en-GB");
  pdf.page()
      .text(150, 80, "AGREEMENT ON EXAMPLES", 18, true)
      .lines(72, 140,
             {"CONTENTS", "Article 1. Purpose ............................ 2",
              "Article 2. Scope .............................. 2"})
      .text(72, 300, "The Parties to this Agreement,");
  pdf.page()
      .text(270, 80, "CHAPTER I", 11, true)
      .text(250, 96, "BEGINNINGS", 11, true)
      .text(280, 130, "Article 1", 11, true)
      .text(282, 146, "Purpose", 11, true)
      .text(72, 180, "The purpose of this Agreement is to give an example, as Article 2 shows.")
      .text(280, 230, "Article 2", 11, true)
      .text(285, 246, "Scope", 11, true)
      .text(72, 280, "This Agreement applies to examples of every kind.");
  pdf.page()
      .text(280, 80, "Article 3", 11, true)
      .text(72, 110, "Done at Jakarta on 5 June 2009 in a single copy.")
      .text(280, 200, "ANNEX I", 11, true)
      .text(72, 230, "A list of examples follows here.");
  const ParsedDocument document = parse_one(pdf.bytes(), "agreement.pdf");
  EXPECT_EQ(document.pages, 3);
  EXPECT_EQ(document.metadata[Field::kTitle],
            (FieldValue{{"Agreement on Examples between Some States"}, Source::kFile, ""}));
  EXPECT_EQ(document.metadata[Field::kLanguage], (FieldValue{{"en"}, Source::kFile, ""}));
  EXPECT_EQ(
      document.metadata[Field::kDate],
      (FieldValue{{"2009-06-05"}, Source::kInferred, "page 3: Done at Jakarta on 5 June 2009"}));
  EXPECT_THAT(
      document.passages,
      ElementsAre(
          Passage{"preamble", "preamble", "", "",
                  "AGREEMENT ON EXAMPLES\nCONTENTS\nArticle 1. Purpose "
                  "............................ 2\nArticle 2. Scope "
                  ".............................. 2\nThe Parties to this Agreement,",
                  "", 1, 0},
          Passage{"chp_i", "chapter", "CHAPTER I", "BEGINNINGS", "", "", 2, 0},
          Passage{"art_1", "article", "Article 1", "Purpose",
                  "The purpose of this Agreement is to give an example, as Article 2 shows.", "", 2,
                  1},
          Passage{"art_2", "article", "Article 2", "Scope",
                  "This Agreement applies to examples of every kind.", "", 2, 1},
          Passage{"art_3", "article", "Article 3", "",
                  "Done at Jakarta on 5 June 2009 in a single copy.", "", 3, 1},
          Passage{"annex_i", "annex", "ANNEX I", "", "A list of examples follows here.", "", 3,
                  0}));
}

TEST(Pdf, NumberedSectionsBelowTheirHeadingsAreSections) {
  TinyPdf pdf;
  pdf.page();
  for (int i = 1; i <= 5; ++i) {
    pdf.text(72, 70 + 60 * i, "Heading of number " + std::to_string(i), 11, true);
    pdf.text(72, 90 + 60 * i, std::to_string(i) + ". (1) Every person shall do as is said here.");
  }
  const ParsedDocument document = parse_one(pdf.bytes(), "act.pdf");
  ASSERT_EQ(document.passages.size(), 5U);
  EXPECT_EQ(document.passages[2],
            (Passage{"sec_3", "section", "3", "Heading of number 3",
                     "(1) Every person shall do as is said here.", "", 1, 0}));
}

TEST(Pdf, RubbishTitlesGiveWayToTheLargestType) {
  for (const char* rubbish : {"Microsoft Word - Final v3.doc", "untitled", "2001_SGCA_3", "BI",
                              "scan0001.tif", "", "Act 12 XY"}) {
    TinyPdf pdf;
    pdf.title(rubbish);
    pdf.page().text(150, 80, "Convention on Worked Examples", 20).lines(72, 150, column("body"));
    const ParsedDocument document = parse_one(pdf.bytes(), "file.pdf");
    EXPECT_EQ(
        document.metadata[Field::kTitle],
        (FieldValue{{"Convention on Worked Examples"}, Source::kInferred, "page 1, largest type"}))
        << rubbish;
  }
}

TEST(Pdf, TheDayTheFileWasMadeIsNotItsDate) {
  TinyPdf pdf;
  pdf.page().text(72, 100, "Nothing here says when. Signed treaties of 1 May 2001 are cited.");
  EXPECT_FALSE(parse_one(pdf.bytes(), "x.pdf").metadata[Field::kDate].given());
}

TEST(Pdf, TheDateOfAnotherDocumentIsNotItsDate) {
  for (const char* mention :
       {"Recalling the Declaration of Concord II adopted in Bali on 7 October 2003;",
        "REAFFIRMING the Treaty of Amity signed in Denasar, Bali, on 24 February 1976;",
        "PROTOCOL TO AMEND THE AGREEMENT ON TARIFFS SIGNED IN SINGAPORE ON 28 JANUARY 1992",
        "This appeal is against the order below, the date of judgment being 5 May 2001.",
        "The letter dated 3 March 1999 was admitted.", "dated 3 March 1999, and other letters",
        "Undated. The contract of 3 March 1999.",
        "Done at the Parties' cost. The contract is of 3 March 1999."}) {
    TinyPdf pdf;
    pdf.page().text(72, 100, mention, 9);
    EXPECT_EQ(parse_one(pdf.bytes(), "x.pdf").metadata[Field::kDate], FieldValue()) << mention;
  }
}

TEST(Pdf, ADateIsItsOwnWhereALabelOrAFormulaSaysSo) {
  struct Case {
    const char* words;
    const char* date;
  };
  for (const Case& row :
       {Case{"Decision Date : 20 November 2000", "2000-11-20"},
        Case{"Coram: CJ Decision Date: 20 November 2000", "2000-11-20"},
        Case{"Resolution adopted by the Assembly on 24 April 2024", "2024-04-24"},
        Case{"Ditetapkan di Jakarta pada tanggal 7 April 2014", "2014-04-07"},
        Case{"In witness whereof they have signed. DONE at Bangkok, this 4 May 2010.",
             "2010-05-04"},
        Case{"Done at St. Petersburg on 4 May 2010.", "2010-05-04"}}) {
    TinyPdf pdf;
    pdf.page().text(72, 100, row.words, 9);
    EXPECT_EQ(parse_one(pdf.bytes(), "x.pdf").metadata.first(Field::kDate), row.date) << row.words;
  }
}

TEST(Pdf, APageThatIsAPictureIsNamed) {
  TinyPdf pdf;
  pdf.object(
      "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace "
      "/DeviceGray /Length 1 >>\nstream\nx\nendstream");
  pdf.resources("/XObject << /Im1 6 0 R >>");
  pdf.page().text(72, 100, "The first page has words.");
  pdf.page().raw("q 400 0 0 400 100 100 cm /Im1 Do Q");
  pdf.page().raw("q 400 0 0 400 100 100 cm /Im1 Do Q");
  const ParsedDocument document = parse_one(pdf.bytes(), "scan.pdf");
  EXPECT_THAT(codes(document), ElementsAre("no-text-layer"));
  EXPECT_TRUE(has_warning(document, "no-text-layer", "2-3"));
  EXPECT_EQ(document.passages.size(), 1U);

  TinyPdf blank;
  blank.page();
  EXPECT_THAT(codes(parse_one(blank.bytes(), "blank.pdf")), ElementsAre("no-text-layer"));
}

TEST(Pdf, AnEncryptedFileWithoutItsPasswordIsAWarning) {
  TinyPdf pdf;
  pdf.page().text(72, 100, "secret");
  const std::string key(64, 'a');
  pdf.trailer("/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" + key +
              "> /U <" + key + "> >>");
  const ParsedDocument document = parse_one(pdf.bytes(), "locked.pdf");
  EXPECT_THAT(codes(document), ElementsAre("password-protected"));
  EXPECT_TRUE(document.passages.empty());
}

TEST(Pdf, ATruncatedFileIsRepairedAndSaysSo) {
  TinyPdf pdf;
  pdf.page().text(72, 100, "What could be saved was saved.");
  std::string bytes = pdf.bytes();
  bytes.resize(bytes.find("xref\n"));
  const ParsedDocument document = parse_one(bytes, "cut.pdf");
  EXPECT_THAT(codes(document), ElementsAre("damaged"));
  EXPECT_EQ(all_text(document), "What could be saved was saved.\n");
}

TEST(Pdf, WhatCannotBeOpenedIsAnErrorInASentence) {
  const auto done = registry().parse({"%PDF-1.4\nnothing more", "broken.pdf"},
                                     [](const ParsedDocument&) { FAIL(); });
  ASSERT_FALSE(done.ok());
  EXPECT_EQ(done.error().code, ErrorCode::kDamaged);
  EXPECT_THAT(done.error().message, HasSubstr("too damaged"));
}

TEST(Pdf, AttachmentsPortfoliosAndFormsAreMentioned) {
  TinyPdf attached;
  attached.object("<< /Type /Filespec /F (a.txt) /EF << /F 7 0 R >> >>");
  attached.object("<< /Type /EmbeddedFile /Length 1 >>\nstream\nx\nendstream");
  attached.catalogue("/Names << /EmbeddedFiles << /Names [(a.txt) 6 0 R] >> >>");
  attached.page().text(72, 100, "See the attachment.");
  EXPECT_THAT(codes(parse_one(attached.bytes(), "a.pdf")), ElementsAre("embedded-files"));

  TinyPdf portfolio;
  portfolio.catalogue("/Collection << /Type /Collection >>");
  portfolio.page().text(72, 100, "A portfolio.");
  EXPECT_THAT(codes(parse_one(portfolio.bytes(), "p.pdf")), ElementsAre("portfolio"));

  TinyPdf form;
  form.object("<< /Length 1 >>\nstream\nx\nendstream");
  form.catalogue("/AcroForm << /XFA 6 0 R /Fields [] >>");
  form.page().text(72, 100, "Please wait.");
  EXPECT_THAT(codes(parse_one(form.bytes(), "f.pdf")), ElementsAre("dynamic-form"));
}

TEST(Pdf, IsKnownByContent) {
  EXPECT_EQ(parser_of("%PDF-1.7\n", "whatever.txt"), "pdf");
  EXPECT_EQ(parser_of("junk before\n%PDF-1.7\n", "whatever"), "pdf");
  EXPECT_NE(parser_of("plain words", "not.pdf"), "pdf");
}

TEST(Pdf, ThreadsMayParseAtOnce) {
  TinyPdf pdf;
  for (int p = 0; p < 5; ++p) pdf.page().lines(50, 100, column("page " + std::to_string(p)));
  const std::string bytes = pdf.bytes();
  const ParsedDocument alone = parse_one(bytes, "t.pdf");
  std::vector<ParsedDocument> results(4);
  std::vector<std::thread> threads;
  for (ParsedDocument& result : results) {
    threads.emplace_back([&] {
      for (int i = 0; i < 5; ++i) result = parse_one(bytes, "t.pdf");
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(results, testing::Each(alone));
}

}  // namespace
}  // namespace lontar::parsers
