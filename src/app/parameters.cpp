#include "app/parameters.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

namespace corridor {

std::string describe_prior(const Parameter& parameter) {
  const Prior& p = parameter.prior;
  const auto text = [&]() -> std::string {
    switch (p.family) {
      case PriorFamily::fixed:
        return fmt::format("{:g}", p.a);
      case PriorFamily::normal:
        return fmt::format("normal, mean {:g}, sd {:g}", p.a, p.b);
      case PriorFamily::lognormal:
        return fmt::format("lognormal, median {:g}, sigma {:g}", p.a, p.b);
      case PriorFamily::beta:
        return fmt::format("beta, {:g} and {:g}", p.a, p.b);
      case PriorFamily::gamma:
        return fmt::format("gamma, shape {:g}, scale {:g}", p.a, p.b);
      case PriorFamily::uniform:
        return fmt::format("uniform, {:g} to {:g}", p.a, p.b);
      case PriorFamily::triangular:
        return fmt::format("triangular, {:g} to {:g}, mode {:g}", p.a, p.b, p.c);
    }
    return "";
  }();
  return parameter.uses_claims ? text + ", updated by claims" : text;
}

std::string list_parameters(const LoadedScenario& loaded, bool json) {
  const ParameterSampler sampler(loaded.known, {});
  nlohmann::ordered_json rows = nlohmann::ordered_json::array();
  std::string table;
  for (std::uint32_t i = 0; i < loaded.known.parameters.all().size(); ++i) {
    const Parameter& parameter = loaded.known.parameters.all()[i];
    const ParameterSummary summary = sampler.summary(ParameterId{i});
    rows.push_back({{"name", parameter.name},
                    {"unit", parameter.unit},
                    {"meaning", parameter.meaning},
                    {"prior", describe_prior(parameter)},
                    {"median", summary.median},
                    {"q05", summary.low},
                    {"q95", summary.high},
                    {"lower", parameter.lower},
                    {"upper", parameter.upper},
                    {"source", parameter.source}});
    table += fmt::format(
        "{}  [{}]\n    {}\n    {}; median {:.4g}, 90 % from {:.4g} to {:.4g}\n    source: {}\n",
        parameter.name, parameter.unit, parameter.meaning, describe_prior(parameter),
        summary.median, summary.low, summary.high, parameter.source);
  }
  return json ? rows.dump(2) + "\n" : table;
}

}  // namespace corridor
