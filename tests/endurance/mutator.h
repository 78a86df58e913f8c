// Makes damaged files from sound ones: bits flipped, pieces cut out, doubled, overwritten, taken
// from other files. The same seed gives the same files.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace lontar::endurance {

class Mutator {
 public:
  // `samples` are not empty and outlive it.
  Mutator(const std::vector<std::string>& samples, std::uint64_t seed)
      : samples_(samples), random_(seed) {}

  std::string next(std::size_t sample);

 private:
  std::size_t below(std::size_t limit) { return limit > 0 ? random_() % limit : 0; }
  void damage(std::string& bytes);

  const std::vector<std::string>& samples_;
  std::mt19937_64 random_;
};

}  // namespace lontar::endurance
