#include "cli/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <iostream>

namespace corridor::cli {
namespace {

constexpr std::size_t kAll = 100;  ///< percent
/// Before so much is done, nobody knows how long the rest takes.
constexpr std::size_t kEnoughToTell = 5;
/// Between the lines of a long run that writes to no terminal.
constexpr std::chrono::seconds kBetweenLines{15};

}  // namespace

Progress::Progress(std::string what)
    : what_(std::move(what)), terminal_(isatty(STDERR_FILENO) == 1) {}

void Progress::stage(std::string words) {
  const std::lock_guard lock(mutex_);
  stage_ = std::move(words);
  if (percent_ < kAll) show(false);
}

void Progress::report(std::size_t done, std::size_t of) {
  const std::size_t percent = kAll * done / of;
  const std::lock_guard lock(mutex_);
  const bool is_first = percent_ > kAll;
  if (!is_first && percent <= percent_) return;
  percent_ = percent;
  show(is_first || percent == kAll);
}

/// Where there is no terminal, only at once or when the last line is old.
void Progress::show(bool at_once) {
  constexpr std::size_t kWidth = 40;
  constexpr const char* kClearRestOfLine = "\033[K";
  if (terminal_) {
    const std::size_t filled = kWidth * percent_ / kAll;
    std::cerr << fmt::format("\r{} [{}{}] {:3} %{}{}{}", what_, std::string(filled, '#'),
                             std::string(kWidth - filled, '.'), percent_, words(), kClearRestOfLine,
                             percent_ == kAll ? "\n" : "");
    return;
  }
  const Clock::time_point now = Clock::now();
  if (!at_once && now - last_line_ < kBetweenLines) return;
  last_line_ = now;
  std::cerr << fmt::format("{}: {} %{}\n", what_, percent_, words());
}

/// Behind the share: the stage and the time left; nothing at the end.
std::string Progress::words() const {
  if (percent_ == kAll) return "";
  return (stage_.empty() ? "" : ", " + stage_) + time_left();
}

/// By how long it took so far; nothing before anybody can tell.
std::string Progress::time_left() const {
  if (percent_ < kEnoughToTell) return "";
  constexpr double kMinute = 60.0;
  const double so_far = std::chrono::duration<double>(Clock::now() - began_).count();
  const double seconds =
      so_far * static_cast<double>(kAll - percent_) / static_cast<double>(percent_);
  return seconds < kMinute ? fmt::format(", about {:.0f} s left", seconds)
                           : fmt::format(", about {:.0f} min left", seconds / kMinute);
}

}  // namespace corridor::cli
