#include "scenario/trust.h"

#include <algorithm>
#include <set>

#include "scenario/names.h"

namespace corridor {
namespace {

/// Capitals of ASCII only: other scripts are compared as they are written.
std::string lower_case(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

/// Bytes of other scripts count as letters.
bool is_word_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

bool contains_words(const std::string& text, const std::string& words) {
  if (words.empty()) return false;
  for (std::size_t at = text.find(words); at != std::string::npos; at = text.find(words, at + 1)) {
    const std::size_t end = at + words.size();
    const bool begins = at == 0 || !is_word_byte(text[at - 1]) || !is_word_byte(words.front());
    const bool ends = end == text.size() || !is_word_byte(text[end]) || !is_word_byte(words.back());
    if (begins && ends) return true;
  }
  return false;
}

bool is_source_type(const std::string& source) {
  const std::string wanted = lower_case(source);
  const auto& types = source_type_names();
  return std::any_of(types.begin(), types.end(),
                     [&](const auto& type) { return type.first == wanted; });
}

}  // namespace

bool is_about(const Trust& trust, const Claim& claim) {
  const std::string wanted = lower_case(trust.source);
  return wanted == claim.source_type || contains_words(lower_case(claim.said_by), wanted) ||
         contains_words(lower_case(claim.publication), wanted);
}

bool is_about(const Trust& trust, const ObservationRow& count) {
  return !is_source_type(trust.source) &&
         contains_words(lower_case(count.source), lower_case(trust.source));
}

static void weigh_counts(std::vector<ObservationRow>& counts, const std::vector<Trust>& rules) {
  for (ObservationRow& count : counts) {
    for (const Trust& rule : rules) {
      if (rule.weight && is_about(rule, count)) count.weight *= *rule.weight;
    }
    count.weight = std::min(count.weight, 1.0);
  }
  std::erase_if(counts, [](const ObservationRow& count) { return count.weight == 0.0; });
}

void apply_trust(Scenario& known, const std::vector<Trust>& rules) {
  weigh_counts(known.observations, rules);
  weigh_counts(known.period_counts, rules);
  const bool some_only =
      std::any_of(rules.begin(), rules.end(), [](const Trust& rule) { return !rule.weight; });
  std::set<std::string> subjects_of_the_only;
  for (Claim& claim : known.claims) {
    bool is_among_only = false;
    for (const Trust& rule : rules) {
      if (!is_about(rule, claim)) continue;
      if (rule.weight) claim.weight *= *rule.weight;
      is_among_only = is_among_only || !rule.weight;
    }
    if (some_only && !is_among_only) claim.weight = 0.0;
    if (is_among_only && claim.weight > 0.0 && claim.value &&
        is_about_a_parameters_matter(known, claim.place, claim.holds_for)) {
      subjects_of_the_only.insert(claim.subject);
    }
  }
  for (const std::string& subject : subjects_of_the_only) {
    const ParameterId id = known.parameters.find(subject);
    if (!id.valid()) continue;
    Parameter parameter = known.parameters[id];
    parameter.none_right_weight = 0.0;
    known.parameters.replace(id, std::move(parameter));
  }
}

}  // namespace corridor
