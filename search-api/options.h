// The program's options: the command line over the [server] table of config/lontar.toml over what
// is built in.
#pragma once

#include <filesystem>
#include <string>
#include <variant>

#include "core/result.h"
#include "search-api/application.h"
#include "search-api/server.h"

namespace lontar::api {

struct Options {
  ApplicationOptions application;
  ServerOptions server;
  std::chrono::seconds drain = std::chrono::seconds(10);
};

// Text to print and the code to exit with: help, version, a mistake in the usage.
struct Exit {
  std::string text;
  int code = 0;
};

std::variant<Options, Exit> read_options(int argc, const char* const* argv);

}  // namespace lontar::api
