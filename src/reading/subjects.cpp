#include "reading/subjects.h"

#include <algorithm>
#include <set>

#include "reading/nouns.h"
#include "reading/text.h"

namespace corridor::reading {
namespace {

constexpr double kSmallestBareCrowd = 100.0;  ///< below it "12 people" with no state is no claim
constexpr std::size_t kRateWithin = 4;        ///< tokens between noun and "per day"

/// States whose count has its own unit in claims.csv.
std::string unit_of_state(const std::string& state, const std::string& unit) {
  static const std::set<std::string> own = {"killed", "injured", "missing", "cases"};
  return unit == "people" && own.count(state) != 0 ? state : unit;
}

/// Vehicles and homes are counted as such unless one of these has happened to them.
bool applies_to_things(const std::string& state) {
  return state == "stranded" || state == "waiting" || state.rfind("without_", 0) == 0;
}

bool applies_to_buildings(const std::string& state) {
  return state == "destroyed" || state == "damaged";
}

/// States that only people can be in: they make a noun that is not listed a people's noun.
bool implies_people(const std::string& state) {
  static const std::set<std::string> states = {"killed",   "injured",   "missing", "displaced",
                                               "detained", "evacuated", "rescued"};
  return states.count(state) != 0;
}

/// A state and where it was found.
struct Found {
  std::string state;
  std::size_t first = 0;
  std::size_t last = 0;
  Confidence confidence = Confidence::high;
  std::string reason;
};

class SubjectFinder {
 public:
  SubjectFinder(const Tokens& tokens, const std::vector<Quantity>& quantities,
                const Language& language)
      : tokens_(tokens), quantities_(quantities), language_(language) {}

  std::vector<std::optional<What>> run() {
    for (std::size_t q = 0; q < quantities_.size(); ++q) nouns_.push_back(read_noun(q));
    for (std::size_t q = 0; q < quantities_.size(); ++q) states_.push_back(find_state(q));
    share_states();
    std::vector<std::optional<What>> whats;
    for (std::size_t q = 0; q < quantities_.size(); ++q) whats.push_back(what(q));
    return whats;
  }

 private:
  [[nodiscard]] std::size_t next_first(std::size_t q) const {
    return q + 1 < quantities_.size() ? quantities_[q + 1].first : tokens_.size();
  }
  [[nodiscard]] std::size_t previous_last(std::size_t q) const {
    return q == 0 ? 0 : nouns_[q - 1].last;
  }

  // Nouns

  Noun read_noun(std::size_t q) const {
    const Quantity& quantity = quantities_[q];
    const std::size_t end = next_first(q);
    const Noun direct = noun_after(tokens_, quantity.last, end, language_);
    if (direct.kind != NounKind::none || direct.state != nullptr) return direct;
    const auto of = language_.partitives.at(tokens_, quantity.last, end);
    if (!of || (!quantity.share && language_.determiners.has(tokens_, of->first))) return direct;
    if (of->last < tokens_.size() && tokens_[of->last].kind == TokenKind::digits) {
      Noun noun;  // 14 of 22 districts
      noun.kind = NounKind::unknown;
      noun.last = of->last;
      return noun;
    }
    return noun_after(tokens_, of->last, end, language_);
  }

  // States

  [[nodiscard]] bool is_boundary(std::size_t i) const {
    const Token& token = tokens_[i];
    const bool mark = token.kind == TokenKind::mark && token.text != U"-" && token.text != U"'" &&
                      token.text != U"%";
    return mark || language_.clause_breaks.at(tokens_, i, tokens_.size());
  }

  [[nodiscard]] bool passive_ends_at(std::size_t begin, std::size_t i) const {
    return language_.passives.ending_at(tokens_, begin, i).has_value();
  }

  /// Governs the quantity that follows it at once: "and injured 30".
  [[nodiscard]] bool governs_next(const PhraseMatch& match, std::size_t q) const {
    const bool touches = q + 1 < quantities_.size() && match.last == next_first(q);
    if (match.phrase->label.back() == '<' || !touches) return false;
    return !passive_ends_at(quantities_[q].last, match.first);
  }

  static std::string name_of(const Phrase& state) {
    std::string name = state.label;
    if (name.back() == '<' || name.back() == '>') name.pop_back();
    return name;
  }

  [[nodiscard]] std::optional<Found> in_noun_phrase(std::size_t q) const {
    const Noun& noun = nouns_[q];
    if (noun.state == nullptr) return std::nullopt;
    return Found{name_of(*noun.state), quantities_[q].last, noun.state_last, Confidence::high,
                 "beside the number"};
  }

  /// "killed 12": ends where the quantity begins, or at a colon before it.
  [[nodiscard]] std::optional<Found> just_before(std::size_t q) const {
    std::size_t end = quantities_[q].first;
    const std::size_t begin = q == 0 ? 0 : quantities_[q - 1].last;
    if (end > begin && is_mark(tokens_[end - 1], U':')) --end;
    const auto match = language_.states.ending_at(tokens_, begin, end);
    if (!match || match->phrase->label.back() == '<') return std::nullopt;
    if (q > 0 && passive_ends_at(begin, match->first)) return std::nullopt;
    return Found{name_of(*match->phrase), match->first, match->last, Confidence::high,
                 "just before the number"};
  }

  /// The first state in [begin, end) that comes after what it is said of.
  [[nodiscard]] std::optional<Found> first_after(std::size_t q, std::size_t begin,
                                                 std::size_t end) const {
    for (std::size_t i = begin; i < end; ++i) {
      const auto match = language_.states.at(tokens_, i, end);
      if (!match || match->phrase->label.back() == '>') continue;
      if (governs_next(*match, q)) return std::nullopt;
      return Found{name_of(*match->phrase), match->first, match->last, Confidence::high,
                   "after the number"};
    }
    return std::nullopt;
  }

  [[nodiscard]] std::size_t boundary_after(std::size_t begin, std::size_t end) const {
    std::size_t i = begin;
    while (i < end && !is_boundary(i)) ++i;
    return i;
  }

  [[nodiscard]] std::optional<Found> in_clause_after(std::size_t q) const {
    const std::size_t begin = nouns_[q].last;
    return first_after(q, begin, boundary_after(begin, next_first(q)));
  }

  /// Where the clause before a quantity begins; a colon or a dash may stand within it.
  [[nodiscard]] std::size_t clause_begin(std::size_t q) const {
    std::size_t begin = quantities_[q].first;
    const std::size_t limit = previous_last(q);
    while (begin > limit && (!is_boundary(begin - 1) || is_mark(tokens_[begin - 1], U':') ||
                             is_mark(tokens_[begin - 1], kDash))) {
      --begin;
    }
    return begin;
  }

  /// The nearest state to the left in the same clause.
  [[nodiscard]] std::optional<Found> in_clause_before(std::size_t q) const {
    const std::size_t begin = clause_begin(q);
    for (std::size_t i = quantities_[q].first; i-- > begin;) {
      const auto match = language_.states.at(tokens_, i, quantities_[q].first);
      if (!match || match->phrase->label.back() == '<') continue;
      return Found{name_of(*match->phrase), match->first, match->last, Confidence::medium,
                   "earlier in the clause"};
    }
    return std::nullopt;
  }

  [[nodiscard]] bool is_subset(std::size_t q) const {
    const std::size_t first = quantities_[q].first;
    if (q == 0) return false;
    return language_.subset.ending_at(tokens_, previous_last(q), first).has_value() ||
           language_.subset.at(tokens_, nouns_[q].last, tokens_.size()).has_value() ||
           nouns_[q].kind == NounKind::pronoun;
  }

  /// Past a comma or a relative pronoun, over "including 30 children".
  [[nodiscard]] std::optional<Found> further_on(std::size_t q) const {
    std::size_t begin = nouns_[q].last;
    std::size_t end = next_first(q);
    for (std::size_t k = q + 1; k < quantities_.size() && is_subset(k); ++k) {
      begin = nouns_[k].last;
      end = next_first(k);
      while (begin < end && !is_mark(tokens_[begin], U',')) ++begin;
    }
    for (std::size_t i = begin; i < end; ++i) {
      if (is_mark(tokens_[i], U';') || is_mark(tokens_[i], kQuote)) end = i;
    }
    begin = boundary_after(begin, end);
    while (begin < end && is_boundary(begin)) ++begin;
    auto found = first_after(q, begin, end);
    if (found) {
      found->confidence = Confidence::medium;
      found->reason = "further on in the sentence";
    }
    return found;
  }

  [[nodiscard]] std::optional<Found> find_state(std::size_t q) {
    if (quantities_[q].share) {
      if (auto found = in_clause_after(q)) return found;
    }
    if (auto found = in_noun_phrase(q)) return found;
    if (auto found = just_before(q)) return found;
    if (is_subset(q)) {
      if (auto found = inherited(q - 1)) return found;
    }
    if (auto found = in_clause_after(q)) return found;
    if (auto found = in_clause_before(q)) return found;
    return further_on(q);
  }

  [[nodiscard]] std::optional<Found> inherited(std::size_t from) const {
    if (from >= states_.size() || !states_[from]) return std::nullopt;
    Found found = *states_[from];
    found.first = found.last = 0;
    found.confidence = Confidence::medium;
    found.reason = "as the number beside it";
    return found;
  }

  /// Only "and", a comma or a bracket stand between two quantities.
  [[nodiscard]] bool are_coordinated(std::size_t left, std::size_t right) const {
    for (std::size_t i = nouns_[left].last; i < quantities_[right].first; ++i) {
      const bool joins = language_.range_middle.at(tokens_, i, tokens_.size()) ||
                         is_mark(tokens_[i], U',') || is_mark(tokens_[i], U'(');
      if (!joins) return false;
    }
    return nouns_[left].last <= quantities_[right].first;
  }

  /// "12 people and 640 vehicles stranded", "killed 12 people in one town and 7 in another".
  void share_states() {
    for (std::size_t q = quantities_.size(); q-- > 0;) {
      const bool next = q + 1 < quantities_.size() && are_coordinated(q, q + 1);
      if (!states_[q] && next && nouns_[q].kind != NounKind::none) states_[q] = inherited(q + 1);
    }
    for (std::size_t q = 1; q < quantities_.size(); ++q) {
      const bool alone = nouns_[q].kind == NounKind::none;
      if (!states_[q] && (alone || are_coordinated(q - 1, q))) states_[q] = inherited(q - 1);
    }
  }

  // Subjects

  /// A number without a noun, or of "them", counts what the one before it counted; a label before a
  /// colon counts too.
  [[nodiscard]] Noun effective_noun(std::size_t q) const {
    Noun noun = nouns_[q];
    if (noun.kind == NounKind::people || noun.kind == NounKind::thing) return noun;
    const std::size_t last = noun.last;
    Noun found;
    if (noun.kind == NounKind::none && noun.state == nullptr) {
      found = noun_before(tokens_, clause_begin(q), quantities_[q].first, language_);
    }
    if (found.kind == NounKind::none && q > 0 && noun.kind != NounKind::unknown &&
        !quantities_[q].none) {
      found = effective_noun(q - 1);
      found.state = nullptr;
    }
    if (found.kind != NounKind::people && found.kind != NounKind::thing) return noun;
    const bool own_state = states_[q] && states_[q]->last > 0;
    if (found.kind == NounKind::thing && own_state && !applies_to_things(states_[q]->state) &&
        !applies_to_buildings(states_[q]->state)) {
      return noun;  // "... at two reception centres, and another 4,000 are with relatives"
    }
    found.last = last;
    found.state = noun.state;
    return found;
  }

  /// "140 of them were children", "two of the wounded are children".
  [[nodiscard]] std::string predicate_group(std::size_t q) const {
    std::size_t i = nouns_[q].last;
    for (int words = 0; words < 2 && i < tokens_.size(); ++words) {
      const auto passive = language_.passives.at(tokens_, i, tokens_.size());
      if (passive) {
        const auto group = language_.groups.at(tokens_, passive->last, tokens_.size());
        if (!group) return "";
        return group->phrase->label.substr(0, group->phrase->label.find(' '));
      }
      ++i;
    }
    return "";
  }

  [[nodiscard]] std::string rate(std::size_t q) const {
    std::size_t end = std::min(tokens_.size(), nouns_[q].last + kRateWithin);
    if (states_[q] && states_[q]->last > 0) end = std::max(end, states_[q]->last + 2);
    end = std::min(end, next_first(q));
    for (std::size_t i = quantities_[q].last; i < end; ++i) {
      const auto match = language_.rates.at(tokens_, i, tokens_.size());
      if (!match) continue;
      const bool article = language_.articles.has(tokens_, i);  // "a day before"
      if (!article || (!language_.ago_after.has(tokens_, match->last) &&
                       !language_.clause_breaks.has(tokens_, match->last))) {
        return match->phrase->label;
      }
    }
    return "";
  }

  [[nodiscard]] std::optional<What> what(std::size_t q) const {
    const Noun noun = effective_noun(q);
    What what = noun.kind == NounKind::thing ? thing(noun, q) : people(noun, q);
    if (what.subject.empty()) return std::nullopt;
    if (quantities_[q].none && (!states_[q] || noun.kind == NounKind::thing)) return std::nullopt;
    const std::string per = rate(q);
    if (!per.empty()) {
      what.unit += "_" + per;
      if (applies_to_traffic(noun)) what.subject = "arrivals";
    }
    if (quantities_[q].share) what.unit = "share";
    what.shares_qualifier = shares_qualifier(q);
    set_span(what, q);
    return what;
  }

  /// "at least 20 killed and 31 injured", the second without a noun of its own.
  [[nodiscard]] bool shares_qualifier(std::size_t q) const {
    if (q == 0 || nouns_[q].kind != NounKind::none || nouns_[q].state == nullptr) return false;
    if (!states_[q - 1] || quantities_[q].none) return false;
    const std::size_t from = std::max(nouns_[q - 1].last, states_[q - 1]->last);
    const auto joiner = language_.range_middle.at(tokens_, from, tokens_.size());
    return joiner && joiner->last == quantities_[q].first;
  }

  static bool applies_to_traffic(const Noun& noun) {
    return noun.unit == "vehicles" || noun.unit == "trucks" || noun.unit == "buses";
  }

  [[nodiscard]] What thing(const Noun& noun, std::size_t q) const {
    What what;
    what.unit = noun.unit;
    what.subject = noun.subject;
    what.reason = "named after the number";
    const bool waited = states_[q] && states_[q]->state == "waiting";
    if (noun.unit == "h" && !waited) return {};
    if (!states_[q] || noun.unit == "h") return what;
    const std::string& state = states_[q]->state;
    const bool goods = noun.unit == "t" || noun.unit == "litres";
    if (applies_to_things(state) && !goods) what.subject = state;
    if (noun.subject.empty() && applies_to_buildings(state)) what.subject = noun.unit + "_" + state;
    if (what.subject == state || noun.subject.empty()) {
      what.confidence = states_[q]->confidence;
      what.reason = state + ": " + states_[q]->reason;
    }
    return what;
  }

  [[nodiscard]] What people(const Noun& noun, std::size_t q) const {
    What what;
    what.unit = noun.kind == NounKind::people ? noun.unit : "people";
    std::string group = noun.group;
    if (group.empty()) group = predicate_group(q);
    if (!states_[q]) return bare_people(noun, q, std::move(what));
    const Found& found = *states_[q];
    if (applies_to_buildings(found.state))
      return noun.subject.empty() ? What{} : bare_people(noun, q, what);
    if (noun.kind == NounKind::unknown && !is_likely_person(q)) return {};
    what.subject = found.state;
    if (!group.empty() && found.state != "cases") what.subject = group + "_" + found.state;
    what.unit = unit_of_state(found.state, what.unit);
    what.confidence = found.confidence;
    what.reason = found.state + ": " + found.reason;
    if (noun.kind == NounKind::unknown) {
      what.confidence = Confidence::low;
      what.reason += "; of a word that is not listed";
    }
    return what;
  }

  /// A noun that is not listed, of which something is said that happens to people.
  [[nodiscard]] bool is_likely_person(std::size_t q) const {
    const Found& found = *states_[q];
    if (quantities_[q].share || !implies_people(found.state)) return false;
    if (found.reason == "after the number") return true;
    const bool harm = found.state != "displaced" && found.state != "evacuated";
    return harm && found.reason == "just before the number";
  }

  [[nodiscard]] What bare_people(const Noun& noun, std::size_t q, What what) const {
    if (noun.kind != NounKind::people) return {};
    what.subject = noun.subject;
    what.confidence = Confidence::medium;
    what.reason = "named after the number";
    if (noun.subject != "people") return what;
    const bool crowd = quantities_[q].value.value_or(0.0) >= kSmallestBareCrowd;
    if (!crowd || quantities_[q].share) return {};
    what.confidence = Confidence::low;
    what.reason = "nothing said of what happened to them";
    return what;
  }

  void set_span(What& what, std::size_t q) const {
    what.first = quantities_[q].first;
    what.last = std::max(quantities_[q].last, nouns_[q].last);
    if (!states_[q] || states_[q]->last == 0) return;
    const Found& found = *states_[q];
    const bool near_after = found.first >= what.last && found.last <= next_first(q) &&
                            found.reason == "after the number";
    if (near_after) what.last = found.last;
    if (found.last <= what.first && found.reason == "just before the number") {
      what.first = found.first;
    }
  }

  const Tokens& tokens_;
  const std::vector<Quantity>& quantities_;
  const Language& language_;
  std::vector<Noun> nouns_;
  std::vector<std::optional<Found>> states_;
};

}  // namespace

std::vector<std::optional<What>> find_subjects(const Tokens& tokens,
                                               const std::vector<Quantity>& quantities,
                                               const Language& language) {
  return SubjectFinder(tokens, quantities, language).run();
}

}  // namespace corridor::reading
