#include "parsers/pdf_contents.h"

#include <Array.h>
#include <Dict.h>
#include <Stream.h>
#include <XRef.h>
#include <zlib.h>

#include <algorithm>
#include <utility>

namespace lontar::parsers::pdf {
namespace {

bool only_deflated(Dict& dict) {
  const Object filter = dict.lookup("Filter");
  const bool alone =
      filter.isName("FlateDecode") || (filter.isArray() && filter.arrayGetLength() == 1 &&
                                       filter.arrayGet(0).isName("FlateDecode"));
  return alone && dict.lookup("DecodeParms").isNull() && dict.lookup("F").isNull();
}

// Everything that `bytes` deflate, or "" when that cannot be had whole or is more than `most`
// bytes.
std::string inflated(std::string& bytes, std::size_t most) {
  z_stream stream{};
  if (::inflateInit(&stream) != Z_OK) return "";
  stream.next_in = reinterpret_cast<Bytef*>(bytes.data());
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::string out;
  int state = Z_OK;
  while (state == Z_OK && out.size() < most) {
    const std::size_t known = out.size();
    out.resize(std::min(most, std::max<std::size_t>(2 * known, 4 * bytes.size() + 1024)));
    stream.next_out = reinterpret_cast<Bytef*>(out.data() + known);
    stream.avail_out = static_cast<uInt>(out.size() - known);
    state = ::inflate(&stream, Z_FINISH);
    if (state == Z_BUF_ERROR && stream.avail_out == 0) state = Z_OK;  // there is more
    out.resize(out.size() - stream.avail_out);
  }
  ::inflateEnd(&stream);
  return state == Z_STREAM_END ? out : "";
}

}  // namespace

Contents::Contents(Object contents, XRef& xref) : object_(std::move(contents)) {
  if (xref.isEncrypted()) return;
  if (object_.isStream()) {
    object_ = ready(std::move(object_));
  } else if (object_.isArray()) {
    // Not joined: what a word is that runs from one into the next is for Poppler to say.
    auto* parts = new Array(&xref);  // Object owns it
    for (int i = 0; i < object_.arrayGetLength(); ++i) parts->add(ready(object_.arrayGet(i)));
    object_ = Object(parts);
  }
}

Object Contents::ready(Object part) {
  if (left_ == 0 || !part.isStream() || !only_deflated(*part.streamGetDict())) return part;
  std::string bytes;
  part.getStream()->getUndecodedStream()->fillString(bytes);
  std::string text = inflated(bytes, left_);
  if (text.empty()) return part;
  left_ -= text.size();
  const std::string& kept = inflated_.emplace_back(std::move(text));
  return Object(
      static_cast<Stream*>(new MemStream(kept.data(), 0, static_cast<Goffset>(kept.size()),
                                         Object(new Dict(static_cast<XRef*>(nullptr))))));
}

}  // namespace lontar::parsers::pdf
