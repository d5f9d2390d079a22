#pragma once
// The claims side by side: what is claimed about what, in one unit, agreeing or not.
#include <string>
#include <vector>

#include "scenario/sampling.h"
#include "scenario/scenario.h"
#include "scenario/units.h"

namespace corridor {

/// A claim's number as a range in its subject's unit. An open end is infinite.
struct Reading {
  const Claim* claim = nullptr;
  double value = 0.0;       ///< as said, converted
  double value_high = 0.0;  ///< upper end of `between`, otherwise the value
  double low = 0.0;         ///< the range that the claim leaves, by its qualifier and conversion
  double high = 0.0;
  bool is_converted = false;  ///< said in another unit than the subject's
};

enum class Agreement {
  alone,     ///< one number, or none
  agree,     ///< all ranges meet
  units,     ///< one number in units that make different things of it
  conflict,  ///< some ranges do not meet
};

/// Everything claimed about one subject at one place and for one moment.
struct Quantity {
  std::string subject;
  std::string meaning;  ///< of the parameter, series or topic; may be empty
  std::string unit;     ///< of the readings
  std::string place;    ///< id of the place or region, empty: the whole area
  std::optional<Time> holds_for;
  std::vector<Reading> readings;       ///< claims with numbers, yes and no included, by value
  std::vector<const Claim*> in_words;  ///< statements
  Agreement agreement = Agreement::alone;

  [[nodiscard]] bool is_contested() const {
    return agreement == Agreement::conflict || agreement == Agreement::units;
  }
};

/// The part of the axis on which a quantity's readings are shown: from 0 (or the smallest value,
/// where all stand close) to a bit above the largest.
struct QuantitySpan {
  double low = 0.0;
  double high = 1.0;

  explicit QuantitySpan(const Quantity& quantity);
  /// Where a value stands, 0 to 1.
  [[nodiscard]] double share(double value) const;
};

/// The sizes of parties by which claims are converted: low, middle, high.
struct SizeRange {
  PartySizes low;
  PartySizes median;
  PartySizes high;
};

/// The 5, 50 and 95 % quantiles of the sizes as they are known.
SizeRange size_range(const ParameterSampler& sampler);

/// Groups claims (which must outlive the result): the contested first, parameters before topics,
/// then by subject. Claims of weight 0 are shown like all others. A range is two standard
/// deviations of the qualifier's width to either side (one beyond a bound's end), widened by the
/// sizes' range where they convert; a whole number below 100 said `exactly` is meant exactly.
std::vector<Quantity> quantities(const Scenario& scenario, const std::vector<const Claim*>& claims,
                                 const SizeRange& sizes, const ClaimWidths& widths);

/// Everything claimed in `scenario`, by the sizes of parties as they are known.
std::vector<Quantity> known_quantities(const Scenario& scenario, const ParameterSampler& sampler);

/// Two counts that cannot both be right.
struct CountDispute {
  const ObservationRow* first = nullptr;  ///< the earlier, or the smaller at the same moment
  const ObservationRow* second = nullptr;
};

/// Counts of one series and place by different sources whose ranges, as those of claims, exclude
/// each other: at the same time or within an hour; of a running tally also where a later count by
/// anybody is smaller. They point into `known`.
std::vector<CountDispute> contradicting_counts(const Scenario& known);

/// `about 40,000 families`; words of yes/no and statements.
std::string claim_words(const Claim& claim);
/// The same of a count.
std::string count_words(const ObservationRow& row);
/// The sentence of a contested quantity: `25 to 200 or more killed` or
/// `40,000 families or 40,000 people`.
std::string dispute_words(const Quantity& quantity);

}  // namespace corridor
