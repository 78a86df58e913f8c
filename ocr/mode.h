// When pages are read off their pictures: the setting `ocr` of config/lontar.toml.
#pragma once

#include <optional>
#include <string_view>

namespace lontar::ocr {

enum class Mode {
  kOff,    // never
  kAuto,   // pages whose text layer is missing or makes no sense
  kForce,  // every page, whatever its text layer says
};

constexpr std::optional<Mode> mode_named(std::string_view name) {
  if (name == "off") return Mode::kOff;
  if (name == "auto") return Mode::kAuto;
  if (name == "force") return Mode::kForce;
  return {};
}

}  // namespace lontar::ocr
