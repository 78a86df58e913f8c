// The threads of a writer. Jobs wait in a queue whose weight has a limit, and each gets a posting
// builder that no other job uses meanwhile. The first exception of a job ends all work: it comes
// out of the next call of run() or wait(), and of every one after it. Internal to index/: shows
// Xapian types. run() and wait() are called by one thread, the owner's.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "index/posting_builder.h"

namespace lontar::index {

class Crew {
 public:
  using Job = std::function<void(PostingBuilder&)>;

  // `threads` of at least one are started as they are needed. `limit`: what all jobs that wait or
  // run may weigh together; a heavier one runs alone.
  Crew(std::size_t threads, std::size_t limit) : most_(threads), limit_(limit) {}
  ~Crew() { stop(); }
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;

  // Waits until there is room.
  void run(std::size_t weight, Job job);
  // From within a job: one more, which is not waited for by who hands it over.
  void add(Job job);
  // Until every job has ended.
  void wait();
  // Drops what waits and returns when the running jobs have ended. Nothing can be run afterwards.
  void stop();

 private:
  struct Waiting {
    std::size_t weight = 0;
    Job job;
  };
  void work();
  void rethrow() const;

  const std::size_t most_;
  const std::size_t limit_;
  std::mutex mutex_;  // guards what follows, but for threads_
  std::condition_variable changed_;
  std::deque<Waiting> queue_;
  std::size_t weight_ = 0;   // of jobs that wait or run
  std::size_t running_ = 0;  // jobs
  std::size_t idle_ = 0;     // threads
  bool stopping_ = false;
  std::exception_ptr failed_;
  std::vector<std::thread> threads_;
};

}  // namespace lontar::index
