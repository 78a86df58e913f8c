// The pages in the languages of the interface: how one is chosen, what it changes, what it does
// not.
#include <gmock/gmock.h>

#include <regex>

#include "search-api/links.h"
#include "service_fixture.h"

namespace lontar::api::testing_support {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class LanguagesTest : public ServiceTest {
 protected:
  static std::string in(const std::string& language) {
    return "Accept-Language: " + language + "\r\nAccept: text/html\r\n";
  }
};

constexpr const char* kPages[] = {"/",
                                  "/search?q=haze",
                                  "/search?q=jerebu&member_state=ID",
                                  "/documents/long?q=needle",
                                  "/help",
                                  "/help/problems",
                                  "/nothing"};

TEST_F(LanguagesTest, EveryPageSpeaksEveryLanguage) {
  for (const char* language : {"en", "id", "ms", "fil", "th", "vi"})
    for (const char* target : kPages) {
      const std::string page = get(target, in(language)).body;
      EXPECT_THAT(page, HasSubstr("<html lang=\"" + std::string(language) + "\" dir=\"ltr\">"));
      // Titles of the sample have two braces in a row; what a sentence left unfilled would have
      // one.
      EXPECT_FALSE(std::regex_search(page, std::regex("[^{]\\{[a-z_]+\\}|\\{\\{t\\."))) << target;
    }
}

TEST_F(LanguagesTest, SentencesNumbersDatesAndLabelsAreOfTheLanguage) {
  EXPECT_THAT(get("/", in("id")).body,
              AllOf(HasSubstr("8 dokumen"), HasSubstr("Negara Anggota"),
                    HasSubstr("Ringkasan — bukan teks resmi"), Not(HasSubstr("Member State"))));
  EXPECT_THAT(get(document_page_url(kHazeId), in("th")).body,
              AllOf(HasSubstr("10 มิถุนายน พ.ศ. 2545 (ค.ศ. 2002)"), HasSubstr("จากบัญชีรายการ"),
                    HasSubstr("ความตกลง")));
  EXPECT_THAT(get("/search?q=haze&member_state=ID", in("vi")).body,
              HasSubstr("Bỏ bộ lọc Quốc gia thành viên: Indonesia"));
}

TEST_F(LanguagesTest, NamesOfPassagesAndNoticesAreOfTheLanguage) {
  EXPECT_THAT(get(document_page_url(kHazeId), in("vi")).body,
              HasSubstr("<span class=\"label\" lang=\"vi\" dir=\"ltr\">Bản tóm tắt 1</span>"));
  EXPECT_THAT(get(document_page_url(kLongId), in("id")).body,
              HasSubstr("<span class=\"label\">Article 1</span>"));  // its own label, as it stands
  EXPECT_THAT(get("/search?q=haze+NOT", in("ms")).body,
              HasSubstr("<li lang=\"ms\">NOT tanpa apa-apa selepasnya diabaikan.</li>"));
  EXPECT_THAT(get("/search?q=ha*", in("th")).body,
              HasSubstr("“ha*” สั้นเกินไป ต้นคำต้องมีอย่างน้อย 3 ตัวอักษร จึงอ่านเป็นคำ"));
  EXPECT_THAT(get("/search?q=haze+NOT").body,
              HasSubstr("<li lang=\"en\">NOT with nothing after it was ignored.</li>"));
  EXPECT_THAT(get("/api/v1/search?q=haze+NOT", in("ms")).body,
              HasSubstr("NOT with nothing after it was ignored."));
}

TEST_F(LanguagesTest, TextsKeepTheirOwnLanguage) {
  EXPECT_THAT(get("/search?q=haze", in("th")).body, HasSubstr("lang=\"en\">"));
  EXPECT_THAT(get(document_page_url(kJawiId), in("th")).body,
              AllOf(HasSubstr("<html lang=\"th\""), HasSubstr("lang=\"ms-Arab\" dir=\"rtl\"")));
}

TEST_F(LanguagesTest, ErrorsAreOfTheLanguageAndTheirDetailIsMarkedEnglish) {
  const Reply reply = get("/documents/none", in("fil"));
  EXPECT_EQ(reply.status, 404);
  EXPECT_THAT(reply.body, AllOf(HasSubstr("<h1>Walang ganitong dokumento</h1>"),
                                HasSubstr("<p class=\"lead\">Walang dokumentong may"),
                                HasSubstr("lang=\"en\" dir=\"ltr\">No document has this id.")));
  EXPECT_EQ(reply.header("vary"), "Accept-Encoding, Accept-Language, Cookie");
}

TEST_F(LanguagesTest, TheSwitchComesBackToThePage) {
  const std::string page = get("/search?q=haze+smoke&topic=a%2Cb&utm_source=x", in("en")).body;
  const std::string link =
      "/language?set=th&amp;back=%2Fsearch%3Fq%3Dhaze%2520smoke%26topic%3Da%252Cb";
  EXPECT_THAT(page, HasSubstr("<a href=\"" + link + "\" lang=\"th\" hreflang=\"th\""));
  EXPECT_THAT(page, HasSubstr("<span lang=\"en\" aria-current=\"true\">English</span>"));

  const Reply reply = get(std::regex_replace(link, std::regex("&amp;"), "&"));
  EXPECT_EQ(reply.status, 303);
  EXPECT_EQ(reply.header("location"), "/search?q=haze%20smoke&topic=a%2Cb");
  EXPECT_EQ(reply.header("set-cookie"),
            "lontar_language=th; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly");
  EXPECT_EQ(reply.header("cache-control"), "no-store");
  const std::string thai =
      get(reply.header("location"), "Cookie: lontar_language=th\r\n" + in("en")).body;
  EXPECT_THAT(thai, HasSubstr("<html lang=\"th\""));
}

TEST_F(LanguagesTest, TheSwitchLeadsNowhereElse) {
  for (const std::string back : {"https%3A%2F%2Fevil.example", "%2F%2Fevil.example",
                                 "%2F%5Cevil.example", "%2Fx%0D%0ASet-Cookie%3A%20a%3Db", ""}) {
    const Reply reply = get("/language?set=id&back=" + back);
    EXPECT_EQ(reply.status, 303) << back;
    EXPECT_EQ(reply.header("location"), "/") << back;
  }
  const Reply unknown = get("/language?set=xx%3B%20Domain%3Devil.example&back=%2Fhelp");
  EXPECT_EQ(unknown.header("location"), "/help");
  EXPECT_EQ(unknown.header("set-cookie"), "");
}

TEST_F(LanguagesTest, CachesKeepTheLanguagesApart) {
  const Reply english = get("/search?q=haze", in("en"));
  const Reply thai = get("/search?q=haze", in("th"));
  EXPECT_EQ(thai.header("vary"), "Accept-Encoding, Accept-Language, Cookie");
  EXPECT_NE(english.header("etag"), thai.header("etag"));
  const std::string known = "If-None-Match: " + thai.header("etag") + "\r\n";
  EXPECT_EQ(get("/search?q=haze", in("th-TH") + known).status, 304);
  EXPECT_EQ(get("/search?q=haze", in("en") + known).status, 200);
  EXPECT_EQ(get("/search?q=haze", "Cookie: lontar_language=th\r\n" + in("en") + known).status, 304);
}

TEST_F(LanguagesTest, TheApiIsTheSameForAll) {
  const Reply english = get("/api/v1/search?q=haze");
  const Reply thai = get("/api/v1/search?q=haze", "Accept-Language: th\r\n");
  EXPECT_EQ(thai.header("etag"), english.header("etag"));
  EXPECT_EQ(thai.header("vary"), "Accept-Encoding");
  EXPECT_EQ(get("/api/v1/facets", "Cookie: lontar_language=th\r\n").body,
            get("/api/v1/facets").body);
  EXPECT_THAT(get("/api/v1/documents/none", "Accept-Language: th\r\n").body,
              HasSubstr("No such document"));
}

TEST_F(LanguagesTest, HostileTextsStayTextInEveryLanguage) {
  for (const char* language : {"id", "ms", "fil", "th", "vi"})
    for (const std::string& target :
         {document_page_url(kHostileId), std::string("/search?q=hostile"),
          std::string("/search?topic=%3Ci%3Etopic%3C/i%3E&q=%22%3E%3Cscript%3E")}) {
      const std::string page = get(target, in(language)).body;
      for (const char* markup : {"<script>", "<b>1", "<img", "<i>", "\" onmouse"})
        EXPECT_THAT(page, Not(HasSubstr(markup))) << language << " " << target;
    }
}

}  // namespace
}  // namespace lontar::api::testing_support
