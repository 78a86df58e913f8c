#include "index/crew.h"

#include <utility>

namespace lontar::index {

void Crew::rethrow() const {
  if (failed_) std::rethrow_exception(failed_);
}

void Crew::run(std::size_t weight, Job job) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return failed_ || weight_ == 0 || weight_ + weight <= limit_; });
  rethrow();
  weight_ += weight;
  queue_.push_back({weight, std::move(job)});
  if (idle_ < queue_.size() && threads_.size() < most_) threads_.emplace_back([this] { work(); });
  lock.unlock();
  changed_.notify_all();
}

void Crew::add(Job job) {
  {
    const std::lock_guard lock(mutex_);
    queue_.push_front({0, std::move(job)});  // what is begun is finished first
  }
  changed_.notify_all();
}

void Crew::wait() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return failed_ || (queue_.empty() && running_ == 0); });
  rethrow();
}

void Crew::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    queue_.clear();
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

void Crew::work() {
  PostingBuilder builder;
  std::unique_lock lock(mutex_);
  while (true) {
    ++idle_;
    changed_.wait(lock, [&] { return stopping_ || !queue_.empty(); });
    --idle_;
    if (stopping_) return;
    Waiting next = std::move(queue_.front());
    queue_.pop_front();
    ++running_;
    lock.unlock();
    std::exception_ptr failed;
    try {
      next.job(builder);
    } catch (...) {  // whatever it is, the owner's thread deals with it
      failed = std::current_exception();
    }
    next.job = nullptr;  // what it holds goes before its weight does
    lock.lock();
    --running_;
    weight_ -= next.weight;
    if (failed && !failed_) {
      failed_ = failed;
      queue_.clear();
    }
    changed_.notify_all();
  }
}

}  // namespace lontar::index
