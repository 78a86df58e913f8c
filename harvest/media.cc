#include "harvest/media.h"

#include <algorithm>
#include <array>
#include <string>

#include "core/ascii.h"

namespace lontar::harvest {
namespace {

constexpr std::size_t kHeadBytes = 1024;

struct Row {
  Media media;
  std::string_view name;
  std::string_view extensions;  // each with a ' ' behind it, the usual one first
  std::string_view types;       // the same
};

// To add a kind, add a row, and what its bytes look like below.
constexpr std::array kRows = {
    Row{Media::kNone, "an unknown format", "", ""},
    Row{Media::kPdf, "PDF", ".pdf ", "application/pdf application/x-pdf "},
    Row{Media::kHtml, "HTML", ".html .htm .xhtml ", "text/html application/xhtml+xml "},
    Row{Media::kXml, "XML", ".xml .akn ", "application/xml text/xml "},
    Row{Media::kJson, "JSON", ".jsonl .ndjson .json ",
        "application/json application/jsonl application/x-ndjson application/x-jsonlines "},
    Row{Media::kMarkdown, "Markdown", ".md .markdown ", "text/markdown "},
    Row{Media::kText, "text", ".txt .text ", "text/plain "},
};

constexpr std::array<std::string_view, 5> kAnything = {
    "", "application/octet-stream", "binary/octet-stream", "application/force-download",
    "application/download"};

const Row& row(Media media) { return kRows[static_cast<std::size_t>(media)]; }

bool lists(std::string_view list, const std::string& item) {
  return !item.empty() && (" " + std::string(list)).find(" " + item + " ") != std::string::npos;
}

// "Text/HTML; charset=utf-8" -> "text/html"
std::string bare_type(std::string_view content_type) {
  std::string type = ascii_lower(content_type.substr(0, content_type.find(';')));
  std::erase_if(type, [](char c) { return c == ' ' || c == '\t'; });
  return type;
}

// UTF-16 without its zeros reads like ASCII; enough to see a tag in it.
std::string readable(std::string_view head) {
  const bool wide = head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF");
  std::string text(head);
  if (wide) {
    text.erase(0, 2);
    std::erase(text, '\0');
  } else if (head.starts_with("\xEF\xBB\xBF")) {
    text.erase(0, 3);
  }
  text.erase(0, text.find_first_not_of(" \t\r\n\f"));
  return ascii_lower(text);
}

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\x1B';
}

}  // namespace

std::string_view name(Media media) { return row(media).name; }

std::string_view extension(Media media) {
  const std::string_view all = row(media).extensions;
  return all.substr(0, all.find(' '));
}

Media media_of_name(std::string_view file) {
  const std::size_t dot = file.rfind('.');
  if (dot == file.npos) return Media::kNone;
  const std::string wanted = ascii_lower(file.substr(dot));
  for (const Row& row : kRows) {
    if (lists(row.extensions, wanted)) return row.media;
  }
  return Media::kNone;
}

Media media_of_type(std::string_view content_type) {
  const std::string type = bare_type(content_type);
  for (const Row& row : kRows) {
    if (lists(row.types, type)) return row.media;
  }
  return type.ends_with("+xml") ? Media::kXml : Media::kNone;
}

bool is_foreign_type(std::string_view content_type) {
  return media_of_type(content_type) == Media::kNone &&
         std::ranges::find(kAnything, bare_type(content_type)) == kAnything.end();
}

Media media_of_bytes(std::string_view head) {
  head = head.substr(0, kHeadBytes);
  const std::string text = readable(head);
  if (text.starts_with("<!doctype html") || text.starts_with("<html")) return Media::kHtml;
  if (head.find("%PDF-") != head.npos) return Media::kPdf;
  if (text.empty() || std::ranges::any_of(text, is_control)) return Media::kNone;
  if (text.front() == '<' && text.find("<html") != text.npos) return Media::kHtml;
  if (text.front() == '<') return Media::kXml;
  if (text.front() == '{' || text.front() == '[') return Media::kJson;
  return Media::kText;
}

bool agree(Media called, Media bytes) {
  if (called == Media::kNone || called == bytes) return true;
  if (called == Media::kMarkdown || called == Media::kText) {
    return bytes == Media::kText || bytes == Media::kXml || bytes == Media::kJson;
  }
  // A page may begin with a comment or any tag at all.
  return called == Media::kHtml && bytes == Media::kXml;
}

}  // namespace lontar::harvest
