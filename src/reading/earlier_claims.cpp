#include "reading/earlier_claims.h"

namespace corridor::reading {

void EarlierClaims::lend_subject(std::size_t sentence, std::size_t block,
                                 ProposedClaim& claim) const {
  if (!passage_ || passage_->block != block || passage_->sentence + 1 < sentence) return;
  const ProposedClaim& passage = passage_->claim;
  if (claim.said_by.empty() || claim.said_by == passage.said_by) return;
  claim.subject = passage.subject;
  if (claim.place.empty()) claim.place = passage.place;
  if (!claim.holds_for && !claim.since) {
    claim.holds_for = passage.holds_for;
    claim.since = passage.since;
    claim.adds = passage.adds;
  }
  doubt(claim, "taken for a count of the same as the number before, by somebody else");
}

void EarlierClaims::find_whole(std::size_t sentence, ProposedClaim& claim) const {
  if (!last_ || last_->sentence != sentence) return;
  const ProposedClaim& whole = last_->claim;
  const bool is_of_it =
      whole.subject == claim.subject && whole.unit == claim.unit && whole.place == claim.place;
  if (!is_of_it) return;
  claim.is_part = true;
  doubt(claim, "a part of the number before; which is not said by a place");
}

void EarlierClaims::remember(std::size_t sentence, std::size_t block, const ProposedClaim& claim) {
  last_ = Earlier{claim, sentence, block};
  const bool is_of_people =
      claim.unit == "people" || claim.unit == "families" || claim.unit == "households";
  if (is_of_people && !claim.is_part && is_passage(claim.subject)) passage_ = last_;
}

}  // namespace corridor::reading
