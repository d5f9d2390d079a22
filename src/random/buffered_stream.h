#pragma once
#include <array>

#include "random/stream.h"

namespace corridor {

/// A stream for many small draws in a row, made many blocks at a time. Keyed by the first words of
/// the `Stream` of the same address.
class BufferedStream {
 public:
  BufferedStream(const MemberStreams& member, std::uint32_t tick, std::uint32_t process,
                 std::uint64_t entity)
      : counter_{0, member.member, tick, process} {
    Stream stream(member, tick, process, entity);
    key_[0] = stream.next32();
    key_[1] = stream.next32();
  }

  std::uint32_t next32() {
    if (used_ == kWords) refill();
    return words_[used_++];
  }
  /// Uniform in the open interval (0, 1), 53 bits.
  double uniform() {
    const std::uint64_t high = next32();
    return (static_cast<double>((high << 32 | next32()) >> 11) + 0.5) * (1.0 / 9007199254740992.0);
  }
  /// True with probability `threshold` / 2^32; no draw at 2^32.
  bool below(std::uint64_t threshold) { return threshold == kAlways || next32() < threshold; }

  static constexpr std::uint64_t kAlways = std::uint64_t{1} << 32;

 private:
  static constexpr std::uint32_t kBlocks = 32;
  static constexpr std::uint32_t kWords = 4 * kBlocks;

  void refill();

  PhiloxBlock counter_;
  PhiloxKey key_{};
  std::uint32_t used_ = kWords;
  std::array<std::uint32_t, kWords> words_;
};

/// The threshold that stands for a probability in `BufferedStream::below`.
inline std::uint64_t threshold_of(double probability) {
  if (!(probability > 0.0)) return 0;
  if (probability >= 1.0) return BufferedStream::kAlways;
  return static_cast<std::uint64_t>(probability * static_cast<double>(BufferedStream::kAlways));
}

}  // namespace corridor
