// Runs a fuzz target over files instead of under libFuzzer: REPLAY FILE_OR_FOLDER... In
// `script/test` these are its seeds, and every input that once broke it.
#include <fstream>
#include <iterator>
#include <vector>

#include "tests/fuzz/target.h"

namespace fs = std::filesystem;

namespace {

void replay(const fs::path& path) {
  std::cout << path.filename().string() << std::endl;  // before it may crash
  std::ifstream file(path, std::ios::binary);
  const std::vector<char> bytes{std::istreambuf_iterator<char>(file), {}};
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

}  // namespace

int main(int argc, char** argv) {
  std::size_t files = 0;
  for (int i = 1; i < argc; ++i) {
    if (!fs::is_directory(argv[i])) {
      replay(argv[i]);
      ++files;
      continue;
    }
    for (const auto& entry : fs::directory_iterator(argv[i])) {
      replay(entry.path());
      ++files;
    }
  }
  std::cout << files << " inputs" << std::endl;
  return files > 0 ? 0 : 1;
}
