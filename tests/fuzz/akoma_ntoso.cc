// Akoma Ntoso of any version.
#include "parsers/akoma_ntoso.h"

#include "tests/fuzz/parsed.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lontar;
  static const auto parser = parsers::make_akoma_ntoso_parser(fuzz::languages());
  fuzz::parse(*parser, fuzz::bytes_of(data, size));
  return 0;
}
