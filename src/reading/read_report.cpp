#include "reading/read_report.h"

#include <algorithm>

#include "reading/claim_times.h"
#include "reading/earlier_claims.h"
#include "reading/facts.h"
#include "reading/speakers.h"
#include "reading/sums.h"
#include "reading/trends.h"
#include "reading/unicode.h"

namespace corridor::reading {
namespace {

constexpr std::size_t kWordsBehind = 3;  ///< tokens shown of what a number is of
constexpr double kHour_minutes = 60.0;
constexpr std::size_t kWordsOfAddition = 2;  ///< tokens before the number: "a further 300"

/// A claim's tokens and content, before speaker, time and modality.
struct Kernel {
  Claimed claimed;
  ProposedClaim claim;
  bool is_bare = false;  ///< nothing is said of what happened to these people
  bool is_part = false;
};

bool counts_people(const std::string& unit) {
  return unit.rfind("people", 0) == 0 || unit == "families" || unit == "households" ||
         unit == "killed" || unit == "injured" || unit == "missing" || unit == "share" ||
         unit == "yes_no";
}

class ReportReader {
 public:
  ReportReader(std::string_view bytes, const Publication& publication, const Language& language,
               const Gazetteer& gazetteer)
      : text_(make_even(bytes)),
        sentences_(cut_into_sentences(text_, language.abbreviations)),
        attributions_(find_attributions(sentences_, text_, language)),
        publication_(publication),
        language_(language),
        clock_(sentences_, publication, language),
        map_(sentences_, gazetteer, language) {}

  std::vector<ProposedClaim> run() {
    std::vector<ProposedClaim> claims;
    EarlierClaims earlier;
    for (std::size_t s = 0; s < sentences_.size(); ++s) {
      for (const Kernel& kernel : kernels(s)) {
        ProposedClaim claim = complete(s, kernel);
        if (kernel.is_bare) earlier.lend_subject(s, sentences_[s].block, claim);
        if (kernel.is_part) earlier.find_whole(s, claim);
        earlier.remember(s, sentences_[s].block, claim);
        claims.push_back(std::move(claim));
      }
    }
    return claims;
  }

  /// What `numbers_without_claim` gives.
  std::vector<std::string> unread() const {
    std::vector<std::string> words_of_them;
    for (std::size_t s = 0; s < sentences_.size(); ++s) {
      const Tokens& tokens = sentences_[s].tokens;
      const auto quantities = quantities_in(s);
      const auto whats = find_subjects(tokens, quantities, language_);
      for (std::size_t q = 0; q < quantities.size(); ++q) {
        if (whats[q] || quantities[q].none || !quantities[q].value) continue;
        const std::size_t last = std::min(quantities[q].last + kWordsBehind, tokens.size());
        words_of_them.push_back(trimmed(words(sentences_[s], quantities[q].first, last)));
      }
    }
    return words_of_them;
  }

 private:
  [[nodiscard]] std::vector<Quantity> quantities_in(std::size_t s) const {
    const Tokens& tokens = sentences_[s].tokens;
    const std::vector<bool> when_or_who = taken(s);
    return find_quantities(tokens, find_numbers(tokens, when_or_who, language_), when_or_who,
                           language_);
  }

  static std::string trimmed(std::u32string words) {
    if (!words.empty() && words.front() == U' ') words.erase(0, 1);
    return encode_utf8(words);
  }

  /// Tokens that say when or who, so that their numbers count nothing.
  [[nodiscard]] std::vector<bool> taken(std::size_t s) const {
    std::vector<bool> marks(sentences_[s].size(), false);
    for (const TimeExpression& time : clock_.times(s)) {
      std::fill(marks.begin() + time.first, marks.begin() + time.last, true);
    }
    for (const Attribution& speaker : attributions_[s]) {
      std::fill(marks.begin() + speaker.own_first, marks.begin() + speaker.own_last, true);
    }
    return marks;
  }

  [[nodiscard]] std::vector<Kernel> kernels(std::size_t s) const {
    const Tokens& tokens = sentences_[s].tokens;
    auto quantities = quantities_in(s);
    auto whats = find_subjects(tokens, quantities, language_);
    add_up_parts(tokens, quantities, whats, language_);
    std::vector<Kernel> found;
    for (std::size_t q = 0; q < quantities.size(); ++q) {
      if (!whats[q]) continue;
      found.push_back(counted(quantities[q], *whats[q]));
      found.back().claimed.begins_trend = is_trend(tokens, quantities, q, language_);
      found.back().claimed.ends_trend = q > 0 && is_trend(tokens, quantities, q - 1, language_);
      if (whats[q]->shares_qualifier) share_qualifier(quantities[q - 1], found.back().claim);
    }
    for (const YesNo& fact : find_facts(tokens, language_)) {
      if (!is_counted(tokens, fact, found)) found.push_back(yes_or_no(fact));
    }
    for (const TimeExpression& time : clock_.times(s)) {
      if (const auto first = opens_at(tokens, time)) found.push_back(opening_hours(*first, time));
    }
    std::stable_sort(found.begin(), found.end(), [](const Kernel& a, const Kernel& b) {
      return a.claimed.first < b.claimed.first;
    });
    for (std::size_t k = 0; k < found.size(); ++k) {
      found[k].claimed.next = k + 1 < found.size()
                                  ? std::max(found[k + 1].claimed.first, found[k].claimed.last)
                                  : tokens.size();
      found[k].claimed.has_part_behind = k + 1 < found.size() && found[k + 1].is_part &&
                                         found[k + 1].claim.subject == found[k].claim.subject;
      if (k > 0) found[k].claimed.previous = found[k - 1].claimed.last;
    }
    return found;
  }

  /// "12,000 homes without power" is a count, not the absence of power everywhere, "12,000 people
  /// may return" no permission for all, and "30 tonnes of food lost" leave other food.
  [[nodiscard]] bool is_counted(const Tokens& tokens, const YesNo& fact,
                                const std::vector<Kernel>& found) const {
    return std::any_of(found.begin(), found.end(), [&](const Kernel& kernel) {
      const auto of = language_.of_a_whole.at(tokens, kernel.claimed.last);
      const bool is_of_goods = kernel.claimed.counts_things && of && of->last == fact.first;
      const bool lacks =
          kernel.claim.subject.rfind("without_", 0) == 0 && fact.last > kernel.claimed.first;
      const bool returns = kernel.claim.subject == "returned" && fact.subject == "return_allowed";
      return lacks || returns || is_of_goods;
    });
  }

  /// "open from 08:00 to 16:00": where "open" begins.
  [[nodiscard]] std::optional<std::size_t> opens_at(const Tokens& tokens,
                                                    const TimeExpression& time) const {
    if (!time.minutes_open) return std::nullopt;
    const auto open = language_.passage_open.ending_at(tokens, 0, time.first);
    return open ? std::optional<std::size_t>(open->first) : std::nullopt;
  }

  static Kernel opening_hours(std::size_t first, const TimeExpression& time) {
    Kernel kernel;
    kernel.claimed = {first, time.last, 0, true};
    kernel.claim.subject = "opening_hours";
    kernel.claim.unit = "h";
    kernel.claim.value = *time.minutes_open / kHour_minutes;
    kernel.claim.confidence = Confidence::medium;
    kernel.claim.reason = "hours of a day that it is open";
    return kernel;
  }

  static Kernel counted(const Quantity& quantity, const What& what) {
    Kernel kernel;
    kernel.claimed = {what.first, what.last, 0, !counts_people(what.unit),
                      is_passage(what.subject)};
    kernel.is_bare = what.is_bare;
    kernel.is_part = what.is_part;
    kernel.claim.subject = what.subject;
    kernel.claim.unit = what.unit;
    kernel.claim.value = quantity.value;
    kernel.claim.value_high = quantity.value_high;
    kernel.claim.qualifier = quantity.qualifier;
    kernel.claim.confidence = what.confidence;
    kernel.claim.reason = what.reason;
    return kernel;
  }

  static void share_qualifier(const Quantity& from, ProposedClaim& claim) {
    const bool bound = from.qualifier == Qualifier::at_least ||
                       from.qualifier == Qualifier::at_most || from.qualifier == Qualifier::about;
    if (bound && claim.qualifier == Qualifier::exactly) claim.qualifier = from.qualifier;
  }

  static Kernel yes_or_no(const YesNo& fact) {
    Kernel kernel;
    kernel.claimed = {fact.first, fact.last, 0, false};
    kernel.claim.subject = fact.subject;
    kernel.claim.unit = "yes_no";
    kernel.claim.value = fact.yes ? 1.0 : 0.0;
    kernel.claim.confidence = Confidence::medium;
    kernel.claim.reason = fact.yes ? "said to be so" : "said not to be so";
    return kernel;
  }

  /// "demand a way out for the 120,000 residents": that there are so many is not what is demanded.
  [[nodiscard]] bool is_presupposed(const Sentence& sentence, const ProposedClaim& claim,
                                    const Claimed& claimed) const {
    return claim.subject == "population" &&
           language_.determiners.has(sentence.tokens, claimed.first);
  }

  /// "another 300 people", "1,500 more arrivals".
  [[nodiscard]] bool is_addition(const Sentence& sentence, const Claimed& claimed) const {
    const std::size_t begin = claimed.first - std::min(claimed.first, kWordsOfAddition);
    return !language_.additions.all(sentence.tokens, begin, claimed.last).empty();
  }

  /// Where a claim's day lies, before or after the report: that of an order was the day on which it
  /// was given, and who may return may do so from now on.
  [[nodiscard]] Modality tense_of(const Sentence& sentence, const Claimed& claimed,
                                  const ProposedClaim& claim) const {
    if (is_order_given(sentence, claimed, language_)) return Modality::fact;
    const bool is_permission = claim.subject == "return_allowed";
    return is_permission && claim.modality == Modality::fact ? Modality::plan : claim.modality;
  }

  ProposedClaim complete(std::size_t s, Kernel kernel) const {
    const Sentence& sentence = sentences_[s];
    ProposedClaim claim = std::move(kernel.claim);
    claim.modality = is_presupposed(sentence, claim, kernel.claimed)
                         ? Modality::fact
                         : modality_of(sentence, kernel.claimed, attributions_[s], language_);
    if (const Attribution* attribution = attribution_of(attributions_[s], kernel.claimed.first)) {
      claim.said_by = attribution->speaker.name;
      claim.source_type = attribution->speaker.source_type;
      if (attribution->speaker.is_guess) doubt(claim, "who speaks is not listed");
    }
    const ClaimTime time = clock_.time_of(s, kernel.claimed, attributions_[s],
                                          tense_of(sentence, kernel.claimed, claim));
    claim.holds_for = time.period.until;
    claim.since = time.period.since;
    if (kernel.claimed.begins_trend && !claim.holds_for) doubt(claim, "when it was so is not said");
    claim.adds = time.within || is_addition(sentence, kernel.claimed);
    claim.place = map_.place_of(s, kernel.claimed, claim.subject, attributions_[s]);
    set_span(sentence, kernel.claimed, claim);
    return claim;
  }

  void set_span(const Sentence& sentence, const Claimed& claimed, ProposedClaim& claim) const {
    const Token& first = sentence.tokens[claimed.first];
    const Token& last = sentence.tokens[claimed.last - 1];
    claim.begin = text_.origin[first.begin];
    claim.end = text_.original_end(last.end);
    claim.quote = encode_utf8(
        std::u32string_view(text_.original).substr(claim.begin, claim.end - claim.begin));
    std::u32string before = words(sentence, 0, claimed.first);
    std::u32string quoted = words(sentence, claimed.first, claimed.last);
    if (!quoted.empty() && quoted.front() == U' ') {
      before += U' ';
      quoted.erase(0, 1);
    }
    const std::u32string after = words(sentence, claimed.last, sentence.size());
    claim.before = encode_utf8(before);
    claim.sentence = encode_utf8(before + quoted + after);
  }

  /// Tokens [first, last) as they stand, with single spaces.
  [[nodiscard]] std::u32string words(const Sentence& sentence, std::size_t first,
                                     std::size_t last) const {
    std::u32string all;
    for (std::size_t i = first; i < last; ++i) {
      const Token& token = sentence.tokens[i];
      if (i > 0 && !token.glued) all += U' ';
      all += text_.plain.substr(token.begin, token.end - token.begin);
    }
    return all;
  }

  ReportText text_;
  std::vector<Sentence> sentences_;
  std::vector<std::vector<Attribution>> attributions_;
  Publication publication_;
  const Language& language_;
  ClaimTimes clock_;
  ClaimPlaces map_;
};

}  // namespace

void doubt(ProposedClaim& claim, const std::string& why) {
  claim.confidence = Confidence::low;
  claim.reason += "; " + why;
}

std::vector<ProposedClaim> read_report(std::string_view text, const Publication& publication,
                                       const Language& language, const Gazetteer& gazetteer) {
  return ReportReader(text, publication, language, gazetteer).run();
}

std::vector<std::string> numbers_without_claim(std::string_view text,
                                               const Publication& publication,
                                               const Language& language) {
  return ReportReader(text, publication, language, {}).unread();
}

}  // namespace corridor::reading
