// Documents whose files are gone: when they leave, when that is asked first, and when they stay.
#include "indexer/withdrawal.h"

#include <gtest/gtest.h>

#include "index/history.h"
#include "tests/unit/indexer/as_nobody.h"
#include "tests/unit/indexer/run_fixture.h"

namespace lontar::indexer {
namespace {

namespace fs = std::filesystem;
using Lines = std::vector<std::string>;
using index::WriteMode;

class WithdrawalTest : public RunTest {
 protected:
  void write_files(int count, const std::string& folder = "") {
    for (int i = 0; i < count; ++i) {
      corpus_.write(folder + std::to_string(i) + ".txt", folder + " text " + std::to_string(i));
    }
  }
  void remove_files(int count) {
    for (int i = 0; i < count; ++i) fs::remove(corpus_.path() / (std::to_string(i) + ".txt"));
  }
  Told run_with(MissingFiles missing, WriteMode mode = WriteMode::kUpdate) {
    Job job{{corpus_.path()}, index_.path(), mode};
    job.missing = missing;
    auto told = run_job(job, toolkit());
    EXPECT_TRUE(told.ok()) << told.error().message;
    return std::move(*told);
  }
  std::size_t events() const {
    const auto history = index::History::load(index_.path());
    std::size_t count = 0;
    for (const auto& [id, stored] : before_) count += history->of(id).size();
    return count;
  }
  void remember() { before_ = contents(); }

  Contents before_;
};

TEST_F(WithdrawalTest, FewFilesMayGoWithoutAsking) {
  write_files(5);
  update();
  remove_files(1);
  const Told told = update();
  EXPECT_EQ(told.summary.count(Outcome::kRemoved), 1u);
  EXPECT_EQ(told.codes(), Lines{});
  EXPECT_EQ(contents().size(), 4u);
}

TEST_F(WithdrawalTest, ManyStayUntilSomebodySaysSo) {
  write_files(30);
  update();
  remember();
  remove_files(12);
  corpus_.write("new.txt", "a new text");
  corpus_.write("29.txt", "an edited text");
  for (int again = 0; again < 2; ++again) {
    const Told told = update();
    EXPECT_EQ(told.summary.unconfirmed, 12u);
    EXPECT_EQ(told.summary.count(Outcome::kMissing), 12u);
    EXPECT_EQ(told.summary.count(Outcome::kRemoved), 0u);
    EXPECT_EQ(told.summary.count(Outcome::kFailed), 0u);
    ASSERT_EQ(told.codes(), Lines{"mass-withdrawal"});
    EXPECT_TRUE(told.issues[0].message.starts_with(corpus_.path().string() +
                                                   " no longer holds the files of 12 of its 3"));
    EXPECT_NE(told.issues[0].message.find("--withdraw"), std::string::npos);
    EXPECT_NE(told.issues[0].message.find("--keep-missing"), std::string::npos);
    EXPECT_EQ(contents().size(), 31u);  // what is new and changed is in
  }
  EXPECT_EQ(events(), 1u);  // the edited one
  EXPECT_EQ(run_with(MissingFiles::kWithdraw).summary.count(Outcome::kRemoved), 12u);
  EXPECT_EQ(contents().size(), 19u);
  EXPECT_EQ(events(), 13u);
}

TEST_F(WithdrawalTest, WhatIsFoundUnderAnotherNameIsNotMissing) {
  write_files(30, "old/");
  update();
  remember();
  fs::rename(corpus_.path() / "old", corpus_.path() / "new");
  const Told told = update();
  EXPECT_EQ(told.codes(), Lines{});
  EXPECT_EQ(told.summary.count(Outcome::kUpdated), 30u);
  EXPECT_EQ(contents().size(), 30u);
}

TEST_F(WithdrawalTest, AnEmptyFolderIsNeverBelieved) {
  corpus_.write("a.txt", "text");
  update();
  remember();
  fs::remove(corpus_.path() / "a.txt");
  const Told told = update();
  EXPECT_EQ(told.brief(), Lines{"missing a.txt"});
  EXPECT_EQ(told.issues.at(0).message.substr(0, corpus_.path().string().size() + 10),
            corpus_.path().string() + " is empty,");
  EXPECT_EQ(contents(), before_);
  corpus_.write("a.txt", "text");
  EXPECT_EQ(update().brief(), Lines{"unchanged a.txt"});
  EXPECT_EQ(events(), 0u);
}

TEST_F(WithdrawalTest, TheListenerIsAskedOnceForEachFolder) {
  const TempFolder other;
  other.write("a.txt", "kept text");
  write_files(20);
  Job job{{corpus_.path(), other.path()}, index_.path(), WriteMode::kUpdate};
  ASSERT_TRUE(run_job(job, toolkit()).ok());
  remove_files(11);
  fs::remove(other.path() / "a.txt");
  std::vector<MassWithdrawal> asked;
  Listener listener;
  listener.may_withdraw = [&](const MassWithdrawal& withdrawal) {
    asked.push_back(withdrawal);
    return withdrawal.corpus == corpus_.path();
  };
  const auto summary = run(job, toolkit(), listener);
  ASSERT_TRUE(summary.ok());
  ASSERT_EQ(asked.size(), 2u);
  for (const MassWithdrawal& withdrawal : asked) {
    const bool first = withdrawal.corpus == corpus_.path();
    EXPECT_EQ(withdrawal.missing, first ? 11u : 1u);
    EXPECT_EQ(withdrawal.documents, first ? 20u : 1u);
    EXPECT_EQ(withdrawal.empty, !first);
  }
  EXPECT_EQ(summary->count(Outcome::kRemoved), 11u);
  EXPECT_EQ(summary->unconfirmed, 1u);
}

TEST_F(WithdrawalTest, KeptOnesStayWithoutAWord) {
  write_files(20);
  update();
  remember();
  remove_files(20);
  const Told told = run_with(MissingFiles::kKeep);
  EXPECT_EQ(told.summary.count(Outcome::kMissing), 20u);
  EXPECT_EQ(told.summary.unconfirmed, 0u);
  EXPECT_EQ(told.codes(), Lines{});
  EXPECT_EQ(told.summary.generation, 1u);  // nothing to write
  EXPECT_EQ(contents(), before_);
}

TEST_F(WithdrawalTest, ARebuildTakesOverWhatStays) {
  write_files(20);
  corpus_.write("gone.jsonl", "{\"id\":\"x\",\"body\":\"one\"}\n{\"body\":\"two\"}\n");
  update();
  remember();
  remove_files(20);
  fs::remove(corpus_.path() / "gone.jsonl");
  corpus_.write("other.txt", "another text");
  const Told told = rebuild();
  EXPECT_EQ(told.summary.unconfirmed, 22u);
  const Contents rebuilt = contents();
  EXPECT_EQ(rebuilt.size(), 23u);
  for (const auto& [id, stored] : before_) EXPECT_EQ(rebuilt.at(id), stored);
  EXPECT_EQ(events(), 0u);
  run_with(MissingFiles::kWithdraw, WriteMode::kRebuild);
  EXPECT_EQ(contents().size(), 1u);
  EXPECT_EQ(events(), 22u);
}

TEST_F(WithdrawalTest, ARebuildKeepsTheLastGoodVersionOfAFile) {
  corpus_.write("a.txt", "good text");
  corpus_.write("closed/b.txt", "another text");
  update();
  remember();
  const std::string damaged = "%PDF-1.4 broken";
  corpus_.write("a.txt", damaged);
  fs::permissions(corpus_.path(), fs::perms(0755));
  fs::permissions(index_.path(), fs::perms(0777));
  for (const auto& file : fs::recursive_directory_iterator(index_.path())) {
    fs::permissions(file, fs::perms(0777));
  }
  fs::permissions(corpus_.path() / "closed", fs::perms::none);
  const Told told = [&] {
    const AsNobody nobody;
    return rebuild();
  }();
  fs::permissions(corpus_.path() / "closed", fs::perms::owner_all);
  EXPECT_EQ(told.brief(), (Lines{"failed a.txt", "failed closed"}));
  EXPECT_EQ(contents(), before_);
}

TEST_F(WithdrawalTest, AStoppedRunWithdrawsNothing) {
  corpus_.write("a.txt", "text a");
  corpus_.write("b.txt", "text b");
  update();
  fs::rename(corpus_.path() / "a.txt", corpus_.path() / "z.txt");
  const Job job{{corpus_.path()}, index_.path(), WriteMode::kUpdate};
  ASSERT_TRUE(run_job(job, toolkit(), [] { return true; }).ok());
  EXPECT_EQ(contents().size(), 2u);
  EXPECT_EQ(update().brief(), (Lines{"unchanged b.txt", "updated z.txt"}));
}

}  // namespace
}  // namespace lontar::indexer
