#pragma once
// Parameters: one registry of names; each is a number or a prior. Values of a member are drawn
// once, at its start.
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/time.h"

namespace corridor {

enum class PriorFamily { fixed, normal, lognormal, beta, gamma, uniform, triangular };

/// A prior. Meaning of a, b, c by family:
/// fixed: value a. normal: mean a, standard deviation b. lognormal: median a, log standard
/// deviation b. beta: shapes a, b. gamma: shape a, scale b. uniform: from a to b. triangular: from
/// a to b with mode c.
struct Prior {
  PriorFamily family = PriorFamily::fixed;
  double a = 0.0;
  double b = 0.0;
  double c = 0.0;
};

/// A ruleset's own prior, kept where a scenario gives another, for times at which the scenario's
/// was not published yet.
struct RulesetPrior {
  Prior prior;
  double lower = 0.0;
  double upper = 0.0;
  std::string source;
};

/// What is known of a parameter. Rulesets declare theirs; a scenario may give them other priors and
/// declare its own.
struct Parameter {
  std::string name;     ///< dotted lower case, e.g. `decision.hazard_max_per_hour`
  std::string unit;     ///< e.g. `1/h`, `km`, `people`, `1`
  std::string meaning;  ///< one sentence
  Prior prior;
  double lower = 0.0;  ///< smallest admissible value
  double upper = 0.0;  ///< largest admissible value
  std::string source;  ///< reference for the prior
  Time published = kAlways;
  std::optional<RulesetPrior> ruleset_prior;  ///< where the scenario replaced it
  bool from_scenario = false;                 ///< declared or changed in scenario.yaml
  /// Claims about this parameter (subject = name) update the prior: prior x mixture of claim
  /// likelihoods.
  bool uses_claims = false;
  double none_right_weight = 0.2;  ///< weight of the component "none of the claims is right"
};

/// A parameter of a ruleset's own with a number; `lower` and `upper` hold it where others set it.
Parameter fixed_parameter(std::string name, std::string unit, double value, double lower,
                          double upper, std::string meaning, std::string source);
/// And one with a prior.
Parameter uncertain_parameter(std::string name, std::string unit, Prior prior, double lower,
                              double upper, std::string meaning, std::string source);

/// One member's parameter values, indexed by ParameterId.
using ParameterValues = std::vector<double>;

/// The registry of a scenario: the ruleset's parameters and the scenario's own, sorted by name.
class ParameterRegistry {
 public:
  ParameterRegistry() = default;
  explicit ParameterRegistry(
      std::vector<Parameter> parameters);  ///< sorts by name; names are unique
  [[nodiscard]] const std::vector<Parameter>& all() const { return parameters_; }
  [[nodiscard]] const Parameter& operator[](ParameterId id) const { return parameters_[id.index]; }
  /// Invalid id when there is no such name.
  [[nodiscard]] ParameterId find(const std::string& name) const;
  /// The id of a name that must exist; a missing one is a bug.
  [[nodiscard]] ParameterId require(const std::string& name) const;
  void replace(ParameterId id, Parameter parameter) {
    parameters_[id.index] = std::move(parameter);
  }

 private:
  std::vector<Parameter> parameters_;
};

/// A number in a table: a product of factors, each a number, a parameter (`@name`) or a complement
/// (`(1-@name)`), e.g. `@population*0.461*(1-@vehicle_share)`.
struct Value {
  struct Factor {
    double number = 1.0;
    ParameterId parameter;  ///< invalid: the factor is `number`
    bool complement = false;
  };
  std::vector<Factor> factors;

  static Value constant(double number) { return Value{{Factor{number, ParameterId{}, false}}}; }
  [[nodiscard]] double of(const ParameterValues& values) const {
    double product = 1.0;
    for (const Factor& factor : factors) {
      const double x = factor.parameter.valid() ? values[factor.parameter.index] : factor.number;
      product *= factor.complement ? 1.0 - x : x;
    }
    return product;
  }
  [[nodiscard]] bool is_constant() const;
};

}  // namespace corridor
