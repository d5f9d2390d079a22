#pragma once
// What a ranking is about: an outcome of the model, written as SERIES[:PLACE]@TIME.
#include <string>
#include <vector>

#include "app/run_plan.h"
#include "inference/trials.h"

namespace corridor {

/// A sum of series that a ranking may be about: who is in centres and who waits for a place.
inline constexpr const char* kBeds = "beds";

/// What is asked, in words.
struct RankTarget {
  Outcome outcome;
  std::string words;
  std::string unit;
};

/// Throws InputError for a series, place or moment that the model does not have.
RankTarget read_rank_target(const std::string& text, const RunPlan& plan,
                            const std::vector<SeriesInfo>& series);

/// The series of a name (`kBeds`: those it is the sum of) at a place, by their numbers; none where
/// the model has none.
std::vector<std::size_t> rank_series(const std::vector<SeriesInfo>& series, const std::string& name,
                                     const std::string& place);

/// The first step that is still to come, counted from 1 as outcomes do.
std::size_t first_ranked_step(const RunPlan& plan);

/// `2023-10-06 00:00`, local.
std::string date_and_hour(Time time, Duration offset);

}  // namespace corridor
