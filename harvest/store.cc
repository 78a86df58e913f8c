#include "harvest/store.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <exception>
#include <optional>

#include "io/file.h"
#include "io/json.h"

namespace lontar::harvest {
namespace {

namespace fs = std::filesystem;

Error os_error(const fs::path& path, const char* doing) {
  return {ErrorCode::kIo, path.string() + ": cannot " + doing + ": " + std::strerror(errno)};
}

struct TextRow {
  const char* key;
  std::string Fetched::*text;
};
constexpr TextRow kTexts[] = {
    {"url", &Fetched::url},         {"final_url", &Fetched::final_url},
    {"file", &Fetched::file},       {"type", &Fetched::type},
    {"etag", &Fetched::etag},       {"last_modified", &Fetched::last_modified},
    {"hash", &Fetched::hash},       {"replaces", &Fetched::replaces},
    {"fetched", &Fetched::fetched}, {"checked", &Fetched::checked},
};

std::string to_line(const Fetched& entry) {
  io::Json json = io::Json::object();
  for (const TextRow& row : kTexts) {
    if (!(entry.*row.text).empty()) json[row.key] = entry.*row.text;
  }
  json["bytes"] = entry.bytes;
  io::Json cells = io::Json::object();
  for (const auto& [column, cell] : entry.row) cells[column] = cell;
  json["row"] = cells;
  return io::dump(json) + "\n";
}

// Nothing when the line is not what to_line() writes.
std::optional<Fetched> from_line(std::string_view line) {
  try {
    const io::Json json = io::Json::parse(line);
    Fetched entry;
    for (const TextRow& row : kTexts) entry.*row.text = json.value(row.key, std::string());
    entry.bytes = json.value("bytes", std::uint64_t{0});
    for (const auto& [column, cell] : json.at("row").items()) {
      entry.row[column] = cell.get<std::string>();
    }
    if (entry.url.empty() || !safe_path(entry.file)) return {};
    return entry;
  } catch (const std::exception&) {
    return {};
  }
}

// Over nothing: a file that appeared meanwhile stays. Some file systems know no such renaming.
bool rename_to_free(const fs::path& from, const fs::path& to) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return true;
  if (errno != EINVAL && errno != ENOSYS) return false;
  if (fs::exists(fs::symlink_status(to))) return errno = EEXIST, false;
  return std::rename(from.c_str(), to.c_str()) == 0;
}

void flush_folder(const fs::path& folder) {
  const io::Descriptor opened{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (opened) ::fsync(opened.get());
}

}  // namespace

Result<Store> Store::open(const fs::path& given) {
  std::error_code error;
  fs::create_directories(given / ".harvest" / "partial", error);
  if (error) {
    return Error{ErrorCode::kIo,
                 given.string() + ": cannot be made a folder to download into: " + error.message()};
  }
  Store store(fs::canonical(given, error));
  const fs::path lock = store.own("lock");
  store.lock_ = io::Descriptor{::open(lock.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644)};
  if (!store.lock_) return os_error(lock, "open");
  if (::flock(store.lock_.get(), LOCK_EX | LOCK_NB) != 0) {
    return Error{ErrorCode::kUnavailable,
                 store.folder_.string() + ": another harvest is at work there; let it end first"};
  }
  if (const auto loaded = store.load(); !loaded) return loaded.error();
  return store;
}

Result<void> Store::load() {
  const fs::path path = own("fetched.jsonl");
  if (fs::exists(path)) {
    const auto text = io::read_file(path);
    if (!text) return text.error();
    for (std::string_view rest = *text; !rest.empty();) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      const std::string_view line = rest.substr(0, end);
      const bool whole = end < rest.size();
      rest.remove_prefix(std::min(end + 1, rest.size()));
      if (auto entry = from_line(line)) {
        fetched_[entry->url] = std::move(*entry);
      } else if (whole && !line.empty()) {
        ++damaged_;  // a last line that breaks off is where the program was ended
      }
    }
  }
  if (const auto compacted = compact(); !compacted) return compacted;
  return {};
}

const Fetched* Store::find(const std::string& url) const {
  const auto found = fetched_.find(url);
  return found == fetched_.end() ? nullptr : &found->second;
}

Store::There Store::look(const std::string& file, const Fetched* entry) const {
  const fs::path path = folder_ / file;
  std::error_code error;
  const auto status = fs::symlink_status(path, error);
  if (!fs::exists(status)) return There::kNothing;
  if (!entry || entry->file != file || !fs::is_regular_file(status)) return There::kForeign;
  const auto opened = io::open_file(path);
  const auto hash = opened ? io::content_hash(*opened, path) : opened.error();
  if (!hash) return There::kForeign;
  if (*hash == entry->hash) return There::kOurs;
  // Ended between remembering the new content and putting it here: the old one is still ours, but
  // nothing may be said of it to the server.
  return *hash == entry->replaces ? There::kNothing : There::kChanged;
}

fs::path Store::partial_path(const std::string& url) const {
  return own("partial") / io::content_hash(url);
}

Partial Store::partial(const std::string& url) const {
  const fs::path path = partial_path(url);
  std::error_code error;
  const auto size = fs::file_size(path, error);
  if (error || size == 0) return {};
  const auto about = io::read_file(path.string() + ".json");
  if (!about) return {};
  try {
    const io::Json json = io::Json::parse(*about);
    return {json.value("url", ""), json.value("etag", ""), json.value("last_modified", ""), size};
  } catch (const std::exception&) {
    return {};
  }
}

Result<void> Store::begin_partial(const std::string& url, const Partial& what) const {
  drop_partial(url);
  const io::Json json = {
      {"url", what.url}, {"etag", what.etag}, {"last_modified", what.last_modified}};
  return io::write_file_atomically(partial_path(url).string() + ".json", io::dump(json) + "\n");
}

void Store::drop_partial(const std::string& url) const {
  std::error_code error;
  fs::remove(partial_path(url), error);
  fs::remove(partial_path(url).string() + ".json", error);
}

Result<void> Store::place(const Fetched& entry) {
  const fs::path from = partial_path(entry.url), to = folder_ / entry.file;
  std::error_code error;
  fs::create_directories(to.parent_path(), error);
  const fs::path parent = fs::canonical(to.parent_path(), error);
  const auto inside = std::mismatch(folder_.begin(), folder_.end(), parent.begin(), parent.end());
  if (error || inside.first != folder_.end()) {
    return Error{ErrorCode::kIo, to.string() + ": the folder cannot be made, or leads elsewhere"};
  }
  const Fetched* before = find(entry.url);
  const bool replace = before && before->file == entry.file;
  {
    const io::Descriptor body{::open(from.c_str(), O_RDWR | O_CLOEXEC)};
    if (!body || ::fsync(body.get()) != 0) return os_error(from, "write");
  }
  if (const auto remembered = remember(entry); !remembered) return remembered;
  const bool moved =
      replace ? std::rename(from.c_str(), to.c_str()) == 0 : rename_to_free(from, to);
  if (!moved) return os_error(to, "put the file there");
  flush_folder(to.parent_path());
  drop_partial(entry.url);
  return {};
}

Result<void> Store::remember(const Fetched& entry) {
  const std::string line = to_line(entry);
  const ssize_t written = ::write(log_.get(), line.data(), line.size());
  if (written != static_cast<ssize_t>(line.size()) || ::fdatasync(log_.get()) != 0) {
    return os_error(own("fetched.jsonl"), "write");
  }
  fetched_[entry.url] = entry;
  return {};
}

Result<void> Store::compact() {
  std::string text;
  for (const auto& [url, entry] : fetched_) text += to_line(entry);
  const fs::path path = own("fetched.jsonl");
  if (const auto written = io::write_file_atomically(path, text); !written) return written;
  log_ = io::Descriptor{::open(path.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC)};
  if (!log_) return os_error(path, "open");
  return {};
}

}  // namespace lontar::harvest
