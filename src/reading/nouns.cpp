#include "reading/nouns.h"

#include <algorithm>

namespace corridor::reading {
namespace {

constexpr std::size_t kLongestPhrase = 7;   ///< tokens from the number to the noun
constexpr std::size_t kMostUnknown = 3;     ///< words between them that the language does not list
constexpr std::size_t kMaterialWithin = 4;  ///< tokens after "litres"
constexpr std::size_t kMaterialBefore = 6;  ///< tokens before it

constexpr const char* kDead = "killed";  ///< nothing more happens to them

/// The words of a label: `buses buses`, `patients patients`.
std::pair<std::string, std::string> split_label(const std::string& label) {
  const std::size_t space = label.find(' ');
  if (space == std::string::npos) return {label, ""};
  return {label.substr(0, space), label.substr(space + 1)};
}

/// Families and households are counted as such; everybody else as people.
std::string unit_of_people(const std::string& subject) {
  return subject == "families" || subject == "households" ? subject : "people";
}

class NounReader {
 public:
  NounReader(const Tokens& tokens, const Language& language)
      : tokens_(tokens), language_(language) {}

  Noun after(std::size_t begin, std::size_t end) {
    end = std::min({end, tokens_.size(), begin + kLongestPhrase});
    noun_.last = begin;
    if (const auto pronoun = language_.pronouns.at(tokens_, begin, end)) {
      noun_.kind = NounKind::pronoun;
      noun_.last = pronoun->last;
      return noun_;
    }
    std::size_t unknown = 0;
    for (std::size_t i = begin; i < end;) {
      if (read_listed(i, end)) {
        if (noun_.kind != NounKind::none) return noun_;
        continue;
      }
      if (const auto state = language_.states.at(tokens_, i, end)) {
        if (unknown > 0 && noun_.state == nullptr) return as_unknown(unknown);
        set_state(*state);
        i = state->last;
        continue;
      }
      if (stops(i, end) || ++unknown > kMostUnknown) break;
      ++i;
    }
    if (noun_.state != nullptr) return noun_;
    return as_unknown(unknown);
  }

  Noun before(std::size_t begin, std::size_t end) {
    Noun best;
    for (std::size_t i = begin; i < end;) {
      noun_ = {};
      std::size_t at = i;
      if (read_listed(at, end) && noun_.kind != NounKind::none) best = noun_;
      i = std::max(at, i + 1);
    }
    return best;
  }

 private:
  Noun as_unknown(std::size_t unknown) {
    if (unknown > 0) noun_.kind = NounKind::unknown;
    return noun_;
  }

  void set_state(const PhraseMatch& state) {
    const bool is_dead = noun_.state != nullptr && noun_.state->label == kDead;
    if (state.phrase->label.back() == '>' || is_dead) return;  // "15 bodies in hospital"
    noun_.state = state.phrase;
    noun_.state_last = state.last;
    noun_.last = state.last;
  }

  [[nodiscard]] bool stops(std::size_t i, std::size_t end) const {
    const Token& token = tokens_[i];
    if (token.kind != TokenKind::word) return !is_mark(token, U'-') && !is_mark(token, U'\'');
    return language_.function_words.at(tokens_, i, end) ||
           language_.clause_breaks.at(tokens_, i, end) || language_.rates.at(tokens_, i, end) ||
           language_.according_to.at(tokens_, i, end) || language_.weekdays.at(tokens_, i, end) ||
           language_.days.at(tokens_, i, end);
  }

  /// Reads a group, people or thing at token `i` and moves past it.
  bool read_listed(std::size_t& i, std::size_t end) {
    const auto people = language_.people.at(tokens_, i, end);
    const auto thing = language_.things.at(tokens_, i, end);
    const auto group = language_.groups.at(tokens_, i, end);
    const auto length = [i](const std::optional<PhraseMatch>& match) {
      return match ? match->last - i : 0;
    };
    const std::size_t longest = std::max({length(people), length(thing), length(group)});
    if (longest == 0) return false;
    const auto state = language_.states.at(tokens_, i, end);
    if (length(state) > longest) return false;
    i += longest;
    noun_.last = i;
    if (length(thing) == longest) {
      read_thing(*thing);
    } else if (length(people) == longest) {
      noun_.kind = NounKind::people;
      noun_.unit = unit_of_people(people->phrase->label);
      noun_.subject = noun_.unit == "people" ? people->phrase->label : "people";
    } else {
      read_group(*group, i, end);
    }
    return true;
  }

  /// `elderly residents`: the group goes before the noun that follows it at once.
  void read_group(const PhraseMatch& group, std::size_t& i, std::size_t end) {
    const auto [name, subject] = split_label(group.phrase->label);
    noun_.group = name;
    noun_.subject = subject;
    noun_.unit = "people";
    noun_.kind = NounKind::people;
    if (const auto people = language_.people.at(tokens_, i, end)) i = noun_.last = people->last;
  }

  void read_thing(const PhraseMatch& thing) {
    const auto [unit, subject] = split_label(thing.phrase->label);
    noun_.kind =
        subject == "reception_capacity" || unit == "families" ? NounKind::people : NounKind::thing;
    noun_.unit = unit;
    noun_.subject = subject == "-" ? "" : subject;
    if (unit == "litres") read_material();
  }

  /// Litres of what: after the noun, or before the number ("fuel: 15,000 litres").
  void read_material() {
    const std::size_t limit = std::min(tokens_.size(), noun_.last + kMaterialWithin);
    const auto behind = language_.materials.all(tokens_, noun_.last, limit);
    if (!behind.empty()) {
      noun_.subject = behind.front().phrase->label + "_litres";
      noun_.last = behind.front().last;
      return;
    }
    const std::size_t begin = noun_.last > kMaterialBefore ? noun_.last - kMaterialBefore : 0;
    const auto before = language_.materials.all(tokens_, begin, noun_.last);
    if (!before.empty()) noun_.subject = before.back().phrase->label + "_litres";
  }

  const Tokens& tokens_;
  const Language& language_;
  Noun noun_;
};

}  // namespace

Noun noun_after(const Tokens& tokens, std::size_t begin, std::size_t end,
                const Language& language) {
  return NounReader(tokens, language).after(begin, end);
}

Noun noun_before(const Tokens& tokens, std::size_t begin, std::size_t end,
                 const Language& language) {
  return NounReader(tokens, language).before(begin, end);
}

}  // namespace corridor::reading
