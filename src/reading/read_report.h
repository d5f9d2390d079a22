#pragma once
// A report's plain text in, proposed claims out: what is counted, how much, who says so, when it
// holds, and whether it is put as a fact. A person reviews them.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reading/modality.h"
#include "reading/places.h"
#include "reading/subjects.h"
#include "reading/times.h"

namespace corridor::reading {

struct ProposedClaim {
  std::string subject;
  std::optional<double> value;  ///< yes/no claims 1 and 0
  std::optional<double> value_high;
  Qualifier qualifier = Qualifier::exactly;
  std::string unit;
  std::string said_by;  ///< empty: the report itself
  std::string source_type;
  std::string place;                ///< an id of the gazetteer; empty: not said
  std::optional<Moment> holds_for;  ///< the end of a period
  std::optional<Moment> since;      ///< the beginning of a period
  bool adds = false;     ///< counts what happened in a period or came anew, not all so far
  bool is_part = false;  ///< "including 300": of the number before, not beside it
  Modality modality = Modality::fact;
  std::size_t begin = 0;  ///< [begin, end) of the original, in Unicode code points
  std::size_t end = 0;
  std::string quote;     ///< the original's [begin, end)
  std::string sentence;  ///< the sentence around it, with single spaces
  std::string before;    ///< what of `sentence` stands before the quote
  Confidence confidence = Confidence::high;
  std::string reason;
};

/// Puts the mark of doubt on a claim, and why.
void doubt(ProposedClaim& claim, const std::string& why);

/// Never fails: of what it does not understand it proposes nothing. The same text gives the same
/// claims, in the order of the text. Places are those of the gazetteer, no others.
std::vector<ProposedClaim> read_report(std::string_view text, const Publication& publication,
                                       const Language& language, const Gazetteer& gazetteer = {});

/// The numbers that count something of which no claim was made, with the words behind them, in the
/// order of the text: what a person should look at in it. Money, distances and the like are none.
std::vector<std::string> numbers_without_claim(std::string_view text,
                                               const Publication& publication,
                                               const Language& language);

}  // namespace corridor::reading
