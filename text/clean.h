// Text made fit for indexing and display, at the border where bytes of unknown origin come in.
// Free functions, safe from any thread.
#pragma once

#include <string>
#include <string_view>

namespace lontar::text {

// Valid UTF-8 in NFC (never NFKC: it splits Thai and Lao SARA AM): broken bytes become U+FFFD,
// control characters but '\n' and '\t' and invisible characters that carry no text (soft hyphen,
// zero-width space but between words of Latin and other scripts with spaces, joiners outside
// scripts that need them, byte order mark, bidi overrides) go; white space inside a cluster, as PDF
// extraction leaves it, goes; AM and AE of Thai and Lao are one character each, however they were
// typed; U+00A0 and other spaces become ' '. Line breaks stay as they are ("\r\n" becomes '\n').
std::string clean(std::string_view bytes);

// clean(), then every run of white space as one ' ' and none at either end: for titles and labels.
std::string clean_line(std::string_view bytes);

// White space inside each line folded to one ' ', blank lines removed, lines trimmed.
std::string clean_blocks(std::string_view bytes);

// Lower case, character by character as the Analyzer does it; valid UTF-8 is expected.
std::string lower(std::string_view text);

bool is_valid_utf8(std::string_view bytes);

// Bytes in the named encoding ("UTF-8", "windows-1252", "UTF-16LE", ...) as UTF-8; an unknown name
// is read as UTF-8 if the bytes are valid UTF-8, else as windows-1252.
std::string to_utf8(std::string_view bytes, std::string_view encoding);

}  // namespace lontar::text
