#pragma once
#include "inference/noise.h"
#include "scenario/scenario.h"

namespace corridor {

/// Without drift: every count independent, ln normal with standard deviation `error`.
inline CountNoise plain_noise(double error) {
  CountNoise noise;
  noise.relative_error = error;
  noise.drift = {1e-9, 1e-9, 1e-9};
  noise.drift_hours = {1.0, 1.0, 1.0};
  noise.excess_of_tally = noise.excess_of_round = 0.1;
  noise.outlier_error = 1.0;
  return noise;
}

/// A count so many hours after the start.
inline ObservationRow row(const char* series, int hours, double value,
                          Qualifier qualifier = Qualifier::exactly) {
  ObservationRow row;
  row.series = series;
  row.time = Time{} + Duration{3600} * hours;
  row.value = value;
  row.qualifier = qualifier;
  return row;
}

}  // namespace corridor
