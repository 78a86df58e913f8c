#include "search-api/worker_pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>

namespace lontar::api {
namespace {

TEST(WorkerPool, RefusesWhatDoesNotFitAndDoesWhatItTook) {
  std::promise<void> gate;
  std::shared_future<void> open = gate.get_future().share();
  std::atomic<int> done = 0;
  int taken = 0;
  {
    WorkerPool pool(1, 64);
    std::promise<void> started;
    ASSERT_TRUE(pool.submit([&](std::size_t) {
      started.set_value();
      open.wait();
    }));
    started.get_future().wait();
    for (int i = 0; i < 100; ++i)
      if (pool.submit([&](std::size_t) { ++done; })) ++taken;
    EXPECT_EQ(taken, 64);
    EXPECT_EQ(pool.waiting(), 64u);
    gate.set_value();
    pool.finish();
    EXPECT_FALSE(pool.submit([](std::size_t) {}));
  }
  EXPECT_EQ(done, 64);
}

TEST(WorkerPool, NeverRunsTwoJobsOfOneWorkerAtATime) {
  constexpr std::size_t kWorkers = 3;
  std::array<std::atomic<int>, kWorkers> running{};
  std::atomic<bool> collided = false;
  {
    WorkerPool pool(kWorkers, 10000);
    for (int i = 0; i < 2000; ++i)
      pool.submit([&](std::size_t worker) {
        if (++running[worker] != 1) collided = true;
        --running[worker];
      });
  }
  EXPECT_FALSE(collided);
}

}  // namespace
}  // namespace lontar::api
