#include "reading/sums.h"

#include <algorithm>

namespace corridor::reading {
namespace {

class Adder {
 public:
  Adder(const Tokens& tokens, std::vector<Quantity>& quantities,
        std::vector<std::optional<What>>& whats, const Language& language)
      : tokens_(tokens), quantities_(quantities), whats_(whats), language_(language) {}

  void run() {
    for (std::size_t first = 0; first < whats_.size();) {
      const std::size_t last = last_part(first);
      if (last > first) put_sum(first, last);
      first = last + 1;
    }
  }

 private:
  [[nodiscard]] bool is_countable(std::size_t q) const {
    return whats_[q] && quantities_[q].value && !quantities_[q].none && !quantities_[q].share;
  }

  [[nodiscard]] bool says_the_same(std::size_t a, std::size_t b) const {
    return is_countable(a) && is_countable(b) && whats_[a]->subject == whats_[b]->subject &&
           whats_[a]->unit == whats_[b]->unit &&
           !(whats_[a]->has_own_state && whats_[b]->has_own_state) &&
           whats_[b]->last > quantities_[b].last;
  }

  /// Nothing but commas and "and" stand between the parts; `has_and` tells whether the latter does.
  [[nodiscard]] bool stand_side_by_side(std::size_t a, std::size_t b, bool& has_and) const {
    std::size_t i = whats_[a]->last;
    has_and = false;
    for (; i < quantities_[b].first; ++i) {
      const auto joiner = language_.range_middle.at(tokens_, i);
      const bool is_and = joiner && joiner->phrase->label == "between";
      if (!is_and && !is_mark(tokens_[i], U',')) return false;
      has_and = has_and || is_and;
    }
    return i == quantities_[b].first && i > whats_[a]->last;
  }

  /// "another 300", "15 people according to the ministry": numbers of their own.
  [[nodiscard]] bool is_of_its_own(std::size_t q) const {
    return language_.according_to.has(tokens_, whats_[q]->last) ||
           !language_.additions.all(tokens_, quantities_[q].first, whats_[q]->last).empty();
  }

  /// The last of the parts that begin with `first`; before it stands an "and".
  [[nodiscard]] std::size_t last_part(std::size_t first) const {
    std::size_t last = first;
    for (std::size_t q = first; q + 1 < whats_.size() && says_the_same(q, q + 1); ++q) {
      bool has_and = false;
      if (!stand_side_by_side(q, q + 1, has_and) || is_of_its_own(q + 1)) break;
      if (has_and) last = q + 1;
    }
    return last;
  }

  static Qualifier joint(Qualifier a, Qualifier b) {
    if (a == b || b == Qualifier::exactly) return a;
    return a == Qualifier::exactly ? b : Qualifier::about;
  }

  void put_sum(std::size_t first, std::size_t last) {
    Quantity& sum = quantities_[first];
    What& what = *whats_[first];
    const bool has_range =
        std::any_of(quantities_.begin() + static_cast<std::ptrdiff_t>(first),
                    quantities_.begin() + static_cast<std::ptrdiff_t>(last) + 1,
                    [](const Quantity& part) { return part.value_high.has_value(); });
    double high = sum.value_high.value_or(*sum.value);
    for (std::size_t q = first + 1; q <= last; ++q) {
      const Quantity& part = quantities_[q];
      *sum.value += *part.value;
      high += part.value_high.value_or(*part.value);
      sum.qualifier = joint(sum.qualifier, part.qualifier);
      what.last = whats_[q]->last;
      whats_[q].reset();
    }
    if (has_range) {
      sum.value_high = high;
      sum.qualifier = Qualifier::between;
    }
    what.confidence = Confidence::low;
    what.reason += "; the sum of numbers side by side";
  }

  const Tokens& tokens_;
  std::vector<Quantity>& quantities_;
  std::vector<std::optional<What>>& whats_;
  const Language& language_;
};

}  // namespace

void add_up_parts(const Tokens& tokens, std::vector<Quantity>& quantities,
                  std::vector<std::optional<What>>& whats, const Language& language) {
  Adder(tokens, quantities, whats, language).run();
}

}  // namespace corridor::reading
