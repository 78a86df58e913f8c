// Must show: each of the difficult PDFs gives text, a named warning or a named error, and none ends
// the run. Every file is parsed in a child of its own with a limit of time, so that a crash or an
// endless loop inside Poppler is seen as what it is.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>
#include <set>

#include "io/file.h"
#include "tests/unit/parsers/parsing.h"

namespace lontar::parsers {
namespace {

namespace fs = std::filesystem;

const fs::path kStress = fs::path(LONTAR_SOURCE_DIR) / ".." / "shared" / "data" / "pdf" / "stress";
constexpr unsigned kSeconds = 60;

// Files that crash or hang Poppler 22.12 itself; see docs/extraction.md. None is known.
const std::set<std::string> kPopplersOwn = {};

enum Outcome { kText = 0, kWarning = 1, kError = 2, kNothing = 3 };

// In the child: what became of the file, as exit status.
int outcome_of(const fs::path& path) {
  const auto file = io::MappedFile::open(path);
  if (!file) return kNothing;
  bool text = false, warning = false;
  const auto done =
      registry().parse({file->view(), path.filename().string()}, [&](const ParsedDocument& d) {
        for (const Passage& passage : d.passages) text = text || !passage.text.empty();
        for (const Warning& w : d.warnings) warning = warning || !w.code.empty();
      });
  if (!done.ok()) return done.error().message.empty() ? kNothing : kError;
  return text ? kText : warning ? kWarning : kNothing;
}

TEST(PdfStress, EveryFileGivesTextOrANamedWarningOrANamedError) {
  if (!fs::exists(kStress)) GTEST_SKIP() << "The shared data are not there: " << kStress;
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(kStress)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  EXPECT_EQ(files.size(), 237U);
  ASSERT_NE(registry().find({"%PDF-1.4", ""}), nullptr);  // loaded before the children are made
  std::map<int, int> counts;
  for (const fs::path& file : files) {
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      alarm(kSeconds);
      _exit(outcome_of(file));
    }
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    if (kPopplersOwn.contains(file.filename().string())) continue;
    EXPECT_TRUE(WIFEXITED(status)) << file << (WTERMSIG(status) == SIGALRM ? " hangs" : " crashes");
    if (!WIFEXITED(status)) continue;
    ++counts[WEXITSTATUS(status)];
    EXPECT_LE(WEXITSTATUS(status), kError) << file;
  }
  std::printf("%zu files: %d text, %d a warning only, %d an error\n", files.size(), counts[kText],
              counts[kWarning], counts[kError]);
}

}  // namespace
}  // namespace lontar::parsers
