// Result<T>: a value, or the reason why there is none. What fails in the ordinary course of things
// (a damaged file, an unreadable row) is returned; exceptions stop at the border of the layer that
// uses a throwing library. Values: safe to copy and to hand between threads.
#pragma once

#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace lontar {

enum class ErrorCode {
  kInvalid,      // the input is not what it should be; the caller can mend it
  kNotFound,     // no such document, file, passage
  kUnsupported,  // understood, but not something Lontar reads
  kTooLarge,     // more than Lontar takes at once
  kUnavailable,  // may work later: locked, being replaced, busy
  kDamaged,      // an index or a file contradicts itself
  kIo,           // the operating system refused
};

struct Error {
  ErrorCode code = ErrorCode::kInvalid;
  std::string message;  // one sentence for a person: what, where, and what to do about it
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}      // NOLINT: implicit by intent
  Result(Error error) : state_(std::move(error)) {}  // NOLINT: implicit by intent

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  T& value() { return assert(ok()), std::get<0>(state_); }
  const T& value() const { return assert(ok()), std::get<0>(state_); }
  const Error& error() const { return assert(!ok()), std::get<1>(state_); }

  T& operator*() { return value(); }
  const T& operator*() const { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

 private:
  std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)), ok_(false) {}  // NOLINT: implicit by intent

  bool ok() const { return ok_; }
  explicit operator bool() const { return ok_; }
  const Error& error() const { return assert(!ok_), error_; }

 private:
  Error error_;
  bool ok_ = true;
};

}  // namespace lontar
