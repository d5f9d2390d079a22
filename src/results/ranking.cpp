#include "results/ranking.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/writing.h"

namespace corridor {
namespace {

/// Two significant figures, thousands grouped.
std::string rough(double value) {
  if (std::fabs(value) < 1.0) return fmt::format("{:.2g}", value);
  const double unit = std::pow(10.0, std::floor(std::log10(std::fabs(value))) - 1.0);
  const double kept = unit >= 1.0 ? std::round(value / unit) * unit : value;
  if (std::fabs(kept) < 100.0) return fmt::format("{:.2g}", kept);
  return (kept < 0.0 ? "-" : "") + with_commas(fmt::format("{:.0f}", std::fabs(kept)));
}

std::string about(const RankedQuantity& quantity) {
  std::string words = quantity.name;
  if (!quantity.meaning.empty()) words += " (" + quantity.meaning + ")";
  if (!quantity.dispute.empty()) words += ", claimed to be " + quantity.dispute;
  return words;
}

std::string saving(const RankedQuantity& quantity, const Ranking& ranking) {
  return fmt::format(
      "knowing it would save {} (standard error {}) of an expected loss of {}{}, or {:.0f}\u00a0%",
      rough(quantity.worth.saved.value), rough(quantity.worth.saved.standard_error),
      rough(ranking.expected_loss.value), loss_unit_words(ranking),
      100.0 * quantity.worth.saved.value / ranking.expected_loss.value);
}

}  // namespace

bool is_worth_checking(const RankedQuantity& quantity) {
  constexpr double kStandardErrors = 2.0;
  return quantity.worth.saved.value > kStandardErrors * quantity.worth.saved.standard_error;
}

std::string left_out_words(std::size_t quantities, std::size_t contested) {
  if (quantities == 0) return "";
  return fmt::format(
      "Left out: {} quantit{}{} that would save no more than chance (two standard "
      "errors).",
      quantities, quantities == 1 ? "y" : "ies",
      contested == 0 ? "" : fmt::format(", {} of them contested,", contested));
}

std::string loss_unit_words(const Ranking& ranking) {
  return ranking.is_squared ? " " + ranking.unit + " squared" : " times the cost of one too many";
}

std::vector<std::string> ranking_words(const Ranking& ranking) {
  std::vector<std::string> sentences;
  if (ranking.expected_loss.value <= 0.0 || ranking.quantities.empty()) {
    sentences.emplace_back("Nothing is uncertain here: no call is worth making.");
    return sentences;
  }
  const RankedQuantity& first = ranking.quantities.front();
  if (!is_worth_checking(first)) {
    sentences.emplace_back(
        "No single quantity stands out: knowing any one of them would save no more than chance.");
  } else {
    sentences.push_back("If you can make one phone call, ask about " + about(first) + ": " +
                        saving(first, ranking) + ".");
  }
  const auto contested =
      std::find_if(ranking.quantities.begin(), ranking.quantities.end(),
                   [](const RankedQuantity& quantity) { return !quantity.dispute.empty(); });
  if (contested != ranking.quantities.end() && contested != ranking.quantities.begin()) {
    sentences.push_back("Of what claims contradict each other about, ask about " +
                        about(*contested) + ": " +
                        (is_worth_checking(*contested)
                             ? saving(*contested, ranking)
                             : std::string("but knowing it would save no more than chance")) +
                        ".");
  }
  if (ranking.way_out && is_worth_checking(*ranking.way_out)) {
    sentences.push_back(
        fmt::format("For comparison: knowing for how long a way out will be open would save {} "
                    "({:.0f}\u00a0%).",
                    rough(ranking.way_out->worth.saved.value),
                    100.0 * ranking.way_out->worth.saved.value / ranking.expected_loss.value));
  }
  return sentences;
}

}  // namespace corridor
