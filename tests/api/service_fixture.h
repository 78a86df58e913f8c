// A running service over a small index of its own, on a free port of the loopback interface. The
// documents are made to be difficult: ids with slashes and question marks, hostile titles, right to
// left, many passages, one huge passage, originals of several formats.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/document.h"
#include "http_client.h"
#include "search-api/application.h"
#include "search-api/server.h"

namespace lontar::api::testing_support {

// A folder that is removed with its content at the end.
class TemporaryFolder {
 public:
  TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder();
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

inline constexpr const char* kHazeId = "/akn/asean/act/2002-06-10/haze";
inline constexpr const char* kOddId = "https://example.org/a?b=1&c=ä#d";
inline constexpr const char* kHostileId = "hostile\"><script>alert(1)</script>";
inline constexpr const char* kLongId = "long";         // 450 passages
inline constexpr const char* kHugeId = "huge";         // one passage of 700,000 bytes
inline constexpr const char* kJawiId = "jawi";         // right to left
inline constexpr const char* kLineId = "one-line";     // a line of a JSON Lines file
inline constexpr const char* kPageId = "stored-page";  // an HTML original with a script

std::vector<Document> sample_documents(const std::filesystem::path& corpus);
// Writes the documents as a new generation and returns its number.
std::uint64_t write_index(const std::filesystem::path& index,
                          const std::vector<Document>& documents);

struct ServiceSettings {
  std::size_t threads = 2;
  std::size_t queue = 256;
  std::filesystem::path web_dir = LONTAR_SOURCE_DIR "/web";
  std::function<void(const std::string&)> log = [](const std::string&) {};
};

class Running {
 public:
  explicit Running(const std::filesystem::path& index, ServiceSettings settings = {});
  ~Running();
  std::uint16_t port() const { return server_->port(); }
  Application& application() { return *application_; }
  Server& server() { return *server_; }

 private:
  std::unique_ptr<Application> application_;
  std::unique_ptr<Server> server_;
};

// One service for all tests of a suite.
class ServiceTest : public testing::Test {
 protected:
  static void SetUpTestSuite();
  static void TearDownTestSuite();

  static Reply get(const std::string& target, const std::string& headers = "");
  static std::uint16_t port() { return running_->port(); }
  static const std::filesystem::path& corpus();

 private:
  static std::unique_ptr<TemporaryFolder> folder_;
  static std::unique_ptr<Running> running_;
};

std::string document_path(const std::string& id);  // "/api/v1/documents/" + encoded

}  // namespace lontar::api::testing_support
