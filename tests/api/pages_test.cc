// The pages: complete without scripts, escaped, and quiet in a real browser.
#include <gmock/gmock.h>

#include <array>
#include <cstdio>
#include <regex>

#include "search-api/links.h"
#include "service_fixture.h"

namespace lontar::api::testing_support {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class PagesTest : public ServiceTest {};

std::string page_of(const std::string& id) { return document_page_url(id); }

TEST_F(PagesTest, PolicyForbidsEverythingInline) {
  for (const std::string target : {"/", "/search?q=haze", "/advanced", "/list", "/documents/long",
                                   "/help", "/nothing", "/help/problems"}) {
    const Reply reply = get(target, "Accept: text/html\r\n");
    const std::string policy = reply.header("content-security-policy");
    EXPECT_THAT(policy, AllOf(HasSubstr("default-src 'none'"), HasSubstr("script-src 'self';"),
                              Not(HasSubstr("unsafe"))))
        << target;
    EXPECT_THAT(reply.body, Not(HasSubstr(" style=")));
    EXPECT_THAT(reply.body, Not(HasSubstr("<style")));
    // A block of data is not executed.
    EXPECT_FALSE(std::regex_search(
        reply.body, std::regex("<script(?! type=\"(module\" src=|application/ld\\+json\">))")));
    if (target == "/") continue;  // it shows a title with braces
    EXPECT_FALSE(std::regex_search(reply.body, std::regex("\\{\\{|\\}\\}"))) << target;
  }
}

TEST_F(PagesTest, FiltersAreChipsThatCanBeTakenOff) {
  const std::string page = get("/search?q=haze&member_state=ID&year_from=2000").body;
  EXPECT_THAT(page, HasSubstr("Remove the filter Member State: Indonesia"));
  EXPECT_THAT(page, HasSubstr("href=\"/search?q=haze&amp;year_from=2000\""));
  EXPECT_THAT(page, HasSubstr("href=\"/search?q=haze&amp;member_state=ID\""));
  EXPECT_THAT(page, HasSubstr("name=\"member_state\" value=\"ID\" checked"));
}

TEST_F(PagesTest, SaysWhatElseWasSearchedAndHowToSearchLess) {
  const std::string page = get("/search?q=jerebu").body;
  EXPECT_THAT(page, HasSubstr("Also searched: <bdi>haze</bdi>"));
  EXPECT_THAT(page, HasSubstr("href=\"/search?q=jerebu&amp;expand=off\""));
  const std::string typed = get("/search?q=jerebu&expand=off").body;
  EXPECT_THAT(typed, Not(HasSubstr("Also searched")));
  EXPECT_THAT(typed, HasSubstr("name=\"expand\" value=\"off\""));
  EXPECT_THAT(typed, HasSubstr("href=\"/search?q=jerebu\""));
}

TEST_F(PagesTest, PagesAreLinked) {
  const std::string page = get("/search?page_size=3&page=2").body;
  EXPECT_THAT(page, HasSubstr("rel=\"prev\" href=\"/search?page_size=3\""));
  EXPECT_THAT(page, HasSubstr("rel=\"next\" href=\"/search?page=3&amp;page_size=3\""));
  EXPECT_THAT(page, HasSubstr("4–6 shown"));
}

TEST_F(PagesTest, WrongParametersAreReadAsFarAsTheyGo) {
  const Reply reply = get("/search?q=haze&page=zero&sort=best&utm_source=x&member_state=nowhere");
  EXPECT_EQ(reply.status, 200);
  EXPECT_THAT(reply.body, HasSubstr("&apos;page&apos; takes a whole number"));
  EXPECT_THAT(reply.body, Not(HasSubstr("utm_source")));
  EXPECT_THAT(reply.body, HasSubstr("No documents"));
}

TEST_F(PagesTest, DocumentPageTellsWhereFactsComeFrom) {
  const std::string page = get(page_of(kHazeId)).body;
  EXPECT_THAT(
      page, AllOf(HasSubstr("Digest — not the official text"), HasSubstr("from the catalogue"),
                  HasSubstr("inferred from the text"), HasSubstr("most words are English"),
                  HasSubstr("10 June 2002"), HasSubstr("id=\"digest_2\""), HasSubstr("#digest_2\""),
                  HasSubstr("/file\">The digest as a file <span>PDF, 3.0 MB</span>")));
}

TEST_F(PagesTest, LongDocumentsComeInWindows) {
  const std::string first = get(page_of(kLongId)).body;
  EXPECT_THAT(first, AllOf(HasSubstr("id=\"art_200\""), Not(HasSubstr("id=\"art_201\"")),
                           HasSubstr("Passages 1–200 of 450"), HasSubstr("?from=200")));
  const std::string at = get(page_of(kLongId) + "?at=art_333").body;
  EXPECT_THAT(at, AllOf(HasSubstr("id=\"art_333\""), HasSubstr("Passages 201–400 of 450")));
  const Reply huge = get(page_of(kHugeId));
  EXPECT_LT(huge.body.size(), 1'000'000u);
  EXPECT_THAT(huge.body, HasSubstr("Go on reading this passage"));
}

TEST_F(PagesTest, SearchInsideLinksToPassages) {
  const std::string page = get(page_of(kLongId) + "?q=needle").body;
  EXPECT_THAT(page, AllOf(HasSubstr("1 passage matches."), HasSubstr("?q=needle&amp;hit=1#art_333"),
                          HasSubstr("<mark>needle</mark>")));
}

TEST_F(PagesTest, LanguagesAndDirectionsAreMarked) {
  EXPECT_THAT(get(page_of(kJawiId)).body, HasSubstr("lang=\"ms-Arab\" dir=\"rtl\""));
  EXPECT_THAT(get("/search").body, HasSubstr("lang=\"ms-Arab\" dir=\"rtl\""));
}

TEST_F(PagesTest, HostileDocumentsStayText) {
  for (const std::string& target :
       {page_of(kHostileId), std::string("/search?q=hostile"), page_of(kHostileId) + "?q=hostile",
        std::string("/search?q=%3Cscript%3Ealert(3)%3C/script%3E%22%27"),
        std::string("/search?topic=%3Ci%3Etopic%3C/i%3E")}) {
    const std::string page = get(target).body;
    for (const char* markup : {"<script>", "<b>1", "<img", "<u>", "<i>", "\" onmouse", "\"onmouse"})
      EXPECT_THAT(page, Not(HasSubstr(markup))) << target;
  }
  EXPECT_THAT(get(page_of(kHostileId)).body, HasSubstr("{{page_title}}"));
}

TEST_F(PagesTest, ErrorsArePagesToo) {
  for (const auto& [target, status] : {std::pair{"/documents/none", 404}, {"/nothing", 404}}) {
    const Reply reply = get(target, "Accept: text/html,*/*\r\n");
    EXPECT_EQ(reply.status, status);
    EXPECT_EQ(reply.header("content-type"), "text/html; charset=utf-8");
    EXPECT_THAT(reply.body, HasSubstr("<h1>No such"));
  }
}

// Standard output and, apart from it, what the browser's console said.
struct Browsed {
  std::string dom;
  std::string console;
};

class BrowserTest : public ServiceTest {
 protected:
  static bool available() { return std::system("command -v chromium >/dev/null 2>&1") == 0; }

  static Browsed browse(const std::string& target) {
    TemporaryFolder profile;
    const std::string log = (profile.path() / "console").string();
    const std::string command =
        "timeout 60 chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
        "--disable-background-networking --disable-component-update --disable-sync "
        "--disable-dev-shm-usage --enable-logging=stderr --user-data-dir=" +
        (profile.path() / "profile").string() +
        " --dump-dom 'http://127.0.0.1:" + std::to_string(port()) + target + "' 2>" + log;
    Browsed browsed;
    FILE* pipe = ::popen(command.c_str(), "r");
    std::array<char, 4096> chunk;
    for (std::size_t got = 0; (got = std::fread(chunk.data(), 1, chunk.size(), pipe)) > 0;)
      browsed.dom.append(chunk.data(), got);
    ::pclose(pipe);
    if (FILE* file = std::fopen(log.c_str(), "r")) {
      while (std::fgets(chunk.data(), chunk.size(), file) != nullptr)
        if (std::string(chunk.data()).find("CONSOLE") != std::string::npos)
          browsed.console += chunk.data();
      std::fclose(file);
    }
    return browsed;
  }
};

TEST_F(BrowserTest, PagesLoadWithoutAComplaint) {
  ASSERT_TRUE(available()) << "chromium is not installed; script/bootstrap --test does it.";
  const Browsed results = browse("/search?q=haze");
  EXPECT_THAT(results.dom, HasSubstr("<mark>haze</mark>"));
  EXPECT_EQ(results.console, "");
  const Browsed hostile = browse(page_of("hostile%22%3E") + "x");
  EXPECT_THAT(hostile.dom, HasSubstr("No such document"));
  const Browsed document = browse(page_of(kHostileId));
  EXPECT_THAT(document.dom, HasSubstr("&lt;script&gt;alert(1)"));
  EXPECT_EQ(document.console, "");
}

}  // namespace
}  // namespace lontar::api::testing_support
