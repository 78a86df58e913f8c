// pdf.js as the service hands it out: the listed files and no others, cacheable for ever, under a
// policy without eval; and a service that can do without it.
#include <gmock/gmock.h>

#include <filesystem>

#include "search-api/links.h"
#include "search-api/pdfjs_files.h"
#include "service_fixture.h"

namespace lontar::api::testing_support {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class PdfjsTest : public ServiceTest {
 protected:
  static const PdfjsFiles& files() {
    static const Result<PdfjsFiles> kFiles =
        PdfjsFiles::load(LONTAR_SOURCE_DIR "/web/node_modules/pdfjs-dist");
    EXPECT_TRUE(kFiles.ok()) << kFiles.error().message << "; script/bootstrap --test installs it";
    return *kFiles;
  }
};

TEST_F(PdfjsTest, ListedFilesAreServedForEver) {
  for (const auto& [path, type] : {std::pair{"build/pdf.min.mjs", "text/javascript"},
                                   {"build/pdf.worker.min.mjs", "text/javascript"},
                                   {"web/pdf_viewer.mjs", "text/javascript"},
                                   {"web/pdf_viewer.css", "text/css"},
                                   {"web/images/annotation-note.svg", "image/svg+xml"},
                                   {"cmaps/UniGB-UCS2-H.bcmap", "application/octet-stream"},
                                   {"standard_fonts/FoxitSerif.pfb", "application/octet-stream"},
                                   {"standard_fonts/LiberationSans-Regular.ttf", "font/ttf"},
                                   {"wasm/openjpeg_nowasm_fallback.js", "text/javascript"}}) {
    const Reply reply = get(files().url() + "/" + path, "Accept-Encoding: gzip\r\n");
    ASSERT_EQ(reply.status, 200) << path;
    EXPECT_THAT(reply.header("content-type"), HasSubstr(type)) << path;
    EXPECT_THAT(reply.header("cache-control"), HasSubstr("immutable")) << path;
    EXPECT_THAT(reply.header("content-security-policy"),
                AllOf(HasSubstr("default-src 'none'"), Not(HasSubstr("unsafe"))))
        << path;
  }
  const std::string worker = files().url() + "/build/pdf.worker.min.mjs";
  const Reply packed = get(worker, "Accept-Encoding: gzip\r\n");
  EXPECT_EQ(packed.header("content-encoding"), "gzip");
  EXPECT_LT(packed.body.size(), get(worker).body.size() / 3);
}

TEST_F(PdfjsTest, FilesOfAnotherVersionAreNotKept) {
  const Reply reply = get("/static/pdfjs/0123456789abcdef/build/pdf.min.mjs");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.header("cache-control"), "public, no-cache");
}

TEST_F(PdfjsTest, NothingElseOfThePackageIsServed) {
  for (const char* path :
       {"build/pdf.sandbox.mjs", "build/pdf.mjs", "web/package.json", "cmaps/LICENSE",
        "wasm/openjpeg.wasm", "wasm/quickjs-eval.js", "cmaps/..%2Fpackage.json",
        "..%2F..%2F..%2F..%2F/etc%2Fpasswd", "web/images/..%2F..%2Fpdf_viewer.css"}) {
    EXPECT_EQ(get(files().url() + "/" + path).status, 404) << path;
  }
}

TEST_F(PdfjsTest, ThePackageHoldsNoEval) {
  for (const char* path : {"build/pdf.min.mjs", "build/pdf.worker.min.mjs", "web/pdf_viewer.mjs"}) {
    const StaticFile* file = files().file(path);
    ASSERT_NE(file, nullptr) << path;
    EXPECT_THAT(file->body, AllOf(Not(HasSubstr("new Function(")), Not(HasSubstr(" eval("))))
        << path;
  }
}

TEST_F(PdfjsTest, AMissingPackageIsSaidAndPagesWork) {
  TemporaryFolder folder;
  for (const char* name : {"templates", "static", "styles", "i18n", "openapi.json"})
    fs::create_symlink(fs::path(LONTAR_SOURCE_DIR) / "web" / name, folder.path() / name);
  write_index(folder.path() / "index", sample_documents(folder.path() / "corpus"));
  std::string said;
  ServiceSettings settings;
  settings.web_dir = folder.path();
  settings.log = [&](const std::string& line) { said += line; };
  const Running running(folder.path() / "index", settings);
  EXPECT_THAT(said, AllOf(HasSubstr("pdf.js is not installed"), HasSubstr("script/bootstrap")));
  EXPECT_EQ(fetch(running.port(), files().url() + "/build/pdf.min.mjs").status, 404);
  const Reply page = fetch(running.port(), document_page_url(kHazeId));
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("/file"));
}

}  // namespace
}  // namespace lontar::api::testing_support
