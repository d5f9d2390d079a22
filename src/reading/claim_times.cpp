#include "reading/claim_times.h"

#include <algorithm>
#include <limits>

#include "reading/clauses.h"

namespace corridor::reading {
namespace {

constexpr std::size_t kReachOfAfter = 12;  ///< tokens from "after" to the day of the event

/// What is planned, promised, feared or conditional lies ahead; what is requested only "by Friday".
bool looks_ahead(Modality modality, bool deadline) {
  if (modality == Modality::fact || modality == Modality::denial) return false;
  return modality != Modality::request || deadline;
}

/// A semicolon stands between them: "X said on Monday ...; Y put it at 300".
bool lies_in_another_part(const Tokens& tokens, const Claimed& claimed,
                          const TimeExpression& time) {
  const std::size_t begin = std::min(time.last, claimed.last);
  const std::size_t end = std::max(time.first, claimed.first);
  for (std::size_t i = begin; i < end; ++i) {
    if (is_mark(tokens[i], U';')) return true;
  }
  return false;
}

/// Of what is still to begin the day of the report is no end.
bool begins_after_its_end(const Period& period) {
  if (!period.since || !period.until) return false;
  const Time end = period.until->time + (period.until->whole_day ? kDay : Duration{1});
  return period.since->time >= end;
}

}  // namespace

ClaimTimes::ClaimTimes(const std::vector<Sentence>& sentences, const Publication& publication,
                       const Language& language)
    : sentences_(sentences), language_(language) {
  for (const Sentence& sentence : sentences) {
    times_.push_back(find_times(sentence.tokens, publication, language));
  }
  const auto day = std::chrono::floor<std::chrono::days>(publication.time + publication.utc_offset);
  today_.until = Moment{Time{day} - publication.utc_offset, true};
  find_leads();
}

/// A time that leads a list holds for its items; an "as of" in a heading for the whole report.
void ClaimTimes::find_leads() {
  ClaimTime report;
  ClaimTime list;
  leads_.resize(sentences_.size());
  for (std::size_t s = 0; s < sentences_.size(); ++s) {
    const Sentence& sentence = sentences_[s];
    for (const TimeExpression& time : times_[s]) {
      const bool heading = sentence.kind == BlockKind::heading || s < 2;
      if (heading && is_as_of(sentence.tokens, time) && sentence.kind != BlockKind::prose) {
        report = {time.past, false};
      }
    }
    if (sentence.kind != BlockKind::item) list = {};
    if (sentence.leads_list() && !times_[s].empty()) {
      const TimeExpression& time = times_[s].front();
      list = {time.past, lies_within(sentence.tokens, time)};
    }
    leads_[s] = list.period.until ? list : report;
  }
}

bool ClaimTimes::is_as_of(const Tokens& tokens, const TimeExpression& time) const {
  return language_.as_of.at(tokens, time.first, tokens.size()) ||
         language_.as_of.ending_at(tokens, 0, time.first);
}

/// "on Tuesday", "last week", not "by Tuesday", "as of Tuesday", "since Tuesday", "at 18:00".
bool ClaimTimes::lies_within(const Tokens& tokens, const TimeExpression& time) const {
  if (time.deadline || time.open_end || is_as_of(tokens, time)) return false;
  return time.past.since || (time.past.until && time.past.until->whole_day);
}

/// "said on Tuesday", "told a news conference on Tuesday".
bool ClaimTimes::is_time_of_saying(const Tokens& tokens, const TimeExpression& time,
                                   const std::vector<Attribution>& attributions) const {
  return std::any_of(attributions.begin(), attributions.end(), [&](const Attribution& attribution) {
    if (attribution.own_last == 0) return false;
    std::size_t at = attribution.own_last;
    while (const auto audience = language_.audiences.at(tokens, at, tokens.size())) {
      at = audience->last;
    }
    const auto preposition = language_.clock_before.at(tokens, at, tokens.size());
    if (preposition && time.first > at) at = preposition->last;
    const bool inside = time.first >= attribution.own_first && time.last <= attribution.own_last;
    return inside || time.first == at;
  });
}

/// "2,000 killed so far", "2,000 have crossed".
bool ClaimTimes::is_tally(const Tokens& tokens, const Claimed& claimed) const {
  const auto cues = language_.so_far.all(tokens, claimed.first, claimed.next);
  return std::any_of(cues.begin(), cues.end(), [&](const PhraseMatch& cue) {
    return claimed.is_passage || cue.phrase->label != "passage";
  });
}

/// "5,000 arrived on Monday and 2,000 have crossed so far": a tally has no day of another count.
bool ClaimTimes::is_day_of_another(const Tokens& tokens, const Claimed& claimed,
                                   const TimeExpression& time) const {
  // "in the last three days" at the end of a list is said of all of it.
  if (time.past.since || !lies_within(tokens, time)) return false;
  if (!is_tally(tokens, claimed) || begins_it(tokens, claimed, time)) return false;
  const bool before = claimed.previous > 0 && time.first < claimed.first;
  return before || time.first >= claimed.next;
}

/// "from 9,000 in May to 1,200 in June", "down from 9,000 in May": each number has its own time.
bool ClaimTimes::is_of_what_it_is_compared_with(const Tokens& tokens, const Claimed& claimed,
                                                const TimeExpression& time) const {
  if (claimed.begins_trend) return time.first >= claimed.next || time.last <= claimed.first;
  if (time.last > claimed.first) return false;
  if (claimed.ends_trend && time.first >= claimed.previous) return true;
  return is_compared(tokens, time.last, claimed.first, language_);
}

/// "... after the river burst its banks on Wednesday".
bool ClaimTimes::begins_it(const Tokens& tokens, const Claimed& claimed,
                           const TimeExpression& time) const {
  if (time.first < claimed.last || time.past.since) return false;
  const std::size_t begin =
      std::max(claimed.last, time.first > kReachOfAfter ? time.first - kReachOfAfter : 0);
  return !language_.after_event.all(tokens, begin, time.first).empty();
}

ClaimTime ClaimTimes::time_of(std::size_t s, const Claimed& claimed,
                              const std::vector<Attribution>& attributions,
                              Modality modality) const {
  const Tokens& tokens = sentences_[s].tokens;
  const TimeExpression* nearest = nullptr;
  const TimeExpression* saying = nullptr;
  std::size_t least = std::numeric_limits<std::size_t>::max();
  for (const TimeExpression& time : times_[s]) {
    if ((!time.past.until && !time.past.since) || time.last <= dateline_end(tokens)) continue;
    if (is_time_of_saying(tokens, time, attributions)) {
      if (!lies_in_another_part(tokens, claimed, time)) saying = &time;
      continue;
    }
    if (is_day_of_another(tokens, claimed, time)) continue;
    if (is_of_what_it_is_compared_with(tokens, claimed, time)) continue;
    const auto distance = distance_from(tokens, claimed, time.first, time.last, language_);
    if (!distance) continue;
    const bool right = time.first >= claimed.last;
    if (*distance < least || (*distance == least && right)) {
      least = *distance;
      nearest = &time;
    }
  }
  if (nearest != nullptr) {
    Period period = looks_ahead(modality, nearest->deadline) ? nearest->coming : nearest->past;
    if (begins_it(tokens, claimed, *nearest)) {
      period.since = period.until;
      period.until = today_.until;
      return {period, false};
    }
    if (begins_after_its_end(period)) period.until.reset();  // "from Monday on"
    return {period, lies_within(tokens, *nearest)};
  }
  if (saying != nullptr && !claimed.begins_trend) {
    return {looks_ahead(modality, false) ? Period{} : saying->past, false};
  }
  return claimed.begins_trend ? ClaimTime{} : leads_[s];
}

}  // namespace corridor::reading
