// What the fuzz targets share. A target is one function over any bytes, the entry point that
// libFuzzer calls (https://llvm.org/docs/LibFuzzer.html); replay.cc calls it with files instead.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string_view>

#include "core/result.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace lontar::fuzz {

inline const std::filesystem::path kConfig = std::filesystem::path(LONTAR_SOURCE_DIR) / "config";

inline std::string_view bytes_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

// Ends the program when what the code promises of every input does not hold for this one.
inline void must(bool kept, std::string_view promise) {
  if (kept) return;
  std::cerr << "broken promise: " << promise << std::endl;
  std::abort();
}

template <class T>
T loaded(Result<T> result) {
  if (!result) std::cerr << result.error().message << std::endl;
  must(result.ok(), "the configuration can be read");
  return std::move(*result);
}

}  // namespace lontar::fuzz
