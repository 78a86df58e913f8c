// The content streams of a page as Gfx reads them, inflated beforehand by zlib where that is all
// there is to decode: read byte by byte through Poppler's own decoder they took a quarter of a
// page's time (docs/performance.md). Whatever is out of the ordinary (another filter, a predictor,
// encryption, damage, a bomb) is left to Poppler as it is, so that the page reads the same either
// way. Not thread-safe, as its document.
#pragma once

#include <Object.h>

#include <cstddef>
#include <deque>
#include <string>

class XRef;

namespace lontar::parsers::pdf {

class Contents {
 public:
  // `contents` is a page's: a stream, an array of streams, or null.
  Contents(Object contents, XRef& xref);
  Contents(const Contents&) = delete;
  Contents& operator=(const Contents&) = delete;

  // Valid as long as this is.
  Object& object() { return object_; }

 private:
  Object ready(Object part);

  // A page that draws more is a plan or a bomb; Poppler reads the rest bit by bit.
  static constexpr std::size_t kMostInflated = 32u << 20;
  std::size_t left_ = kMostInflated;
  std::deque<std::string> inflated_;  // outlives the streams that read it
  Object object_;
};

}  // namespace lontar::parsers::pdf
