#include "isolation/protocol.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace lontar::isolation {
namespace {

ParsedDocument document() {
  ParsedDocument made;
  made.media_type = "application/pdf";
  made.pages = 2;
  made.metadata.offer(Field::kTitle, "Hiệp định", Source::kFile);
  made.warnings = {{"no-text-layer", "page 2 has no text"}};
  made.passages = {{"p1", "page", "", "", "Nội dung", "vi", 1, 0, 71, true}};
  made.extraction = {1, 1, 1, 8, {"VNI"}};
  return made;
}

bool comes_through(const ParsedDocument& made) {
  const auto back = decode_document(encode(made));
  return back && *back == made;
}

TEST(Protocol, HeadersComeBackWithinTheirLimits) {
  const std::string header = header_of(Kind::kDocument, 70'000);
  ASSERT_EQ(header.size(), kHeaderBytes);
  EXPECT_EQ(decode_header(header)->kind, Kind::kDocument);
  EXPECT_EQ(decode_header(header)->payload_bytes, 70'000u);
  EXPECT_TRUE(decode_header(header_of(Kind::kDocument, kMaxDocumentBytes)));
  EXPECT_FALSE(decode_header(header_of(Kind::kDocument, kMaxDocumentBytes + 1)));
  EXPECT_FALSE(decode_header(header_of(Kind::kEnd, kMaxSmallBytes + 1)));
  EXPECT_FALSE(decode_header(header_of(Kind{0}, 0)));
  EXPECT_FALSE(decode_header(header_of(Kind{9}, 0)));
  EXPECT_FALSE(decode_header("\x04"));
}

TEST(Protocol, MessagesComeBack) {
  const auto start =
      decode_start(encode(Start{"/etc/lontar", ocr::Mode::kForce, std::chrono::seconds(90)}));
  ASSERT_TRUE(start);
  EXPECT_EQ(start->config_dir, "/etc/lontar");
  EXPECT_EQ(start->ocr, ocr::Mode::kForce);
  EXPECT_EQ(start->ocr_budget.count(), 90);

  for (const Confinement& confinement : {Confinement{true, false}, Confinement{false, true}}) {
    EXPECT_EQ(decode_ready(encode(confinement)), confinement);
  }
  EXPECT_FALSE(decode_ready(""));
  EXPECT_FALSE(decode_ready(std::string("\x01\x02", 2)));
  EXPECT_FALSE(decode_ready(encode(Confinement{}) + "x"));

  const ocr::Page page{"eng", 90, {{"A line", 1, 2, 3, 4, 4, 2, 1, 90}}};
  EXPECT_EQ(decode_find(encode_find("abc-1")), "abc-1");
  EXPECT_FALSE(decode_find("../abc"));
  const auto found = decode_found(encode_found(page));
  EXPECT_TRUE(found && *found == page);
  const auto none = decode_found(encode_found({}));
  EXPECT_TRUE(none && !*none);
  EXPECT_FALSE(decode_found("x"));
  const auto kept = decode_kept(encode(Kept{"abc-1", page}));
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->key, "abc-1");
  EXPECT_EQ(kept->page, page);
  EXPECT_FALSE(decode_kept(encode(Kept{"", page})));
  EXPECT_FALSE(decode_kept(encode(Kept{"abc-1", page}) + "x"));

  EXPECT_TRUE(decode_end(encode(Result<void>()))->ok());
  const auto failed = decode_end(encode(Result<void>(Error{ErrorCode::kDamaged, "a.pdf: no"})));
  ASSERT_TRUE(failed && !failed->ok());
  EXPECT_EQ(failed->error().code, ErrorCode::kDamaged);
  EXPECT_EQ(failed->error().message, "a.pdf: no");
  EXPECT_FALSE(decode_end(encode(Result<void>(Error{ErrorCode::kDamaged, ""}))));
  EXPECT_FALSE(decode_end(encode(Result<void>(Error{ErrorCode::kDamaged, "\xFF"}))));

  EXPECT_TRUE(comes_through(document()));
}

TEST(Protocol, RefusesWhatAnHonestWorkerWouldNotSend) {
  const auto refused = [](auto change) {
    ParsedDocument made = document();
    change(made);
    return !decode_document(encode(made));
  };
  EXPECT_TRUE(
      refused([](auto& made) { made.metadata.offer(Field::kCourt, "sgca", Source::kCatalogue); }));
  EXPECT_TRUE(refused([](auto& made) { made.passages[0].text = "\xC3\x28"; }));
  EXPECT_TRUE(refused([](auto& made) { made.passages[0].anchor = "\xFF"; }));
  EXPECT_TRUE(refused([](auto& made) { made.warnings[0].message = "\x80"; }));
  EXPECT_TRUE(refused(
      [](auto& made) { made.metadata.offer(Field::kBody, "x", Source::kInferred, "\xF0\x9F"); }));
  EXPECT_TRUE(refused([](auto& made) { made.passages[0].page = -1; }));
  EXPECT_TRUE(refused([](auto& made) { made.passages[0].depth = 100'000; }));
  EXPECT_TRUE(refused([](auto& made) { made.pages = -5; }));
  EXPECT_TRUE(refused([](auto& made) { made.part = -1; }));
  EXPECT_TRUE(refused([](auto& made) { made.passages[0].ocr_confidence = 101; }));
  EXPECT_TRUE(refused([](auto& made) { made.extraction.pages_by_ocr = -1; }));
  EXPECT_TRUE(refused([](auto& made) { made.extraction.legacy_encodings = {"\xFF"}; }));
  EXPECT_FALSE(decode_document(encode(document()) + "more"));
}

RC_GTEST_PROP(Protocol, AnyBytesAreReadOrRefused, (const std::string& bytes)) {
  decode_header(bytes);
  decode_start(bytes);
  decode_find(bytes);
  decode_found(bytes);
  decode_kept(bytes);
  decode_end(bytes);
  if (const auto made = decode_document(bytes)) RC_ASSERT(comes_through(*made));
}

RC_GTEST_PROP(Protocol, DamagedDocumentsAreReadOrRefused, ()) {
  std::string bytes = encode(document());
  for (int changes = *rc::gen::inRange(1, 6); changes > 0; --changes) {
    bytes[*rc::gen::inRange<std::size_t>(0, bytes.size())] = *rc::gen::arbitrary<char>();
  }
  if (const auto made = decode_document(bytes)) RC_ASSERT(comes_through(*made));
}

}  // namespace
}  // namespace lontar::isolation
