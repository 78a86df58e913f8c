#include "indexer/ignore.h"

#include <fnmatch.h>

namespace lontar::indexer {
namespace {

std::string trimmed(std::string_view line) {
  const std::size_t begin = line.find_first_not_of(" \t\r");
  if (begin == line.npos) return {};
  return std::string(line.substr(begin, line.find_last_not_of(" \t\r") - begin + 1));
}

}  // namespace

IgnoreList::IgnoreList(std::string base, const std::vector<std::string>& lines)
    : base_(std::move(base)) {
  for (const std::string& line : lines) {
    Pattern pattern{trimmed(line)};
    if (pattern.glob.empty() || pattern.glob.front() == '#') continue;
    if (pattern.glob.back() == '/') {
      pattern.folders_only = true;
      pattern.glob.pop_back();
    }
    pattern.whole_path = pattern.glob.find('/') != std::string::npos;
    if (pattern.glob.starts_with('/')) pattern.glob.erase(0, 1);
    patterns_.push_back(std::move(pattern));
  }
}

IgnoreList IgnoreList::parse(std::string base, std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1);
    lines.emplace_back(text.substr(0, end + 1));
    if (lines.back().back() == '\n') lines.back().pop_back();
    text.remove_prefix(end + 1);
  }
  return {std::move(base), lines};
}

bool IgnoreList::matches(std::string_view path, bool is_folder) const {
  if (!base_.empty()) {
    if (!path.starts_with(base_) || path.size() <= base_.size() || path[base_.size()] != '/') {
      return false;
    }
    path.remove_prefix(base_.size() + 1);
  }
  const std::string whole(path);
  const std::string name = whole.substr(whole.rfind('/') + 1);
  for (const Pattern& pattern : patterns_) {
    if (pattern.folders_only && !is_folder) continue;
    const std::string& subject = pattern.whole_path ? whole : name;
    if (::fnmatch(pattern.glob.c_str(), subject.c_str(), FNM_PATHNAME) == 0) return true;
  }
  return false;
}

}  // namespace lontar::indexer
