#pragma once
// Whether a claim is put as a fact. Fears, denials, plans, promises, conditions and requests are
// none.
#include <string>
#include <vector>

#include "reading/sentences.h"

namespace corridor::reading {

enum class Modality { fact, fear, denial, plan, promise, condition, request };

/// `fact`, `fear`, ...
const char* name_of(Modality modality);
/// Unknown names are facts.
Modality modality_named(const std::string& name);

/// The tokens of a sentence that carry a claim.
struct Claimed {
  std::size_t first = 0;
  std::size_t last = 0;  ///< one past the end
  std::size_t next = 0;  ///< where the next claim begins
  bool counts_things = false;
  bool is_passage = false;       ///< of people: a tally, or of a period
  std::size_t previous = 0;      ///< one past the claim before; 0: it is the first
  bool has_part_behind = false;  ///< the next claim is one of "including 200 in Karsa"
  bool begins_trend = false;     ///< "from | 9,000 | in May to 1,200 in June"
  bool ends_trend = false;       ///< "from 9,000 in May to | 1,200 | in June"
};

struct Attribution;
struct Language;

/// "400,000 people were ordered to leave": a plan whose day is that of the order, and has been.
bool is_order_given(const Sentence& sentence, const Claimed& claimed, const Language& language);

/// From the verb of who says it ("fears that", "denied that"), and from cues near the claim
/// ("will", "could", "if", "ready to").
Modality modality_of(const Sentence& sentence, const Claimed& claimed,
                     const std::vector<Attribution>& attributions, const Language& language);

}  // namespace corridor::reading
