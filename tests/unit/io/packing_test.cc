#include "io/packing.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace lontar::io {
namespace {

RC_GTEST_PROP(Packing, NumbersAndTextsComeBack,
              (const std::vector<std::uint64_t>& numbers, const std::vector<std::string>& texts)) {
  Packer packer;
  for (const auto number : numbers) packer.number(number);
  for (const auto& text : texts) packer.text(text);
  const std::string packed = packer.take();
  Unpacker unpacker(packed);
  for (const auto number : numbers) RC_ASSERT(unpacker.number() == number);
  for (const auto& text : texts) RC_ASSERT(unpacker.text() == text);
  RC_ASSERT(unpacker.done() && unpacker.ok());
}

RC_GTEST_PROP(Packing, AnyBytesUnpackToADocumentNoLargerThanTheyAre, (const std::string& bytes)) {
  Unpacker unpacker(bytes);
  const ParsedDocument document = unpack_document(unpacker);
  RC_ASSERT(document.passages.size() <= bytes.size());
  RC_ASSERT(document.warnings.size() <= bytes.size());
}

TEST(Packing, DocumentComesBackWhole) {
  ParsedDocument document;
  document.media_type = "application/pdf";
  document.part = 3;
  document.pages = 9;
  document.metadata.offer(Field::kTitle, "Nghị định", Source::kInferred, "first page");
  document.metadata.offer_list(Field::kParties, {}, Source::kFile);
  document.warnings = {{"no-text-layer", "page 2 has no text"}};
  document.passages = {{"art_1", "article", "Article 1", "Haze", "Text\nmore", "en", 2, 1},
                       {"p2", "page", "", "", "", "", 3, 0}};
  Packer packer;
  pack(packer, document);
  const std::string packed = packer.take();
  Unpacker unpacker(packed);
  EXPECT_EQ(unpack_document(unpacker), document);
  EXPECT_TRUE(unpacker.done() && unpacker.ok());

  for (std::size_t cut = 0; cut < packed.size(); ++cut) {
    Unpacker short_of(std::string_view(packed).substr(0, cut));
    unpack_document(short_of);
    EXPECT_FALSE(short_of.ok()) << cut;
  }
}

}  // namespace
}  // namespace lontar::io
