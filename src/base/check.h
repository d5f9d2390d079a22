#pragma once
// Assumptions about ourselves, checked in every build: a failure is a bug of Corridor, never of its
// input.
#include <stdexcept>
#include <string>

namespace corridor {

/// Thrown when Corridor contradicts itself (people lost, a negative count, an index out of range).
class Bug : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

[[noreturn]] inline void fail_check(const char* condition, const char* file, int line,
                                    const std::string& values) {
  throw Bug(std::string(file) + ":" + std::to_string(line) + ": " + condition + " does not hold" +
            (values.empty() ? "" : " (" + values + ")"));
}

}  // namespace corridor

#define CORRIDOR_CHECK(condition, values)                                             \
  do {                                                                                \
    if (!(condition)) ::corridor::fail_check(#condition, __FILE__, __LINE__, values); \
  } while (false)
