#include "app/claims.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "app/rank.h"
#include "scenario/names.h"

namespace corridor {
namespace {

using Json = nlohmann::ordered_json;

const char* agreement_name(Agreement agreement) {
  switch (agreement) {
    case Agreement::alone:
      return "alone";
    case Agreement::agree:
      return "agree";
    case Agreement::units:
      return "units";
    case Agreement::conflict:
      return "conflict";
  }
  return "";
}

Json as_json(const Claim& claim, Duration offset) {
  Json json = {
      {"id", claim.id}, {"qualifier", name_of(claim.qualifier)}, {"words", claim_words(claim)}};
  if (claim.value) json["value"] = *claim.value;
  if (claim.value_high) json["value_high"] = *claim.value_high;
  if (!claim.unit.empty()) json["unit"] = claim.unit;
  json["statement"] = claim.statement;
  json["said_by"] = claim.said_by;
  json["source_type"] = claim.source_type;
  json["publication"] = claim.publication;
  json["url"] = claim.url;
  json["published"] = format_time(claim.published, offset);
  json["weight"] = claim.weight;
  return json;
}

Json as_json(const Reading& reading, Duration offset) {
  Json json = as_json(*reading.claim, offset);
  const auto end = [](double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); };
  json["in_unit"] = {{"value", reading.value},
                     {"value_high", reading.value_high},
                     {"low", end(reading.low)},
                     {"high", end(reading.high)},
                     {"converted", reading.is_converted}};
  return json;
}

Json as_json(const ObservationRow& row, Duration offset) {
  return {{"time", format_time(row.time, offset)},
          {"words", count_words(row)},
          {"value", row.value},
          {"source", row.source},
          {"published", format_time(row.published, offset)},
          {"url", row.url}};
}

Json as_json(const std::vector<CountDispute>& disputes, Duration offset) {
  Json list = Json::array();
  for (const CountDispute& dispute : disputes) {
    list.push_back(
        {{"series", dispute.first->series},
         {"place", dispute.first->place},
         {"counts", {as_json(*dispute.first, offset), as_json(*dispute.second, offset)}}});
  }
  return list;
}

std::size_t count_claims(const std::vector<Quantity>& quantities) {
  std::size_t claims = 0;
  for (const Quantity& quantity : quantities)
    claims += quantity.readings.size() + quantity.in_words.size();
  return claims;
}

}  // namespace

ClaimsView view_claims(const ClaimsOptions& options) {
  ClaimsView view;
  view.loaded = load_evidence(ScenarioSource{options.folder, {}, {}}, options.as_of, options.trust);
  const ParameterSampler sampler(view.loaded.known, {});
  view.quantities = known_quantities(view.loaded.known, sampler);
  view.disputed_counts = contradicting_counts(view.loaded.known);
  view.claims_in_all = count_claims(view.quantities);
  view.subjects_in_all = view.quantities.size();
  view.only_contested = options.only_contested;
  if (options.only_contested) {
    std::erase_if(view.quantities,
                  [](const Quantity& quantity) { return !quantity.is_contested(); });
  }
  for (const Quantity& quantity : view.quantities) {
    const ParameterId id = sampler.registry().find(quantity.subject);
    const bool has_belief =
        id.valid() && sampler.is_uncertain(id) &&
        is_about_a_parameters_matter(view.loaded.known, quantity.place, quantity.holds_for);
    view.beliefs.push_back(has_belief ? std::optional(sampler.summary(id)) : std::nullopt);
  }
  return view;
}

std::string claims_json(const ClaimsView& view) {
  const Scenario& known = view.loaded.known;
  Json list = Json::array();
  for (std::size_t i = 0; i < view.quantities.size(); ++i) {
    const Quantity& quantity = view.quantities[i];
    Json json = {{"subject", quantity.subject},
                 {"meaning", quantity.meaning},
                 {"unit", quantity.unit},
                 {"place", quantity.place},
                 {"agreement", agreement_name(quantity.agreement)},
                 {"dispute", dispute_words(quantity)}};
    if (quantity.holds_for) json["holds_for"] = format_time(*quantity.holds_for, known.utc_offset);
    if (view.beliefs[i]) {
      json["forecast_believes"] = {{"q05", view.beliefs[i]->low},
                                   {"median", view.beliefs[i]->median},
                                   {"q95", view.beliefs[i]->high}};
    }
    json["claims"] = Json::array();
    for (const Reading& reading : quantity.readings)
      json["claims"].push_back(as_json(reading, known.utc_offset));
    for (const Claim* claim : quantity.in_words)
      json["claims"].push_back(as_json(*claim, known.utc_offset));
    list.push_back(json);
  }
  return Json{{"scenario", known.id},
              {"as_of", format_time(view.loaded.as_of, known.utc_offset)},
              {"quantities", list},
              {"counts_in_conflict", as_json(view.disputed_counts, known.utc_offset)}}
             .dump(2) +
         "\n";
}

}  // namespace corridor
