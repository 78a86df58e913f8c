// The pages on which documents are read: hits and the way between them, the PDF's own page, long
// passages in parts, two texts side by side, where a text comes from.
#include <gmock/gmock.h>

#include "search-api/links.h"
#include "service_fixture.h"

namespace lontar::api::testing_support {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

Document document(std::string id, std::string title, std::string language) {
  Document made;
  made.id = std::move(id);
  made.content.media_type = "application/xml";
  made.content.metadata.offer(Field::kTitle, std::move(title), Source::kFile);
  made.content.metadata.offer(Field::kLanguage, std::move(language), Source::kFile);
  return made;
}

Passage article(int number, std::string label, std::string text) {
  return {.anchor = "art_" + std::to_string(number),
          .kind = "article",
          .label = std::move(label),
          .text = std::move(text)};
}

// A PDF of 30 pages that were read off their pictures, haze on the third and the twentieth.
Document scan() {
  Document made = document("scan", "A scanned <PDF>", "en");
  made.content.media_type = "application/pdf";
  made.content.pages = 30;
  made.content.extraction = {.pages_without_text = 30,
                             .pages_by_ocr = 29,
                             .doubtful_pages = 2,
                             .characters = 12345,
                             .legacy_encodings = {"VNI"}};
  made.content.warnings = {{"read-by-ocr", "These pages were read off their pictures."}};
  for (int page = 1; page <= 30; ++page)
    made.content.passages.push_back({.anchor = "page_" + std::to_string(page),
                                     .kind = "page",
                                     .text = page == 3    ? "Haze & smoke.\nQuyền <b>khói</b>."
                                             : page == 20 ? "More HAZE."
                                                          : "Nothing.",
                                     .page = page,
                                     .ocr_confidence = page == 20 ? 40 : 80,
                                     .doubtful = page == 20});
  return made;
}

std::vector<Document> documents() {
  std::vector<Document> all{scan()};
  Document english = document("treaty-en", "The treaty", "en");
  Document thai = document("treaty-th", "สนธิสัญญา", "th");
  Document jawi = document("treaty-jawi", "ڤرجنجين", "ms-Arab");
  for (Document* each : {&english, &thai, &jawi})
    each->content.metadata.offer(Field::kWork, "treaty", Source::kCatalogue);
  english.content.passages = {article(1, "Article 1", "The first."),
                              article(2, "Article 2", "The second.")};
  thai.content.passages = {article(1, "ข้อ ๑", "หนึ่ง"), article(3, "ข้อ ๓", "สาม")};
  jawi.content.passages = {article(1, "فصل ١", "ساتو")};
  all.insert(all.end(), {english, thai, jawi});

  Document pages = document("thousands", "Thousands of articles", "en");
  for (int i = 1; i <= 3000; ++i)
    pages.content.passages.push_back(
        article(i, "Article " + std::to_string(i), i % 100 == 0 ? "A needle." : "Hay."));
  all.push_back(pages);

  Document huge = document("huge", "A huge passage", "en");
  std::string text;
  for (int i = 0; text.size() < 300'000; ++i)
    text += "Paragraph " + std::to_string(i) + " of the passage.\n";
  huge.content.passages = {{.anchor = "all", .kind = "text", .text = text + "The needle."}};
  all.push_back(huge);
  return all;
}

class ReadingPagesTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = std::make_unique<TemporaryFolder>();
    write_index(folder_->path() / "index", documents());
    running_ = std::make_unique<Running>(folder_->path() / "index");
  }
  static void TearDownTestSuite() {
    running_.reset();
    folder_.reset();
  }
  static std::string page(const std::string& target) {
    const Reply reply = fetch(running_->port(), target);
    EXPECT_EQ(reply.status, 200) << target;
    return reply.body;
  }
  static int status(const std::string& target) { return fetch(running_->port(), target).status; }

  static std::unique_ptr<TemporaryFolder> folder_;
  static std::unique_ptr<Running> running_;
};
std::unique_ptr<TemporaryFolder> ReadingPagesTest::folder_;
std::unique_ptr<Running> ReadingPagesTest::running_;

TEST_F(ReadingPagesTest, HitsAreCountedListedAndLinkedToEachOther) {
  const std::string first = page("/documents/thousands?q=needle");
  EXPECT_THAT(first, AllOf(HasSubstr("30 passages match."), HasSubstr("1–20 of 30"),
                           HasSubstr("href=\"/documents/thousands?q=needle&amp;hit=1#art_100\""),
                           Not(HasSubstr("prev-hit"))));
  const std::string fifth = page("/documents/thousands?q=needle&hit=5");
  EXPECT_THAT(fifth, AllOf(HasSubstr("Passage 5 of 30"), HasSubstr("A <mark>needle</mark>."),
                           HasSubstr("id=\"art_500\""), HasSubstr("hit=4#art_400"),
                           HasSubstr("hit=6#art_600"), Not(HasSubstr("<details open"))));
  const std::string last = page("/documents/thousands?q=needle&hit=30");
  EXPECT_THAT(last, AllOf(HasSubstr("21–30 of 30"), Not(HasSubstr("next-hit"))));
  // From a place that is no hit the way leads on from there.
  const std::string between = page("/documents/thousands?q=needle&at=art_1550");
  EXPECT_THAT(between, AllOf(HasSubstr("hit=15#art_1500"), HasSubstr("hit=16#art_1600")));
}

TEST_F(ReadingPagesTest, AnOutlineOfThousandsIsShort) {
  const std::string page = ReadingPagesTest::page("/documents/thousands?at=art_1550");
  std::size_t lines = 0;
  for (auto at = page.find("<li class=\"depth-"); at != std::string::npos;
       at = page.find("<li class=\"depth-", at + 1))
    ++lines;
  EXPECT_GT(lines, 60u);
  EXPECT_LE(lines, 202u);
  EXPECT_THAT(page, HasSubstr("Article 1 – Article 50"));
  EXPECT_THAT(page, HasSubstr("#art_1550\" aria-current=\"location\""));
}

TEST_F(ReadingPagesTest, ALongPassageGoesOnOnPagesOfItsOwn) {
  const std::string document = page("/documents/huge");
  EXPECT_LT(document.size(), 120'000u);
  EXPECT_THAT(document, AllOf(HasSubstr("href=\"/documents/huge/passages/all?part=2\""),
                              HasSubstr("Go on reading this passage: part 2 of 5")));
  const std::string second = page("/documents/huge/passages/all?part=2");
  EXPECT_THAT(second, AllOf(HasSubstr("Part 2 of 5"), HasSubstr("part=3"),
                            HasSubstr("<p>Paragraph"), HasSubstr("href=\"/documents/huge#all\"")));
  const std::string last = page("/documents/huge/passages/all?part=99&q=needle");
  EXPECT_THAT(last, AllOf(HasSubstr("Part 5 of 5"), HasSubstr("The <mark>needle</mark>."),
                          Not(HasSubstr("part=6"))));
  EXPECT_EQ(status("/documents/huge/passages/nothing"), 404);
  EXPECT_EQ(status("/documents/nothing/passages/all"), 404);
}

TEST_F(ReadingPagesTest, WhereATextComesFromIsSaid) {
  EXPECT_THAT(
      page("/documents/scan"),
      AllOf(HasSubstr("12,345 characters were read."), HasSubstr("30 of 30 pages had no text"),
            HasSubstr("29 pages were read off their pictures"),
            HasSubstr("78 of 100 on average, 40 at the least"),
            HasSubstr("2 of these pages are probably wrong"),
            HasSubstr("1 page stays without text."), HasSubstr("before Unicode: VNI"),
            HasSubstr("These pages were read off their pictures.")));
  EXPECT_THAT(page("/documents/treaty-en"), Not(HasSubstr("OCR")));
}

TEST_F(ReadingPagesTest, TheReaderOpensAtAPageWithWhatWasFound) {
  const std::string third = page("/documents/scan/read?page=3&q=haze");
  EXPECT_THAT(third, AllOf(HasSubstr("data-page=\"3\""), HasSubstr("data-place=\"3\""),
                           HasSubstr("data-hit-pages=\"3,20\""),
                           HasSubstr("data-found=\"[&quot;HAZE&quot;,&quot;Haze&quot;]\""),
                           HasSubstr("href=\"/api/v1/documents/scan/file#page=3\""),
                           HasSubstr("<mark>Haze</mark> &amp; smoke."), HasSubstr("Page 3 of 30"),
                           HasSubstr("hit=2#page_20"), Not(HasSubstr("id=\"page_2\""))));
  EXPECT_THAT(page("/documents/scan/read?q=haze&hit=2"), HasSubstr("data-page=\"20\""));
  EXPECT_THAT(page("/documents/scan/read?page=999"), HasSubstr("data-page=\"30\""));
  EXPECT_THAT(page("/documents/scan/read"), HasSubstr("data-page=\"1\""));
  // Words without accents find those with; what is marked in the PDF is what stands there.
  EXPECT_THAT(page("/documents/scan/read?q=quyen"),
              HasSubstr("data-found=\"[&quot;Quyền&quot;]\""));
}

TEST_F(ReadingPagesTest, OnlyPdfsHaveAReader) {
  EXPECT_THAT(page("/documents/scan?q=haze"),
              HasSubstr("href=\"/documents/scan/read?page=3&amp;q=haze\""));
  EXPECT_THAT(page("/documents/treaty-en"), Not(HasSubstr("/read")));
  EXPECT_EQ(status("/documents/treaty-en/read"), 404);
  EXPECT_EQ(status("/documents/nothing/read"), 404);
}

TEST_F(ReadingPagesTest, OtherLanguagesOfTheWorkAreNamedAsTheyNameThemselves) {
  EXPECT_THAT(page("/documents/treaty-en"),
              AllOf(HasSubstr("Also in:"), HasSubstr("lang=\"th\" hreflang=\"th\">ภาษาไทย</a>"),
                    HasSubstr("dir=\"rtl\">بهاس ملايو</a>"),
                    HasSubstr("href=\"/compare?left=treaty-en&amp;right=treaty-th\"")));
  EXPECT_THAT(page("/documents/scan"), Not(HasSubstr("Also in:")));
}

TEST_F(ReadingPagesTest, TwoLanguagesStandSideBySide) {
  const std::string both = page("/compare?left=treaty-en&right=treaty-th");
  EXPECT_THAT(both, AllOf(HasSubstr("Two texts of one work."),
                          HasSubstr("2 rows have nothing on one side."), HasSubstr("id=\"art_1\""),
                          HasSubstr("id=\"art_3\""), HasSubstr("Nothing here corresponds to it."),
                          HasSubstr("ข้อ ๑"),
                          HasSubstr("href=\"/compare?left=treaty-th&amp;right=treaty-en\"")));
  EXPECT_LT(both.find("The first."), both.find("หนึ่ง"));
  EXPECT_LT(both.find("หนึ่ง"), both.find("The second."));
  const std::string jawi = page("/compare?left=treaty-en&right=treaty-jawi");
  EXPECT_THAT(jawi, HasSubstr("lang=\"ms-Arab\" dir=\"rtl\""));
  EXPECT_THAT(page("/compare?left=treaty-en&right=huge"), HasSubstr("Two different documents."));
  EXPECT_EQ(status("/compare?left=treaty-en&right=nothing"), 404);
}

TEST_F(ReadingPagesTest, LongComparisonsComeInWindows) {
  const std::string page = ReadingPagesTest::page("/compare?left=thousands&right=treaty-en");
  EXPECT_THAT(page, AllOf(HasSubstr("Rows 1–60 of 3,000"), HasSubstr("from=60")));
  const std::string at =
      ReadingPagesTest::page("/compare?left=thousands&right=treaty-en&at=art_2990");
  EXPECT_THAT(at, AllOf(HasSubstr("id=\"art_2990\""), HasSubstr("Rows 2,990–3,000 of 3,000")));
}

TEST_F(ReadingPagesTest, TheSecondDocumentIsChosenWithoutAScript) {
  const std::string choice = page("/compare?left=treaty-en");
  EXPECT_THAT(choice, AllOf(HasSubstr("name=\"left\" value=\"treaty-en\""),
                            HasSubstr("href=\"/compare?left=treaty-en&amp;right=treaty-th\"")));
  EXPECT_THAT(page("/compare?left=treaty-en&find=scanned"),
              HasSubstr("href=\"/compare?left=treaty-en&amp;right=scan\""));
  EXPECT_THAT(page("/compare?left=treaty-en&find=huge"),
              HasSubstr("href=\"/compare?left=treaty-en&amp;right=huge\""));
  EXPECT_THAT(page("/compare?left=treaty-en&find=zyzzyva"),
              HasSubstr("No other document matches."));
  EXPECT_THAT(page("/compare?find=scanned"), HasSubstr("href=\"/compare?left=scan\""));
  EXPECT_THAT(page("/compare"), HasSubstr("Find the first document."));
  EXPECT_EQ(status("/compare?left=nothing"), 404);
}

TEST_F(ReadingPagesTest, NothingOfADocumentIsMarkup) {
  for (const char* target :
       {"/documents/scan?q=khoi", "/documents/scan/read?q=khoi",
        "/compare?left=scan&right=treaty-en", "/documents/scan/passages/page_3",
        "/compare?left=treaty-en&find=%3Cb%3Ekhoi"}) {
    const std::string shown = page(target);
    EXPECT_THAT(shown, AllOf(Not(HasSubstr("<b>")), Not(HasSubstr("<PDF>")))) << target;
  }
}

}  // namespace
}  // namespace lontar::api::testing_support
