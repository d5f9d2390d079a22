#pragma once
// What a back-test finds at one origin, and the same as bytes: for the crew, and to go on later.
#include <string>
#include <vector>

#include "results/score_table.h"

namespace corridor {

struct OriginRows {
  std::vector<ScoreRow> counts;
  std::vector<MilestoneRow> milestones;
};

std::string as_bytes(const OriginRows& rows);
OriginRows origin_rows_from(const std::string& bytes);

}  // namespace corridor
