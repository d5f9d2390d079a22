#include "reading/earlier_claims.h"

namespace corridor::reading {

void EarlierClaims::lend_subject(std::size_t sentence, std::size_t block,
                                 ProposedClaim& claim) const {
  if (!passage_ || passage_->block != block || passage_->sentence + 1 < sentence) return;
  if (claim.said_by.empty() || claim.said_by == passage_->said_by) return;
  claim.subject = passage_->subject;
  doubt(claim, "taken for a count of the same as the number before, by somebody else");
}

void EarlierClaims::find_whole(std::size_t sentence, ProposedClaim& claim) const {
  const bool is_of_it = last_ && last_->sentence == sentence && last_->subject == claim.subject &&
                        last_->unit == claim.unit && last_->place == claim.place;
  if (!is_of_it) return;
  claim.is_part = true;
  doubt(claim, "a part of the number before; which is not said by a place");
}

void EarlierClaims::remember(std::size_t sentence, std::size_t block, const ProposedClaim& claim) {
  last_ = Earlier{claim.subject, claim.unit, claim.place, claim.said_by, sentence, block};
  const bool is_of_people =
      claim.unit == "people" || claim.unit == "families" || claim.unit == "households";
  if (is_of_people && is_passage(claim.subject)) passage_ = last_;
}

}  // namespace corridor::reading
