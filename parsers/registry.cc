#include <algorithm>
#include <exception>
#include <iterator>
#include <utility>

#include "parsers/akoma_ntoso.h"
#include "parsers/html.h"
#include "parsers/json_lines.h"
#include "parsers/parser.h"
#include "parsers/pdf.h"
#include "parsers/plain_text.h"
#include "parsers/profiled_xml.h"
#include "parsers/zawgyi_repair.h"

namespace lontar::parsers {
namespace {

// Every byte of UTF-8 but those that continue a character.
std::uint64_t characters_in(std::string_view text) {
  return static_cast<std::uint64_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::uint64_t characters_of(const ParsedDocument& document) {
  std::uint64_t all = 0;
  for (const Passage& passage : document.passages) {
    all +=
        characters_in(passage.label) + characters_in(passage.heading) + characters_in(passage.text);
  }
  return all;
}

}  // namespace

Result<Registry> Registry::create(const std::filesystem::path& config_dir,
                                  const text::Languages& languages, const ScanOptions& scans) {
  auto profiled = make_profiled_xml_parsers(config_dir / "xml-profiles", languages);
  if (!profiled) return profiled.error();
  auto pdf = make_pdf_parser(languages, scans);
  if (!pdf) return pdf.error();
  // From what is recognised most surely to what takes anything.
  Registry registry;
  registry.parsers_.push_back(std::move(*pdf));
  registry.parsers_.push_back(make_json_lines_parser(languages));
  registry.parsers_.push_back(make_akoma_ntoso_parser(languages));
  std::ranges::move(*profiled, std::back_inserter(registry.parsers_));
  registry.parsers_.push_back(make_html_parser(languages));
  registry.parsers_.push_back(make_plain_xml_parser(languages));
  registry.parsers_.push_back(make_markdown_parser(languages));
  registry.parsers_.push_back(make_plain_text_parser(languages));
  return registry;
}

void Registry::put_first(std::unique_ptr<Parser> parser) {
  parsers_.insert(parsers_.begin(), std::move(parser));
}

const Parser* Registry::find(const Input& input) const {
  for (const auto& parser : parsers_) {
    if (parser->accepts(input)) return parser.get();
  }
  return nullptr;
}

Result<void> Registry::parse(const Input& input, const Emit& emit) const {
  const Parser* parser = find(input);
  if (!parser) {
    return Error{ErrorCode::kUnsupported,
                 "not a format that Lontar reads; it reads PDF, XML, HTML, text, Markdown and JSON "
                 "Lines"};
  }
  try {
    return parser->parse(input, [&](ParsedDocument document) {
      if (repair_zawgyi(document)) document.extraction.legacy_encodings.emplace_back("Zawgyi");
      document.extraction.characters = characters_of(document);
      emit(std::move(document));
    });
  } catch (const std::exception& error) {
    return Error{ErrorCode::kDamaged,
                 "the " + std::string(parser->name()) + " reader gave up: " + error.what()};
  }
}

}  // namespace lontar::parsers
