#pragma once
// What a claim takes from those before it: "Y speaks of 300 families" after "X said 900 people had
// crossed", and of which number "including 200" is a part.
#include <optional>

#include "reading/read_report.h"

namespace corridor::reading {

class EarlierClaims {
 public:
  /// Another speaker's bare number of people, at once behind a count of who passed, counts the
  /// same, it seems, at the same place and time: one dispute has one subject. `claim` is marked to
  /// doubt.
  void lend_subject(std::size_t sentence, std::size_t block, ProposedClaim& claim) const;

  /// A part of the same that was counted before at the same place is no second total.
  void find_whole(std::size_t sentence, ProposedClaim& claim) const;

  /// `claim` stands in that sentence of that block.
  void remember(std::size_t sentence, std::size_t block, const ProposedClaim& claim);

 private:
  struct Earlier {
    ProposedClaim claim;
    std::size_t sentence = 0;
    std::size_t block = 0;
  };
  std::optional<Earlier> last_;     ///< claim of all
  std::optional<Earlier> passage_;  ///< of people, the last in the order of the text
};

}  // namespace corridor::reading
