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

Result<Registry> Registry::create(const std::filesystem::path& config_dir,
                                  const text::Languages& languages) {
  auto profiled = make_profiled_xml_parsers(config_dir / "xml-profiles", languages);
  if (!profiled) return profiled.error();
  // From what is recognised most surely to what takes anything.
  Registry registry;
  registry.parsers_.push_back(make_pdf_parser(languages));
  registry.parsers_.push_back(make_json_lines_parser(languages));
  registry.parsers_.push_back(make_akoma_ntoso_parser(languages));
  std::ranges::move(*profiled, std::back_inserter(registry.parsers_));
  registry.parsers_.push_back(make_html_parser(languages));
  registry.parsers_.push_back(make_plain_xml_parser(languages));
  registry.parsers_.push_back(make_markdown_parser(languages));
  registry.parsers_.push_back(make_plain_text_parser(languages));
  return registry;
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
      repair_zawgyi(document);
      emit(std::move(document));
    });
  } catch (const std::exception& error) {
    return Error{ErrorCode::kDamaged,
                 "the " + std::string(parser->name()) + " reader gave up: " + error.what()};
  }
}

}  // namespace lontar::parsers
