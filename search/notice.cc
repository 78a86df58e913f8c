#include "search/notice.h"

#include <algorithm>
#include <cassert>

#include "core/sentence.h"

namespace lontar::search {

std::string Notice::text() const {
  const auto kind = std::ranges::find(kNotices, code, &NoticeKind::code);
  assert(kind != kNotices.end());
  return text(kind->english);
}

std::string Notice::text(std::string_view sentence) const {
  return fill_in(sentence, [&](std::string_view name) {
    const auto value =
        std::ranges::find(values, name, &std::pair<std::string_view, std::string>::first);
    return value != values.end() ? value->second : std::string();
  });
}

void add_once(Notices& notices, Notice notice) {
  if (std::ranges::find(notices, notice) == notices.end()) notices.push_back(std::move(notice));
}

std::vector<std::string> texts(const Notices& notices) {
  std::vector<std::string> sentences;
  for (const Notice& notice : notices) sentences.push_back(notice.text());
  return sentences;
}

}  // namespace lontar::search
