// Originals: ranges, changed and vanished files, and what must never run or leak.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include <fstream>

#include "io/file.h"
#include "search-api/original.h"
#include "service_fixture.h"

namespace lontar::api::testing_support {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class OriginalTest : public ServiceTest {
 protected:
  static std::string pdf() { return *io::read_file(corpus() / "haze/Ünïcode \"name\".pdf"); }
  static std::string target() { return document_path(kHazeId) + "/file"; }
};

TEST_F(OriginalTest, IsServedWhole) {
  const Reply reply = get(target());
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.header("content-type"), "application/pdf");
  EXPECT_EQ(reply.header("accept-ranges"), "bytes");
  EXPECT_EQ(reply.header("content-disposition"),
            "inline; filename=\"__n__code _name_.pdf\"; "
            "filename*=UTF-8''%C3%9Cn%C3%AFcode%20%22name%22.pdf");
  EXPECT_EQ(reply.body, pdf());
}

TEST_F(OriginalTest, IsServedInRanges) {
  const std::string whole = pdf();
  const std::string size = std::to_string(whole.size());
  const Reply part = get(target(), "Range: bytes=100-299\r\n");
  EXPECT_EQ(part.status, 206);
  EXPECT_EQ(part.header("content-range"), "bytes 100-299/" + size);
  EXPECT_EQ(part.body, whole.substr(100, 200));
  EXPECT_EQ(get(target(), "Range: bytes=-5\r\n").body, whole.substr(whole.size() - 5));
  const Reply beyond = get(target(), "Range: bytes=" + size + "-\r\n");
  EXPECT_EQ(beyond.status, 416);
  EXPECT_EQ(beyond.header("content-range"), "bytes */" + size);
  EXPECT_EQ(get(target(), "Range: bytes=0-1,5-6\r\n").status, 200);
}

TEST_F(OriginalTest, RangesHoldOnlyForTheSameContent) {
  const std::string etag = get(target(), "Range: bytes=0-0\r\n").header("etag");
  EXPECT_EQ(get(target(), "Range: bytes=0-0\r\nIf-Range: " + etag + "\r\n").status, 206);
  EXPECT_EQ(get(target(), "Range: bytes=0-0\r\nIf-Range: \"old\"\r\n").status, 200);
  EXPECT_EQ(get(target(), "If-None-Match: " + etag + "\r\n").status, 304);
}

TEST_F(OriginalTest, HeadTellsTheLength) {
  const Reply head = Client(port()).request("HEAD", target());
  EXPECT_EQ(head.header("content-length"), std::to_string(pdf().size()));
}

TEST_F(OriginalTest, StoredPagesNeverRunAsOurs) {
  const Reply page = get(document_path(kPageId) + "/file");
  EXPECT_EQ(page.header("content-type"), "text/plain; charset=utf-8");
  EXPECT_EQ(page.header("x-content-type-options"), "nosniff");
  EXPECT_THAT(page.header("content-security-policy"), HasSubstr("sandbox"));
}

// Directly, because these change or remove what the other tests read.
TEST(Original, ChangedVanishedAndForeignFilesAreRefused) {
  TemporaryFolder folder;
  const fs::path corpus = folder.path() / "corpus";
  const Document document = sample_documents(corpus).front();
  const auto slug = [&](const Origin& origin) {
    index::Record record = index::record_of(document, 1);
    record.origin = origin;
    auto response = original_response(record, "", "");
    const auto* problem = std::get_if<Problem>(&response);
    return problem == nullptr ? std::string("served") : std::string(problem->kind->slug);
  };
  Origin origin = document.origin;
  EXPECT_EQ(slug(origin), "served");

  Origin outside = origin;
  outside.file = "../secret";
  std::ofstream(folder.path() / "secret") << "secret";
  EXPECT_EQ(slug(outside), "no-original");
  fs::create_symlink(folder.path() / "secret", corpus / "link");
  outside.file = "link";
  EXPECT_EQ(slug(outside), "no-original");
  outside.file = "/etc/passwd";
  EXPECT_EQ(slug(outside), "no-original");
  outside.file = "haze";
  EXPECT_EQ(slug(outside), "no-original");

  std::ofstream(corpus / origin.file, std::ios::app) << "more";
  EXPECT_EQ(slug(origin), "original-changed");
  fs::remove(corpus / origin.file);
  EXPECT_EQ(slug(origin), "no-original");
}

}  // namespace
}  // namespace lontar::api::testing_support
