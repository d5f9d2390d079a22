// The door of a page: forecasts by name, text and numbers in and out, no logic. Every answer in
// JSON is either
// {"ok": ...}, {"diagnostics": [...]} for input that cannot be used, or {"failure": "..."} for our
// own mistakes.
#include <emscripten/bind.h>
#include <emscripten/val.h>

#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "app/live_forecast.h"
#include "app/page_data.h"
#include "app/read.h"
#include "output/forecast_output.h"
#include "results/ahead.h"
#include "results/away.h"

namespace corridor::web {
namespace {

using Json = nlohmann::ordered_json;

std::map<std::string, std::unique_ptr<LiveForecast>>& forecasts() {
  static std::map<std::string, std::unique_ptr<LiveForecast>> all;
  return all;
}

template <class Work>
std::string answer(Work&& work) {
  try {
    return "{\"ok\":" + work() + "}";
  } catch (const InputError& error) {
    return "{\"diagnostics\":" + describe_diagnostics(error.diagnostics()) + "}";
  } catch (const std::exception& error) {
    return Json{{"failure", error.what()}}.dump(-1, ' ', false, Json::error_handler_t::replace);
  }
}

emscripten::val copy_out(std::span<const float> values) {
  return emscripten::val(emscripten::typed_memory_view(values.size(), values.data()))
      .call<emscripten::val>("slice");
}

LiveSetting setting_of(const Json& spec) {
  if (spec.at("kind") == "flee") {
    return live_flee(spec.at("input").get<std::string>(), spec.at("data").get<std::string>(),
                     spec.at("settings").get<std::string>(), spec.at("seed").get<std::uint64_t>());
  }
  ForecastOptions options;
  options.folder = spec.at("folder").get<std::string>();
  options.as_of = spec.at("as_of").get<std::string>();
  options.settings = spec.at("set").get<std::vector<std::string>>();
  options.trust = spec.at("trust").get<std::vector<std::string>>();
  options.seed = spec.at("seed").get<std::uint64_t>();
  options.threads = 1;
  const auto overlay_names = spec.at("overlays").get<std::vector<std::string>>();
  const std::vector<std::filesystem::path> overlays(overlay_names.begin(), overlay_names.end());
  const auto changes = spec.at("changes").get<std::vector<std::string>>();
  const auto base = forecasts().find(spec.value("base", ""));
  LiveSetting setting =
      base == forecasts().end() ? live_scenario(options, overlays) : base->second->setting();
  const std::string fit = spec.value("fit", "");
  if (!fit.empty()) setting = live_fitted(setting, read_fit(fit));
  if (changes.empty()) return setting;
  return live_what_if(setting, options, overlays, changes);
}

/// Makes the forecast `name` from what `spec` says (web/src/engine/protocol.ts) and describes it.
std::string prepare(const std::string& name, const std::string& spec, bool describe) {
  return answer([&] {
    auto forecast = std::make_unique<LiveForecast>(setting_of(Json::parse(spec)));
    std::string description = describe ? describe_setting(forecast->setting()) : "true";
    forecasts()[name] = std::move(forecast);
    return description;
  });
}

/// Fits the forecast `name` to the counts known; `progress(share)` is called in between. The answer
/// is a `fit` for `prepare`.
std::string fit(const std::string& name, unsigned members, const emscripten::val& progress) {
  return answer([&] {
    double shown = 0.0;
    const auto report = [&](std::size_t done, std::size_t of) {
      constexpr double kLeastShare = 0.005;
      const double share = static_cast<double>(done) / static_cast<double>(of);
      if (share - shown < kLeastShare) return;
      shown = share;
      progress(share);
    };
    return describe_fit(learn_live(forecasts().at(name)->setting(), members, report));
  });
}

std::string run(const std::string& name, unsigned slot) {
  return answer([&] {
    forecasts().at(name)->run(slot);
    return std::string("true");
  });
}

emscripten::val member(const std::string& name, unsigned slot) {
  return copy_out(forecasts().at(name)->member(slot));
}

std::string accept(const std::string& name, unsigned slot, const emscripten::val& values) {
  return answer([&] {
    forecasts().at(name)->accept(slot, emscripten::convertJSArrayToNumberVector<float>(values));
    return std::string("true");
  });
}

std::string collect(const std::string& name, unsigned members) {
  return answer([&] {
    forecasts().at(name)->collect_members(members);
    return std::string("true");
  });
}

emscripten::val fans_of(const std::string& name) {
  return copy_out(fan_lines(forecasts().at(name)->results()));
}

/// The probability that a way out is open at the as-of time or opens after it.
double way_out_opens_in(const std::string& name) {
  const LiveForecast& forecast = *forecasts().at(name);
  return way_out_probability(forecast.results(), forecast.setting().loaded->as_of);
}

/// Whether clearly more arrive than are away from home at the end.
bool arrivals_exceed_away_in(const std::string& name) {
  return arrivals_exceed_away(forecasts().at(name)->results());
}

std::string contradictions(const std::string& name) {
  return answer([&] { return describe_contradictions(*forecasts().at(name)); });
}

emscripten::val difference_of(const std::string& base, const std::string& name) {
  return copy_out(
      difference_fans(forecasts().at(base)->results(), forecasts().at(name)->results()));
}

std::string compare_with(const std::string& base, const std::string& name) {
  return answer([&] { return describe_comparison(*forecasts().at(base), *forecasts().at(name)); });
}

std::string needs(const std::string& name, unsigned step) {
  return answer([&] { return describe_needs(*forecasts().at(name), step); });
}

std::string ranking(const std::string& name) {
  return answer([&] { return describe_ranking(*forecasts().at(name)); });
}

/// One of the texts that a forecast on the command line leaves: `headline`, `report.html`,
/// `series.csv`, `quantiles.csv`, `run.json`.
std::string text(const std::string& name, const std::string& what) {
  return answer([&] {
    LiveForecast& forecast = *forecasts().at(name);
    ForecastRun run = forecast.as_run();
    const Ranking worth = what == "report.html" ? forecast.ranking() : Ranking{};
    run.ranking = &worth;
    std::string out;
    const TextSink sink = [&](const std::string& piece) { out += piece; };
    if (what == "headline") out = headline(run);
    if (what == "report.html") out = report_html(run);
    if (what == "series.csv") series_csv(run, sink);
    if (what == "quantiles.csv") quantiles_csv(run, sink);
    if (what == "run.json") out = run_json(run);
    return Json(out).dump();
  });
}

/// Claims proposed from a report: `{"claims": [...], "csv": "..."}`; the table is one of
/// claims.csv. `scenario`: the folder whose places and subjects they are for; may be empty.
std::string read_report(const std::string& text_file, const std::string& published,
                        const std::string& utc_offset, const std::string& source,
                        const std::string& scenario) {
  return answer([&] {
    ReadOptions options;
    options.file = text_file;
    options.published = published;
    options.utc_offset = utc_offset;
    options.source = source;
    options.scenario = scenario;
    const ReadReport report = read_report_file(options);
    const Json json = {{"claims", Json::parse(claims_json(report))}, {"csv", claims_csv(report)}};
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
  });
}

void drop(const std::string& name) { forecasts().erase(name); }

}  // namespace
}  // namespace corridor::web

EMSCRIPTEN_BINDINGS(corridor) {
  using namespace corridor::web;
  emscripten::function("prepare", &prepare);
  emscripten::function("fit", &fit);
  emscripten::function("run", &run);
  emscripten::function("member", &member);
  emscripten::function("accept", &accept);
  emscripten::function("collect", &collect);
  emscripten::function("fans", &fans_of);
  emscripten::function("opens", &way_out_opens_in);
  emscripten::function("exceed", &arrivals_exceed_away_in);
  emscripten::function("contradictions", &contradictions);
  emscripten::function("difference", &difference_of);
  emscripten::function("compare", &compare_with);
  emscripten::function("needs", &needs);
  emscripten::function("ranking", &ranking);
  emscripten::function("text", &text);
  emscripten::function("read", &read_report);
  emscripten::function("drop", &drop);
}
