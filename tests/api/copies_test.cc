// What a client is told of a document whose file is in several places.
#include <gmock/gmock.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "service_fixture.h"

namespace lontar::api::testing_support {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::HasSubstr;

std::int64_t changed(const fs::path& file) {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
             std::chrono::file_clock::to_sys(fs::last_write_time(file)).time_since_epoch())
      .count();
}

TEST(Copies, AreListedAndStandIn) {
  const TemporaryFolder corpus, index;
  Document document = sample_documents(corpus.path()).front();
  fs::copy_file(corpus.path() / document.origin.file, corpus.path() / "<b>again.pdf");
  document.origin.copies = {{"<b>again.pdf", changed(corpus.path() / "<b>again.pdf")}};
  write_index(index.path(), {document});
  const Running service(index.path());
  const auto get = [&](const std::string& target) { return fetch(service.port(), target); };
  EXPECT_EQ(json::parse(get(document_path(document.id)).body)["copies"], json({"<b>again.pdf"}));
  const std::string page = document_path(document.id).substr(std::string_view("/api/v1").size());
  EXPECT_THAT(get(page).body, HasSubstr("<code>&lt;b&gt;again.pdf</code>"));

  EXPECT_EQ(get(document_path(document.id) + "/file").status, 200);
  fs::remove(corpus.path() / document.origin.file);
  EXPECT_EQ(get(document_path(document.id) + "/file").status, 200);
  fs::remove(corpus.path() / "<b>again.pdf");
  EXPECT_EQ(get(document_path(document.id) + "/file").status, 404);
}

}  // namespace
}  // namespace lontar::api::testing_support
