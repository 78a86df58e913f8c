#include "index/packing.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "index/record.h"

namespace lontar::index {
namespace {

RC_GTEST_PROP(Packing, AnyBytesUnpackToSomethingBounded, (const std::string& bytes)) {
  for (const auto& values : unpack_signature(bytes)) RC_ASSERT(values.size() <= bytes.size());
  RC_ASSERT(unpack_starts(bytes).size() <= bytes.size());
  RC_ASSERT(decode_outline(bytes).size() <= bytes.size());
  decode_record(bytes);
  decode_passage(bytes, *rc::gen::inRange<std::size_t>(0, 1000));
}

RC_GTEST_PROP(Packing, DateKeysSortAsTheirBytes, ()) {
  const int a = *rc::gen::inRange(1, 99991231);
  const int b = *rc::gen::inRange(1, 99991231);
  RC_ASSERT((pack_date_key(a) < pack_date_key(b)) == (a < b));
  RC_ASSERT(unpack_date_key(pack_date_key(a)) == a);
}

TEST(Packing, SignatureHoldsEveryFacet) {
  Metadata metadata;
  metadata.offer_list(Field::kCommunity, {"APSC", "ASCC"}, Source::kFile);
  metadata.offer(Field::kDate, "2009-07", Source::kFile);
  const auto values = unpack_signature(pack_signature(metadata));
  EXPECT_EQ(values[*facet_named("community")], (std::vector<std::string>{"APSC", "ASCC"}));
  EXPECT_EQ(values[*facet_named("year")], std::vector<std::string>{"2009"});
  EXPECT_EQ(values[*facet_named("topic")], std::vector<std::string>{});
}

TEST(Packing, NamesComeBack) {
  const Names names{"/akn/x", "Nghị định", "", {"[2019] SGCA 12", "G.R. No. 101083"}};
  EXPECT_EQ(unpack_names(pack_names(names)), names);
  EXPECT_EQ(unpack_names("\x09nonsense").title, "");
}

TEST(Record, ComesBackWhole) {
  Document document;
  document.id = "/akn/x/2020";
  document.origin = {"/corpus", "a/b.xml", 17, -5, "ab", "cd"};
  document.content.media_type = "application/akn+xml";
  document.content.part = 3;
  document.content.pages = 9;
  document.content.metadata.offer(Field::kTitle, "T", Source::kInferred, "first line");
  document.content.metadata.offer_list(Field::kMemberStates, {}, Source::kFile);
  document.content.warnings = {{"no-text-layer", "Page 2 has no text."}};
  document.content.passages = {{"a", "article", "1", "H", "text", "th", 2, 1}, {}};
  const Record record = record_of(document, 77);
  const Record back = decode_record(encode(record));
  EXPECT_EQ(back.id, document.id);
  EXPECT_EQ(back.key, 77u);
  EXPECT_EQ(back.origin, document.origin);
  EXPECT_EQ(back.media_type, "application/akn+xml");
  EXPECT_EQ(std::tuple(back.part, back.pages, back.passages), std::tuple(3, 9, std::size_t{2}));
  EXPECT_EQ(back.metadata, document.content.metadata);
  EXPECT_EQ(back.warnings, document.content.warnings);
  EXPECT_EQ(back.blocks, std::vector<std::size_t>{0});
  EXPECT_EQ(decode_record("nonsense").id, "");
}

// Every passage is in the block that its record names, and blocks are as full as they may be.
RC_GTEST_PROP(Record, PassagesAreFoundInTheirBlocks, ()) {
  Document document;
  for (const int bytes : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 1000))) {
    const std::string number = std::to_string(document.content.passages.size());
    document.content.passages.push_back(
        {.anchor = "p" + number, .label = number, .text = std::string(bytes, 'x')});
  }
  const std::vector<Passage>& passages = document.content.passages;
  auto blocks = record_of(document, 1).blocks;
  RC_ASSERT(blocks.empty() == passages.empty());
  blocks.push_back(passages.size());
  RC_ASSERT(blocks.front() == 0u);
  std::size_t before = 0;  // bytes of the block before
  for (std::size_t i = 0; i + 1 < blocks.size(); ++i) {
    RC_ASSERT(blocks[i] < blocks[i + 1]);
    const auto held = std::span(passages).subspan(blocks[i], blocks[i + 1] - blocks[i]);
    const std::string packed = encode_block(held);
    for (std::size_t place = 0; place < held.size(); ++place) {
      RC_ASSERT(decode_passage(packed, place) == held[place]);
    }
    RC_ASSERT(decode_passage(packed, held.size()) == Passage{});
    RC_ASSERT(held.size() == 1 || packed.size() < 4000u);
    RC_ASSERT(i == 0 || before + encode_block(held.first(1)).size() > 1800u);
    before = packed.size();
  }
}

}  // namespace
}  // namespace lontar::index
