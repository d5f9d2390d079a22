#include "scenario/ledger.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <tuple>

#include "base/writing.h"
#include "scenario/claim_widths.h"
#include "scenario/series.h"

namespace corridor {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// `120,000`; up to three significant decimals below 100.
std::string number_words(double value) {
  if (std::fabs(value) < 100.0) return fmt::format("{:.3g}", value);
  return (value < 0.0 ? "-" : "") + with_commas(fmt::format("{:.0f}", std::fabs(value)));
}

std::string unit_words(const std::string& unit) {
  if (unit == "1" || unit == "share") return "";
  std::string words = " " + unit;
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

bool is_meant_exactly(const Claim& claim) {
  constexpr double kCountedOneByOne = 100.0;
  return claim.qualifier == Qualifier::exactly && std::fabs(*claim.value) < kCountedOneByOne &&
         *claim.value == std::floor(*claim.value);
}

/// `by` standard deviations of a qualifier's width downwards (negative) or upwards.
double moved(double value, double by, bool is_share) {
  return is_share ? value + by : value * std::exp(by);
}

Reading reading_of(const Claim& claim, const std::string& unit, const SizeRange& sizes,
                   const ClaimWidths& widths) {
  const UnitConversion conversion = unit_conversion(claim.unit, unit).value_or(UnitConversion{});
  const double factor = conversion.of(sizes.median);
  const double factors[2] = {conversion.of(sizes.low), conversion.of(sizes.high)};
  const double smaller = std::min(factors[0], factors[1]);
  const double larger = std::max(factors[0], factors[1]);
  const bool is_share = is_share_unit(unit);
  Reading reading;
  reading.claim = &claim;
  reading.is_converted = claim.unit != unit && !(is_share && claim.unit == "yes_no");
  reading.value = *claim.value * factor;
  reading.value_high = claim.value_high.value_or(*claim.value) * factor;
  double below = 0.0;
  double above = 0.0;
  switch (claim.qualifier) {
    case Qualifier::exactly:
      below = above = claim.unit == "yes_no" || is_meant_exactly(claim) ? 0.0 : 2 * widths.exactly;
      break;
    case Qualifier::about:
      below = above = 2 * widths.about;
      break;
    case Qualifier::at_least:
      below = widths.bound;
      above = kInfinity;
      break;
    case Qualifier::at_most:
      below = kInfinity;
      above = widths.bound;
      break;
    default:
      below = above = widths.bound;
  }
  reading.low = below == kInfinity ? 0.0 : moved(*claim.value * smaller, -below, is_share);
  reading.high = above == kInfinity
                     ? kInfinity
                     : moved(claim.value_high.value_or(*claim.value) * larger, above, is_share);
  return reading;
}

bool meet(const Reading& a, const Reading& b) { return a.low <= b.high && b.low <= a.high; }

/// The same figure in units that make something else of it: 40,000 families or people.
bool same_number_other_unit(const Reading& a, const Reading& b) {
  return a.claim->unit != b.claim->unit && *a.claim->value == *b.claim->value && a.value != b.value;
}

template <class Test>
bool any_pair(const std::vector<Reading>& readings, Test&& test) {
  for (std::size_t i = 0; i < readings.size(); ++i) {
    for (std::size_t j = i + 1; j < readings.size(); ++j) {
      if (test(readings[i], readings[j])) return true;
    }
  }
  return false;
}

Agreement agreement_of(const std::vector<Reading>& readings) {
  if (readings.size() < 2) return Agreement::alone;
  if (any_pair(readings, same_number_other_unit)) return Agreement::units;
  const auto apart = [](const Reading& a, const Reading& b) { return !meet(a, b); };
  return any_pair(readings, apart) ? Agreement::conflict : Agreement::agree;
}

/// A count as if it were claimed.
Claim as_claim(const ObservationRow& row) {
  Claim claim;
  claim.value = row.value;
  claim.value_high = row.value_high;
  claim.qualifier = row.qualifier;
  claim.unit = row.unit;
  return claim;
}

/// `earlier` and `later` are of one series, place and unit.
bool exclude_each_other(const ObservationRow& earlier, const ObservationRow& later,
                        const ClaimWidths& widths) {
  constexpr Duration kAboutTheSameTime{3600};
  const Claim first = as_claim(earlier);
  const Claim second = as_claim(later);
  const Reading a = reading_of(first, first.unit, {}, widths);
  const Reading b = reading_of(second, second.unit, {}, widths);
  const bool hours_are_known = !earlier.earliest && !later.earliest;
  if (!is_cumulative(earlier.series)) {
    return hours_are_known && later.time - earlier.time <= kAboutTheSameTime && !meet(a, b);
  }
  const bool has_fallen = a.low > b.high && earlier.time <= later.earliest.value_or(later.time);
  return has_fallen || (hours_are_known && earlier.time == later.time && !meet(a, b));
}

/// For when a claim speaks. All that inform a parameter, whatever their moment, speak of one thing.
std::optional<Time> moment_of(const Claim& claim, const Scenario& scenario) {
  const bool informs_a_parameter =
      scenario.parameters.find(claim.subject).valid() &&
      is_about_a_parameters_matter(scenario, claim.place, claim.holds_for);
  return informs_a_parameter ? std::nullopt : claim.holds_for;
}

std::string meaning_of(const Scenario& scenario, const std::string& subject) {
  const ParameterId id = scenario.parameters.find(subject);
  if (id.valid()) return scenario.parameters[id].meaning;
  const Topic* topic = scenario.find_topic(subject);
  return topic == nullptr ? "" : topic->meaning;
}

std::string qualifier_words(Qualifier qualifier) {
  switch (qualifier) {
    case Qualifier::about:
      return "about ";
    case Qualifier::at_least:
      return "at least ";
    case Qualifier::at_most:
      return "at most ";
    default:
      return "";
  }
}

}  // namespace

QuantitySpan::QuantitySpan(const Quantity& quantity) {
  constexpr double kClose = 1.25;
  constexpr double kMargin = 0.06;
  double smallest = quantity.readings.front().value;
  double largest = smallest;
  double top = smallest;
  for (const Reading& reading : quantity.readings) {
    smallest = std::min(smallest, reading.value);
    largest = std::max(largest, reading.value_high);
    top = std::max(top, std::isfinite(reading.high) ? reading.high : reading.value_high);
  }
  const bool stand_close = smallest > 0.0 && largest < kClose * smallest && largest > smallest;
  low = stand_close ? smallest - (largest - smallest) : std::min(0.0, smallest);
  high = stand_close ? largest + (largest - smallest) : top;
  high += kMargin * (high - low);
  if (high <= low) high = low + 1.0;
  // Two significant figures of the width, so that the axis ends on a number that one can read.
  const double unit = std::pow(10.0, std::floor(std::log10(high - low)) - 1.0);
  high = low + std::ceil((high - low) / unit) * unit;
}

double QuantitySpan::share(double value) const {
  return std::clamp((value - low) / (high - low), 0.0, 1.0);
}

SizeRange size_range(const ParameterSampler& sampler) {
  constexpr double kLow = 0.05;
  return {sampler.sizes_at(kLow), sampler.sizes_at(0.5), sampler.sizes_at(1.0 - kLow)};
}

std::vector<Quantity> quantities(const Scenario& scenario, const std::vector<const Claim*>& claims,
                                 const SizeRange& sizes, const ClaimWidths& widths) {
  // Within a subject places come before the whole area.
  std::map<std::tuple<std::string, bool, std::string, std::optional<Time>>, Quantity> grouped;
  for (const Claim* claim : claims) {
    const std::optional<Time> holds_for = moment_of(*claim, scenario);
    Quantity& quantity = grouped[{claim->subject, claim->place.empty(), claim->place, holds_for}];
    quantity.subject = claim->subject;
    quantity.meaning = meaning_of(scenario, claim->subject);
    quantity.place = claim->place;
    quantity.holds_for = holds_for;
    if (!claim->value) {
      quantity.in_words.push_back(claim);
      continue;
    }
    const std::string declared = scenario.unit_of(claim->subject);
    quantity.unit = declared.empty() ? claim->unit : declared;
    quantity.readings.push_back(reading_of(*claim, quantity.unit, sizes, widths));
  }
  std::vector<Quantity> list;
  for (auto& [key, quantity] : grouped) {
    std::stable_sort(quantity.readings.begin(), quantity.readings.end(),
                     [](const Reading& a, const Reading& b) { return a.value < b.value; });
    quantity.agreement = agreement_of(quantity.readings);
    list.push_back(std::move(quantity));
  }
  const auto rank = [&](const Quantity& quantity) {
    return std::pair(!quantity.is_contested(), !scenario.parameters.find(quantity.subject).valid());
  };
  std::stable_sort(list.begin(), list.end(),
                   [&](const Quantity& a, const Quantity& b) { return rank(a) < rank(b); });
  return list;
}

std::vector<Quantity> known_quantities(const Scenario& scenario, const ParameterSampler& sampler) {
  std::vector<const Claim*> claims;
  for (const Claim& claim : scenario.claims) claims.push_back(&claim);
  return quantities(scenario, claims, size_range(sampler), sampler.claim_widths());
}

std::vector<CountDispute> contradicting_counts(const Scenario& known) {
  std::map<std::tuple<std::string, std::string, std::string>, std::vector<const ObservationRow*>>
      grouped;
  for (const ObservationRow& row : known.observations) {
    if (row.qualifier != Qualifier::statement)
      grouped[{row.series, row.place, row.unit}].push_back(&row);
  }
  const ClaimWidths widths = claim_widths(known.parameters);
  std::vector<CountDispute> disputes;
  for (auto& [key, rows] : grouped) {
    std::stable_sort(rows.begin(), rows.end(), [](const auto* a, const auto* b) {
      return std::pair(a->time, a->value) < std::pair(b->time, b->value);
    });
    for (std::size_t i = 0; i < rows.size(); ++i) {
      for (std::size_t j = i + 1; j < rows.size(); ++j) {
        if (rows[i]->source != rows[j]->source && exclude_each_other(*rows[i], *rows[j], widths))
          disputes.push_back({rows[i], rows[j]});
      }
    }
  }
  return disputes;
}

std::string count_words(const ObservationRow& row) { return claim_words(as_claim(row)); }

std::string claim_words(const Claim& claim) {
  if (!claim.value) return claim.statement;
  if (claim.unit == "yes_no") return *claim.value > 0.5 ? "yes" : "no";
  std::string text = qualifier_words(claim.qualifier) + number_words(*claim.value);
  if (claim.value_high) text += " to " + number_words(*claim.value_high);
  return text + unit_words(claim.unit);
}

std::string dispute_words(const Quantity& quantity) {
  if (!quantity.is_contested()) return "";
  const std::vector<Reading>& readings = quantity.readings;
  if (quantity.agreement == Agreement::units) {
    for (const Reading& a : readings) {
      for (const Reading& b : readings) {
        if (!same_number_other_unit(a, b) || a.value < b.value) continue;
        return number_words(*a.claim->value) + unit_words(a.claim->unit) + " or " +
               number_words(*b.claim->value) + unit_words(b.claim->unit);
      }
    }
  }
  if (readings.front().claim->unit == "yes_no") return "yes or no";
  const Reading& largest = *std::max_element(
      readings.begin(), readings.end(),
      [](const Reading& a, const Reading& b) { return a.value_high < b.value_high; });
  return number_words(readings.front().value) + " to " + number_words(largest.value_high) +
         (largest.high == kInfinity ? " or more" : "") + unit_words(quantity.unit);
}

}  // namespace corridor
