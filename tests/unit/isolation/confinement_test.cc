// What a parser in the hands of a hostile file can reach: nothing. Each attempt is refused or ends
// the process, the reason names it, and the next file is read as if nothing had been.
#include "isolation/confinement.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "io/file.h"
#include "isolation/worker.h"
#include "tests/unit/parsers/tiny_pdf.h"

namespace lontar::isolation {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using testing::HasSubstr;

class ConfinementTest : public testing::Test {
 protected:
  ConfinementTest() {
    fs::create_directories(dir_);
    std::ofstream(beside_) << "not yours";
  }
  ~ConfinementTest() override { fs::remove_all(dir_); }

  static WorkerOptions options(const char* program) {
    return {.program = fs::path(LONTAR_BINARY_DIR) / program,
            .config_dir = fs::path(LONTAR_SOURCE_DIR) / "config",
            .memory = 1ull << 30};
  }
  static WorkerOptions hostile() { return options("tests/escaping-worker"); }

  Result<void> read(Worker& worker, const std::string& name, const std::string& bytes) {
    std::ofstream(dir_ / name, std::ios::binary) << bytes;
    documents_.clear();
    const auto file = io::open_file(dir_ / name);
    return worker.parse(
        *file, name, [&](ParsedDocument document) { documents_.push_back(std::move(document)); });
  }

  // What became of the attempt: the reason of the failure, or "let do it".
  std::string try_to(Worker& worker, const std::string& attempt) {
    const auto result = read(worker, "an.escape", attempt + "\n");
    if (result.ok()) return "let do it";
    EXPECT_TRUE(read(worker, "an.escape", "nothing\n").ok()) << "after " << attempt;
    EXPECT_EQ(documents_.size(), 1u);
    return result.error().message;
  }

  fs::path dir_ = fs::path(testing::TempDir()) / ("lontar_confined_" + std::to_string(::getpid()));
  fs::path beside_ = dir_ / "beside.txt";
  std::vector<ParsedDocument> documents_;
};

TEST_F(ConfinementTest, BothAreInForceWhereTheTestsRun) {
  Worker worker(hostile());
  ASSERT_TRUE(worker.ready().ok());
  EXPECT_TRUE(worker.confinement().calls);
  EXPECT_TRUE(worker.confinement().files);
  EXPECT_THAT(to_sentence(worker.confinement()), HasSubstr("seccomp and Landlock are in force"));
}

struct Case {
  std::string attempt;
  std::string reason;
};

TEST_F(ConfinementTest, EachAttemptIsRefusedAndNamed) {
  const std::string beside = " " + beside_.string();
  const std::string network = "its reader tried to reach the network, and was ended";
  const std::string program = "its reader tried to start another program, and was ended";
  const std::string other = "its reader tried to reach into another process, and was ended";
  const std::string limits = "its reader tried to lift its limits, and was ended";
  const std::vector<Case> cases = {
      {"socket", network},
      {"unix-socket", network},
      {"connect", network},
      {"read /etc/passwd", "read: Permission denied"},
      {"read /proc/self/environ", "read: Permission denied"},
      {"read /proc/self/exe", "read: Permission denied"},
      {"read" + beside, "read: Permission denied"},
      {"read /proc/self/fd/4", "read: Permission denied"},
      {"list /", "list: Permission denied"},
      {"list " + dir_.string(), "list: Permission denied"},
      {"write" + beside, "write: Permission denied"},
      {"write" + beside + ".new", "write: Permission denied"},
      {"write /dev/shm/lontar-escape", "write: Permission denied"},
      {"read-and-write" + beside, "read-and-write: Permission denied"},
      {"create" + beside + ".new", "create: Permission denied"},
      {"unlink" + beside, "unlink: Permission denied"},
      {"rename" + beside, "rename: Permission denied"},
      {"mkdir" + beside, "mkdir: Permission denied"},
      {"symlink" + beside, "symlink: Permission denied"},
      {"chmod" + beside, "chmod: Permission denied"},
      {"truncate" + beside, "truncate: Permission denied"},
      {"exec", program},
      {"spawn", "spawn: Operation not permitted"},
      {"fork", "fork: Operation not permitted"},
      {"thread", "the escaping reader gave up: Operation not permitted"},
      {"signal-parent", other},
      {"signal-thread-of-parent", other},
      {"trace-parent", other},
      {"limits", limits},
      {"ring", "ring: Function not implemented"},
      {"owner", "owner: Function not implemented"},
      {"memory-file", "memory-file: Function not implemented"},
#ifndef __SANITIZE_ADDRESS__  // which ends the process in its own way
      {"crash", "its reader crashed (segmentation fault)"},
#endif
  };
  Worker worker(hostile());
  for (const Case& one : cases) EXPECT_EQ(try_to(worker, one.attempt), one.reason) << one.attempt;
  std::vector<std::string> left;
  for (const auto& entry : fs::directory_iterator(dir_)) left.push_back(entry.path().filename());
  EXPECT_THAT(left, testing::UnorderedElementsAre("an.escape", "beside.txt"));
  EXPECT_EQ(*io::read_file(beside_), "not yours");
}

TEST_F(ConfinementTest, HangingEndsByEitherClock) {
  WorkerOptions hurried = hostile();
  hurried.processor = 1s;
  Worker busy(hurried);
  EXPECT_EQ(try_to(busy, "hang"), "it takes more processor time than a file is given");
  hurried.wall = 500ms;
  Worker idle(hurried);
  EXPECT_EQ(try_to(idle, "sleep"), "it takes longer than a file is given");
}

#ifndef __SANITIZE_ADDRESS__  // which reserves more addresses than any limit
TEST_F(ConfinementTest, MemoryIsLimited) {
  Worker worker(hostile());
  EXPECT_EQ(try_to(worker, "memory"), "reading it takes more memory than a file is given");
}

// A large file is mapped, which takes addresses and no memory; the next one is given no more for
// it.
TEST_F(ConfinementTest, AFilesOwnSizeDoesNotCount) {
  WorkerOptions little = hostile();
  little.memory = 512u << 20;
  Worker worker(little);
  const fs::path large = dir_ / "large.escape";
  std::ofstream(large) << "nothing\n";
  fs::resize_file(large, std::uintmax_t{4} << 30);
  const auto file = io::open_file(large);
  EXPECT_TRUE(worker.parse(*file, "large.escape", [](const ParsedDocument&) {}).ok());
  EXPECT_EQ(try_to(worker, "memory of 256 MB"), "let do it");
  EXPECT_EQ(try_to(worker, "memory of 600 MB"),
            "reading it takes more memory than a file is given");
}
#endif

TEST_F(ConfinementTest, ADocumentOfTooMuchTextIsNamedSo) {
  Worker worker(hostile());
  EXPECT_EQ(try_to(worker, "much-text"),
            "it has more text than the 192 MB that one document may have; divide it");
  EXPECT_EQ(read(worker, "an.escape", "much-text\n").error().code, ErrorCode::kTooLarge);
}

TEST_F(ConfinementTest, NothingIsReadWhereFullConfinementIsAskedForAndMissing) {
  const fs::path program = dir_ / "half-confined";
  fs::create_symlink(hostile().program, program);
  WorkerOptions half = hostile();
  half.program = program;
  Worker lenient(half);
  EXPECT_TRUE(lenient.ready().ok());
  EXPECT_EQ(lenient.confinement(), (Confinement{true, false}));
  half.must_be_confined = true;
  Worker strict(half);
  const auto refused = strict.ready();
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, ErrorCode::kUnavailable);
  EXPECT_THAT(refused.error().message, HasSubstr("Landlock"));
  EXPECT_THAT(refused.error().message, HasSubstr("confinement = \"available\""));
  half.program = hostile().program;
  Worker full(half);
  EXPECT_TRUE(full.ready().ok());
}

// A font that is named and not embedded, in each of Adobe's character collections: its characters
// are found in files of poppler-data, which a confined process may still read.
TEST_F(ConfinementTest, CharacterMapsOfLibrariesCanBeRead) {
  struct Font {
    const char *name, *encoding, *ordering, *bytes, *text;
  };
  constexpr std::array<Font, 4> kFonts = {
      Font{"STSong-Light", "GBK-EUC-H", "GB1", "d6d0bbaac8cbc3f1b9b2bacdb9fa", "中华人民共和国"},
      Font{"HeiseiMin-W3", "90ms-RKSJ-H", "Japan1", "8ff096f1", "条約"},
      Font{"HYSMyeongJo-Medium", "KSC-EUC-H", "Korea1", "c7f9c1a4", "협정"},
      Font{"MSung-Light", "ETen-B5-H", "CNS1", "a8f3a977", "協定"}};
  parsers::TinyPdf pdf;
  std::string names;
  for (std::size_t i = 0; i < kFonts.size(); ++i) {
    const std::string number = std::to_string(6 + 2 * i), below = std::to_string(7 + 2 * i);
    pdf.object(std::string("<< /Type /Font /Subtype /Type0 /BaseFont /") + kFonts[i].name +
               " /Encoding /" + kFonts[i].encoding + " /DescendantFonts [" + below + " 0 R] >>");
    pdf.object(std::string("<< /Type /Font /Subtype /CIDFontType0 /BaseFont /") + kFonts[i].name +
               " /CIDSystemInfo << /Registry (Adobe) /Ordering (" + kFonts[i].ordering +
               ") /Supplement 2 >> >>");
    names += "/C" + std::to_string(i) + " " + number + " 0 R ";
  }
  pdf.fonts(names).page();
  std::string expected;
  for (std::size_t i = 0; i < kFonts.size(); ++i) {
    pdf.raw("BT /C" + std::to_string(i) + " 12 Tf 72 " + std::to_string(700 - 40 * i) + " Td <" +
            kFonts[i].bytes + "> Tj ET\n");
    expected += std::string(kFonts[i].text) + "\n";
  }
  Worker worker(options("lontar-worker"));
  const auto result = read(worker, "cjk.pdf", pdf.bytes());
  ASSERT_TRUE(result.ok()) << result.error().message;
  ASSERT_TRUE(worker.confinement().full());
  ASSERT_EQ(documents_.size(), 1u);
  std::string text;
  for (const Passage& passage : documents_[0].passages) text += passage.text + "\n";
  EXPECT_EQ(text, expected);
}

TEST(Refusals, ExitStatusesHaveTheirWords) {
  EXPECT_EQ(refusal_of(64), "its reader tried to reach the network");
  EXPECT_FALSE(refusal_of(0));
  EXPECT_FALSE(refusal_of(63));
  EXPECT_FALSE(refusal_of(128));
}

TEST(Confinements, WhatIsMissingIsSaid) {
  EXPECT_THAT(to_sentence({true, false}), HasSubstr("Landlock"));
  EXPECT_THAT(to_sentence({true, false}), HasSubstr("could read other files"));
  EXPECT_THAT(to_sentence({false, true}), HasSubstr("could reach the network"));
  EXPECT_THAT(to_sentence({false, false}), HasSubstr("neither"));
}

}  // namespace
}  // namespace lontar::isolation
