#pragma once
// A forecast that is run a few members at a time and asked in between: what a page with sliders
// needs. Members are addressed by slot, so several workers can each run some and hand them over:
// the result is the same as if one had run them all, and the same as `forecast` and `compare` give.
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "app/rerun.h"
#include "model.h"
#include "output/forecast_output.h"

namespace corridor {

/// Members as the priors or the counts give them, before a what-if changes them.
struct MemberOrigins {
  std::vector<std::string> score_names;
  std::function<MemberOrigin(const MemberStreams& slot)> at;
};

/// What a live forecast is made from. Copies share what does not change.
struct LiveSetting {
  std::shared_ptr<const Model> model;
  std::shared_ptr<const LoadedScenario> loaded;
  std::shared_ptr<const ParameterSampler> sampler;  ///< none for Flee's folders
  std::shared_ptr<const MemberOrigins> origins;     ///< none for Flee's folders
  std::vector<ParameterChange> changes;
  std::map<std::string, double> overrides;
  std::size_t steps = 0;
  std::uint64_t seed = 1;
  std::size_t counts_to_learn = 0;  ///< known counts that a fit would learn from
  bool fitted = false;              ///< to them
  std::shared_ptr<const AssimilationDiagnostics> learned;  ///< from them, where fitted
};

/// A scenario folder, with `overlays` laid over its tables. Its members are those of the priors
/// that are possible given what has not been reported. Throws InputError.
LiveSetting live_scenario(const ForecastOptions& options,
                          const std::vector<std::filesystem::path>& overlays);

/// The same members under the changes of a what-if. Changes of parameters alone read nothing again:
/// a slider's what-if starts at once; changes of tables are laid over the base's `overlays`.
LiveSetting live_what_if(const LiveSetting& base, const ForecastOptions& options,
                         const std::vector<std::filesystem::path>& overlays,
                         const std::vector<std::string>& changes);

/// What `forecast` learns from the counts known. Takes as long as hundreds of runs of the members.
Assimilation learn_live(const LiveSetting& setting, std::size_t members,
                        const std::function<void(std::size_t, std::size_t)>& progress);

/// What was learned, apart from trajectories: enough to run the same members again elsewhere.
struct Fit {
  std::vector<std::string> score_names;
  std::vector<MemberOrigin> members;
  AssimilationDiagnostics learned;
};
Fit fit_of(const Assimilation& learned);

/// The setting with the members of a fit, up to their number; slots behind it repeat them.
LiveSetting live_fitted(const LiveSetting& setting, Fit fit);

/// One of Flee's own folders: `locations.csv`, `routes.csv`, ... in `input`, `data_layout.csv` in
/// `data`. Places and roads are given the names of Flee's locations. Throws InputError.
LiveSetting live_flee(const std::filesystem::path& input, const std::filesystem::path& data,
                      const std::filesystem::path& settings, std::uint64_t seed);

class LiveForecast {
 public:
  explicit LiveForecast(LiveSetting setting);

  [[nodiscard]] const LiveSetting& setting() const { return setting_; }
  /// Numbers that one member observes: steps x series.
  [[nodiscard]] std::size_t values_per_member() const;

  /// Runs the member of one slot.
  void run(std::size_t slot);
  /// Takes over a member that was run elsewhere; `values` by step, then by series.
  void accept(std::size_t slot, std::span<const float> values);
  /// What a member observed; empty if it has not run.
  [[nodiscard]] std::span<const float> member(std::size_t slot) const;

  /// Collects slots 0 .. members - 1, all of which must have run.
  void collect_members(std::size_t members);
  /// The slots last collected, as a table.
  [[nodiscard]] const EnsembleResults& results() const { return results_; }

  /// What is worth checking, from the slots last collected; empty for few members and for rules
  /// without needs.
  [[nodiscard]] Ranking ranking();
  /// The same as a finished run, for headlines, tables and the report.
  [[nodiscard]] ForecastRun as_run();

 private:
  LiveSetting setting_;
  std::vector<std::vector<float>> members_;
  EnsembleResults results_;
  std::optional<Summary> summary_;  ///< made when a table or the report asks for it
};

/// The lines of a fan (`fan_lines`) of the differences member by member, over the series of
/// `changed` that have no location; members are paired by slot. Where the base lacks a series, its
/// values are 0.
std::vector<float> difference_fans(const EnsembleResults& base, const EnsembleResults& changed);

}  // namespace corridor
