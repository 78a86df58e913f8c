// Reads files ahead, several at a time, each in a process of its own (indexer/extract.h), and hands
// over what came of them in the order in which they were asked for: whatever the number of
// processes, whoever takes sees the same.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/result.h"
#include "indexer/collection.h"
#include "indexer/extract.h"

namespace lontar::indexer {

// What is told of one file while it is read, in this order. Called by the thread that takes.
struct Reading {
  // First, unless the file cannot be read at all or not yet: the hash of its content, and where
  // they were asked for the part_hashes of its documents.
  std::function<void(std::string hash, std::vector<std::string> part_hashes)> opened;
  std::function<void(Extracted)> document;
  // Last, when the file is being written to: what was told of it, if anything, may be half of it.
  std::function<void()> grew = {};
};

struct ReadersOptions {
  std::size_t jobs = 1;           // processes that read at the same time
  std::size_t memory = 64 << 20;  // bytes of text read ahead; one document may go beyond it
  Extractor::Stop stop;           // asked by the thread that takes; true ends all reading
  ocr::Cache* cache = nullptr;    // as for an Extractor; safe from any thread
};

// Used by one thread, which owns it; the threads within are its own affair.
class Readers {
 public:
  // Fails as Extractor::create does. The toolkit must outlive it.
  static Result<Readers> create(const Toolkit& kit, ReadersOptions options);
  ~Readers();  // ends what is still being read
  Readers(Readers&&) noexcept;
  Readers& operator=(Readers&&) noexcept;

  // How the processes are confined, seen at the first of them.
  const isolation::Confinement& confinement() const;

  // Asks for a file, which must stay where it is until it has been taken. `parts`: whether the
  // part_hashes of its documents are wanted.
  void ask(const SourceFile& file, bool parts);
  // Whether asking for one more file now keeps the processes busy; with more than that asked for,
  // stopping would take long.
  bool hungry() const;
  // Bytes of text that were read and not yet taken.
  std::size_t bytes_ahead() const;
  // Waits for the file asked for first and tells what comes of it. Fails with a plain reason when
  // the file gave no document, or not all of them.
  Result<void> take(const Reading& reading);
  // Reads a file at once, whatever has been asked for.
  Result<void> read_now(const SourceFile& file, bool parts, const Reading& reading);

  // Why no file can be read any more, or null: it was told to stop, or no process can be started.
  const Error* broken() const;

 private:
  struct Impl;
  explicit Readers(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace lontar::indexer
