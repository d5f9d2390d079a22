#include "input/thousands.h"

#include <fmt/format.h>

#include <algorithm>

namespace corridor {
namespace {

constexpr std::size_t kBetweenPoints = 3;  // digits
constexpr double kThousand = 1000.0;

bool are_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_first_group(std::string_view text) {
  return !text.empty() && text.size() <= kBetweenPoints && are_digits(text) && text.front() != '0';
}

double number_of(std::string_view digits) { return std::stod(std::string(digits)); }

}  // namespace

std::optional<double> read_with_thousands(std::string_view text) {
  std::size_t point = text.find('.');
  if (point == std::string_view::npos || !is_first_group(text.substr(0, point))) {
    return std::nullopt;
  }
  double number = number_of(text.substr(0, point));
  while (point != std::string_view::npos) {
    text.remove_prefix(point + 1);
    point = text.find('.');
    const std::string_view group = text.substr(0, point);
    if (group.size() != kBetweenPoints || !are_digits(group)) return std::nullopt;
    number = number * kThousand + number_of(group);
  }
  return number;
}

std::string without_separators(std::string_view text) {
  const double number = read_with_thousands(text).value_or(0.0);
  const std::string whole = fmt::format("write {:.0f} without a separator", number);
  if (std::count(text.begin(), text.end(), '.') > 1) return whole;
  return whole + fmt::format(", or {:g} if that is meant", number / kThousand);
}

}  // namespace corridor
