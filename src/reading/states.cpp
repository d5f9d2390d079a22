#include "reading/states.h"

#include <algorithm>

#include "reading/parts.h"
#include "reading/text.h"

namespace corridor::reading {
namespace {

const char* const kAmbiguous = "reached";  ///< people with aid, or a number

bool is_clause_boundary(const Tokens& tokens, std::size_t i, const Language& language) {
  const Token& token = tokens[i];
  const bool mark = token.kind == TokenKind::mark && token.text != U"-" && token.text != U"'" &&
                    token.text != U"%";
  return mark || language.clause_breaks.at(tokens, i, tokens.size());
}

class StateFinder {
 public:
  StateFinder(const Tokens& tokens, const std::vector<Quantity>& quantities,
              const std::vector<Noun>& nouns, const Language& language)
      : tokens_(tokens), quantities_(quantities), nouns_(nouns), language_(language) {}

  std::vector<std::optional<State>> run() {
    for (std::size_t q = 0; q < quantities_.size(); ++q) states_.push_back(find_state(q));
    share_states();
    return std::move(states_);
  }

 private:
  [[nodiscard]] std::size_t next_first(std::size_t q) const {
    return q + 1 < quantities_.size() ? quantities_[q + 1].first : tokens_.size();
  }
  /// "2,000 people of 50 nationalities", "300 people from 12 hamlets": says more of those before.
  [[nodiscard]] bool is_attribute(std::size_t q) const {
    if (q == 0 || nouns_[q].kind != NounKind::unknown) return false;
    const std::size_t begin = nouns_[q - 1].last;
    for (const PhraseTable* table :
         {&language_.of_a_whole, &language_.place_at, &language_.place_from}) {
      const auto joiner = table->at(tokens_, begin);
      if (joiner && joiner->last == quantities_[q].first) return true;
    }
    return false;
  }

  /// Where the next number begins that is none of these.
  [[nodiscard]] std::size_t next_own_first(std::size_t q) const {
    while (q + 1 < quantities_.size() && is_attribute(q + 1)) ++q;
    return next_first(q);
  }

  [[nodiscard]] std::size_t previous_last(std::size_t q) const {
    return q == 0 ? 0 : nouns_[q - 1].last;
  }

  [[nodiscard]] bool is_boundary(std::size_t i) const {
    return is_clause_boundary(tokens_, i, language_);
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

  [[nodiscard]] std::optional<State> in_noun_phrase(std::size_t q) const {
    const Noun& noun = nouns_[q];
    if (noun.state == nullptr) return std::nullopt;
    return State{name_of(*noun.state), quantities_[q].last, noun.state_last, Confidence::high,
                 "beside the number"};
  }

  /// "killed 12": ends where the quantity begins, or at a colon before it.
  [[nodiscard]] std::optional<State> just_before(std::size_t q) const {
    std::size_t end = quantities_[q].first;
    const std::size_t begin = q == 0 ? 0 : quantities_[q - 1].last;
    if (end > begin && is_mark(tokens_[end - 1], U':')) --end;
    const auto match = language_.states.ending_at(tokens_, begin, end, '<');
    if (!match) return std::nullopt;
    if (q > 0 && passive_ends_at(begin, match->first)) return std::nullopt;
    return State{name_of(*match->phrase), match->first, match->last, Confidence::high,
                 "just before the number"};
  }

  /// The first state in [begin, end) that comes after what it is said of.
  [[nodiscard]] std::optional<State> first_after(std::size_t q, std::size_t begin,
                                                 std::size_t end) const {
    for (std::size_t i = begin; i < end; ++i) {
      const auto governing = language_.states.at(tokens_, i, tokens_.size(), '<');
      if (governing && governs_next(*governing, q)) return std::nullopt;
      const auto match = language_.states.at(tokens_, i, end, '>');
      if (!match) continue;
      const auto next = language_.states.at(tokens_, match->last, end, '>');
      if (next && passive_ends_at(i, match->last)) continue;  // "remain trapped"
      if (governs_next(*match, q)) return std::nullopt;
      return State{name_of(*match->phrase), match->first, match->last, Confidence::high,
                   "after the number"};
    }
    return std::nullopt;
  }

  [[nodiscard]] std::size_t boundary_after(std::size_t begin, std::size_t end) const {
    std::size_t i = begin;
    while (i < end && !is_boundary(i)) ++i;
    return i;
  }

  [[nodiscard]] std::optional<State> in_clause_after(std::size_t q) const {
    const std::size_t begin = nouns_[q].last;
    return first_after(q, begin, boundary_after(begin, next_own_first(q)));
  }

  /// The nearest state to the left in the same clause.
  [[nodiscard]] std::optional<State> in_clause_before(std::size_t q) const {
    return before(q, quantities_[q].first);
  }

  [[nodiscard]] std::optional<State> before(std::size_t q, std::size_t end) const {
    const std::size_t begin = clause_begin(tokens_, quantities_, nouns_, q, language_);
    for (std::size_t i = end; i-- > begin;) {
      const auto match = language_.states.at(tokens_, i, end, '<');
      if (!match) continue;
      return State{name_of(*match->phrase), match->first, match->last, Confidence::medium,
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
  [[nodiscard]] std::optional<State> further_on(std::size_t q) const {
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

  /// "Half of the population - 53,000 people - had left".
  [[nodiscard]] bool is_between_dashes(std::size_t q) const {
    const std::size_t first = quantities_[q].first;
    const std::size_t last = nouns_[q].last;
    return first > 0 && is_mark(tokens_[first - 1], kDash) && last < tokens_.size() &&
           is_mark(tokens_[last], kDash);
  }

  /// "two thirds of the 90,000 people have left": the 90,000 have not.
  [[nodiscard]] bool is_whole(std::size_t q) const {
    return q > 0 && is_part_of_next(tokens_, quantities_, q - 1, language_);
  }

  [[nodiscard]] std::optional<State> find_state(std::size_t q) {
    if (is_whole(q)) return in_noun_phrase(q);
    if (is_attribute(q)) return std::nullopt;
    if (is_part_of_next(tokens_, quantities_, q, language_)) {
      if (auto found = in_clause_after(q + 1)) return found;
    }
    if (quantities_[q].share) {
      if (auto found = in_clause_after(q)) return found;
    }
    if (auto found = in_noun_phrase(q)) return found;
    if (auto found = just_before(q)) {
      // "reached 2,150 families with aid", but "the number of dead has reached 45"
      const auto earlier =
          found->name == kAmbiguous ? before(q, found->first) : std::optional<State>{};
      if (earlier) return earlier;
      if (found->name != kAmbiguous || nouns_[q].kind != NounKind::none) return found;
    }
    if (is_subset(q)) {
      if (auto found = inherited(q - 1)) return found;
    }
    if (auto found = in_clause_after(q)) return found;
    if (is_between_dashes(q)) {
      if (auto found = further_on(q)) return found;
    }
    if (auto found = in_clause_before(q)) return found;
    return further_on(q);
  }

  [[nodiscard]] std::optional<State> inherited(std::size_t from) const {
    if (from >= states_.size() || !states_[from]) return std::nullopt;
    State found = *states_[from];
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
      // "32 people were killed, 15 (people) according to the ministry"
      const bool is_count_of_another = language_.according_to.has(tokens_, nouns_[q].last);
      const bool alone = nouns_[q].kind == NounKind::none || is_count_of_another;
      if (!states_[q] && !is_whole(q) && (alone || are_coordinated(q - 1, q)))
        states_[q] = inherited(q - 1);
    }
  }

  const Tokens& tokens_;
  const std::vector<Quantity>& quantities_;
  const std::vector<Noun>& nouns_;
  const Language& language_;
  std::vector<std::optional<State>> states_;
};

}  // namespace

std::size_t clause_begin(const Tokens& tokens, const std::vector<Quantity>& quantities,
                         const std::vector<Noun>& nouns, std::size_t q, const Language& language) {
  std::size_t begin = quantities[q].first;
  const std::size_t limit = q == 0 ? 0 : nouns[q - 1].last;
  while (begin > limit && (!is_clause_boundary(tokens, begin - 1, language) ||
                           is_mark(tokens[begin - 1], U':') || is_mark(tokens[begin - 1], kDash))) {
    --begin;
  }
  return begin;
}

std::vector<std::optional<State>> find_states(const Tokens& tokens,
                                              const std::vector<Quantity>& quantities,
                                              const std::vector<Noun>& nouns,
                                              const Language& language) {
  return StateFinder(tokens, quantities, nouns, language).run();
}

}  // namespace corridor::reading
