// Every file of tests/golden/parsers that has no .json of its own is parsed and compared, as a
// whole, with NAME.json beside it. LONTAR_UPDATE_GOLDEN=1 writes those anew: read the difference.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "io/file.h"
#include "io/json.h"
#include "tests/unit/parsers/parsing.h"

namespace lontar::parsers {
namespace {

namespace fs = std::filesystem;

const fs::path kGolden = fs::path(LONTAR_SOURCE_DIR) / "tests" / "golden" / "parsers";

std::vector<std::string> samples() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(kGolden)) {
    if (entry.path().extension() != ".json") names.push_back(entry.path().filename());
  }
  std::ranges::sort(names);
  return names;
}

class Golden : public testing::TestWithParam<std::string> {};

TEST_P(Golden, IsAsItWas) {
  const auto bytes = io::read_file(kGolden / GetParam());
  ASSERT_TRUE(bytes.ok());
  io::Json documents = io::Json::array();
  for (const ParsedDocument& document : parse_all(*bytes, GetParam()))
    documents.push_back(io::to_json(document));
  const std::string actual = io::dump(documents, 1) + "\n";
  const fs::path expected = kGolden / (GetParam() + ".json");
  if (std::getenv("LONTAR_UPDATE_GOLDEN")) {
    ASSERT_TRUE(io::write_file_atomically(expected, actual).ok());
    return;
  }
  const auto known = io::read_file(expected);
  ASSERT_TRUE(known.ok()) << "no golden file; run once with LONTAR_UPDATE_GOLDEN=1";
  EXPECT_EQ(actual, *known);
}

INSTANTIATE_TEST_SUITE_P(Parsers, Golden, testing::ValuesIn(samples()), [](const auto& row) {
  std::string name = row.param;
  std::ranges::replace_if(
      name, [](unsigned char c) { return !std::isalnum(c); }, '_');
  return name;
});

}  // namespace
}  // namespace lontar::parsers
