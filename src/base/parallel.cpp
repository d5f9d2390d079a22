#include "base/parallel.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace corridor {
namespace {

/// WebAssembly is built without threads: a page runs workers of its own instead.
#ifdef __EMSCRIPTEN__
constexpr bool kHasThreads = false;
#else
constexpr bool kHasThreads = true;
#endif

/// How many more threads may run: all that the outermost loop was given, less those at work.
class Idle {
 public:
  explicit Idle(unsigned threads) : count_(threads) {}

  bool take() {
    unsigned count = count_.load();
    while (count > 0 && !count_.compare_exchange_weak(count, count - 1)) {
    }
    return count > 0;
  }
  void give_back() { ++count_; }

 private:
  std::atomic<unsigned> count_;
};

/// The idle threads of the outermost loop that this thread works for; null outside of loops.
thread_local Idle* idle_around = nullptr;

/// Lets this thread work within a loop, for as long as this lives.
class Within {
 public:
  explicit Within(Idle& idle) : before_(idle_around) { idle_around = &idle; }
  ~Within() { idle_around = before_; }
  Within(const Within&) = delete;
  Within& operator=(const Within&) = delete;

 private:
  Idle* before_;
};

/// One loop: whoever works on it calls an idle thread to help before every index that is not the
/// last.
class Loop {
 public:
  Loop(std::size_t count, unsigned helpers, Idle& idle,
       const std::function<void(std::size_t)>& work)
      : count_(count), own_limit_(helpers), idle_(idle), work_(work), error_index_(count) {}

  void take_part() {
    for (std::size_t i = next_++; i < count_; i = next_++) {
      if (next_ < count_) call_for_help();
      try {
        work_(i);
      } catch (...) {
        keep_error(i);
      }
    }
  }

  /// Waits for all helpers, also those that helpers have called, and rethrows.
  void finish() {
    for (std::thread helper = next_helper(); helper.joinable(); helper = next_helper())
      helper.join();
    if (error_) std::rethrow_exception(error_);
  }

 private:
  void call_for_help() {
    if (!own_limit_.take()) return;
    if (!idle_.take()) {
      own_limit_.give_back();
      return;
    }
    if (!start_helper()) release_helper();
  }

  /// False where the system can start no more threads: the loop goes on with those that it has.
  bool start_helper() {
    const std::lock_guard lock(mutex_);
    try {
      helpers_.emplace_back([this] {
        const Within within(idle_);
        take_part();
        release_helper();
      });
    } catch (const std::system_error&) {
      return false;
    }
    return true;
  }

  void release_helper() {
    own_limit_.give_back();
    idle_.give_back();
  }

  std::thread next_helper() {
    const std::lock_guard lock(mutex_);
    if (helpers_.empty()) return {};
    std::thread helper = std::move(helpers_.back());
    helpers_.pop_back();
    return helper;
  }

  void keep_error(std::size_t index) {
    const std::lock_guard lock(mutex_);
    if (index >= error_index_) return;
    error_index_ = index;
    error_ = std::current_exception();
  }

  std::size_t count_;
  Idle own_limit_;  ///< helpers that this loop may still have
  Idle& idle_;
  const std::function<void(std::size_t)>& work_;
  std::atomic<std::size_t> next_{0};
  std::mutex mutex_;
  std::vector<std::thread> helpers_;
  std::size_t error_index_;
  std::exception_ptr error_;
};

}  // namespace

void parallel_for(std::size_t count, unsigned threads,
                  const std::function<void(std::size_t)>& work) {
  const unsigned helpers = kHasThreads ? std::max(1U, threads) - 1 : 0;
  if (idle_around != nullptr) {
    Loop loop(count, helpers, *idle_around, work);
    loop.take_part();
    loop.finish();
    return;
  }
  Idle idle(helpers);
  Loop loop(count, helpers, idle, work);
  {
    const Within within(idle);
    loop.take_part();
  }
  idle.give_back();  // this thread only waits now
  loop.finish();
}

}  // namespace corridor
