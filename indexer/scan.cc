#include "indexer/scan.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>

#include "core/ascii.h"
#include "indexer/ignore.h"
#include "io/file.h"
#include "text/clean.h"

namespace lontar::indexer {
namespace {

namespace fs = std::filesystem;

std::string join(const std::string& folder, const std::string& name) {
  return folder.empty() ? name : folder + "/" + name;
}

bool is_below(const fs::path& path, const fs::path& root) {
  return std::mismatch(root.begin(), root.end(), path.begin(), path.end()).first == root.end();
}

std::string kind_of(mode_t mode) {
  if (S_ISFIFO(mode)) return "a pipe";
  if (S_ISSOCK(mode)) return "a socket";
  return "a device";
}

class Walk {
 public:
  Walk(const fs::path& corpus, const fs::path& excluded, const Settings& settings)
      : corpus_(corpus), excluded_(excluded), settings_(settings) {
    ignore_.emplace_back("", settings.ignore);
  }

  Scan run() {
    folder("");
    std::ranges::sort(scan_.files, {}, &ScannedFile::path);
    std::ranges::sort(scan_.catalogues, {}, &ScannedFile::path);
    return std::move(scan_);
  }

 private:
  void folder(const std::string& path) {
    const auto names = list(path);
    const bool has_rules = std::ranges::find(names, settings_.ignore_file) != names.end();
    if (has_rules) read_ignore_file(path);
    for (const std::string& name : names) entry(join(path, name), name);
    if (has_rules) ignore_.pop_back();
  }

  std::vector<std::string> list(const std::string& path) {
    std::vector<std::string> names;
    std::error_code error;
    for (auto at = fs::directory_iterator(corpus_ / path, error); !error && at != fs::end(at);
         at.increment(error)) {
      names.push_back(at->path().filename().string());
    }
    if (error) {
      scan_.unreadable.push_back(path);
      refuse(
          path, "unreadable-folder",
          "cannot be listed: " + error.message() + "; its documents stay in the index as they are");
    }
    std::ranges::sort(names);
    return names;
  }

  void read_ignore_file(const std::string& folder) {
    const auto text = io::read_file(corpus_ / folder / settings_.ignore_file);
    if (!text) {
      report(join(folder, settings_.ignore_file), "unreadable-file",
             io::without_path(text.error(), corpus_ / folder / settings_.ignore_file));
    }
    ignore_.push_back(IgnoreList::parse(folder, text ? *text : std::string()));
  }

  void entry(const std::string& path, const std::string& name) {
    const fs::path full = corpus_ / path;
    struct stat status {};
    if (::lstat(full.c_str(), &status) != 0) {
      if (errno == ENOENT) return;  // gone between listing and looking: gone
      refuse(path, "unreadable-file", std::strerror(errno));
      scan_.unreadable.push_back(path);
      return;
    }
    const bool is_folder = S_ISDIR(status.st_mode);
    if (name.starts_with('.') || full == excluded_ || ignored(path, is_folder)) {
      ++scan_.skipped;
    } else if (S_ISLNK(status.st_mode)) {
      link(path, full);
    } else if (text::to_utf8(path, "") != path) {
      refuse(path, "bad-file-name", "the name is not UTF-8; rename it");
    } else if (is_folder) {
      folder(path);
    } else if (!S_ISREG(status.st_mode)) {
      report(path, "not-a-file",
             "is " + kind_of(status.st_mode) + ", no document, and is left out");
      ++scan_.skipped;
    } else {
      file(path, name, status);
    }
  }

  void file(const std::string& path, const std::string& name, const struct stat& status) {
    const ScannedFile found{
        path, static_cast<std::uint64_t>(status.st_size),
        std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec};
    const bool catalogue = ascii_lower(name) == ascii_lower(settings_.catalogue);
    (catalogue ? scan_.catalogues : scan_.files).push_back(found);
  }

  void link(const std::string& path, const fs::path& full) {
    ++scan_.skipped;
    std::error_code error;
    const fs::path target = fs::canonical(full, error);
    if (error == std::errc::too_many_symbolic_link_levels) {
      report(path, "link-loop", "is a link that leads back to itself; remove it");
    } else if (error == std::errc::no_such_file_or_directory ||
               error == std::errc::not_a_directory) {
      report(path, "link-broken",
             "is a link to something that is not there; remove it, or bring back what it names");
    } else if (error) {
      report(path, "link-unreadable",
             "is a link that cannot be looked at: " + error.message() + "; it is not followed");
    } else if (!is_below(target, corpus_)) {
      report(path, "link-out",
             "is a link that leads out of the folder and is not followed; put the file itself "
             "there, or name its folder in the command");
    }
  }

  bool ignored(const std::string& path, bool is_folder) const {
    return std::ranges::any_of(
        ignore_, [&](const IgnoreList& list) { return list.matches(path, is_folder); });
  }

  void report(const std::string& path, std::string code, const std::string& message) {
    scan_.issues.push_back(issue(path, std::move(code), path + ": " + message));
  }
  void refuse(const std::string& path, std::string code, std::string reason) {
    scan_.refused.push_back(issue(path, std::move(code), std::move(reason)));
  }
  Issue issue(const std::string& path, std::string code, std::string message) const {
    return {.corpus = corpus_.string(),
            .file = path,
            .row = 0,
            .column = {},
            .code = std::move(code),
            .message = std::move(message)};
  }

  const fs::path& corpus_;
  const fs::path& excluded_;
  const Settings& settings_;
  std::vector<IgnoreList> ignore_;
  Scan scan_;
};

}  // namespace

Scan scan(const fs::path& corpus, const fs::path& excluded, const Settings& settings) {
  return Walk(corpus, excluded, settings).run();
}

}  // namespace lontar::indexer
