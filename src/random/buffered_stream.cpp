#include "random/buffered_stream.h"

namespace corridor {

void BufferedStream::refill() {
  // No block depends on another: the compiler works on several at once.
  for (std::uint32_t i = 0; i < kBlocks; ++i) {
    const PhiloxBlock block =
        philox4x32({counter_[0] + i, counter_[1], counter_[2], counter_[3]}, key_);
    for (std::uint32_t word = 0; word < 4; ++word) words_[4 * i + word] = block[word];
  }
  counter_[0] += kBlocks;
  used_ = 0;
}

}  // namespace corridor
