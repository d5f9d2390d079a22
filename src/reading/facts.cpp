#include "reading/facts.h"

#include <algorithm>

#include "reading/lengths.h"

namespace corridor::reading {
namespace {

constexpr std::size_t kReach = 8;        ///< tokens from a road to "closed"
constexpr std::size_t kReachBefore = 3;  ///< tokens from "closed" to its road

class FactFinder {
 public:
  FactFinder(const Tokens& tokens, const Language& language)
      : tokens_(tokens), language_(language) {}

  std::vector<YesNo> run() {
    for (const PhraseMatch& fact : language_.whole_facts.all(tokens_, 0, tokens_.size())) {
      const std::string& label = fact.phrase->label;
      const std::size_t space = label.find(' ');
      add({label.substr(0, space), label.back() == '1', fact.first, fact.last});
    }
    for (const PhraseMatch& match : language_.supplies.all(tokens_, 0, tokens_.size()))
      supply(match);
    for (const PhraseMatch& match : language_.passages.all(tokens_, 0, tokens_.size()))
      passage(match);
    return std::move(facts_);
  }

 private:
  void add(YesNo fact) {
    if (is_over(fact)) return;
    const bool known = std::any_of(facts_.begin(), facts_.end(), [&](const YesNo& other) {
      return other.subject == fact.subject;
    });
    if (!known) facts_.push_back(std::move(fact));
  }

  /// "The border was closed for six hours": nothing is said of now; "has been closed for six
  /// hours".
  [[nodiscard]] bool is_over(const YesNo& fact) const {
    std::size_t begin = fact.first;
    while (begin > 0 && !ends_clause(begin - 1)) --begin;
    if (!language_.goes_on.all(tokens_, begin, fact.last).empty()) return false;
    for (std::size_t i = fact.last; i < tokens_.size() && !ends_clause(i); ++i) {
      const auto during = language_.for_a_while.at(tokens_, i);
      if (!during) continue;
      const std::size_t at = language_.qualifiers.after(tokens_, during->last);
      if (length_at(tokens_, at, false, language_)) return true;
    }
    return false;
  }

  [[nodiscard]] bool is_boundary(std::size_t i) const {
    const Token& token = tokens_[i];
    return token.kind == TokenKind::mark && token.text != U"-" && token.text != U"'";
  }

  [[nodiscard]] std::size_t reach_after(std::size_t begin) const {
    std::size_t end = begin;
    while (end < std::min(tokens_.size(), begin + kReach) && !is_boundary(end) &&
           tokens_[end].kind == TokenKind::word && !language_.clause_breaks.has(tokens_, end)) {
      ++end;
    }
    return end;
  }

  /// "no electricity, gas or water": absence goes on over a list.
  [[nodiscard]] bool is_absent(const PhraseMatch& supply, std::size_t& first) const {
    if (const auto absent = language_.supply_absent.ending_at(tokens_, 0, supply.first)) {
      first = absent->first;
      return true;
    }
    std::size_t i = supply.first;
    while (i > 0 && i > absent_until_ &&
           (is_mark(tokens_[i - 1], U',') || language_.range_middle.ending_at(tokens_, 0, i))) {
      --i;
    }
    return absent_until_ > 0 && i == absent_until_ && i < supply.first;
  }

  [[nodiscard]] bool ends_clause(std::size_t i) const {
    return is_boundary(i) || language_.clause_breaks.has(tokens_, i);
  }

  /// "A third of the city has no water", "power is cut in parts of the city": nothing is said of
  /// the whole.
  [[nodiscard]] bool is_of_a_part(const PhraseMatch& match) const {
    std::size_t begin = match.first;
    while (begin > 0 && !ends_clause(begin - 1)) --begin;
    const bool is_said_before = !language_.parts.all(tokens_, begin, match.first).empty() ||
                                !language_.fractions.all(tokens_, begin, match.first).empty() ||
                                !language_.percent.all(tokens_, begin, match.first).empty();
    return is_said_before || has_a_part_behind(match.last);
  }

  /// "in parts of the city".
  [[nodiscard]] bool has_a_part_behind(std::size_t begin) const {
    std::size_t end = begin;
    while (end < tokens_.size() && !ends_clause(end)) ++end;
    const auto parts = language_.parts.all(tokens_, begin, end);
    return std::any_of(parts.begin(), parts.end(), [&](const PhraseMatch& part) {
      return language_.place_at.ending_at(tokens_, begin, part.first).has_value();
    });
  }

  void supply(const PhraseMatch& match) {
    if (is_of_a_part(match)) return;
    std::size_t first = match.first;
    if (is_absent(match, first)) {
      absent_until_ = match.last;
      add({match.phrase->label, false, first, match.last});
      return;
    }
    const std::size_t end = reach_after(match.last);
    const auto off = language_.supply_off.all(tokens_, match.last, end);
    const auto on = language_.supply_on.all(tokens_, match.last, end);
    if (off.empty() && on.empty()) return;
    const bool yes = off.empty() || (!on.empty() && on.front().first < off.front().first);
    add({match.phrase->label, yes, match.first, (yes ? on : off).front().last});
  }

  /// "Port Lenn": the name of a place.
  [[nodiscard]] bool is_name(const PhraseMatch& match) const {
    if (!tokens_[match.first].capital || match.last >= tokens_.size()) return false;
    const Token& next = tokens_[match.last];
    return next.kind == TokenKind::word && next.capital &&
           tokens_[match.first].acronym == next.acronym;
  }

  void passage(const PhraseMatch& match) {
    if (is_name(match) || is_of_a_part(match)) return;
    const std::size_t end = reach_after(match.last);
    const auto closed = language_.passage_closed.all(tokens_, match.last, end);
    const auto open = language_.passage_open.all(tokens_, match.last, end);
    if (!closed.empty() || !open.empty()) {
      const bool yes =
          closed.empty() || (!open.empty() && open.front().first <= closed.front().first);
      add({match.phrase->label, yes, match.first, (yes ? open : closed).front().last});
      return;
    }
    const std::size_t begin = match.first > kReachBefore ? match.first - kReachBefore : 0;
    const auto closed_before = language_.passage_closed.all(tokens_, begin, match.first);
    const auto open_before = language_.passage_open.all(tokens_, begin, match.first);
    if (closed_before.empty() && open_before.empty()) return;
    const bool yes = closed_before.empty();
    add({match.phrase->label, yes, (yes ? open_before : closed_before).back().first, match.last});
  }

  const Tokens& tokens_;
  const Language& language_;
  std::vector<YesNo> facts_;
  std::size_t absent_until_ = 0;
};

}  // namespace

std::vector<YesNo> find_facts(const Tokens& tokens, const Language& language) {
  return FactFinder(tokens, language).run();
}

}  // namespace corridor::reading
