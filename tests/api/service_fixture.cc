#include "service_fixture.h"

#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "index/writer.h"
#include "io/file.h"
#include "search-api/links.h"

namespace lontar::api::testing_support {
namespace {

namespace fs = std::filesystem;

Document document(std::string id, std::string title, std::vector<Passage> passages) {
  Document made;
  made.id = std::move(id);
  made.content.metadata.offer(Field::kTitle, std::move(title), Source::kFile);
  made.content.passages = std::move(passages);
  made.content.media_type = "text/plain";
  return made;
}

void state(Document& document, Field field, std::vector<std::string> values,
           Source source = Source::kCatalogue, std::string evidence = "") {
  document.content.metadata.offer_list(field, std::move(values), source, std::move(evidence));
}

void keep_original(Document& document, const fs::path& corpus, const std::string& file,
                   const std::string& content, const std::string& media_type) {
  fs::create_directories((corpus / file).parent_path());
  std::ofstream(corpus / file, std::ios::binary) << content;
  struct stat status {};
  ::stat((corpus / file).c_str(), &status);
  document.origin = {.corpus = corpus.string(),
                     .file = file,
                     .size = content.size(),
                     .mtime = status.st_mtim.tv_sec * 1'000'000'000LL + status.st_mtim.tv_nsec,
                     .hash = io::content_hash(content),
                     .fingerprint = ""};
  document.content.media_type = media_type;
}

Document haze(const fs::path& corpus) {
  Document made = document(
      kHazeId, "ASEAN Agreement on Transboundary Haze Pollution",
      {{.anchor = "digest_1", .kind = "digest", .label = "1", .text = "The parties fight haze."},
       {.anchor = "digest_2",
        .kind = "digest",
        .label = "2",
        .text = "Smoke from fires is haze."}});
  state(made, Field::kType, {"agreement"});
  state(made, Field::kDate, {"2002-06-10"});
  state(made, Field::kCommunity, {"ASCC"});
  state(made, Field::kMemberStates, {"ID", "MY", "SG"});
  state(made, Field::kLanguage, {"en"}, Source::kInferred, "most words are English");
  state(made, Field::kTextKind, {"digest"});
  std::string pdf = "%PDF-1.7\n";
  for (int i = 0; pdf.size() < 3'000'000; ++i) pdf += std::to_string(i) + "\n";
  keep_original(made, corpus, "haze/Ünïcode \"name\".pdf", pdf, "application/pdf");
  return made;
}

Document many_passages() {
  std::vector<Passage> passages;
  for (int i = 1; i <= 450; ++i)
    passages.push_back({.anchor = "art_" + std::to_string(i),
                        .kind = "article",
                        .label = "Article " + std::to_string(i),
                        .text = "Number " + std::to_string(i) + (i == 333 ? " needle." : ".")});
  return document(kLongId, "A long instrument", std::move(passages));
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (fs::path(testing::TempDir()) / "lontar_api_XXXXXX").string();
  path_ = ::mkdtemp(pattern.data());
}
TemporaryFolder::~TemporaryFolder() { fs::remove_all(path_); }

std::vector<Document> sample_documents(const fs::path& corpus) {
  std::vector<Document> all{haze(corpus), many_passages()};
  all.push_back(
      document(kOddId, "Odd id", {{.anchor = "p 1/ä", .kind = "paragraph", .text = "odd"}}));
  state(all.back(), Field::kMemberStates, {"SG"});
  state(all.back(), Field::kDate, {"2019-07"});
  state(all.back(), Field::kCourt, {"Court, with a comma"});

  all.push_back(document(kHostileId, "<script>alert(1)</script> \"quoted\" & {{page_title}}",
                         {{.anchor = "a\"onmouseover=\"x",
                           .kind = "article",
                           .label = "<b>1</b>",
                           .heading = "<img src=x onerror=alert(1)>",
                           .text = "hostile <script>alert(2)</script> text"}}));
  state(all.back(), Field::kTopics, {"<i>topic</i>"});
  all.back().content.warnings = {{"test", "<u>warning</u>"}};

  all.push_back(document(kHugeId, "A huge passage",
                         {{.anchor = "all", .kind = "text", .text = std::string()}}));
  for (int i = 0; all.back().content.passages[0].text.size() < 700'000; ++i)
    all.back().content.passages[0].text += "กขค" + std::to_string(i) + " ";

  all.push_back(
      document(kJawiId, "دوکومين ڤرتام", {{.anchor = "a", .kind = "article", .text = "دوکومين"}}));
  state(all.back(), Field::kLanguage, {"ms-Arab"});

  all.push_back(document(kLineId, "A line", {{.anchor = "a", .kind = "text", .text = "line"}}));
  keep_original(all.back(), corpus, "bulk.jsonl", "{}\n", "application/jsonl");
  all.back().content.part = 1;

  all.push_back(document(kPageId, "A stored page", {{.anchor = "a", .kind = "text", .text = "x"}}));
  keep_original(all.back(), corpus, "page.html", "<script>alert(1)</script>", "text/html");
  return all;
}

std::uint64_t write_index(const fs::path& dir, const std::vector<Document>& documents) {
  auto writer = index::Writer::open(dir, index::WriteMode::kUpdate);
  EXPECT_TRUE(writer.ok()) << writer.error().message;
  for (const Document& each : documents) EXPECT_TRUE(writer->put(each).ok());
  const auto generation = writer->commit();
  EXPECT_TRUE(generation.ok());
  return *generation;
}

Running::Running(const fs::path& index, ServiceSettings settings) {
  ApplicationOptions options;
  options.index_dir = index;
  options.config_dir = LONTAR_SOURCE_DIR "/config";
  options.web_dir = settings.web_dir;
  options.log = settings.log;
  options.threads = settings.threads;
  options.queue = settings.queue;
  auto application = Application::create(options);
  EXPECT_TRUE(application.ok()) << application.error().message;
  application_ = std::move(*application);
  ServerOptions listening;
  listening.port = 0;
  auto server = Server::start(listening, application_->service());
  EXPECT_TRUE(server.ok()) << server.error().message;
  server_ = std::make_unique<Server>(std::move(*server));
}

Running::~Running() {
  application_->stop();
  server_.reset();
}

std::unique_ptr<TemporaryFolder> ServiceTest::folder_;
std::unique_ptr<Running> ServiceTest::running_;

void ServiceTest::SetUpTestSuite() {
  folder_ = std::make_unique<TemporaryFolder>();
  write_index(folder_->path() / "index", sample_documents(corpus()));
  running_ = std::make_unique<Running>(folder_->path() / "index");
}

void ServiceTest::TearDownTestSuite() {
  running_.reset();
  folder_.reset();
}

const fs::path& ServiceTest::corpus() {
  static fs::path path;
  path = folder_->path() / "corpus";
  return path;
}

Reply ServiceTest::get(const std::string& target, const std::string& headers) {
  return fetch(port(), target, headers);
}

std::string document_path(const std::string& id) { return api_document_url(id); }

}  // namespace lontar::api::testing_support
