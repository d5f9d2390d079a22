#pragma once
// A finished forecast and the files it leaves: run.json, quantiles.csv, hub.csv, series.csv,
// report.html.
#include <filesystem>
#include <map>
#include <string>

#include "output/files.h"
#include "results/contradicted_counts.h"
#include "results/ensemble_results.h"
#include "results/learned.h"
#include "results/plausibility.h"
#include "results/ranking.h"
#include "scenario/known.h"
#include "scenario/sampling.h"
#include "scenario/scenario.h"
#include "scenario/trust.h"

namespace corridor {

struct ForecastRun {
  const Scenario* known = nullptr;       ///< what the forecast was made from
  const LaterEvidence* later = nullptr;  ///< shown beside the forecast and used nowhere
  Time as_of;
  std::uint64_t seed = 1;
  unsigned threads = 1;
  std::string digest;
  std::string version;
  std::map<std::string, double> overrides;
  double prior_width = 1.0;               ///< factor on the spread of every prior
  bool learns = true;                     ///< from the counts known
  std::string resampling = "systematic";  ///< of the particles that learn
  std::vector<Trust> trust;               ///< how claims were weighed
  double seconds_load = 0.0;
  double seconds_run = 0.0;
  double seconds_summary = 0.0;
  const EnsembleResults* results = nullptr;
  const Summary* summary = nullptr;
  const ParameterSampler* sampler = nullptr;
  const Ranking* ranking = nullptr;                  ///< what is worth checking; none: not ranked
  const AssimilationDiagnostics* learned = nullptr;  ///< what the counts taught
  std::vector<ContradictedCount> contradicted;       ///< known counts that the results contradict
  Implausible implausible;                           ///< what hardly ever happens
  bool keep_members = false;
};

/// Writes all files into `directory`, which is made if need be.
void write_forecast(const ForecastRun& run, const std::filesystem::path& directory);

/// The answer in two sentences with ranges.
std::string headline(const ForecastRun& run);

/// The parts of write_forecast; the tables come in pieces, one a series.
void quantiles_csv(const ForecastRun& run, const TextSink& sink);
void hub_csv(const ForecastRun& run, const TextSink& sink);
void series_csv(const ForecastRun& run, const TextSink& sink);
std::string run_json(const ForecastRun& run);
std::string report_html(const ForecastRun& run);

}  // namespace corridor
