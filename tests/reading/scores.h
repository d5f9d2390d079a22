#pragma once
// Scores the reader against annotated reports: precision and recall of quantity, what, who, when.
#include <filesystem>
#include <string>
#include <vector>

#include "reading/read_report.h"

namespace corridor::reading {

struct AnnotatedClaim {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string quote;
  std::string value;
  std::string value_high;
  std::string qualifier;
  std::string subject;
  std::string unit;
  std::string said_by;
  std::string source_type;
  std::string holds_for;
  std::string since;
  std::string modality;
};

struct AnnotatedReport {
  std::string number;
  std::string language;
  std::string text;
  std::string source;
  Publication publication;
  std::vector<AnnotatedClaim> claims;
};

/// Counts for one thing that is extracted.
struct Score {
  int correct = 0;
  int proposed = 0;
  int annotated = 0;
  [[nodiscard]] double precision() const { return proposed == 0 ? 1.0 : 1.0 * correct / proposed; }
  [[nodiscard]] double recall() const { return annotated == 0 ? 1.0 : 1.0 * correct / annotated; }
};

/// Quantity and what are scored over all claims; who and when over those where somebody is named or
/// something is said of the time, by the annotation or by the reader.
struct Scores {
  Score quantity;
  Score what;
  Score who;
  Score when;
  Score modality;  ///< over the claims that are not facts
  Score whole;     ///< everything right
};

std::vector<AnnotatedReport> annotated_reports(const std::filesystem::path& folder);

/// Reads a report, pairs claims with annotations by their overlap, and counts. Differences are
/// appended to `differences`, a line each, where that is given.
void score(const AnnotatedReport& report, Scores& scores, std::string* differences);

/// The development half has odd numbers, the held-out half even ones.
bool is_held_out(const AnnotatedReport& report);

std::string to_string(const std::string& title, const Scores& scores);

}  // namespace corridor::reading
