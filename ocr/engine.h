// Reads the pictures of pages: the only user of Tesseract and Leptonica. Which language data
// ("packs") there are is the machine's affair; each is loaded when it is first needed. Not
// thread-safe. Starts no threads where OMP_THREAD_LIMIT=1 stood in the environment before main(),
// and its pages take six times as long where it did not.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "core/result.h"
#include "ocr/page.h"

namespace lontar::ocr {

// Where Debian 12 keeps the packs.
inline constexpr const char* kPackFolder = "/usr/share/tesseract-ocr/5/tessdata";

class Engine {
 public:
  explicit Engine(std::filesystem::path pack_folder = kPackFolder);
  ~Engine();
  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;

  bool has(std::string_view pack) const;
  // kNotFound without the pack, kDamaged when it cannot be loaded. A blank page has no lines.
  enum class Effort { kOnce, kWhatHelps };  // as it lies; also smoothed, and turned
  Result<Page> read(const Picture& picture, const std::string& pack,
                    Effort effort = Effort::kWhatHelps);

  // What the page read with this pack depends on, as a name: for ocr::Cache.
  static std::string key(const Picture& picture, std::string_view pack);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// The package of Debian that has the pack: "tesseract-ocr-chi-sim".
std::string debian_package(std::string_view pack);

}  // namespace lontar::ocr
