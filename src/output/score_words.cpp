#include "output/score_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "output/html.h"

namespace corridor {
namespace {

/// What the interval of the ratio leaves open; nothing where it settles who was better.
std::string doubt_words(const ScoreSummary& mine) {
  if (mine.ratio_low >= mine.ratio_high)
    return "; so few origins do not tell whether it would be so again";
  if (mine.ratio_high < 1.0 || mine.ratio_low > 1.0) return "";
  return fmt::format(
      "; the 90 % interval of the ratio of their scores, {:.2f} to {:.2f}, does not exclude the "
      "opposite",
      mine.ratio_low, mine.ratio_high);
}

}  // namespace

std::string verdict_words(const ScoreTable& table, const ScoreSummaries& summaries) {
  const std::size_t all = table.horizons.size();
  const std::size_t best = summaries.best[all];
  const auto model = std::find_if(table.methods.begin(), table.methods.end(),
                                  [](const ScoredMethod& method) { return method.is_model; });
  if (model == table.methods.end() || best == table.methods.size()) return "";
  const ScoreSummary& mine =
      summaries.at(static_cast<std::size_t>(model - table.methods.begin()), all);
  if (std::isnan(mine.ratio_to_best)) return "";
  const std::string doubt = doubt_words(mine);
  return fmt::format("{} was {}{} than the best baseline ({}){}",
                     model->leaks ? "the model, told what came later," : "the model",
                     mine.ratio_to_best < 1.0 ? "better" : "worse",
                     doubt.empty() ? "" : " on average", spaced(table.methods[best].name), doubt);
}

}  // namespace corridor
