#include "text/clusters.h"

#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

#include "text/scan_internal.h"

namespace lontar::text {

bool is_unspaced(std::string_view text) {
  Seen c = char_at(text, 0);
  while (!c.none() && (c.kind == WordClass::kMark || c.kind == WordClass::kOther)) {
    c = char_at(text, c.end);
  }
  return c.kind == WordClass::kDictionary;
}

bool begins_cluster(std::string_view term, std::size_t at) {
  if (at == 0 || at >= term.size()) return true;
  switch (u_getIntPropertyValue(char_at(term, at).code, UCHAR_GRAPHEME_CLUSTER_BREAK)) {
    case U_GCB_EXTEND:
    case U_GCB_SPACING_MARK:
    case U_GCB_ZWJ:
      return false;
    default:
      return true;
  }
}

struct Clusters::Impl {
  std::unique_ptr<icu::BreakIterator> iterator;
  UText utext = UTEXT_INITIALIZER;

  ~Impl() { utext_close(&utext); }

  // The iterator is made when it is first needed: that takes as long as a snippet.
  bool set(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    if (!iterator) {
      iterator.reset(icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
      if (U_FAILURE(status)) iterator.reset();
    }
    utext_openUTF8(&utext, text.data(), static_cast<std::int64_t>(text.size()), &status);
    if (iterator) iterator->setText(&utext, status);
    return iterator && U_SUCCESS(status);
  }
};

Clusters::Clusters() : impl_(std::make_unique<Impl>()) {}
Clusters::~Clusters() = default;
Clusters::Clusters(Clusters&&) noexcept = default;
Clusters& Clusters::operator=(Clusters&&) noexcept = default;

std::vector<std::size_t> Clusters::borders(std::string_view text) {
  if (!impl_->set(text)) return {0, text.size()};
  std::vector<std::size_t> found;
  for (int at = impl_->iterator->first(); at != icu::BreakIterator::DONE;
       at = impl_->iterator->next()) {
    found.push_back(static_cast<std::size_t>(at));
  }
  return found;
}

namespace {

// Between two ASCII characters clusters always part, but for a line break of two.
bool surely_border(std::string_view text, std::size_t at) {
  if (at == 0 || at >= text.size()) return true;
  const auto ascii = [&](std::size_t i) { return static_cast<unsigned char>(text[i]) < 0x80; };
  return ascii(at - 1) && ascii(at) && text[at] != '\n';
}

}  // namespace

std::size_t Clusters::at_or_before(std::string_view text, std::size_t at) {
  if (surely_border(text, at) || !impl_->set(text)) return at;
  const auto place = static_cast<std::int32_t>(at);
  if (impl_->iterator->isBoundary(place)) return at;
  return static_cast<std::size_t>(impl_->iterator->preceding(place));
}

std::size_t Clusters::at_or_after(std::string_view text, std::size_t at) {
  if (surely_border(text, at) || !impl_->set(text)) return at;
  const auto place = static_cast<std::int32_t>(at);
  if (impl_->iterator->isBoundary(place)) return at;
  return static_cast<std::size_t>(impl_->iterator->following(place));
}

}  // namespace lontar::text
