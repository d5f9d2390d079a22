#pragma once
// Which of the times that a report names belongs to which claim.
#include <vector>

#include "reading/modality.h"
#include "reading/sentences.h"
#include "reading/speakers.h"
#include "reading/times.h"

namespace corridor::reading {

/// When a claim holds.
struct ClaimTime {
  Period period;
  bool within = false;  ///< counts what happened in the period or on the day, not up to its end
};

class ClaimTimes {
 public:
  ClaimTimes(const std::vector<Sentence>& sentences, const Publication& publication,
             const Language& language);

  /// The times named in a sentence.
  [[nodiscard]] const std::vector<TimeExpression>& times(std::size_t sentence) const {
    return times_[sentence];
  }

  /// The nearest time in the clause, of either end of a trend its own; else the day on which it was
  /// said; else, in a list, the time that leads it; else the "as of" of the report's heading. Empty
  /// when nothing is said.
  [[nodiscard]] ClaimTime time_of(std::size_t sentence, const Claimed& claimed,
                                  const std::vector<Attribution>& attributions,
                                  Modality modality) const;

 private:
  void find_leads();
  [[nodiscard]] bool is_as_of(const Tokens& tokens, const TimeExpression& time) const;
  [[nodiscard]] bool lies_within(const Tokens& tokens, const TimeExpression& time) const;
  [[nodiscard]] bool is_time_of_saying(const Tokens& tokens, const TimeExpression& time,
                                       const std::vector<Attribution>& attributions) const;
  [[nodiscard]] bool is_tally(const Tokens& tokens, const Claimed& claimed) const;
  [[nodiscard]] bool is_day_of_another(const Tokens& tokens, const Claimed& claimed,
                                       const TimeExpression& time) const;
  [[nodiscard]] bool is_of_what_it_is_compared_with(const Tokens& tokens, const Claimed& claimed,
                                                    const TimeExpression& time) const;
  [[nodiscard]] bool begins_it(const Tokens& tokens, const Claimed& claimed,
                               const TimeExpression& time) const;

  const std::vector<Sentence>& sentences_;
  const Language& language_;
  std::vector<std::vector<TimeExpression>> times_;
  std::vector<ClaimTime>
      leads_;     ///< per sentence: from the line that leads its list, or the heading
  Period today_;  ///< the day of publication
};

}  // namespace corridor::reading
