#include "scenario/parameter.h"

#include <algorithm>

#include "base/check.h"

namespace corridor {

Parameter fixed_parameter(std::string name, std::string unit, double value, double lower,
                          double upper, std::string meaning, std::string source) {
  return uncertain_parameter(std::move(name), std::move(unit),
                             Prior{PriorFamily::fixed, value, 0.0, 0.0}, lower, upper,
                             std::move(meaning), std::move(source));
}

Parameter uncertain_parameter(std::string name, std::string unit, Prior prior, double lower,
                              double upper, std::string meaning, std::string source) {
  Parameter parameter;
  parameter.name = std::move(name);
  parameter.unit = std::move(unit);
  parameter.meaning = std::move(meaning);
  parameter.prior = prior;
  parameter.lower = lower;
  parameter.upper = upper;
  parameter.source = std::move(source);
  return parameter;
}

ParameterRegistry::ParameterRegistry(std::vector<Parameter> parameters)
    : parameters_(std::move(parameters)) {
  std::sort(parameters_.begin(), parameters_.end(),
            [](const Parameter& a, const Parameter& b) { return a.name < b.name; });
}

ParameterId ParameterRegistry::find(const std::string& name) const {
  const auto at = std::lower_bound(
      parameters_.begin(), parameters_.end(), name,
      [](const Parameter& have, const std::string& wanted) { return have.name < wanted; });
  if (at == parameters_.end() || at->name != name) return ParameterId{};
  return ParameterId{static_cast<std::uint32_t>(at - parameters_.begin())};
}

ParameterId ParameterRegistry::require(const std::string& name) const {
  const ParameterId id = find(name);
  CORRIDOR_CHECK(id.valid(), "no parameter " + name);
  return id;
}

bool Value::is_constant() const {
  return std::none_of(factors.begin(), factors.end(),
                      [](const Factor& factor) { return factor.parameter.valid(); });
}

}  // namespace corridor
