#pragma once
#include <cstddef>
#include <functional>
#include <optional>
#include <string>

namespace corridor {

/// Where a long run keeps what it has found, unit by unit, so that one that was killed can go on.
/// Empty functions: nothing is kept.
struct FoundWork {
  std::function<std::optional<std::string>(std::size_t unit)> find;
  std::function<void(std::size_t unit, const std::string& bytes)> keep;
};

}  // namespace corridor
