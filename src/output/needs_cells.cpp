#include "output/needs_cells.h"

#include <fmt/format.h>

#include <cmath>

#include "output/html.h"
#include "output/report_reader.h"

namespace corridor {

std::string needs_cell(const char* name, const Estimate& estimate, double factor, bool is_whole,
                       const std::string& note) {
  constexpr double kAlmostWhole = 1.0e-6;
  const auto amount = [&](double value) {
    return is_whole ? std::ceil(value * factor - kAlmostWhole) : value * factor;
  };
  const Estimate scaled{amount(estimate.low), amount(estimate.median), amount(estimate.high)};
  const auto below = [](const std::string& words) {
    return words.empty() ? "" : "<span>" + words + "</span>";
  };
  return fmt::format("<td class=\"n\" data-name=\"{}\"><b>{}</b>{}{}</td>", name,
                     rounded(scaled.median),
                     below(scaled.low == scaled.high ? "" : range_words(scaled)), below(note));
}

}  // namespace corridor
