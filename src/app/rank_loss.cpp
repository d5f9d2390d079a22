#include "app/rank_loss.h"

#include <fmt/format.h>

#include "app/refuse.h"
#include "input/cells.h"

namespace corridor {
namespace {

/// Rulesets without needs have no ratio of their own: too few and too many count the same.
double shortage_cost_ratio(const ParameterSampler& sampler) {
  const ParameterId id = sampler.registry().find("needs.shortage_cost_ratio");
  return id.valid() ? sampler.quantile(id, 0.5) : 1.0;
}

}  // namespace

DecisionLoss read_loss(const std::string& text, const ParameterSampler& sampler) {
  if (text.empty() || text == "pinball") {
    return {DecisionLoss::Kind::pinball, shortage_cost_ratio(sampler)};
  }
  if (text == "squared") return {DecisionLoss::Kind::squared, 0.0};
  const std::string prefix = "pinball=";
  const auto ratio =
      text.rfind(prefix, 0) == 0 ? parse_number(text.substr(prefix.size())) : std::nullopt;
  constexpr double kLargest = 1000.0;
  if (!ratio || *ratio <= 0.0 || *ratio > kLargest) {
    refuse("--loss", text, "pinball, pinball=RATIO or squared",
           "pinball=4: one too few costs as much as 4 too many");
  }
  return {DecisionLoss::Kind::pinball, *ratio};
}

std::string loss_words(const DecisionLoss& loss) {
  return loss.kind == DecisionLoss::Kind::squared
             ? "the square of what was prepared too much or too little"
             : fmt::format("{:g} for each one too few, 1 for each one too many", loss.under_cost);
}

}  // namespace corridor
