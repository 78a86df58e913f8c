#include "tests/endurance/mutator.h"

#include <algorithm>
#include <array>

namespace lontar::endurance {
namespace {

using Damage = void (*)(std::string& bytes, const std::string& other, std::size_t at,
                        std::size_t random);

// What can become of a file on its way. `at` lies within `bytes`.
constexpr std::array<Damage, 8> kDamages = {
    // A bit flips.
    [](std::string& bytes, const std::string&, std::size_t at, std::size_t random) {
      bytes[at] = static_cast<char>(bytes[at] ^ 1 << random % 8);
    },
    // A byte is another.
    [](std::string& bytes, const std::string&, std::size_t at, std::size_t random) {
      bytes[at] = static_cast<char>(random);
    },
    // A piece is missing.
    [](std::string& bytes, const std::string&, std::size_t at, std::size_t random) {
      bytes.erase(at, 1 + random % 2000);
    },
    // The end is missing.
    [](std::string& bytes, const std::string&, std::size_t at, std::size_t) { bytes.resize(at); },
    // A piece is there twice.
    [](std::string& bytes, const std::string&, std::size_t at, std::size_t random) {
      bytes.insert(at, bytes.substr(at, 1 + random % 2000));
    },
    // A piece of another file.
    [](std::string& bytes, const std::string& other, std::size_t at, std::size_t random) {
      if (!other.empty()) bytes.insert(at, other, random % other.size(), 1 + random % 5000);
    },
    // A block of zeros, as after a crash of the machine.
    [](std::string& bytes, const std::string&, std::size_t at, std::size_t random) {
      const std::size_t many = std::min(bytes.size() - at, 1 + random % 4096);
      std::fill_n(bytes.begin() + static_cast<long>(at), many, '\0');
    },
    // A number is another: lengths, offsets, counts.
    [](std::string& bytes, const std::string&, std::size_t at, std::size_t random) {
      const std::size_t digit = bytes.find_first_of("0123456789", at);
      constexpr std::array kNumbers = {"0", "-1", "99999999999", "2147483648", "7"};
      if (digit != std::string::npos) bytes.replace(digit, 1, kNumbers[random % kNumbers.size()]);
    },
};

}  // namespace

std::string Mutator::next(std::size_t sample) {
  std::string bytes = samples_[sample % samples_.size()];
  for (std::size_t left = 1 + below(6); left > 0; --left) damage(bytes);
  return bytes;
}

void Mutator::damage(std::string& bytes) {
  if (bytes.empty()) return;
  const std::string& other = samples_[below(samples_.size())];
  // A file cut off at its very beginning tells nothing: most cuts are near the end.
  const std::size_t kind = below(kDamages.size());
  const std::size_t at = below(bytes.size());
  kDamages[kind](bytes, other, kind == 3 ? std::max(at, bytes.size() / 2) : at, random_());
}

}  // namespace lontar::endurance
