#include "io/csv.h"

#include <csv.h>

#include <algorithm>
#include <memory>

namespace lontar::io {
namespace {

// libcsv counts both halves of "\r\n" as ends of a row once it is asked to report empty rows, so it
// is given '\n' only; one at the very end, so that a row still open there is one with an open
// quote.
std::string with_plain_line_ends(std::string_view text) {
  std::string plain;
  plain.reserve(text.size() + 1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r') {
      plain += text[i];
    } else if (i + 1 == text.size() || text[i + 1] != '\n') {
      plain += '\n';
    }
  }
  if (!plain.empty() && plain.back() != '\n') plain += '\n';
  return plain;
}

struct FreeParser {
  void operator()(csv_parser* parser) const {
    csv_free(parser);
    delete parser;
  }
};

class Reader {
 public:
  Reader(char separator, int first_row) : parser_(new csv_parser{}), row_{first_row, {}} {
    csv_init(parser_.get(), CSV_REPALL_NL);
    csv_set_delim(parser_.get(), static_cast<unsigned char>(separator));
  }

  // Takes one line with its '\n'; returns whether a row ended with it.
  bool feed(std::string_view line) {
    row_ended_ = false;
    csv_parse(parser_.get(), line.data(), line.size(), on_cell, on_row, this);
    return row_ended_;
  }
  void finish() { csv_fini(parser_.get(), on_cell, on_row, this); }

  int row_number() const { return row_.number; }
  std::vector<CsvRow>& rows() { return rows_; }

 private:
  static void on_cell(void* cell, std::size_t size, void* self) {
    std::string text(static_cast<const char*>(cell), cell ? size : 0);
    static_cast<Reader*>(self)->row_.cells.push_back(std::move(text));
  }
  static void on_row(int, void* self) { static_cast<Reader*>(self)->end_row(); }
  void end_row() {
    row_ended_ = true;
    const int next = row_.number + 1;
    if (std::ranges::any_of(row_.cells, [](const auto& cell) { return !cell.empty(); })) {
      rows_.push_back(std::move(row_));
    }
    row_ = {next, {}};
  }

  std::unique_ptr<csv_parser, FreeParser> parser_;
  CsvRow row_;
  std::vector<CsvRow> rows_;
  bool row_ended_ = false;
};

std::string_view line_at(std::string_view text, std::size_t at) {
  return text.substr(at, text.find('\n', at) - at + 1);
}

void append(std::vector<CsvRow>& rows, std::vector<CsvRow>& more) {
  std::ranges::move(more, std::back_inserter(rows));
}

}  // namespace

CsvTable read_csv(std::string_view text, char separator) {
  const std::string plain = with_plain_line_ends(text);
  CsvTable table;
  std::size_t at = 0;
  int row = 1;
  while (at < plain.size()) {
    Reader reader(separator, row);
    std::size_t row_begin = at;
    while (at < plain.size()) {
      const auto line = line_at(plain, at);
      at += line.size();
      if (reader.feed(line)) row_begin = at;
    }
    append(table.rows, reader.rows());
    if (row_begin == plain.size()) break;

    // The quote opened in the line at row_begin has no end: take that line alone, then go on after.
    row = reader.row_number();
    table.unclosed_rows.push_back(row);
    const auto line = line_at(plain, row_begin);
    Reader alone(separator, row);
    alone.feed(line);
    alone.finish();
    append(table.rows, alone.rows());
    at = row_begin + line.size();
    ++row;
  }
  return table;
}

// Readers trim a bare cell, and some take other separators than ours for the end of one.
constexpr std::string_view kQuoted = ",;\t\"\r\n ";

std::string write_csv_row(const std::vector<std::string>& cells) {
  std::string row;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i) row += ',';
    const bool bare = cells[i].find_first_of(kQuoted) == std::string::npos;
    if (bare) {
      row += cells[i];
      continue;
    }
    row += '"';
    for (const char c : cells[i]) row += c == '"' ? std::string("\"\"") : std::string(1, c);
    row += '"';
  }
  return row + "\r\n";
}

}  // namespace lontar::io
