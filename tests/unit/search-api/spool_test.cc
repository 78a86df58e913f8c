#include "search-api/spool.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <cstdlib>

namespace lontar::api {
namespace {

std::string read(FileBody& file) {
  std::string all;
  while (!file.finished()) {
    const std::string chunk = file.next(1 << 16);
    if (chunk.empty()) break;
    all += chunk;
  }
  return all;
}

std::string unpacked(const std::string& packed) {
  z_stream stream{};
  ::inflateInit2(&stream, MAX_WBITS + 16);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  std::string all;
  std::string chunk(1 << 16, '\0');
  int state = Z_OK;
  while (state == Z_OK) {
    stream.next_out = reinterpret_cast<Bytef*>(chunk.data());
    stream.avail_out = static_cast<uInt>(chunk.size());
    state = ::inflate(&stream, Z_NO_FLUSH);
    all.append(chunk, 0, chunk.size() - stream.avail_out);
  }
  EXPECT_EQ(state, Z_STREAM_END);
  ::inflateEnd(&stream);
  return all;
}

// Lines, more than the memory that a spool takes.
std::string fill(Spool& spool) {
  std::string all;
  for (int i = 0; all.size() < 3 * Spool::kInMemory; ++i) {
    const std::string line = "line " + std::to_string(i) + "\n";
    EXPECT_TRUE(spool.write(line));
    all += line;
  }
  return all;
}

TEST(Spool, KeepsWhatIsSmallInMemory) {
  Spool spool(true);
  EXPECT_TRUE(spool.write("a"));
  EXPECT_TRUE(spool.write("b"));
  Response response;
  EXPECT_TRUE(spool.finish(response));
  EXPECT_EQ(response.body, "ab");
  EXPECT_FALSE(response.file);
  EXPECT_EQ(response.header("Content-Encoding"), nullptr);
}

TEST(Spool, PutsWhatIsLargeIntoAFile) {
  Spool spool(false);
  const std::string all = fill(spool);
  Response response;
  EXPECT_TRUE(spool.finish(response));
  ASSERT_TRUE(response.file);
  EXPECT_TRUE(response.body.empty());
  EXPECT_EQ(response.file->length(), all.size());
  EXPECT_EQ(read(*response.file), all);
}

TEST(Spool, CompressesWhatIsLargeWhereItMay) {
  Spool spool(true);
  const std::string all = fill(spool);
  Response response;
  EXPECT_TRUE(spool.finish(response));
  ASSERT_TRUE(response.file);
  EXPECT_EQ(*response.header("Content-Encoding"), "gzip");
  EXPECT_LT(response.file->length(), all.size() / 4);
  EXPECT_EQ(unpacked(read(*response.file)), all);
}

TEST(Spool, ForgetsWhenToldTo) {
  for (const bool gzip : {false, true}) {
    Spool spool(gzip);
    fill(spool);
    spool.clear();
    EXPECT_TRUE(spool.write("anew"));
    Response response;
    EXPECT_TRUE(spool.finish(response));
    EXPECT_EQ(response.body, "anew");
    EXPECT_FALSE(response.file);
  }
}

TEST(Spool, SaysWhenThereIsNoPlace) {
  const char* before = std::getenv("TMPDIR");
  const std::string kept = before ? before : "";
  ::setenv("TMPDIR", "/nowhere/at/all", 1);
  Spool spool(false);
  EXPECT_FALSE(spool.write(std::string(2 * Spool::kInMemory, 'x')));
  EXPECT_FALSE(spool.write("more"));
  Response response;
  EXPECT_FALSE(spool.finish(response));
  if (before)
    ::setenv("TMPDIR", kept.c_str(), 1);
  else
    ::unsetenv("TMPDIR");
}

}  // namespace
}  // namespace lontar::api
