#pragma once
// What is worth checking: a finished ranking of uncertain quantities (docs/evidence.md).
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace corridor {

/// An estimate with its standard error.
struct Measured {
  double value = 0.0;
  double standard_error = 0.0;
};

/// What knowing one quantity is worth.
struct Worth {
  Measured saved;        ///< expected value of partial perfect information, in units of the loss
  Measured first_order;  ///< share of the outcome's variance that goes
};

/// Shares of the outcome's variance: by the factor alone; by it and all it interacts with.
struct SobolIndices {
  Measured first;
  Measured total;
};

struct RankedQuantity {
  std::string name;
  std::string meaning;
  std::size_t claims = 0;  ///< with numbers, known at the time
  std::string dispute;     ///< `25,000 to 120,000 people`; empty: not contested
  Worth worth;
  std::optional<SobolIndices> sobol;
};

struct Ranking {
  std::string outcome;  ///< `people in need of a bed, at most at once until 2023-10-06`
  std::string unit;
  std::string loss;  ///< `4 for each one too few, 1 for each one too many`
  bool is_squared = false;
  std::size_t members = 0;
  double mean = 0.0;
  double standard_deviation = 0.0;
  double action = 0.0;  ///< best preparation with what is known
  Measured expected_loss;
  std::vector<RankedQuantity> quantities;  ///< the most worth first
  std::optional<RankedQuantity> way_out;   ///< for comparison: for how long a way out is open
  std::optional<SobolIndices> luck;
  std::vector<std::string> contested_outside;  ///< contested, but nothing in the model uses it
  std::vector<std::string> warnings;           ///< of learning from counts
};

/// Whether knowing it saves more than chance: more than two standard errors. What does not is left
/// out wherever a ranking is shown.
bool is_worth_checking(const RankedQuantity& quantity);

/// `Left out: 14 quantities, 3 of them contested, that would save no more than chance.`; empty
/// where there are none.
std::string left_out_words(std::size_t quantities, std::size_t contested);

/// In what losses count, behind a number: ` times the cost of one too many`, ` people squared`.
std::string loss_unit_words(const Ranking& ranking);

/// The ranking in a sentence or two: whom to ask about what, and what it would save.
std::vector<std::string> ranking_words(const Ranking& ranking);

}  // namespace corridor
