// The registry of the noise of counts. What a crisis' own counts say about their noise narrows the
// drifts like any other parameter.
#include "inference/noise.h"

namespace corridor {
namespace {

Parameter drift(std::string name, double median, double upper, std::string meaning,
                std::string source) {
  constexpr double kLogSd = 0.6;
  return uncertain_parameter(std::move(name), "1",
                             Prior{PriorFamily::lognormal, median, kLogSd, 0.0}, 0.001, upper,
                             std::move(meaning), std::move(source));
}

const char* const kJudgement = "judgement of the authors";

}  // namespace

const char* name_of_drift(CountClass kind) {
  constexpr const char* kNames[] = {"counts.drift_of_tallies", "counts.drift_of_registers",
                                    "counts.drift_of_stocks"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::vector<Parameter> count_parameters() {
  std::vector<Parameter> list;
  list.push_back(
      fixed_parameter("counts.relative_error", "1", 0.005, 0.0001, 1.0,
                      "relative error of a count of its own, beside what counts share; not of "
                      "tallies, which keep whom they have counted",
                      "lists are kept by hand and corrected by the hundred; judgement"));
  list.push_back(fixed_parameter("counts.about_error", "1", 0.05, 0.001, 1.0,
                                 "relative error of a count given as about", kJudgement));
  list.push_back(
      fixed_parameter("counts.excess_of_tally", "1", 0.01, 0.001, 2.0,
                      "mean share by which the truth exceeds `at least` a number of three or "
                      "more significant digits",
                      "such a number is a tally that is still running; judgement"));
  list.push_back(fixed_parameter("counts.excess_of_round", "1", 0.3, 0.001, 5.0,
                                 "the same for a round number of one or two digits", kJudgement));
  list.push_back(fixed_parameter(
      "counts.lag_hours", "h", 0.3, 0.0, 240.0, "uncertainty of the moment that a count is for",
      "tallies are brought together and announced by the hour: a number may be up to "
      "an hour old, uniform, standard deviation 0.29 h"));
  list.push_back(fixed_parameter("counts.batch_people", "people", 100.0, 0.0, 1.0e5,
                                 "people that a column brings at once",
                                 "a convoy of some 25 cars or two buses; judgement"));
  list.push_back(
      fixed_parameter("counts.party_people", "people", 4.0, 0.0, 1000.0,
                      "people who go together: what passes a tally varies as the number of "
                      "such parties does by luck",
                      "a household, or a car with its passengers; judgement"));
  list.push_back(fixed_parameter("counts.outlier_share", "1", 0.02, 0.0, 0.5,
                                 "share of counts that are simply wrong", kJudgement));
  list.push_back(fixed_parameter("counts.outlier_error", "1", 0.7, 0.01, 5.0,
                                 "error of a wrong count on the scale of logarithms",
                                 "wrong by a factor of two, judgement"));
  list.push_back(
      drift(name_of_drift(CountClass::tally), 0.05, 1.0,
            "error of the flow that a tally adds up: what is missed, and what the rules miss",
            "traffic strays from hour to hour by some per cent from any rule for it; judgement, "
            "learned from the counts"));
  list.push_back(fixed_parameter(
      "counts.drift_hours_of_tallies", "h", 12.0, 1.0, 1.0e5, "time in which that error forgets",
      "a shift at a post, a night; slower changes are those of the rate at the "
      "checkpoint; judgement"));
  list.push_back(drift(name_of_drift(CountClass::register_), 0.15, 3.0,
                       "error that successive registrations share, and what the rules miss",
                       "double and missed registration in emergencies; judgement, learned from the "
                       "counts"));
  list.push_back(fixed_parameter("counts.drift_hours_of_registers", "h", 240.0, 1.0, 1.0e5,
                                 "time in which that error forgets", kJudgement));
  list.push_back(drift(name_of_drift(CountClass::stock), 0.4, 3.0,
                       "error that successive counts of people housed or present share, and what "
                       "the rules miss",
                       "who counts as housed differs from report to report; judgement, learned "
                       "from the counts"));
  list.push_back(fixed_parameter("counts.drift_hours_of_stocks", "h", 480.0, 1.0, 1.0e5,
                                 "time in which that error forgets", kJudgement));
  list.push_back(
      fixed_parameter("reports.delay_hours", "h", 12.0, 0.0, 1000.0,
                      "time within which the opening or closing of a road would be published",
                      "reporters stood at both ends of such roads in 2020; judgement"));
  return list;
}

}  // namespace corridor
