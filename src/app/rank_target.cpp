#include "app/rank_target.h"

#include <algorithm>
#include <iterator>

#include "app/refuse.h"
#include "input/cells.h"
#include "results/ahead.h"
#include "results/needs.h"
#include "scenario/names.h"

namespace corridor {
namespace {

class TargetReader {
 public:
  TargetReader(std::string text, const RunPlan& plan, const std::vector<SeriesInfo>& series)
      : text_(std::move(text)), plan_(plan), series_(series) {}

  RankTarget read() {
    const std::size_t at = text_.rfind('@');
    if (at == std::string::npos || at == 0) {
      refuse("--rank", text_, "SERIES[:PLACE]@TIME",
             "for example beds@max, arrivals_cumulative@2023-09-30 or without_shelter:goris@end");
    }
    const std::string what = text_.substr(0, at);
    const std::size_t colon = what.find(':');
    const std::string name = what.substr(0, colon);
    const std::string place = colon == std::string::npos ? "" : what.substr(colon + 1);
    RankTarget target;
    target.outcome.series = rank_series(series_, name, place);
    if (target.outcome.series.empty()) refuse_series(name, place);
    target.unit = series_[target.outcome.series.front()].unit;
    target.words = name == kBeds ? "people in need of a bed in a centre" : meaning_of(name);
    if (!place.empty()) target.words += " (" + names_of_location(plan_.loaded.known, place) + ")";
    read_time(text_.substr(at + 1), target);
    return target;
  }

 private:
  std::string meaning_of(const std::string& name) const {
    const Topic* topic = plan_.loaded.known.find_topic(name);
    return topic == nullptr ? name : topic->meaning;
  }

  void read_time(const std::string& text, RankTarget& target) const {
    const Scenario& known = plan_.loaded.known;
    const Duration offset = known.utc_offset;
    const Time end = known.start + known.step * static_cast<long long>(plan_.steps);
    target.outcome.steps = plan_.steps;
    if (text == "max") {
      target.outcome.kind = Outcome::Kind::largest;
      target.outcome.from = first_ranked_step(plan_);
      target.words += ", most at once from now until " + date_and_hour(end, offset);
      return;
    }
    if (text != "end") {
      const auto time = parse_time(text, offset);
      if (!time || *time < known.start + known.step || *time > end) {
        refuse("--rank", text, "end, max or a moment of the forecast",
               "from " + format_time(known.start + known.step, offset) + " to " +
                   format_time(end, offset));
      }
      target.outcome.steps = static_cast<std::size_t>((*time - known.start) / known.step);
    }
    const Time time = known.start + known.step * static_cast<long long>(target.outcome.steps);
    target.words += " on " + date_and_hour(time, offset);
  }

  [[noreturn]] void refuse_series(const std::string& name, const std::string& place) const {
    std::vector<std::string> names = {kBeds};
    bool is_known = name == kBeds;
    std::string places;
    for (const SeriesInfo& info : series_) {
      if (std::find(names.begin(), names.end(), info.target) == names.end())
        names.push_back(info.target);
      if (info.target != name && !(name == kBeds && info.target == "sheltered_centre")) continue;
      is_known = true;
      if (!info.location.empty()) places += (places.empty() ? "" : ", ") + info.location;
    }
    if (is_known && places.empty()) {
      refuse("--rank", place, "no place: the series " + name + " is a total",
             "write " + name + "@" + text_.substr(text_.find('@') + 1));
    }
    if (is_known) {
      refuse("--rank", place, "a place or road of the series " + name, "known: " + places);
    }
    std::string all;
    for (const std::string& known : names) all += (all.empty() ? "" : ", ") + known;
    const std::string near = nearest_name(name, names);
    refuse("--rank", name, "a series of the model",
           near.empty() ? "known: " + all : "did you mean \"" + near + "\"?");
  }

  std::string text_;
  const RunPlan& plan_;
  const std::vector<SeriesInfo>& series_;
};

}  // namespace

std::string date_and_hour(Time time, Duration offset) {
  std::string text = format_time(time, offset).substr(0, 16);
  std::replace(text.begin(), text.end(), 'T', ' ');
  return text;
}

std::size_t first_ranked_step(const RunPlan& plan) {
  const LoadedScenario& loaded = plan.loaded;
  return first_step_ahead(loaded.known.start, loaded.known.step, plan.steps, loaded.as_of) + 1;
}

std::vector<std::size_t> rank_series(const std::vector<SeriesInfo>& series, const std::string& name,
                                     const std::string& place) {
  const std::vector<std::string> wanted =
      name == kBeds ? std::vector<std::string>(std::begin(kInNeedOfBeds), std::end(kInNeedOfBeds))
                    : std::vector<std::string>{name};
  std::vector<std::size_t> found;
  for (std::size_t s = 0; s < series.size(); ++s) {
    const bool is_wanted =
        std::find(wanted.begin(), wanted.end(), series[s].target) != wanted.end();
    if (is_wanted && series[s].location == place) found.push_back(s);
  }
  return found;
}

RankTarget read_rank_target(const std::string& text, const RunPlan& plan,
                            const std::vector<SeriesInfo>& series) {
  return TargetReader(text, plan, series).read();
}

}  // namespace corridor
