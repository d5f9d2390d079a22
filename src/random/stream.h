#pragma once
#include <cstdint>

#include "random/philox.h"

namespace corridor {

/// What one member's draws are addressed under: the seed of the run and the member's slot.
struct MemberStreams {
  std::uint64_t seed = 1;
  std::uint32_t member = 0;
};

/// A stream of random numbers for one draw, addressed by what the draw is for:
/// (seed, member, tick, process, entity). The entity is a name key, so that adding a place moves no
/// other draw. Cheap to make, dies with the draw. Key = seed mixed with the entity (64 bits);
/// counter = (block, member, tick, process).
class Stream {
 public:
  Stream(const MemberStreams& member, std::uint32_t tick, std::uint32_t process,
         std::uint64_t entity)
      : counter_{0, member.member, tick, process} {
    const std::uint64_t key = mix(member.seed ^ mix(entity));
    key_ = {static_cast<std::uint32_t>(key), static_cast<std::uint32_t>(key >> 32)};
  }

  std::uint32_t next32() {
    if (used_ == 4) {
      block_ = philox4x32(counter_, key_);
      ++counter_[0];
      used_ = 0;
    }
    return block_[used_++];
  }
  std::uint64_t next64() {
    const std::uint64_t high = next32();
    return high << 32 | next32();
  }
  /// Uniform among 0 .. n - 1, n > 0: without bias, a word each as far as n allows (Lemire 2019,
  /// ACM Trans. Model. Comput. Simul. 29(1)).
  std::uint64_t below(std::uint64_t n) {
    constexpr std::uint64_t kWord = std::uint64_t{1} << 32;
    if (n >= kWord) return below_by_rejection(n);
    std::uint64_t product = next32() * n;
    if (product % kWord < n) {
      const std::uint64_t biased = kWord % n;
      while (product % kWord < biased) product = next32() * n;
    }
    return product / kWord;
  }
  /// Uniform in the open interval (0, 1), 53 bits.
  double uniform() {
    return (static_cast<double>(next64() >> 11) + 0.5) * (1.0 / 9007199254740992.0);
  }

 private:
  std::uint64_t below_by_rejection(std::uint64_t n) {
    const std::uint64_t biased = (0 - n) % n;  // 2^64 mod n
    std::uint64_t word = next64();
    while (word < biased) word = next64();
    return word % n;
  }
  /// A bijection of 64 bits (splitmix64 finaliser, Stafford's mix 13).
  static constexpr std::uint64_t mix(std::uint64_t x) {
    x ^= x >> 30;
    x *= 0xBF58476D1CE4E5B9ULL;
    x ^= x >> 27;
    x *= 0x94D049BB133111EBULL;
    return x ^ (x >> 31);
  }

  PhiloxBlock counter_;
  PhiloxKey key_{};
  PhiloxBlock block_{};
  unsigned used_ = 4;
};

}  // namespace corridor
