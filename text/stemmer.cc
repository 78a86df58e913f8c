#include "text/stemmer.h"

#include <libstemmer.h>

#include <algorithm>
#include <utility>

namespace lontar::text {
namespace {

struct CloseStemmer {
  void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
};

// The library would also take codes and aliases; a name has one spelling here.
std::string known_names() {
  std::string names;
  for (const char** name = sb_stemmer_list(); *name; ++name) {
    names.append(names.empty() ? "" : ", ").append(*name);
  }
  return names;
}

bool has_figure(std::string_view term) {
  return std::ranges::any_of(term, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

struct Stemmer::Impl {
  std::unique_ptr<sb_stemmer, CloseStemmer> snowball;
};

Stemmer::Stemmer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Stemmer::Stemmer(Stemmer&&) noexcept = default;
Stemmer& Stemmer::operator=(Stemmer&&) noexcept = default;
Stemmer::~Stemmer() = default;

bool Stemmer::is_known(std::string_view name) {
  for (const char** known = sb_stemmer_list(); *known; ++known) {
    if (name == *known) return true;
  }
  return false;
}

Result<Stemmer> Stemmer::make(std::string_view name) {
  if (!is_known(name)) {
    return Error{ErrorCode::kInvalid,
                 "no stemmer is called '" + std::string(name) + "'; known are " + known_names()};
  }
  auto impl = std::make_unique<Impl>();
  impl->snowball.reset(sb_stemmer_new(std::string(name).c_str(), "UTF_8"));
  if (!impl->snowball)
    return Error{ErrorCode::kUnavailable, "no memory for the stemmer '" + std::string(name) + "'"};
  return Stemmer(std::move(impl));
}

std::string_view Stemmer::stem(std::string_view term) {
  if (term.empty() || has_figure(term)) return term;
  sb_stemmer* snowball = impl_->snowball.get();
  const sb_symbol* stem = sb_stemmer_stem(snowball, reinterpret_cast<const sb_symbol*>(term.data()),
                                          static_cast<int>(term.size()));
  if (!stem) return term;  // no memory
  const auto length = static_cast<std::size_t>(sb_stemmer_length(snowball));
  return length == 0 ? term : std::string_view(reinterpret_cast<const char*>(stem), length);
}

}  // namespace lontar::text
