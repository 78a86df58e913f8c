// What a wrong value in config/lontar.toml is answered with: its line, and what it must be.
#include "indexer/settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "indexer/toolkit.h"
#include "io/file.h"
#include "tests/unit/indexer/temp_folder.h"

namespace lontar::indexer {
namespace {

using testing::HasSubstr;

const std::filesystem::path kShipped = std::filesystem::path(LONTAR_SOURCE_DIR) / "config";

// The shipped settings with one line that begins with `key` as `line` instead; "" when they load.
std::string complaint_about(const std::string& key, const std::string& line) {
  std::string text = *io::read_file(kShipped / "lontar.toml");
  const std::size_t begin = text.find("\n" + key + " = ") + 1;
  EXPECT_NE(begin, 0u) << key;
  text.replace(begin, text.find('\n', begin) - begin, line);
  const TempFolder folder;
  folder.write("lontar.toml", text);
  const auto settings = Settings::load(folder.path());
  return settings ? "" : settings.error().message;
}

TEST(Settings, TheShippedOnesAreRead) {
  const auto settings = Settings::load(kShipped);
  ASSERT_TRUE(settings.ok()) << settings.error().message;
  EXPECT_EQ(settings->max_file_bytes, 2'000'000'000u);
  EXPECT_EQ(settings->worker.memory, 2'000'000'000u);
  EXPECT_EQ(settings->worker.wall, 2 * settings->worker.processor);
}

TEST(Settings, NumbersStayInTheirRange) {
  const char* const seconds = "file_seconds must be a whole number from 1 to 100000";
  for (const char* value : {"0", "-3", "2.5", "\"x\"", "99999999999999"}) {
    EXPECT_THAT(complaint_about("file_seconds", std::string("file_seconds = ") + value),
                HasSubstr(seconds))
        << value;
  }
  EXPECT_EQ(complaint_about("file_seconds", "file_seconds = 60"), "");
  EXPECT_THAT(complaint_about("max_file_megabytes", "max_file_megabytes = 9000000000000000000"),
              HasSubstr("from 1 to 1000000"));
  EXPECT_THAT(complaint_about("worker_megabytes", "worker_megabytes = 5"), HasSubstr("from 256"));
  EXPECT_THAT(complaint_about("withdraw_percent", "# left out"),
              HasSubstr("withdraw_percent must be a whole number from 0 to 100"));
  EXPECT_THAT(complaint_about("ocr_page_seconds", "ocr_page_seconds = 4000"),
              HasSubstr("ocr_seconds must not be less"));
}

TEST(Settings, AMistakeIsNamedWithItsLine) {
  EXPECT_THAT(complaint_about("withdraw_percent", "withdraw_percnt = 10"),
              HasSubstr("lontar.toml:25: [indexer] has no setting 'withdraw_percnt'"));
  EXPECT_THAT(complaint_about("withdraw_percent", "withdraw_percent = 101"),
              HasSubstr("lontar.toml:25: "));
  EXPECT_THAT(complaint_about("ocr", "ocr = \"on\""), HasSubstr("\"auto\", \"off\""));
  EXPECT_THAT(complaint_about("catalogue", "catalogue = \"../x.csv\""),
              HasSubstr("catalogue must be a file name"));
}

// What was made of a scan without OCR is not what is made of it with it.
TEST(Settings, AnotherWayWithScansMakesEveryDocumentAgain) {
  const TempFolder folder;
  std::filesystem::copy(kShipped, folder.path(), std::filesystem::copy_options::recursive);
  const std::string shipped = *io::read_file(kShipped / "lontar.toml");
  std::set<std::string> fingerprints;
  for (const char* mode : {"auto", "off", "force", "auto"}) {
    std::string text = shipped;
    text.replace(text.find("ocr = \"auto\""), 12, std::string("ocr = \"") + mode + "\"");
    folder.write("lontar.toml", text);
    const auto kit = Toolkit::load(folder.path());
    ASSERT_TRUE(kit.ok()) << kit.error().message;
    fingerprints.insert(kit->fingerprint);
  }
  EXPECT_EQ(fingerprints.size(), 3u);
}

}  // namespace
}  // namespace lontar::indexer
