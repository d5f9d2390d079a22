#include "rules/flee/output.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <ostream>

namespace corridor {
namespace {

constexpr double kFourDecimals = 10000.0;
constexpr double kDataFrom = 1e-5;

/// Half to even at four decimals.
double rounded(double value) { return std::nearbyint(value * kFourDecimals) / kFourDecimals; }

double relative_error(Count simulated, Count data) {
  if (static_cast<double>(data) < kDataFrom) return 0.0;
  return rounded(std::abs(static_cast<double>(simulated) / static_cast<double>(data) - 1.0));
}

void write_header(const FleeSetting& setting, std::ostream& out) {
  out << "Day,Date,";
  for (const FleeCamp& camp : setting.data.camps()) {
    const std::string& name = setting.instance.locations[camp.location].name;
    out << name << " sim," << name << " data," << name << " error,";
  }
  out << "Total error,refugees in camps (UNHCR),total refugees (simulation),raw UNHCR refugee "
         "count,refugees in camps (simulation),refugee_debt";
  if (setting.instance.settings.idp_totals_log_level > 0) out << ",total IDPs";
  out << '\n';
}

struct DayTotals {
  Count difference = 0;
  Count data = 0;
  Count simulated = 0;
};

DayTotals totals_of(const FleeSetting& setting, const FleeRun& run, std::size_t day) {
  DayTotals totals;
  for (std::size_t c = 0; c < setting.data.camps().size(); ++c) {
    const FleeCamp& camp = setting.data.camps()[c];
    if (!camp.has_data) continue;
    const Count data = setting.data.registered(camp, static_cast<int>(day));
    const Count simulated = run.in_camps[day][c];
    totals.difference += std::abs(simulated - data);
    totals.data += data;
    totals.simulated += simulated;
  }
  return totals;
}

void write_totals(const DayTotals& totals, const FleeRun& run, std::size_t day, Count in_camps,
                  std::ostream& out) {
  const FleeLedger& ledger = run.ledgers[day];
  const Count raw = ledger.registered_growth;
  if (raw <= 0) {
    out << ",0.0,0," << run.people[day] << ",0," << in_camps << ",0";
    return;
  }
  const double error = static_cast<double>(totals.difference) / static_cast<double>(raw);
  out << ',' << flee_number_text(error) << ',' << totals.data << ',' << run.people[day] << ','
      << raw << ',' << in_camps << ',' << ledger.debt;
}

}  // namespace

FleeRun flee_run(const std::shared_ptr<const FleeSetting>& setting, const MemberStreams& streams,
                 FleeCapacityRule capacity_rule,
                 const std::function<void(const FleeWorld&)>& after_day,
                 FleeRepresentation representation) {
  FleeWorld world(setting, streams, capacity_rule, representation);
  FleeRun run;
  while (world.day() < setting->instance.days) {
    world.step();
    if (after_day) after_day(world);
    std::vector<Count> in_camps;
    for (const FleeCamp& camp : setting->data.camps()) {
      in_camps.push_back(world.present(camp.location));
    }
    Count idps = 0;
    for (const FleePlace& place : world.network().places()) {
      if (place.is_idp_camp) idps += place.present;
    }
    run.in_camps.push_back(std::move(in_camps));
    run.people.push_back(world.people());
    run.ledgers.push_back(world.ledger());
    run.idps.push_back(idps);
  }
  return run;
}

void write_flee_table(const FleeSetting& setting, const FleeRun& run, std::ostream& out) {
  const FleeSettings& settings = setting.instance.settings;
  write_header(setting, out);
  for (std::size_t day = 0; day < run.in_camps.size(); ++day) {
    const auto printed_day = static_cast<long long>(day) + (settings.strict ? 1 : 0);
    out << day << ',' << format_date(setting.instance.start + printed_day * kDay, Duration{0});
    Count in_camps = 0;
    for (std::size_t c = 0; c < run.in_camps[day].size(); ++c) {
      const Count simulated = run.in_camps[day][c];
      const Count data = setting.data.registered(setting.data.camps()[c], static_cast<int>(day));
      out << ',' << simulated << ',' << data << ','
          << flee_number_text(relative_error(simulated, data));
      in_camps += simulated;
    }
    write_totals(totals_of(setting, run, day), run, day, in_camps, out);
    if (settings.idp_totals_log_level > 0) out << ',' << run.idps[day];
    out << '\n';
  }
}

FleeScore flee_score(const FleeSetting& setting, const FleeRun& run) {
  const std::vector<FleeCamp>& camps = setting.data.camps();
  const auto days = static_cast<double>(run.in_camps.size());
  FleeScore score;
  score.by_camp.assign(camps.size(), 0.0);
  for (std::size_t day = 0; day < run.in_camps.size(); ++day) {
    const DayTotals totals = totals_of(setting, run, day);
    const double data = static_cast<double>(totals.data);
    const double scale = totals.simulated == 0 ? 0.0 : data / static_cast<double>(totals.simulated);
    const double divisor = std::max(data, 1.0) * days;
    for (std::size_t c = 0; c < camps.size(); ++c) {
      if (!camps[c].has_data) continue;
      const auto registered =
          static_cast<double>(setting.data.registered(camps[c], static_cast<int>(day)));
      const auto simulated = static_cast<double>(run.in_camps[day][c]);
      score.by_camp[c] += std::abs(simulated - registered) / divisor;
      score.rescaled += std::abs(simulated * scale - registered) / divisor;
    }
  }
  for (const double part : score.by_camp) score.averaged += part;
  return score;
}

std::string flee_number_text(double value) {
  std::string text = fmt::format("{}", value);
  if (text.find_first_of(".en") == std::string::npos) text += ".0";
  return text;
}

}  // namespace corridor
