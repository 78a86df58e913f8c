// Threads that do the searching, fed by a queue of bounded length, so that a slow search never
// stands in the way of a connection. Thread-safe. The destructor finishes what is queued.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace lontar::api {

class WorkerPool {
 public:
  // A job learns the number of the worker that runs it, 0 .. threads-1: what may not be shared
  // between threads is kept per worker. Jobs do not throw.
  using Job = std::function<void(std::size_t worker)>;

  WorkerPool(std::size_t threads, std::size_t capacity);
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;
  ~WorkerPool();

  // False when `capacity` jobs are waiting already, or after finish().
  bool submit(Job job);
  // Does what is queued, then ends the threads.
  void finish();
  std::size_t waiting() const;

 private:
  void work(std::size_t worker);

  const std::size_t capacity_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Job> queue_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace lontar::api
