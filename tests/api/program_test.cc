// The program lontar-search-api as the operator meets it: options, the line with the address,
// signals, exit codes.
#include <gmock/gmock.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <fstream>
#include <thread>

#include "service_fixture.h"

namespace lontar::api::testing_support {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

// A started program with its standard output and error on one pipe.
class Program {
 public:
  explicit Program(std::vector<std::string> arguments) {
    std::array<int, 2> ends{};
    EXPECT_EQ(::pipe(ends.data()), 0);
    pid_ = ::fork();
    if (pid_ == 0) {
      ::dup2(ends[1], STDOUT_FILENO);
      ::dup2(ends[1], STDERR_FILENO);
      ::close(ends[0]);
      ::close(ends[1]);
      arguments.insert(arguments.begin(), LONTAR_SEARCH_API);
      std::vector<char*> pointers;
      for (std::string& argument : arguments) pointers.push_back(argument.data());
      pointers.push_back(nullptr);
      ::execv(LONTAR_SEARCH_API, pointers.data());
      ::_exit(127);
    }
    ::close(ends[1]);
    output_ = ends[0];
  }
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;
  ~Program() {
    if (pid_ > 0) {
      ::kill(pid_, SIGKILL);
      wait();
    }
    ::close(output_);
  }

  std::string line() {
    std::string text;
    char c = 0;
    while (::read(output_, &c, 1) == 1 && c != '\n') text += c;
    return text;
  }
  std::string rest() {
    std::string text;
    char c = 0;
    while (::read(output_, &c, 1) == 1) text += c;
    return text;
  }
  void signal(int number) { ::kill(pid_, number); }
  int wait() {
    int status = 0;
    ::waitpid(pid_, &status, 0);
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }

 private:
  pid_t pid_ = -1;
  int output_ = -1;
};

std::vector<std::string> arguments(const std::filesystem::path& index) {
  return {"--index",  index.string(),
          "--port",   "0",
          "--config", LONTAR_SOURCE_DIR "/config/lontar.toml",
          "--web",    LONTAR_SOURCE_DIR "/web"};
}

std::uint16_t port_of(const std::string& line) {
  return static_cast<std::uint16_t>(std::stoi(line.substr(line.rfind(':') + 1)));
}

TEST(Program, PrintsItsAddressAndStopsCleanlyOnBothSignals) {
  TemporaryFolder folder;
  write_index(folder.path() / "index", sample_documents(folder.path() / "corpus"));
  for (const int number : {SIGTERM, SIGINT}) {
    Program program(arguments(folder.path() / "index"));
    const std::string line = program.line();
    ASSERT_THAT(line, StartsWith("Listening on http://127.0.0.1:"));
    const std::uint16_t port = port_of(line);
    EXPECT_EQ(fetch(port, "/api/v1/search?q=haze").status, 200);
    program.signal(SIGPIPE);
    EXPECT_EQ(fetch(port, "/healthz").status, 200);
    Client open(port);
    open.get("/healthz");
    program.signal(number);
    EXPECT_EQ(program.wait(), 0);
    EXPECT_EQ(fetch(port, "/healthz").status, 0);
  }
}

TEST(Program, SaysWhatIsWrongAndExitsWithTwo) {
  TemporaryFolder folder;
  const std::string none = (folder.path() / "none").string();
  const std::vector<std::pair<std::vector<std::string>, const char*>> cases = {
      {{"--index", none, "--config", LONTAR_SOURCE_DIR "/config", "--web",
        LONTAR_SOURCE_DIR "/web"},
       "lontar-indexer"},
      {{"--config", none}, "--index"},
      {{"--index", none, "--port", "70000"}, "--port"},
      {{"--indx", none}, "--indx"},
      {{"--index", none, "--config", LONTAR_SOURCE_DIR "/config", "--web", none}, "--web"},
  };
  for (const auto& [given, expected] : cases) {
    Program program(given);
    EXPECT_THAT(program.rest(), HasSubstr(expected));
    EXPECT_EQ(program.wait(), 2) << expected;
  }
}

TEST(Program, TellsItsOptions) {
  Program program({"--help"});
  const std::string help = program.rest();
  for (const char* option :
       {"--index", "--config", "--web", "--address", "--port", "--threads", "--queue"})
    EXPECT_THAT(help, HasSubstr(option));
  EXPECT_EQ(program.wait(), 0);
}

TEST(Program, APortThatIsTakenIsNamed) {
  TemporaryFolder folder;
  write_index(folder.path() / "index", sample_documents(folder.path() / "corpus"));
  Program first(arguments(folder.path() / "index"));
  const std::string port = std::to_string(port_of(first.line()));
  auto same = arguments(folder.path() / "index");
  same[3] = port;
  Program second(same);
  EXPECT_THAT(second.rest(), HasSubstr(port));
  EXPECT_EQ(second.wait(), 2);
}

}  // namespace
}  // namespace lontar::api::testing_support
