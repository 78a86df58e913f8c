// The sample corpus that comes with the project is read without a warning.
#include <gtest/gtest.h>

#include "io/file.h"
#include "tests/unit/parsers/parsing.h"

namespace lontar::parsers {
namespace {

TEST(Corpus, ItsAkomaNtosoNeedsNoWarning) {
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(
           std::filesystem::path(LONTAR_SOURCE_DIR) / "corpus")) {
    if (entry.path().extension() != ".xml") continue;
    SCOPED_TRACE(entry.path().filename().string());
    const ParsedDocument document =
        parse_one(*io::read_file(entry.path()), entry.path().filename().string());
    EXPECT_EQ(document.media_type, "application/akn+xml");
    for (const Warning& warning : document.warnings) ADD_FAILURE() << warning.message;
    for (const Field field : {Field::kId, Field::kTitle, Field::kType, Field::kDate,
                              Field::kLanguage, Field::kTextKind, Field::kWork})
      EXPECT_EQ(document.metadata[field].source, Source::kFile) << info(field).name;
    bool digest = false;
    for (const Passage& passage : document.passages)
      digest = digest || passage.anchor == "digest_1";
    EXPECT_TRUE(digest);
    ++files;
  }
  EXPECT_GT(files, 0U);
}

}  // namespace
}  // namespace lontar::parsers
