#include "scenario/claim_widths.h"

#include <string>
#include <utility>

#include "scenario/prior.h"

namespace corridor {
namespace {

struct NamedWidth {
  const char* name;
  double ClaimWidths::*width;
  const char* meaning;
  const char* source;
};

constexpr NamedWidth kNamedWidths[] = {
    {"claims.exactly_error", &ClaimWidths::exactly, "relative error of a claim given exactly",
     "official figures are rarely wrong by more than a few per cent of themselves for reasons of "
     "counting; judgement"},
    {"claims.about_error", &ClaimWidths::about, "relative error of a claim given as about",
     "a tenth of itself; judgement"},
    {"claims.bound_error", &ClaimWidths::bound,
     "relative softness of `at least`, `at most` and of the ends of `between`", "judgement"}};

}  // namespace

std::vector<Parameter> claim_parameters() {
  constexpr double kSmallest = 0.001;
  constexpr double kLargest = 1.0;
  std::vector<Parameter> list;
  for (const NamedWidth& named : kNamedWidths) {
    list.push_back(fixed_parameter(named.name, "1", ClaimWidths{}.*named.width, kSmallest, kLargest,
                                   named.meaning, named.source));
  }
  return list;
}

ClaimWidths claim_widths(const ParameterRegistry& registry,
                         const std::function<double(ParameterId)>& value) {
  ClaimWidths widths;
  for (const NamedWidth& named : kNamedWidths) {
    const ParameterId id = registry.find(named.name);
    if (id.valid()) widths.*named.width = value(id);
  }
  return widths;
}

ClaimWidths claim_widths(const ParameterRegistry& registry) {
  return claim_widths(registry, [&](ParameterId id) {
    const Parameter& parameter = registry[id];
    return prior_quantile(parameter.prior, parameter.lower, parameter.upper, 0.5);
  });
}

}  // namespace corridor
