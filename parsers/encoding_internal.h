// From bytes of unknown encoding to UTF-8, for every format that is text. Internal to parsers/;
// free functions, safe from any thread.
#pragma once

#include <string>
#include <string_view>

namespace lontar::parsers {

struct Decoded {
  std::string text;       // UTF-8 without a byte order mark; line breaks as they were
  std::string encoding;   // what it was read as: "UTF-8", "UTF-16LE", "windows-1252", ...
  bool doubtful = false;  // the bytes contradict what was declared
  std::string doubt;      // then: how, without place
};

// A byte order mark decides, then the shape of UTF-16, then `declared` (may be ""), then whether
// the bytes are UTF-8, and windows-1252 at last. ISO-8859-1 is read as windows-1252, as browsers
// do.
Decoded decode(std::string_view bytes, std::string_view declared);

// What `<?xml encoding="..."?>` says, or "".
std::string declared_xml_encoding(std::string_view bytes);

// Whether this is text in some encoding, and not a picture, an archive or a program: no NUL, hardly
// any control character. Looks at the beginning only.
bool looks_like_text(std::string_view bytes);

}  // namespace lontar::parsers
