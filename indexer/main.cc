// lontar-indexer: makes an index from folders of documents and keeps it up to date.
// Exit status: 0 all well; 1 some documents failed, many would have left unasked, or verify found
// differences; 2 wrong usage, or nothing could be done.
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "core/nearest.h"
#include "indexer/commands.h"
#include "io/standard_streams.h"

namespace {

using namespace lontar;
using namespace lontar::indexer;

using Command = int (*)(const Arguments&);

struct CommandRow {
  const char* name;
  const char* help;
  bool corpora;  // takes CORPUS...
  bool index;    // takes --index
  Command command;
};

// To add a command, add a row.
constexpr CommandRow kCommands[] = {
    {"update",
     "Bring the index up to date with the folders: what changed is read, the rest is left", true,
     true, [](const Arguments& a) { return index_corpora(a, index::WriteMode::kUpdate); }},
    {"rebuild", "Make the index anew from these folders only; ids stay as they are", true, true,
     [](const Arguments& a) { return index_corpora(a, index::WriteMode::kRebuild); }},
    {"watch", "Follow the folders and keep the index up to date with them, until stopped", true,
     true, watch_folders},
    {"verify", "Compare the index with the files it was made from, and with itself", false, true,
     verify_index},
    {"harvest",
     "Download what a list (a CSV file with the catalogue's columns) names in source_url", false,
     false, harvest_list},
    {"inspect", "Print what is made of one file, as JSON", false, false, inspect_file},
    {"stats", "Print what the index holds, in numbers", false, true, show_stats},
};

constexpr const char* kAbout =
    "Makes a full-text index from folders of legal documents, and keeps it up to date.\n\n"
    "The everyday command is `lontar-indexer update CORPUS... --index DIR`. Documents of folders "
    "that\n"
    "are not named stay in the index; a document whose file is gone from a named folder leaves "
    "it;\n"
    "when many would, it is asked first, and where nobody can be asked they stay.\n"
    "Exit status: 0 all well, 1 some documents failed, differ or were not let go, 2 wrong usage "
    "or\n"
    "nothing done.";

void add_report(CLI::App* command, Arguments& arguments) {
  command->add_option("--report", arguments.report, "Write a report as JSON Lines, a line per file")
      ->type_name("FILE");
}

void add_effort(CLI::App* command, Arguments& arguments) {
  command
      ->add_option("--jobs", arguments.jobs,
                   "Files read at the same time; without it as many as there are cores")
      ->check(CLI::Range(1, 256))
      ->type_name("N");
  command
      ->add_option("--memory", arguments.memory,
                   "Memory for documents on their way into the index, such as 512MB; the processes "
                   "that read have their own limit in config/lontar.toml")
      ->transform(CLI::AsSizeValue(true))
      ->check(CLI::Range(std::size_t{16'000'000}, std::size_t{1} << 40))
      ->type_name("SIZE");
}

void add_missing(CLI::App* command, Arguments& arguments, bool withdraw) {
  auto* keep = command->add_flag("--keep-missing", arguments.keep_missing,
                                 "Documents whose files are gone stay: for folders that are not "
                                 "always there");
  if (!withdraw) return;
  command
      ->add_flag("--withdraw", arguments.withdraw,
                 "Documents whose files are gone leave without asking, however many they are")
      ->excludes(keep);
}

CLI::App* add_command(CLI::App& app, const CommandRow& row, Arguments& arguments) {
  CLI::App* command = app.add_subcommand(row.name, row.help);
  if (row.corpora) {
    command->add_option("corpus", arguments.corpora, "Folder with documents and catalogue.csv")
        ->required()
        ->type_name("CORPUS");
    add_report(command, arguments);
    add_effort(command, arguments);
    add_missing(command, arguments, row.command != watch_folders);
  }
  if (row.index) {
    command->add_option("--index", arguments.index_dir, "Folder of the index")
        ->required()
        ->type_name("DIR");
  }
  command
      ->add_option("--config", arguments.config_dir,
                   "Folder with lontar.toml and the other configuration; else $LONTAR_CONFIG, else "
                   "config/ near the program")
      ->type_name("DIR");
  return command;
}

// What is wrong with the first word, when it is no command; "" when it is one, or an option.
std::string unknown_command(int argc, char** argv) {
  if (argc < 2 || argv[1][0] == '-') return {};
  std::vector<std::string_view> names;
  for (const CommandRow& row : kCommands) names.push_back(row.name);
  if (std::ranges::find(names, argv[1]) != names.end()) return {};
  const std::string_view meant = nearest(argv[1], names);
  return "there is no command '" + std::string(argv[1]) + "'" +
         (meant.empty() ? "; --help lists them" : "; is it '" + std::string(meant) + "'?");
}

int run(int argc, char** argv) {
  spdlog::set_default_logger(std::make_shared<spdlog::logger>(
      "lontar-indexer", std::make_shared<spdlog::sinks::stderr_sink_mt>()));
  spdlog::set_pattern("%n: %v");

  Arguments arguments;
  CLI::App app(kAbout, "lontar-indexer");
  app.require_subcommand(1);
  Command chosen = nullptr;
  for (const CommandRow& row : kCommands) {
    CLI::App* command = add_command(app, row, arguments);
    command->callback([&chosen, &row] { chosen = row.command; });
    if (row.command == inspect_file) {
      command->add_option("file", arguments.file, "The file")->required()->type_name("FILE");
    }
    if (row.command == harvest_list) {
      command->add_option("list", arguments.file, "The list")->required()->type_name("LIST");
      command->add_option("--into", arguments.into, "Folder to download into")
          ->required()
          ->type_name("DIR");
      add_report(command, arguments);
    }
    if (row.command == verify_index) {
      auto* repair = command->add_flag("--repair", arguments.repair,
                                       "Mend what differs, as far as the files allow");
      command
          ->add_option("corpus", arguments.corpora,
                       "With --repair, the folders of an index that cannot say which they were")
          ->needs(repair)
          ->type_name("CORPUS");
    }
    if (row.command == show_stats) command->add_flag("--json", arguments.json, "As JSON");
  }
  if (const std::string wrong = unknown_command(argc, argv); !wrong.empty()) {
    return fatal({ErrorCode::kInvalid, wrong});
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kWell : kFatal;
  }
  stop_on_signals();
  return chosen(arguments);
}

}  // namespace

int main(int argc, char** argv) {
  io::hold_standard_streams();
  const int status = run(argc, argv);
  const auto printed = io::flush_output();
  return printed ? status : fatal(printed.error());
}
