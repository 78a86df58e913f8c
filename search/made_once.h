// Something that is made of a generation when it is first wanted, for all threads of a program. The
// first thread that asks on a new generation makes it; the others are meanwhile given the one
// before, so that its making holds up one request and no other. Thread-safe.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>

namespace lontar::search {

// T has generation().
template <class T>
class MadeOnce {
 public:
  // Of this generation or a newer one; of an older one while another thread makes it. Waits only
  // for the very first. `make` returns a shared_ptr<const T>; what it throws passes through.
  template <class Make>
  std::shared_ptr<const T> get(std::uint64_t generation, Make make) {
    std::unique_lock lock(mutex_);
    made_.wait(lock, [&] { return newest_ || !making_; });
    if (making_ || (newest_ && newest_->generation() >= generation)) return newest_;
    making_ = true;
    lock.unlock();
    std::shared_ptr<const T> fresh;
    try {
      fresh = make();
    } catch (...) {
      finish(lock, nullptr);
      throw;
    }
    finish(lock, fresh);
    return fresh;
  }

 private:
  void finish(std::unique_lock<std::mutex>& lock, std::shared_ptr<const T> fresh) {
    lock.lock();
    making_ = false;
    if (fresh) newest_ = std::move(fresh);
    made_.notify_all();
  }

  std::mutex mutex_;
  std::condition_variable made_;
  bool making_ = false;
  std::shared_ptr<const T> newest_;
};

}  // namespace lontar::search
