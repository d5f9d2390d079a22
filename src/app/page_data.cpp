#include "app/page_data.h"

#include <map>
#include <nlohmann/json.hpp>

#include "app/learned_json.h"
#include "app/parameters.h"
#include "output/belief.h"
#include "results/comparison.h"
#include "results/contradicted_counts.h"
#include "results/needs.h"
#include "scenario/ledger.h"
#include "scenario/names.h"
#include "scenario/reported.h"

namespace corridor {
namespace {

using Json = nlohmann::ordered_json;

Json moment(Time time) { return time.time_since_epoch().count(); }

/// Nothing for what was never or always known.
Json publication(Time time) {
  return time == kNever || time == kAlways ? Json(nullptr) : moment(time);
}

template <class Number>
Json optional_number(const std::optional<Number>& value) {
  return value ? Json(*value) : Json(nullptr);
}

std::string place_id(const Scenario& scenario, PlaceId place) {
  return place.valid() ? scenario.place(place).id : "";
}

Json places(const Scenario& scenario) {
  Json rows = Json::array();
  for (const Place& place : scenario.places) {
    rows.push_back({{"id", place.id},
                    {"name", place.name},
                    {"other_name", place.other_name},
                    {"kind", name_of(place.kind)},
                    {"latitude", place.latitude_deg},
                    {"longitude", place.longitude_deg},
                    {"area", place.area},
                    {"safe", place.safe},
                    {"source", place.source}});
  }
  return rows;
}

Json regions(const Scenario& scenario) {
  Json rows = Json::array();
  for (const Region& region : scenario.regions) {
    rows.push_back({{"id", region.id},
                    {"name", region.name},
                    {"other_name", region.other_name},
                    {"places", region.places}});
  }
  return rows;
}

Json roads(const Scenario& scenario) {
  Json rows = Json::array();
  for (const Road& road : scenario.roads) {
    rows.push_back({{"id", road.id},
                    {"from", place_id(scenario, road.from)},
                    {"to", place_id(scenario, road.to)},
                    {"length_km", road.length_km},
                    {"open", road.open},
                    {"checkpoint", road.checkpoint.has_value()},
                    {"storage_vehicles", road.storage_vehicles},
                    {"source", road.source}});
  }
  return rows;
}

Json parameters(const LiveSetting& setting) {
  Json rows = Json::array();
  if (!setting.sampler) return rows;
  const std::vector<Parameter>& all = setting.loaded->known.parameters.all();
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    const ParameterSummary before = setting.sampler->summary(ParameterId{i});
    const ParameterSummary summary =
        belief_in(*setting.sampler, setting.learned.get(), ParameterId{i});
    const bool has_moved =
        summary.low != before.low || summary.median != before.median || summary.high != before.high;
    rows.push_back({{"name", all[i].name},
                    {"unit", all[i].unit},
                    {"meaning", all[i].meaning},
                    {"prior", describe_prior(all[i])},
                    {"low", summary.low},
                    {"median", summary.median},
                    {"high", summary.high},
                    {"before_counts",
                     has_moved ? Json{before.low, before.median, before.high} : Json(nullptr)},
                    {"lower", all[i].lower},
                    {"upper", all[i].upper},
                    {"source", all[i].source},
                    {"from_scenario", all[i].from_scenario},
                    {"uses_claims", all[i].uses_claims}});
  }
  return rows;
}

Json events(const Scenario& full, Time as_of) {
  Json rows = Json::array();
  for (const Event& event : full.events) {
    rows.push_back({{"id", event.id},
                    {"time", moment(event.time)},
                    {"place", place_id(full, event.place)},
                    {"road", event.road.valid() ? full.road(event.road).id : ""},
                    {"supersedes", event.supersedes},
                    {"published", publication(event.published)},
                    {"known", event.published < as_of},
                    {"source", event.source},
                    {"url", event.url},
                    {"note", event.note}});
  }
  return rows;
}

/// What the claims known say in the unit of their subject, and whether others contradict them, by
/// the claims' ids.
std::map<std::string, Json> readings(const LiveSetting& setting) {
  std::map<std::string, Json> by_claim;
  if (!setting.sampler) return by_claim;
  for (const Quantity& quantity : known_quantities(setting.loaded->known, *setting.sampler)) {
    for (const Reading& reading : quantity.readings)
      by_claim[reading.claim->id] = {{"value", reading.value},
                                     {"contested", quantity.is_contested()}};
  }
  return by_claim;
}

Json claims(const LiveSetting& setting) {
  const Scenario& full = setting.loaded->full;
  const Time as_of = setting.loaded->as_of;
  const std::map<std::string, Json> read = readings(setting);
  Json rows = Json::array();
  for (const Claim& claim : full.claims) {
    const auto reading = read.find(claim.id);
    rows.push_back({{"id", claim.id},
                    {"subject", claim.subject},
                    {"place", claim.place},
                    {"value", optional_number(claim.value)},
                    {"value_high", optional_number(claim.value_high)},
                    {"qualifier", name_of(claim.qualifier)},
                    {"unit", claim.unit},
                    {"statement", claim.statement},
                    {"said_by", claim.said_by},
                    {"source_type", claim.source_type},
                    {"publication", claim.publication},
                    {"url", claim.url},
                    {"published", publication(claim.published)},
                    {"known", claim.published < as_of},
                    {"reading", reading == read.end() ? Json() : reading->second},
                    {"weight", claim.weight}});
  }
  return rows;
}

/// The arrivals of a period as those of a step in its middle: the page draws them by the step.
std::vector<ObservationRow> arrivals_by_step(const Scenario& full) {
  std::vector<ObservationRow> rows;
  for (const ObservationRow& row : full.period_counts) {
    if (row.series != "arrivals_cumulative") continue;
    rows.push_back(at_pace(row, in_hours(full.step)));
    rows.back().series = "arrivals";
  }
  return rows;
}

Json observations(const Scenario& full, Time as_of) {
  Json rows = Json::array();
  std::vector<ObservationRow> counts = full.observations;
  const std::vector<ObservationRow> by_step = arrivals_by_step(full);
  counts.insert(counts.end(), by_step.begin(), by_step.end());
  for (const ObservationRow& row : counts) {
    rows.push_back({{"series", row.series},
                    {"place", row.place},
                    {"time", moment(row.time)},
                    {"value", row.value},
                    {"value_high", optional_number(row.value_high)},
                    {"qualifier", name_of(row.qualifier)},
                    {"unit", row.unit},
                    {"published", publication(row.published)},
                    {"known", row.published < as_of},
                    {"source", row.source},
                    {"url", row.url},
                    {"note", row.note}});
  }
  return rows;
}

Json series(const Model& model) {
  Json rows = Json::array();
  for (const SeriesInfo& info : model.series()) {
    rows.push_back({{"target", info.target}, {"location", info.location}, {"unit", info.unit}});
  }
  return rows;
}

Json range(const ComparedRange& r) { return {r.low, r.median, r.high}; }
Json range(const Estimate& e) { return {e.low, e.median, e.high}; }

Json times(const Estimate& e, double factor) {
  return {e.low * factor, e.median * factor, e.high * factor};
}

}  // namespace

std::string describe_setting(const LiveSetting& setting) {
  const LoadedScenario& loaded = *setting.loaded;
  const Scenario& known = loaded.known;
  const Json json = {{"id", known.id},
                     {"title", known.title},
                     {"ruleset", known.ruleset},
                     {"version", CORRIDOR_VERSION},
                     {"digest", loaded.digest},
                     {"utc_offset_seconds", known.utc_offset.count()},
                     {"start", moment(setting.model->start_time())},
                     {"step_seconds", setting.model->step_length().count()},
                     {"steps", setting.steps},
                     {"as_of", moment(loaded.as_of)},
                     {"default_as_of", moment(loaded.full.default_as_of.value_or(loaded.full.end))},
                     {"series", series(*setting.model)},
                     {"places", places(known)},
                     {"regions", regions(known)},
                     {"roads", roads(known)},
                     {"parameters", parameters(setting)},
                     {"events", events(loaded.full, loaded.as_of)},
                     {"claims", claims(setting)},
                     {"observations", observations(loaded.full, loaded.as_of)},
                     {"counts_to_learn", setting.counts_to_learn},
                     {"fitted", setting.fitted},
                     {"warnings", Json::parse(describe_diagnostics(loaded.diagnostics))}};
  return json.dump();
}

std::string describe_diagnostics(const Diagnostics& diagnostics) {
  Json rows = Json::array();
  for (const Diagnostic& item : diagnostics.items()) {
    rows.push_back({{"severity", item.severity == Severity::error ? "error" : "warning"},
                    {"file", item.file},
                    {"line", item.line},
                    {"column", item.column},
                    {"found", item.found},
                    {"expected", item.expected},
                    {"remedy", item.remedy},
                    {"text", to_string(item)}});
  }
  // What was found may be any bytes.
  return rows.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string describe_comparison(const LiveForecast& base, const LiveForecast& changed) {
  const Time as_of = base.setting().loaded->as_of;
  const MemberQuantities of_base = comparison_quantities(base.results(), as_of);
  Json rows = Json::array();
  for (const ComparedQuantity& quantity :
       compare_quantities(of_base, comparison_quantities(changed.results(), as_of, of_base))) {
    rows.push_back({{"name", quantity.name},
                    {"location", quantity.location},
                    {"unit", quantity.unit},
                    {"base", range(quantity.base)},
                    {"value", range(quantity.value)},
                    {"difference", range(quantity.difference)},
                    {"mean_difference", quantity.mean_difference}});
  }
  return rows.dump();
}

std::string describe_ranking(LiveForecast& forecast) {
  const Ranking ranking = forecast.ranking();
  Json rows = Json::array();
  for (const RankedQuantity& quantity : ranking.quantities) {
    rows.push_back({{"name", quantity.name},
                    {"meaning", quantity.meaning},
                    {"claims", quantity.claims},
                    {"dispute", quantity.dispute},
                    {"saved", quantity.worth.saved.value},
                    {"saved_error", quantity.worth.saved.standard_error}});
  }
  const Json json = {
      {"outcome", ranking.outcome},
      {"unit", ranking.unit},
      {"loss", ranking.loss},
      {"words", ranking.quantities.empty() ? std::vector<std::string>{} : ranking_words(ranking)},
      {"quantities", rows}};
  return json.dump();
}

std::string describe_fit(const Assimilation& learned) {
  Json members = Json::array();
  for (const MemberOrigin& member : fit_of(learned).members) {
    members.push_back({{"scores", member.scores},
                       {"luck", {member.luck.seed, member.luck.member}},
                       {"later_from", member.later_from},
                       {"start", member.start}});
  }
  const Json json = {{"counts", learned.diagnostics.counts},
                     {"score_names", learned.score_names},
                     {"members", members},
                     {"warnings", learned.diagnostics.warnings},
                     {"learned", learned_as_json(learned.diagnostics)}};
  return json.dump();
}

Fit read_fit(const std::string& text) {
  const Json json = Json::parse(text);
  Fit fit{json.at("score_names").get<std::vector<std::string>>(),
          {},
          learned_from_json(json.at("learned"))};
  for (const Json& member : json.at("members")) {
    const Json& luck = member.at("luck");
    fit.members.push_back({member.at("scores").get<std::vector<double>>(),
                           {luck.at(0).get<std::uint64_t>(), luck.at(1).get<std::uint32_t>()},
                           member.at("later_from").get<std::size_t>(),
                           member.at("start").get<std::uint32_t>()});
  }
  return fit;
}

std::string describe_contradictions(const LiveForecast& forecast) {
  Json rows = Json::array();
  const Scenario& known = forecast.setting().loaded->known;
  // A folder of Flee's is run as Flee runs it: its counts are there to compare with.
  if (known.flee_tables_given) return rows.dump();
  for (const ContradictedCount& found :
       contradicted_counts(forecast.results(), all_counts(known))) {
    rows.push_back({{"series", found.count.series},
                    {"place", found.count.place},
                    {"value", found.count.value},
                    {"time", moment(found.count.time)},
                    {"source", found.count.source},
                    {"median", found.forecast.median},
                    {"low", found.forecast.low},
                    {"high", found.forecast.high}});
  }
  return rows.dump();
}

std::string describe_needs(const LiveForecast& forecast, std::size_t step) {
  Json rows = Json::array();
  const LiveSetting& setting = forecast.setting();
  if (!setting.sampler) return rows.dump();
  const ParameterRegistry& registry = setting.loaded->known.parameters;
  ParameterValues medians;
  for (std::uint32_t i = 0; i < registry.all().size(); ++i) {
    medians.push_back(setting.sampler->summary(ParameterId{i}).median);
  }
  const NeedStandards standards = need_standards(registry, medians);
  for (const PlaceNeeds& needs : needs_at(forecast.results(), step)) {
    rows.push_back(
        {{"place", needs.place},
         {"people", range(needs.people)},
         {"before_desk", range(needs.before_desk)},
         {"beds", range(needs.beds)},
         {"without_shelter", range(needs.without_shelter)},
         {"shortage_probability", needs.shortage_probability},
         {"water_litres_per_day", times(needs.people, standards.water_litres_per_person_day)},
         {"food_kcal_per_day", times(needs.people, standards.food_kcal_per_person_day)},
         {"toilets", times(needs.people, 1.0 / standards.people_per_toilet_first_phase)},
         {"covered_space_m2", times(needs.beds, standards.covered_space_m2_per_person)},
         {"children", times(needs.people, standards.children_share)},
         {"older_people", times(needs.people, standards.older_share)},
         {"people_with_disability", times(needs.people, standards.disability_share)}});
  }
  return rows.dump();
}

}  // namespace corridor
