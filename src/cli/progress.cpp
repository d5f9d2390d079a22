#include "cli/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <iostream>

namespace corridor::cli {

Progress::Progress(std::string what)
    : what_(std::move(what)), terminal_(isatty(STDERR_FILENO) == 1) {}

void Progress::report(std::size_t done, std::size_t of) {
  constexpr std::size_t kWidth = 40;
  const std::size_t percent = 100 * done / of;
  const std::lock_guard lock(mutex_);
  if (percent == last_percent_ || (last_percent_ <= 100 && percent < last_percent_)) return;
  const bool first = last_percent_ > 100;
  last_percent_ = percent;
  if (terminal_) {
    const std::size_t filled = kWidth * percent / 100;
    std::cerr << fmt::format("\r{} [{}{}] {:3} %{}", what_, std::string(filled, '#'),
                             std::string(kWidth - filled, '.'), percent,
                             percent == 100 ? "\n" : "");
  } else if (first || percent == 100) {
    std::cerr << fmt::format("{}: {} %\n", what_, percent);
  }
}

}  // namespace corridor::cli
