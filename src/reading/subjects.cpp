#include "reading/subjects.h"

#include <algorithm>
#include <array>
#include <set>

#include "reading/nouns.h"
#include "reading/parts.h"
#include "reading/text.h"
#include "reading/trends.h"

namespace corridor::reading {
namespace {

constexpr double kSmallestBareCrowd = 100.0;  ///< below it "12 people" with no state is no claim
constexpr std::size_t kRateWithin = 4;        ///< tokens between noun and "per day"

/// States whose count has its own unit in claims.csv.
std::string unit_of_state(const std::string& state, const std::string& unit) {
  static const std::set<std::string> own = {"killed", "injured", "missing", "cases"};
  return unit == "people" && own.count(state) != 0 ? state : unit;
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

/// States that people who are on the move can be in.
bool is_of_movement(const std::string& state) {
  static const std::set<std::string> states = {"arrivals",  "departures", "returned",   "displaced",
                                               "evacuated", "sheltered",  "registered", "stranded"};
  return states.count(state) != 0;
}

/// Said of a place: "... 1,200 families to Ourang, which has room for 50,000" has none for
/// families.
bool is_of_a_place(const std::string& state) {
  return state == "reception_capacity" || state == "population";
}

class SubjectFinder {
 public:
  SubjectFinder(const Tokens& tokens, const std::vector<Quantity>& quantities,
                const Language& language)
      : tokens_(tokens), quantities_(quantities), language_(language) {}

  std::vector<std::optional<What>> run() {
    for (std::size_t q = 0; q < quantities_.size(); ++q) nouns_.push_back(read_noun(q));
    for (std::size_t q = 0; q + 1 < quantities_.size(); ++q) extend_over_name(q);
    states_ = find_states(tokens_, quantities_, nouns_, language_);
    std::vector<std::optional<What>> whats;
    for (std::size_t q = 0; q < quantities_.size(); ++q) whats.push_back(what(q));
    return whats;
  }

 private:
  [[nodiscard]] std::size_t next_first(std::size_t q) const {
    return q + 1 < quantities_.size() ? quantities_[q + 1].first : tokens_.size();
  }

  // Nouns

  Noun read_noun(std::size_t q) const {
    const Quantity& quantity = quantities_[q];
    const std::size_t end = next_first(q);
    const Noun direct = noun_after(tokens_, quantity.last, end, language_);
    const bool after_colon = quantity.first > 0 && is_mark(tokens_[quantity.first - 1], U':');
    if (after_colon && direct.kind == NounKind::none && direct.state != nullptr) {
      const std::size_t begin = q == 0 ? 0 : quantities_[q - 1].last;
      if (noun_before(tokens_, begin, quantity.first, language_).kind == NounKind::thing) {
        Noun none;
        none.last = quantity.last;
        return none;
      }
    }
    if (direct.kind != NounKind::none || direct.state != nullptr) return direct;
    if (quantity.last < end && is_mark(tokens_[quantity.last], kDash)) {
      const Noun listed =
          noun_after(tokens_, quantity.last + 1, end, language_);  // "12 - children"
      if (listed.kind == NounKind::people && is_part(q)) return listed;
    }
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

  /// A single word with a capital at once behind the number, as peoples are called.
  [[nodiscard]] bool has_name_behind(std::size_t q) const {
    const std::size_t name = quantities_[q].last;
    return name < tokens_.size() && tokens_[name].capital && !tokens_[name].acronym;
  }

  /// "42,300 Karsans and 2,300 others": beside people a name that is not listed is one of people.
  void extend_over_name(std::size_t q) {
    if (nouns_[q].kind != NounKind::unknown || !has_name_behind(q)) return;
    const std::size_t behind = quantities_[q].last + 1;
    const auto joiner = language_.range_middle.at(tokens_, behind);
    const bool is_beside = joiner && joiner->last == quantities_[q + 1].first;
    if (is_beside && nouns_[q + 1].kind == NounKind::people) nouns_[q].last = behind;
  }

  // Subjects

  /// "two thirds of the 90,000 people": people.
  [[nodiscard]] Noun noun_of_whole(std::size_t q) const {
    Noun noun = nouns_[q + 1];
    noun.state = nullptr;
    return noun;
  }

  /// A number without a noun, or of "them", counts what the one before it counted; a label before a
  /// colon counts too.
  [[nodiscard]] Noun effective_noun(std::size_t q) const {
    Noun noun = nouns_[q];
    if (noun.kind == NounKind::people || noun.kind == NounKind::thing) return noun;
    if (is_part_of_next(tokens_, quantities_, q, language_)) return noun_of_whole(q);
    const std::size_t last = noun.last;
    Noun found;
    if (noun.kind == NounKind::none && noun.state == nullptr && is_labelled(q)) {
      found = noun_before(tokens_, clause_begin(tokens_, quantities_, nouns_, q, language_),
                          quantities_[q].first, language_);
    }
    if (found.kind == NounKind::none && q > 0 && noun.kind != NounKind::unknown &&
        !quantities_[q].none && !begins_of_a_place(q)) {
      std::size_t whole = q - 1;  // "30 people, 9 of them children, died and 140 were injured"
      while (whole > 0 && states_[q] && states_[q]->last > 0 && is_part(whole)) --whole;
      found = effective_noun(whole);
      found.state = nullptr;
    }
    if (found.kind != NounKind::people && found.kind != NounKind::thing) return noun;
    if (found.kind == NounKind::thing && has_own_state(q) && !applies_to_things(states_[q]->name) &&
        !applies_to_buildings(states_[q]->name)) {
      return noun;  // "... at two reception centres, and another 4,000 are with relatives"
    }
    found.last = last;
    found.state = noun.state;
    return found;
  }

  [[nodiscard]] bool has_own_state(std::size_t q) const {
    return states_[q] && states_[q]->last > 0;
  }

  /// What was counted before was not counted of a place.
  [[nodiscard]] bool begins_of_a_place(std::size_t q) const {
    if (!states_[q] || !is_of_a_place(states_[q]->name)) return false;
    return !states_[q - 1] || states_[q - 1]->name != states_[q]->name;
  }

  /// Something is said to have happened, or a colon or dash stands between label and number.
  [[nodiscard]] bool is_labelled(std::size_t q) const {
    const std::size_t first = quantities_[q].first;
    const bool marked =
        first > 0 && (is_mark(tokens_[first - 1], U':') || is_mark(tokens_[first - 1], kDash));
    return states_[q] || marked;
  }

  /// "including 9 children".
  [[nodiscard]] bool is_part(std::size_t q) const {
    return language_.subset.ending_at(tokens_, 0, quantities_[q].first).has_value() ||
           (q < nouns_.size() && nouns_[q].kind == NounKind::pronoun);
  }

  /// "5 litres per person", "each family receives 50,000".
  [[nodiscard]] std::optional<PhraseMatch> per_person(std::size_t q) const {
    const std::size_t end = std::min(tokens_.size(), nouns_[q].last + kRateWithin);
    for (std::size_t i = quantities_[q].last; i < end; ++i) {
      if (const auto behind = language_.per_person.at(tokens_, i)) return behind;
      if (language_.range_middle.has(tokens_, i) || is_mark(tokens_[i], U',')) break;
    }
    return language_.per_person.ending_at(tokens_, 0, quantities_[q].first);
  }

  /// Of a person or family: of goods that is a rate.
  [[nodiscard]] bool is_ration(const PhraseMatch& per, const Noun& noun) const {
    const bool is_named = per.phrase->label == "person" || per.phrase->label == "family";
    return is_named && is_goods(noun) && language_.norms.all(tokens_, 0, tokens_.size()).empty();
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
    const auto share_of_each = per_person(q);
    if (share_of_each && !is_ration(*share_of_each, noun)) return std::nullopt;  // a norm
    What what = noun.kind == NounKind::thing ? thing(noun, q) : people(noun, q);
    if (what.subject.empty()) return std::nullopt;
    if (quantities_[q].none && (!states_[q] || noun.kind == NounKind::thing)) return std::nullopt;
    if (share_of_each) what.unit += "_per_" + share_of_each->phrase->label;
    std::string per = rate(q);
    if (per.empty() && q > 0 && is_trend(tokens_, quantities_, q - 1, language_)) per = rate(q - 1);
    if (!per.empty()) {
      what.unit += "_" + per;
      if (applies_to_traffic(noun)) what.subject = "arrivals";
    }
    if (quantities_[q].share) what.unit = "share";
    what.has_own_state = has_own_state(q);
    what.is_part = is_part(q);
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

  static bool is_goods(const Noun& noun) { return noun.unit == "t" || noun.unit == "litres"; }

  static bool applies_to_traffic(const Noun& noun) {
    return noun.unit == "vehicles" || noun.unit == "trucks" || noun.unit == "buses";
  }

  /// "Looting of a store: 300 tonnes of food lost": said in the clause of the goods.
  [[nodiscard]] bool is_lost(std::size_t q) const {
    const std::size_t begin = clause_begin(tokens_, quantities_, nouns_, q, language_);
    std::size_t end = nouns_[q].last;
    while (end < next_first(q) && tokens_[end].kind == TokenKind::word &&
           !language_.clause_breaks.has(tokens_, end))
      ++end;
    return !language_.losses.all(tokens_, begin, end).empty();
  }

  [[nodiscard]] What thing(const Noun& noun, std::size_t q) const {
    What what;
    what.unit = noun.unit;
    what.subject = noun.subject;
    what.reason = "named after the number";
    if (is_goods(noun) && is_lost(q)) what.subject += "_lost";
    const bool waited = states_[q] && states_[q]->name == "waiting";
    if (noun.unit == "h" && !waited) return {};
    if (!states_[q] || noun.unit == "h") return what;
    const std::string& state = states_[q]->name;
    if (applies_to_things(state) && !is_goods(noun)) what.subject = state;
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
    if (!states_[q] && is_served(noun, q)) return users(std::move(what), q);
    if (!states_[q]) return bare_people(noun, q, std::move(what));
    const State& found = *states_[q];
    if (applies_to_buildings(found.name))
      return noun.subject.empty() ? What{} : bare_people(noun, q, what);
    if (noun.kind == NounKind::unknown && !is_likely_person(q)) return {};
    what.subject = found.name;
    if (!group.empty() && found.name != "cases") what.subject = group + "_" + found.name;
    what.unit = unit_of_state(found.name, what.unit);
    what.confidence = found.confidence;
    what.reason = found.name + ": " + found.reason;
    if (noun.kind == NounKind::none && is_of_a_place(found.name)) {
      what.confidence = std::min(what.confidence, Confidence::medium);
      what.reason += "; of whom is not named";
    }
    if (noun.kind == NounKind::unknown) {
      what.confidence = Confidence::low;
      what.reason += "; of a word that is not listed";
    }
    return what;
  }

  /// "6,000 Congolese crossed": the name of a people, it seems, at once behind the number.
  [[nodiscard]] bool is_a_people(std::size_t q) const {
    const bool is_one_name =
        has_name_behind(q) && (!has_own_state(q) || states_[q]->first == quantities_[q].last + 1);
    return is_one_name && is_of_movement(states_[q]->name);
  }

  /// A noun that is not listed, of which something is said that happens to people.
  [[nodiscard]] bool is_likely_person(std::size_t q) const {
    const State& found = *states_[q];
    if (quantities_[q].share) return found.name.rfind("without_", 0) == 0;  // of the city
    if (is_a_people(q)) return true;
    if (!implies_people(found.name)) return false;
    if (found.reason == "after the number") return true;
    const bool harm = found.name != "displaced" && found.name != "evacuated";
    return harm && found.reason == "just before the number";
  }

  /// "12 latrines for 900 people".
  [[nodiscard]] bool is_served(const Noun& noun, std::size_t q) const {
    if (q == 0 || noun.kind != NounKind::people || nouns_[q - 1].kind != NounKind::thing)
      return false;
    const auto serves = language_.serves.at(tokens_, nouns_[q - 1].last);
    return serves && serves->last == quantities_[q].first && !nouns_[q - 1].subject.empty();
  }

  [[nodiscard]] What users(What what, std::size_t q) const {
    what.subject = nouns_[q - 1].subject + "_users";
    what.confidence = Confidence::medium;
    what.reason = "for whom the things before it are";
    return what;
  }

  [[nodiscard]] What bare_people(const Noun& noun, std::size_t q, What what) const {
    if (noun.kind != NounKind::people) return {};
    what.subject = noun.subject;
    what.confidence = Confidence::medium;
    what.reason = "named after the number";
    what.is_bare = (noun.subject == "people" || noun.subject == "refugees") && ends_clause(q);
    if (noun.subject != "people" && !is_a_group(noun)) return what;
    const bool crowd = quantities_[q].value.value_or(0.0) >= kSmallestBareCrowd;
    if (!crowd || quantities_[q].share) return {};
    if (is_a_group(noun)) what.subject = noun.group;
    if (is_owned(q)) what.subject = "population";
    what.confidence = Confidence::low;
    what.reason = "nothing said of what happened to them";
    return what;
  }

  /// Nothing more is said behind the noun: "the mayor speaks of 300 refugees."
  [[nodiscard]] bool ends_clause(std::size_t q) const {
    const std::size_t i = nouns_[q].last;
    return i >= tokens_.size() || tokens_[i].kind == TokenKind::mark ||
           language_.range_middle.has(tokens_, i);
  }

  /// "the city's 90,000 people".
  [[nodiscard]] bool is_owned(std::size_t q) const {
    const std::size_t first = quantities_[q].first;
    return nouns_[q].subject == "people" && first > 0 && tokens_[first - 1].text == U"'s";
  }

  /// "300 children": nothing else is told of them.
  static bool is_a_group(const Noun& noun) { return noun.subject.empty() && !noun.group.empty(); }

  void set_span(What& what, std::size_t q) const {
    what.first = quantities_[q].first;
    what.last = std::max(quantities_[q].last, nouns_[q].last);
    if (!states_[q] || states_[q]->last == 0) return;
    const State& found = *states_[q];
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
  std::vector<std::optional<State>> states_;
};

}  // namespace

bool applies_to_things(const std::string& subject) {
  return subject == "stranded" || subject == "waiting" || subject.rfind("without_", 0) == 0;
}

bool is_passage(const std::string& subject) {
  constexpr std::array<std::string_view, 3> kPassages = {"arrivals", "departures", "registered"};
  return std::any_of(kPassages.begin(), kPassages.end(),
                     [&](std::string_view passage) { return subject.ends_with(passage); });
}

std::vector<std::optional<What>> find_subjects(const Tokens& tokens,
                                               const std::vector<Quantity>& quantities,
                                               const Language& language) {
  return SubjectFinder(tokens, quantities, language).run();
}

}  // namespace corridor::reading
