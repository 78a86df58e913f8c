// Holds every #include of the sources to the order of the layers, and every vendor's header to the
// layers that may know it: the rule of ARCHITECTURE.md, checked.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace lontar {
namespace {

namespace fs = std::filesystem;

// What each layer may include besides itself; the order of CMakeLists.txt. A program's main.cc
// belongs to its layer.
const std::map<std::string, std::set<std::string>> kMayUse = {
    {"core", {}},
    {"io", {"core"}},
    {"text", {"core", "io"}},
    {"ocr", {"core", "io", "text"}},
    {"parsers", {"core", "io", "text", "ocr"}},
    {"isolation", {"core", "io", "text", "ocr", "parsers"}},
    {"knowledge", {"core", "io", "text"}},
    {"harvest", {"core", "io", "text"}},
    {"index", {"core", "io", "text"}},
    {"search", {"core", "io", "text", "index", "knowledge"}},
    {"indexer",
     {"core", "io", "text", "harvest", "index", "ocr", "parsers", "isolation", "knowledge"}},
    {"search-api", {"core", "io", "text", "index", "search", "knowledge"}},
};

// Which layers may see a vendor's headers, directly or through headers of the project.
struct Vendor {
  std::string prefix;
  std::set<std::string> layers;
};
const std::vector<Vendor> kVendors = {
    {"tesseract/", {"ocr"}},
    {"allheaders.h", {"ocr"}},
    {"poppler/", {"parsers"}},
    {"cpp/poppler", {"parsers"}},
    {"libxml/", {"parsers"}},
    {"gumbo", {"parsers"}},
    {"unicode/", {"text", "parsers", "index"}},
    {"libexttextcat/", {"text"}},
    {"xapian", {"index", "search"}},
    {"pistache/", {"search-api"}},
    {"nlohmann/", {"io", "parsers", "harvest", "index", "search", "indexer", "search-api"}},
    {"toml++/", {"io", "text", "parsers", "harvest", "knowledge", "indexer", "search-api"}},
    {"csv.h", {"io"}},
    {"curl/", {"harvest"}},
    {"seccomp.h", {"isolation"}},
    {"CLI/", {"indexer", "search-api"}},
    {"spdlog/", {"indexer", "search-api"}},
    {"kainjow/", {"search-api"}},
};

struct Include {
  fs::path file;  // below the source directory
  int line = 0;
  std::string target;
};

std::string layer_of(const fs::path& file) { return file.begin()->string(); }

bool is_source(const fs::path& file) {
  return file.extension() == ".cc" || file.extension() == ".h";
}

std::optional<std::string> include_target(const std::string& line) {
  const std::size_t hash = line.find_first_not_of(" \t");
  if (hash == std::string::npos || line[hash] != '#') return {};
  const std::size_t word = line.find_first_not_of(" \t", hash + 1);
  if (word == std::string::npos || line.compare(word, 7, "include") != 0) return {};
  const std::size_t open = line.find_first_of("<\"", word);
  if (open == std::string::npos) return {};
  const std::size_t close = line.find_first_of(">\"", open + 1);
  return line.substr(open + 1, close - open - 1);
}

std::vector<Include> includes_of(const fs::path& source_dir, const fs::path& file) {
  std::vector<Include> found;
  std::ifstream in(source_dir / file);
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    if (const auto target = include_target(line)) found.push_back({file, number, *target});
  }
  return found;
}

const std::vector<Include>& all_includes() {
  static const std::vector<Include> found = [] {
    const fs::path source_dir = LONTAR_SOURCE_DIR;
    std::vector<Include> all;
    for (const auto& [layer, uses] : kMayUse) {
      if (!fs::exists(source_dir / layer)) continue;
      for (const auto& entry : fs::recursive_directory_iterator(source_dir / layer)) {
        const fs::path file = fs::relative(entry.path(), source_dir);
        if (!entry.is_regular_file() || !is_source(file)) continue;
        const auto includes = includes_of(source_dir, file);
        all.insert(all.end(), includes.begin(), includes.end());
      }
    }
    return all;
  }();
  return found;
}

std::string place(const Include& include) {
  return include.file.string() + ":" + std::to_string(include.line) + " includes " + include.target;
}

const Vendor* vendor_of(const std::string& target) {
  const auto found = std::ranges::find_if(
      kVendors, [&](const Vendor& vendor) { return target.starts_with(vendor.prefix); });
  return found == kVendors.end() ? nullptr : &*found;
}

TEST(Layers, SourcesAreFound) { EXPECT_GT(all_includes().size(), 100u); }

TEST(Layers, IncludesPointDownwardsOnly) {
  for (const Include& include : all_includes()) {
    const std::string target = layer_of(include.target);
    const std::string layer = layer_of(include.file);
    if (!kMayUse.contains(target) || target == layer) continue;
    EXPECT_TRUE(kMayUse.at(layer).contains(target)) << place(include);
  }
}

// The vendors whose headers a file includes, itself or through headers of the project.
using Shown = std::map<std::string, std::set<const Vendor*>>;

const Shown& shown_vendors() {
  static const Shown found = [] {
    Shown shown;
    for (bool changed = true; changed;) {
      changed = false;
      for (const Include& include : all_includes()) {
        std::set<const Vendor*>& mine = shown[include.file.generic_string()];
        const std::size_t before = mine.size();
        if (const Vendor* vendor = vendor_of(include.target)) mine.insert(vendor);
        if (const auto through = shown.find(include.target); through != shown.end()) {
          mine.insert(through->second.begin(), through->second.end());
        }
        changed = changed || mine.size() != before;
      }
    }
    return shown;
  }();
  return found;
}

// So a header that shows a vendor's types can only be included by layers that may know them.
TEST(Layers, VendorsStayInTheirLayers) {
  for (const auto& [file, vendors] : shown_vendors()) {
    for (const Vendor* vendor : vendors) {
      EXPECT_TRUE(vendor->layers.contains(layer_of(file))) << file << " sees " << vendor->prefix;
    }
  }
}

TEST(Layers, InternalHeadersStayInTheirFolder) {
  for (const Include& include : all_includes()) {
    if (include.target.find("_internal.h") == std::string::npos) continue;
    EXPECT_EQ(layer_of(include.file), layer_of(include.target)) << place(include);
  }
}

// The table above and CMakeLists.txt tell the same story.
TEST(Layers, OrderIsThatOfTheBuild) {
  std::ifstream in(fs::path(LONTAR_SOURCE_DIR) / "CMakeLists.txt");
  std::set<std::string> above;
  std::string line;
  constexpr std::string_view kLibrary = "lontar_library(";
  while (std::getline(in, line)) {
    if (!line.starts_with(kLibrary)) continue;
    const std::string layer =
        line.substr(kLibrary.size(), line.find_first_of(" )", kLibrary.size()) - kLibrary.size());
    ASSERT_TRUE(kMayUse.contains(layer)) << layer << " is not in the table of this test";
    for (const std::string& used : kMayUse.at(layer)) {
      EXPECT_TRUE(above.contains(used)) << layer << " may use " << used << ", which comes later";
    }
    above.insert(layer);
  }
  EXPECT_EQ(above.size(), kMayUse.size());
}

}  // namespace
}  // namespace lontar
