#pragma once
#include <chrono>
#include <cstddef>
#include <mutex>
#include <string>

namespace corridor::cli {

/// A bar on a terminal; on anything else one line at the beginning, one at the end and, in a long
/// run, one every now and then. Both tell the stage, if there is one, and the time left. Safe to
/// call from any thread.
class Progress {
 public:
  explicit Progress(std::string what);
  /// What begins now: `learning from counts, wave 2`.
  void stage(std::string words);
  void report(std::size_t done, std::size_t of);

 private:
  using Clock = std::chrono::steady_clock;

  void show(bool at_once);
  [[nodiscard]] std::string words() const;
  [[nodiscard]] std::string time_left() const;

  std::string what_;
  std::string stage_;
  bool terminal_;
  std::mutex mutex_;
  Clock::time_point began_ = Clock::now();
  Clock::time_point last_line_ = began_;
  std::size_t percent_ = 101;  ///< above 100: nothing shown yet
};

}  // namespace corridor::cli
