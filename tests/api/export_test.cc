// Whole searches to take away, read back by Python's csv and json, by BibTool, and by a reader of
// RIS that knows no more than its rules.
#include <gmock/gmock.h>
#include <zlib.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>

#include "service_fixture.h"

namespace lontar::api::testing_support {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::string output_of(const std::string& command) {
  std::string out;
  FILE* pipe = ::popen(command.c_str(), "r");
  std::array<char, 4096> chunk;
  for (std::size_t got = 0; (got = std::fread(chunk.data(), 1, chunk.size(), pipe)) > 0;)
    out.append(chunk.data(), got);
  EXPECT_EQ(::pclose(pipe), 0) << command;
  return out;
}

// Gives a file of these bytes to a command whose last argument it becomes.
std::string output_for(const std::string& command, const std::string& bytes) {
  TemporaryFolder folder;
  const auto path = folder.path() / "export";
  std::ofstream(path, std::ios::binary) << bytes;
  return output_of(command + " " + path.string() + " 2>&1");
}

json read_by_python(const std::string& kind, const std::string& bytes) {
  const std::string text =
      output_for("python3 " LONTAR_SOURCE_DIR "/tests/api/read_export.py " + kind, bytes);
  json rows = json::parse(text, nullptr, false);
  EXPECT_TRUE(rows.is_array()) << text;
  return rows;
}

class ExportTest : public ServiceTest {
 protected:
  static Reply exported(const std::string& format, const std::string& rest = "") {
    return get("/api/v1/search/export?format=" + format + rest);
  }
  static std::vector<std::string> ids_by_pages(const std::string& query) {
    std::vector<std::string> ids;
    std::string next = "/api/v1/search?page_size=3" + query;
    while (!next.empty()) {
      const json answer = json::parse(get(next).body);
      for (const json& result : answer["results"]) ids.push_back(result["id"]);
      next = answer["links"]["next"].is_null() ? "" : answer["links"]["next"].get<std::string>();
    }
    return ids;
  }
};

TEST_F(ExportTest, CsvIsWhatPythonReads) {
  const Reply reply = exported("csv");
  ASSERT_EQ(reply.status, 200) << reply.body;
  EXPECT_EQ(reply.header("content-type"), "text/csv; charset=utf-8");
  EXPECT_EQ(reply.header("content-disposition"),
            "attachment; filename=\"lontar.csv\"; filename*=UTF-8''lontar.csv");
  EXPECT_THAT(reply.body, StartsWith("\xEF\xBB\xBF"));
  const json rows = read_by_python("csv", reply.body);
  std::vector<std::string> ids;
  for (const json& row : rows) ids.push_back(row["id"]);
  EXPECT_EQ(ids, ids_by_pages("")) << "all of them, in the order of the pages";
  const auto haze = std::ranges::find(ids, kHazeId) - ids.begin();
  const json& row = rows[static_cast<std::size_t>(haze)];
  EXPECT_EQ(row["title"], "ASEAN Agreement on Transboundary Haze Pollution");
  EXPECT_EQ(row["date"], "2002-06-10");
  EXPECT_EQ(row["member_states"], "ID;MY;SG");
  EXPECT_EQ(row["text_kind"], "digest");
  EXPECT_EQ(row["link"], "http://localhost/documents/%2Fakn%2Fasean%2Fact%2F2002-06-10%2Fhaze");
  EXPECT_EQ(get(row["link"].get<std::string>().substr(16)).status, 200);
}

TEST_F(ExportTest, CsvShowsTheBestPassageInPlainText) {
  const json rows = read_by_python("csv", exported("csv", "&q=smoke").body);
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0]["passage_anchor"], "digest_2");
  EXPECT_EQ(rows[0]["passage_text"], "Smoke from fires is haze.");
  EXPECT_THAT(rows[0]["passage_link"].get<std::string>(), testing::EndsWith("#digest_2"));
}

TEST_F(ExportTest, JsonLinesAreTheResultsOfTheApi) {
  const Reply reply = exported("jsonl", "&q=haze");
  EXPECT_EQ(reply.header("content-type"), "application/jsonl");
  const json lines = read_by_python("jsonl", reply.body);
  json results = json::parse(get("/api/v1/search?q=haze&page_size=100").body)["results"];
  ASSERT_EQ(lines.size(), results.size());
  for (json& result : results) {
    result["url"] = "http://localhost" + result["url"].get<std::string>();
    for (json& passage : result["passages"])
      passage["url"] = "http://localhost" + passage["url"].get<std::string>();
  }
  EXPECT_EQ(lines, results);
}

TEST_F(ExportTest, BibtoolReadsTheBibtex) {
  const Reply reply = exported("bibtex");
  EXPECT_EQ(reply.header("content-type"), "application/x-bibtex");
  const std::string said = output_for("bibtool -o /dev/null <", reply.body);
  EXPECT_EQ(said, "");
  EXPECT_THAT(reply.body, HasSubstr("{{ASEAN Agreement on Transboundary Haze Pollution}}"));
  EXPECT_THAT(output_for("bibtool -o /dev/null <", reply.body + "@misc{open,\n title = {{x}\n}"),
              HasSubstr("ERROR"))
      << "it would say so";
}

TEST_F(ExportTest, RisHasARecordForEachDocument) {
  const Reply reply = exported("ris");
  EXPECT_EQ(reply.header("content-type"), "application/x-research-info-systems");
  int records = 0;
  bool inside = false;
  std::string_view rest = reply.body;
  while (!rest.empty()) {
    const auto end = rest.find("\r\n");
    ASSERT_NE(end, rest.npos);
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end + 2);
    ASSERT_EQ(line.substr(2, 4), "  - ") << line;
    ASSERT_EQ(line.starts_with("TY"), !inside) << line;
    inside = !line.starts_with("ER");
    records += line.starts_with("ER") ? 1 : 0;
  }
  EXPECT_FALSE(inside);
  EXPECT_EQ(records, 8);
  EXPECT_THAT(reply.body, HasSubstr("N1  - Digest, not the official text\r\n"));
}

TEST_F(ExportTest, FilesAreNamedAfterTheSearch) {
  EXPECT_THAT(exported("ris", "&q=%22haze%22%20smoke&member_state=ID,SG&year_from=2000")
                  .header("content-disposition"),
              HasSubstr("filename=\"lontar-haze-smoke-ID-SG-2000.ris\""));
  EXPECT_THAT(
      exported("bibtex", "&q=%E0%B8%84%E0%B8%A7%E0%B8%B1%E0%B8%99").header("content-disposition"),
      HasSubstr("filename*=UTF-8''lontar-%E0%B8%84%E0%B8%A7%E0%B8%B1%E0%B8%99.bib"));
}

TEST_F(ExportTest, FollowsOrderAndFilters) {
  for (const std::string query : {"&sort=title", "&sort=oldest", "&member_state=ID,SG",
                                  "&q=a%20OR%20odd%20OR%20haze", "&sort=latest", "&year_to=2005"}) {
    std::vector<std::string> ids;
    for (const json& row : read_by_python("jsonl", exported("jsonl", query).body))
      ids.push_back(row["id"]);
    EXPECT_EQ(ids, ids_by_pages(query)) << query;
  }
}

TEST_F(ExportTest, NothingFoundIsAFileWithoutRows) {
  EXPECT_EQ(read_by_python("csv", exported("csv", "&q=nowhereatall").body), json::array());
  EXPECT_EQ(exported("jsonl", "&q=nowhereatall").body, "");
}

TEST_F(ExportTest, WhatIsWrongIsSaid) {
  const auto problem = [](const std::string& target) { return json::parse(get(target).body); };
  const json unknown = problem("/api/v1/search/export?format=bibtx");
  EXPECT_EQ(unknown["status"], 400);
  EXPECT_EQ(unknown["detail"], "'format' takes csv, jsonl, ris, bibtex; did you mean 'bibtex'?");
  const json missing = problem("/api/v1/search/export?q=haze");
  EXPECT_EQ(missing["status"], 400);
  EXPECT_EQ(missing["detail"], "'format' must be given: csv, jsonl, ris, bibtex.");
  EXPECT_EQ(missing["parameter"], "format");
  EXPECT_EQ(problem("/api/v1/search/export?format=csv&page=2")["type"],
            "/help/problems#unknown-parameter");
}

TEST_F(ExportTest, TheSameStateIsNotSentTwice) {
  const Reply first = exported("csv", "&q=haze");
  ASSERT_FALSE(first.header("etag").empty());
  const Reply again = get("/api/v1/search/export?format=csv&q=haze",
                          "If-None-Match: " + first.header("etag") + "\r\n");
  EXPECT_EQ(again.status, 304);
}

// Enough documents for a body that does not stay in memory.
class LargeExportTest : public testing::Test {
 protected:
  static constexpr int kDocuments = 3000;

  static void SetUpTestSuite() {
    folder_ = std::make_unique<TemporaryFolder>();
    auto documents = sample_documents(folder_->path() / "corpus");
    for (int i = 0; i < kDocuments; ++i) {
      Document made;
      made.id = "large-" + std::to_string(i);
      made.content.metadata.offer(Field::kTitle, "Document of smoke " + std::to_string(i),
                                  Source::kFile);
      std::string text;
      for (int word = 0; word < 60; ++word) text += "word" + std::to_string(i * 60 + word) + " ";
      made.content.passages = {{.anchor = "a", .kind = "text", .text = text}};
      documents.push_back(std::move(made));
    }
    write_index(folder_->path() / "index", documents);
    running_ = std::make_unique<Running>(folder_->path() / "index");
  }
  static void TearDownTestSuite() {
    running_.reset();
    folder_.reset();
  }
  static Reply get(const std::string& target, const std::string& headers = "") {
    return fetch(running_->port(), target, headers);
  }
  static std::filesystem::path index() { return folder_->path() / "index"; }

  static std::unique_ptr<TemporaryFolder> folder_;
  static std::unique_ptr<Running> running_;
};
std::unique_ptr<TemporaryFolder> LargeExportTest::folder_;
std::unique_ptr<Running> LargeExportTest::running_;

std::string gunzip(const std::string& packed) { return output_for("gzip -dc <", packed); }

TEST_F(LargeExportTest, IsCompleteAndTheSamePackedOrNot) {
  const std::string target = "/api/v1/search/export?format=jsonl&q=smoke";
  const Reply plain = get(target);
  ASSERT_EQ(plain.status, 200);
  EXPECT_GT(plain.body.size(), 1'000'000u);
  EXPECT_EQ(read_by_python("jsonl", plain.body).size(), kDocuments + 1u);
  const Reply packed = get(target, "Accept-Encoding: gzip\r\n");
  EXPECT_EQ(packed.header("content-encoding"), "gzip");
  EXPECT_LT(packed.body.size(), plain.body.size() / 2);
  EXPECT_EQ(gunzip(packed.body), plain.body);
}

TEST_F(LargeExportTest, AClientThatReadsSlowlyGetsTheStateItAskedFor) {
  Client slow(running_->port());
  ASSERT_TRUE(
      slow.send("GET /api/v1/search/export?format=jsonl HTTP/1.1\r\nHost: localhost\r\n\r\n"));
  ASSERT_EQ(get("/api/v1/search?q=smoke").status, 200) << "searches go on beside it";
  Document late;
  late.id = "late";
  late.content.metadata.offer(Field::kTitle, "Late", Source::kFile);
  late.content.passages = {{.anchor = "a", .kind = "text", .text = "late"}};
  for (int i = 0; i < 3; ++i) {
    late.content.passages[0].text += " again";
    write_index(index(), {late});
  }
  const Reply reply = slow.read();
  ASSERT_EQ(reply.status, 200);
  const json lines = read_by_python("jsonl", reply.body);
  const std::size_t all = kDocuments + 8;
  const bool with_late =
      std::ranges::any_of(lines, [](const json& line) { return line["id"] == "late"; });
  EXPECT_EQ(lines.size(), all + (with_late ? 1 : 0));
  EXPECT_EQ(with_late, reply.header("lontar-generation") != "1");
}

}  // namespace
}  // namespace lontar::api::testing_support
