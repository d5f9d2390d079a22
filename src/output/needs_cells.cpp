#include "output/needs_cells.h"

#include <fmt/format.h>

#include <cmath>

#include "output/html.h"
#include "output/report_reader.h"

namespace corridor {

std::string needs_cell(const char* name, const Estimate& estimate, double factor, bool is_whole) {
  constexpr double kAlmostWhole = 1.0e-6;
  const auto amount = [&](double value) {
    return is_whole ? std::ceil(value * factor - kAlmostWhole) : value * factor;
  };
  const Estimate scaled{amount(estimate.low), amount(estimate.median), amount(estimate.high)};
  const std::string range =
      scaled.low == scaled.high ? "" : "<span>" + range_words(scaled) + "</span>";
  return fmt::format("<td class=\"n\" data-name=\"{}\"><b>{}</b>{}</td>", name,
                     rounded(scaled.median), range);
}

}  // namespace corridor
