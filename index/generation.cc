#include "index/generation.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

#include "index/schema.h"
#include "io/file.h"
#include "io/json.h"

namespace lontar::index {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kDatabasePrefix = "db-";
constexpr std::string_view kBuildingPrefix = "building-";

fs::path manifest_path(const fs::path& dir) { return dir / "manifest.json"; }

std::string database_name(unsigned number) {
  char name[24];
  std::snprintf(name, sizeof name, "db-%06u", number);
  return name;
}

template <class Visit>
void each_entry(const fs::path& dir, std::string_view prefix, Visit visit) {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(dir, error)) {
    if (entry.path().filename().string().starts_with(prefix)) visit(entry.path());
  }
}

// The number of the process that wrote into the lock file; "" when it says none.
std::string process_in(int descriptor) {
  char text[16];
  const ssize_t size = ::pread(descriptor, text, sizeof text, 0);
  const std::string_view read(text, size > 0 ? static_cast<std::size_t>(size) : 0);
  const std::string_view digits = read.substr(0, read.find('\n'));
  const bool number = digits.find_first_not_of("0123456789") == digits.npos;
  return std::string(number ? digits : "");
}

void remove_quietly(const fs::path& path) {
  std::error_code error;
  fs::remove_all(path, error);  // what cannot be removed now is removed by the next writer
}

}  // namespace

Result<fs::path> current_database(const fs::path& dir) {
  const auto text = io::read_file(manifest_path(dir));
  if (!text) {
    if (text.error().code != ErrorCode::kNotFound) return text.error();
    return Error{ErrorCode::kNotFound,
                 dir.string() + ": no index here; make one with `lontar-indexer update`"};
  }
  const auto json = io::Json::parse(*text, nullptr, false);
  const bool readable = json.is_object() && json.contains("schema") && json["schema"].is_number() &&
                        json.contains("directory") && json["directory"].is_string();
  if (!readable) {
    return Error{ErrorCode::kDamaged,
                 manifest_path(dir).string() +
                     ": not a manifest; `lontar-indexer rebuild` makes a new index"};
  }
  if (json["schema"] != kSchemaVersion) {
    return Error{ErrorCode::kDamaged,
                 manifest_path(dir).string() + ": schema " + io::dump(json["schema"]) +
                     ", this program reads schema " + std::to_string(kSchemaVersion) +
                     "; `lontar-indexer rebuild` makes a new index"};
  }
  return dir / json["directory"].get<std::string>();
}

Stamp stamp_of(const fs::path& dir, const fs::path& database) {
  const auto look = [](const fs::path& path, std::uint64_t& inode, std::int64_t& time) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) return;
    inode = status.st_ino;
    time = std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec;
  };
  Stamp stamp;
  look(manifest_path(dir), stamp.manifest_inode, stamp.manifest_time);
  look(database / "iamglass", stamp.version_inode, stamp.version_time);
  return stamp;
}

fs::path next_database(const fs::path& dir) {
  unsigned highest = 0;
  each_entry(dir, kDatabasePrefix, [&](const fs::path& path) {
    unsigned number = 0;
    if (std::sscanf(path.filename().c_str(), "db-%u", &number) == 1) {
      highest = std::max(highest, number);
    }
  });
  return dir / database_name(highest + 1);
}

fs::path building_path(const fs::path& dir, std::string_view name) {
  return dir / (std::string(kBuildingPrefix) + std::string(name));
}

Result<void> publish(const fs::path& dir, const fs::path& database) {
  const io::Json manifest = {{"schema", kSchemaVersion},
                             {"directory", database.filename().string()}};
  if (auto written = io::write_file_atomically(manifest_path(dir), io::dump(manifest) + "\n");
      !written) {
    return written;
  }
  each_entry(dir, kDatabasePrefix, [&](const fs::path& path) {
    if (path.filename() != database.filename()) remove_quietly(path);
  });
  return {};
}

void remove_leftovers(const fs::path& dir) {
  each_entry(dir, kBuildingPrefix, remove_quietly);
  const auto current = current_database(dir);
  // Without a readable manifest nothing is known to be unused, so nothing is removed.
  if (!current) return;
  each_entry(dir, kDatabasePrefix, [&](const fs::path& path) {
    if (path.filename() != current->filename()) remove_quietly(path);
  });
}

Result<WriteLock> WriteLock::acquire(const fs::path& dir) {
  std::error_code error;
  fs::create_directories(dir, error);
  if (error) {
    return Error{ErrorCode::kIo, dir.string() + ": cannot be made: " + error.message()};
  }
  const fs::path path = dir / "lock";
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (descriptor < 0) {
    return Error{ErrorCode::kIo, path.string() + ": cannot be opened: " + std::strerror(errno)};
  }
  WriteLock lock(descriptor);
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    const std::string holder = process_in(descriptor);
    return Error{ErrorCode::kUnavailable, dir.string() + ": another indexer" +
                                              (holder.empty() ? "" : ", process " + holder + ",") +
                                              " is writing here; wait for it to end"};
  }
  const std::string self = std::to_string(::getpid()) + "\n";
  // For people only: what does not get there is not missed.
  if (::ftruncate(descriptor, 0) == 0) (void)!::pwrite(descriptor, self.data(), self.size(), 0);
  return lock;
}

WriteLock::WriteLock(WriteLock&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

WriteLock& WriteLock::operator=(WriteLock&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

WriteLock::~WriteLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace lontar::index
