#pragma once
#include <cstddef>
#include <mutex>
#include <string>

namespace corridor::cli {

/// A bar on a terminal; on anything else one line at the beginning and one at the end. Safe to call
/// from any thread.
class Progress {
 public:
  explicit Progress(std::string what);
  void report(std::size_t done, std::size_t of);

 private:
  std::string what_;
  bool terminal_;
  std::mutex mutex_;
  std::size_t last_percent_ = 101;
};

}  // namespace corridor::cli
