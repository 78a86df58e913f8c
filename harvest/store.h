// The folder that a harvest fills, and what is remembered of it in its subfolder .harvest:
// fetched.jsonl, a line for each address (readable by people and programs), and partial/, what was
// not fetched to its end. Whatever moment the program ends at, the folder holds whole files only,
// and a file that the harvest did not write is never touched. One Store per folder at a time (a
// lock says so); one thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

#include "core/result.h"
#include "harvest/list.h"
#include "io/descriptor.h"

namespace lontar::harvest {

// What is remembered of an address.
struct Fetched {
  std::string url;        // as the list has it
  std::string final_url;  // after redirects
  std::string file;       // path below the folder
  std::string type;       // Content-Type
  std::string etag;
  std::string last_modified;
  std::string hash;      // of the file's content
  std::string replaces;  // the hash of the content before this one
  std::uint64_t bytes = 0;
  std::string fetched;  // when, in UTC, ISO 8601
  std::string checked;  // when it was last found unchanged or fetched
  Cells row;            // what the list said when it was last written into the catalogue
};

// The beginning of a file, and what it is the beginning of.
struct Partial {
  std::string url;  // that gave it, after redirects
  std::string etag;
  std::string last_modified;
  std::uint64_t bytes = 0;
};

class Store {
 public:
  // Makes the folder if need be. Fails when another harvest is at work there.
  static Result<Store> open(const std::filesystem::path& folder);

  const std::filesystem::path& folder() const { return folder_; }
  const std::map<std::string, Fetched>& fetched() const { return fetched_; }  // by url
  const Fetched* find(const std::string& url) const;
  // How many lines of fetched.jsonl could not be read; what they said is fetched anew.
  int damaged_lines() const { return damaged_; }

  // What lies at a path below the folder.
  enum class There { kNothing, kOurs, kChanged, kForeign };
  There look(const std::string& file, const Fetched* entry) const;

  // Where the body of an address is collected; stays there until it is whole.
  std::filesystem::path partial_path(const std::string& url) const;
  Partial partial(const std::string& url) const;
  Result<void> begin_partial(const std::string& url, const Partial& what) const;
  void drop_partial(const std::string& url) const;

  // Puts the collected body in its place and remembers the entry, in such an order that a crash
  // between leaves nothing that the next run does not understand.
  Result<void> place(const Fetched& entry);
  Result<void> remember(const Fetched& entry);
  // Writes fetched.jsonl anew, a line for each address.
  Result<void> compact();

 private:
  explicit Store(std::filesystem::path folder) : folder_(std::move(folder)) {}
  Result<void> load();
  std::filesystem::path own(const std::string& name) const { return folder_ / ".harvest" / name; }

  std::filesystem::path folder_;
  io::Descriptor lock_;
  io::Descriptor log_;
  std::map<std::string, Fetched> fetched_;
  int damaged_ = 0;
};

}  // namespace lontar::harvest
