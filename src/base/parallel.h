#pragma once
#include <cstddef>
#include <functional>

namespace corridor {

/// Calls `work(i)` once for every i in [0, count) on at most `threads` threads, in no fixed order.
/// The only place that knows threads. A loop inside the work of another one runs on the thread that
/// came to it, helped by those of the outermost loop that have nothing left to do: together they
/// are never more than the outermost loop was given, and fewer where the system can start no more.
/// If calls throw, the exception of the smallest
/// index is rethrown after all threads have ended.
void parallel_for(std::size_t count, unsigned threads,
                  const std::function<void(std::size_t)>& work);

}  // namespace corridor
