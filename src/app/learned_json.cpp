#include "app/learned_json.h"

#include <array>
#include <iterator>

namespace corridor {
namespace {

using Json = nlohmann::ordered_json;

Json as_json(const LearnedParameter& parameter) {
  return {{"name", parameter.name}, {"prior", parameter.prior}, {"posterior", parameter.posterior}};
}

LearnedParameter parameter_from(const Json& json) {
  LearnedParameter parameter;
  parameter.name = json.at("name").get<std::string>();
  for (std::size_t k = 0; k < std::size(parameter.prior); ++k) {
    parameter.prior[k] = json.at("prior").at(k).get<double>();
    parameter.posterior[k] = json.at("posterior").at(k).get<double>();
  }
  return parameter;
}

}  // namespace

Json learned_as_json(const AssimilationDiagnostics& learned) {
  Json json = {{"counts", learned.counts},
               {"runs", learned.runs},
               {"log_evidence", learned.log_evidence},
               {"redrawn", learned.redrawn},
               {"warnings", learned.warnings},
               {"stages", Json::array()},
               {"parameters", Json::array()},
               {"checks", Json::array()}};
  for (const AssimilationStage& stage : learned.stages)
    json["stages"].push_back({stage.temperature, stage.effective_sample_size, stage.acceptance,
                              static_cast<double>(stage.ancestors)});
  for (const LearnedParameter& parameter : learned.parameters)
    json["parameters"].push_back(as_json(parameter));
  for (const CountCheck& check : learned.checks) {
    json["checks"].push_back({{"series", check.series},
                              {"counts", check.counts},
                              {"p_value", check.p_value},
                              {"prior_reach", check.prior_reach},
                              {"is_of_periods", check.is_of_periods}});
  }
  return json;
}

AssimilationDiagnostics learned_from_json(const Json& json) {
  AssimilationDiagnostics learned;
  learned.counts = json.at("counts").get<std::size_t>();
  learned.runs = json.at("runs").get<std::size_t>();
  learned.log_evidence = json.at("log_evidence").get<double>();
  learned.redrawn = json.at("redrawn").get<std::size_t>();
  learned.warnings = json.at("warnings").get<std::vector<std::string>>();
  for (const Json& stage : json.at("stages")) {
    const auto numbers = stage.get<std::array<double, 4>>();
    learned.stages.push_back(
        {numbers[0], numbers[1], numbers[2], static_cast<std::size_t>(numbers[3])});
  }
  for (const Json& parameter : json.at("parameters"))
    learned.parameters.push_back(parameter_from(parameter));
  for (const Json& check : json.at("checks")) {
    learned.checks.push_back(
        {check.at("series").get<std::size_t>(), check.at("counts").get<std::size_t>(),
         check.at("p_value").get<double>(), check.at("prior_reach").get<double>(),
         check.at("is_of_periods").get<bool>()});
  }
  return learned;
}

}  // namespace corridor
