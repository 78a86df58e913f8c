// Unicode normalisation form C, for this layer's own use.
#pragma once

#include <string>

namespace lontar::text {

// The text in NFC; costs a scan when it already is. Valid UTF-8 is expected.
std::string nfc(std::string text);

}  // namespace lontar::text
