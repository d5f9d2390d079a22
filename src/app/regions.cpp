#include "app/regions.h"

#include <algorithm>
#include <utility>

#include "app/wrapped_model.h"

namespace corridor {
namespace {

/// Hours and shares of places say nothing of their region when they are added.
bool adds_up(const SeriesInfo& info) { return info.unit == "people" || info.unit == "vehicles"; }

bool is_of(const Region& region, const SeriesInfo& info) {
  return std::find(region.places.begin(), region.places.end(), info.location) !=
         region.places.end();
}

class ModelWithRegions : public WrappedModel {
 public:
  ModelWithRegions(std::unique_ptr<Model> model, const std::vector<Region>& regions)
      : WrappedModel(std::move(model)), series_(inside().series()), of_rules_(series_.size()) {
    for (const Region& region : regions) add(region);
  }

  [[nodiscard]] const std::vector<SeriesInfo>& series() const override { return series_; }
  void observe(const ModelState& state, std::span<double> out) const override {
    inside().observe(state, out.first(of_rules_));
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      double sum = 0.0;
      for (const std::size_t part : parts_[i]) sum += out[part];
      out[of_rules_ + i] = sum;
    }
  }

 private:
  void add(const Region& region) {
    const std::size_t first = series_.size();
    for (std::size_t s = 0; s < of_rules_; ++s) {
      if (adds_up(series_[s]) && is_of(region, series_[s])) parts_of(region, first, s).push_back(s);
    }
  }

  /// What the region's series of the same kind as series `s` is made of; the region's own begin at
  /// `first`.
  std::vector<std::size_t>& parts_of(const Region& region, std::size_t first, std::size_t s) {
    const SeriesInfo wanted{series_[s].target, region.id, series_[s].unit, true};
    std::size_t at = first;
    while (at < series_.size() && !is_same(series_[at], wanted)) ++at;
    if (at == series_.size()) {
      series_.push_back(wanted);
      parts_.emplace_back();
    }
    return parts_[at - of_rules_];
  }

  std::vector<SeriesInfo> series_;               ///< of the rules, then of the regions
  std::size_t of_rules_;                         ///< how many of them are the rules'
  std::vector<std::vector<std::size_t>> parts_;  ///< of each series of a region: those it adds up
};

}  // namespace

std::unique_ptr<Model> with_regions(std::unique_ptr<Model> model,
                                    const std::vector<Region>& regions) {
  if (regions.empty()) return model;
  return std::make_unique<ModelWithRegions>(std::move(model), regions);
}

}  // namespace corridor
