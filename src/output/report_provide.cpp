// The cards that say what must stand ready: beds, roofs before the desks, water, seats and fuel.
#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "output/report_cards.h"
#include "output/report_sections.h"
#include "results/ranking.h"

namespace corridor {

std::string card(const std::string& question, const std::string& answer, const std::string& more) {
  return "<div class=\"card\"><dt>" + question + "</dt><dd><b>" + answer + "</b><span>" + more +
         "</span></dd></div>";
}

namespace {

/// The median of the most at once, where the first series is.
Where peaks_by_place(const ReportReader& reader, const std::vector<std::string>& targets) {
  return where_of(reader, targets.front(), [&](const std::string& location) {
    return reader.peak(targets, location).median;
  });
}

/// Kilometres from every place to the nearest destination of journeys, whether roads are open or
/// not; infinity where there is no way (Bellman 1958).
std::vector<double> shortest_ways(const Scenario& known) {
  std::vector<double> km(known.places.size(), std::numeric_limits<double>::infinity());
  for (const PlaceId destination : journey_destinations(known)) km[destination.index] = 0.0;
  for (std::size_t round = 0; round < known.places.size(); ++round) {
    for (const Road& road : known.roads) {
      km[road.from.index] = std::min(km[road.from.index], km[road.to.index] + road.length_km);
    }
  }
  return km;
}

/// What a person's share of a vehicle takes from the place to safety; 0 where nobody has one.
double litres_per_person(const ReportReader& reader, PlaceId place, double km) {
  const ParameterRegistry& registry = reader.known().parameters;
  const auto median = [&](const char* name) {
    return reader.medians()[registry.require(name).index];
  };
  for (const Group& group : reader.known().groups) {
    if (group.place != place || group.household_class != HouseholdClass::vehicle) continue;
    return km * median("means.fuel_litres_per_km") * median("means.fuel_queue_factor") /
           std::max(1.0, group.people_per_vehicle.of(reader.medians()));
  }
  return 0.0;
}

/// The most litres at once for the vehicles that stand without fuel.
Estimate litres_needed(const ReportReader& reader) {
  const EnsembleResults& results = reader.results();
  const std::vector<double> km = shortest_ways(reader.known());
  std::vector<std::pair<std::size_t, double>> litres;  // by series
  for (std::size_t s = 0; s < results.series.size(); ++s) {
    if (results.series[s].target != "waiting_for_fuel") continue;
    const PlaceId place = reader.known().find_place(results.series[s].location);
    if (!place.valid() || !std::isfinite(km[place.index])) continue;
    litres.push_back({s, litres_per_person(reader, place, km[place.index])});
  }
  return estimate_of(reader.over_members([&](std::size_t m) {
    double most = 0.0;
    for (std::size_t step = reader.ahead(); step <= reader.last(); ++step) {
      double sum = 0.0;
      for (const auto& [s, each] : litres)
        sum += each * static_cast<double>(results.row(s, step)[m]);
      most = std::max(most, sum);
    }
    return most;
  }));
}

}  // namespace

std::string beds_card(const ReportReader& reader) {
  const std::vector<std::string> in_need(std::begin(kInNeedOfBeds), std::end(kInNeedOfBeds));
  const Estimate most = reader.peak(in_need, "");
  const Where where = peaks_by_place(reader, in_need);
  const Ranking* ranking = reader.run().ranking;
  const bool ranked = ranking != nullptr && ranking->action > 0.0;
  std::string more = "Most needed at once from now on" + reader.condition() + ": " +
                     rounded(most.median) + " (" + range_words(most) +
                     "), in centres or waiting for a place there";
  if (!where.places.empty()) more += ". Where: " + where.named();
  if (ranked) {
    more += ". Over all runs, " + rounded(ranking->action) + " cost least to prepare, where " +
            escape_html(ranking->loss);
  }
  return card("Beds in centres", rounded(ranked ? ranking->action : most.median) + " beds", more);
}

std::string desks_card(const ReportReader& reader) {
  const Estimate most = reader.peak({"awaiting_registration"}, "");
  if (most.high < 0.5) return "";
  const Where where = peaks_by_place(reader, {"awaiting_registration"});
  const Estimate now = reader.estimate("awaiting_registration", "", reader.now());
  return card("Before the desks", rounded(most.median) + " people at once",
              "arrived and not yet registered, at most from now on (" + range_words(most) +
                  "); now " + rounded(now.median) +
                  ". They need a roof, water and food meanwhile and are not among the beds" +
                  (where.places.empty() ? "" : ". Where: " + where.named()));
}

std::string water_card(const ReportReader& reader) {
  std::vector<std::size_t> present;
  for (std::size_t s = 0; s < reader.results().series.size(); ++s) {
    const SeriesInfo& series = reader.results().series[s];
    if (series.target == "present" && is_of_one_place(series)) present.push_back(s);
  }
  const Estimate people = estimate_of(reader.over_members(
      [&](std::size_t m) { return peak(reader.results(), present, m, reader.now()); }));
  if (people.high < 0.5) return "";
  const NeedStandards standards = need_standards(reader.known().parameters, reader.medians());
  constexpr double kLitresPerCubicMetre = 1000.0;
  const double water = standards.water_litres_per_person_day / kLitresPerCubicMetre;
  const auto scaled = [&](double factor) {
    return Estimate{people.low * factor, people.median * factor, people.high * factor};
  };
  const auto cubic_metres = [&](double there) { return rounded(there * water) + " m&sup3;"; };
  const Estimate toilets = scaled(1.0 / standards.people_per_toilet_first_phase);
  const Where where = peaks_by_place(reader, {"present"});
  return card("Water and toilets", rounded(people.median * water) + " m&sup3; a day",
              "when most people are there from now on (" + range_words(scaled(water)) + "), with " +
                  rounded(toilets.median) + " toilets (" + range_words(toilets) + ") for " +
                  rounded(people.median) + " people" +
                  (where.places.empty() ? "" : ". Where: " + where.named(cubic_metres)));
}

std::string buses_card(const ReportReader& reader) {
  const Estimate seats = reader.peak({"waiting_for_seat"}, "");
  if (seats.high < 0.5) return "";
  const double per_bus = need_standards(reader.known().parameters, reader.medians()).seats_per_bus;
  const auto loads = [&](double people) { return rounded(std::ceil(people / per_bus)); };
  const Where where = peaks_by_place(reader, {"waiting_for_seat"});
  return card("Buses", loads(seats.median) + " bus loads",
              fmt::format("of {:g} seats, for {} people who have decided to leave, have no vehicle "
                          "and wait, most at once from now on ({}); a bus can go more than once",
                          per_bus, rounded(seats.median), range_words(seats)) +
                  (where.places.empty() ? "" : ". Where: " + where.named(loads)));
}

std::string fuel_card(const ReportReader& reader) {
  const Estimate people = reader.peak({"waiting_for_fuel"}, "");
  if (people.high < 0.5) return "";
  const Estimate litres = litres_needed(reader);
  const Where where = peaks_by_place(reader, {"waiting_for_fuel"});
  return card("Fuel", rounded(litres.median) + " litres",
              fmt::format("for the shortest way out ({}), for {} people who wait beside a "
                          "vehicle without it, most at once from now on ({})",
                          range_words(litres), rounded(people.median), range_words(people)) +
                  (where.places.empty() ? "" : ". People: " + where.named()));
}

std::string help_card(const ReportReader& reader) {
  const Estimate people = reader.peak({"waiting_for_help"}, "");
  if (people.high < 0.5) return "";
  return card("Help to leave", rounded(people.median) + " people",
              "who have decided to leave and cannot without help, most at once from now on (" +
                  range_words(people) + ")");
}

}  // namespace corridor
