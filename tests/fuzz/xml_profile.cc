// XML of the layouts that config/xml-profiles describes.
#include "parsers/profiled_xml.h"
#include "tests/fuzz/parsed.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lontar;
  static const auto parsers = fuzz::loaded(
      parsers::make_profiled_xml_parsers(fuzz::kConfig / "xml-profiles", fuzz::languages()));
  static const auto plain = parsers::make_plain_xml_parser(fuzz::languages());
  for (const auto& parser : parsers) fuzz::parse(*parser, fuzz::bytes_of(data, size));
  fuzz::parse(*plain, fuzz::bytes_of(data, size));
  return 0;
}
