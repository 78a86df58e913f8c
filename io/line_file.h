// A file written line by line while a program works, such as a report in JSON Lines. Move-only;
// one thread.
#pragma once

#include <filesystem>
#include <fstream>
#include <string_view>

#include "core/result.h"

namespace lontar::io {

class LineFile {
 public:
  // Empties a file that is there.
  static Result<LineFile> create(const std::filesystem::path& path);

  void write(std::string_view line);  // which has no '\n'
  // So that whoever reads along sees it.
  void flush() { out_.flush(); }
  // Whether all of it reached the file.
  Result<void> close();

 private:
  explicit LineFile(std::filesystem::path path) : path_(std::move(path)) {}
  std::filesystem::path path_;
  std::ofstream out_;
};

}  // namespace lontar::io
