#include "reading/quantities.h"

#include <cmath>
#include <map>
#include <string>

#include "reading/currencies.h"

namespace corridor::reading {
namespace {

constexpr double kPercent = 0.01;
constexpr double kThousand = 1000.0;

const std::map<std::string, Qualifier>& qualifiers() {
  static const std::map<std::string, Qualifier> names = {{"exactly", Qualifier::exactly},
                                                         {"about", Qualifier::about},
                                                         {"at_least", Qualifier::at_least},
                                                         {"at_most", Qualifier::at_most}};
  return names;
}

class QuantityFinder {
 public:
  QuantityFinder(const Tokens& tokens, const std::vector<Number>& numbers,
                 const std::vector<bool>& taken, const Language& language)
      : tokens_(tokens), numbers_(numbers), taken_(taken), language_(language) {}

  std::vector<Quantity> run() {
    std::vector<Quantity> quantities;
    for (std::size_t n = 0; n < numbers_.size();) {
      const Number& number = numbers_[n];
      const bool range = n + 1 < numbers_.size() && is_range(n);
      Quantity quantity = from_number(number);
      if (range) add_upper_end(quantity, numbers_[n + 1]);
      n += range ? 2 : 1;
      read_percent(quantity);
      const bool measured = is_measure(quantity) || goes_on_to_money(quantity, n);
      read_qualifier(quantity);
      if (!measured) quantities.push_back(quantity);
      begin_ = quantity.last;
    }
    return quantities;
  }

 private:
  static Quantity from_number(const Number& number) {
    Quantity quantity;
    quantity.first = number.first;
    quantity.last = number.last;
    quantity.none = number.none;
    quantity.share = number.fraction;
    if (number.vague) {
      quantity.qualifier = Qualifier::statement;
    } else {
      quantity.value = number.value;
    }
    if (number.loose) quantity.qualifier = Qualifier::about;
    return quantity;
  }

  /// `15 to 20`, `15-20`; "and" needs "between"; "rose from 12 to 34" is no range.
  [[nodiscard]] bool is_range(std::size_t n) const {
    const Number& low = numbers_[n];
    const Number& high = numbers_[n + 1];
    if (low.vague || high.vague || low.none || high.none) return false;
    const auto middle = language_.range_middle.at(tokens_, after_percent(low.last), tokens_.size());
    if (!middle || middle->last != high.first || low.value >= high.value) return false;
    const auto begin = language_.range_begin.ending_at(tokens_, begin_, low.first);
    if (middle->phrase->label == "between") return begin && begin->phrase->label == "between";
    return !begin || begin->phrase->label == "between";
  }

  [[nodiscard]] std::size_t after_percent(std::size_t i) const {
    const auto percent = language_.percent.at(tokens_, i, tokens_.size());
    return percent ? percent->last : i;
  }

  void add_upper_end(Quantity& quantity, const Number& high) const {
    double low = *quantity.value;
    const std::size_t high_digits = high.last - high.first;
    const bool has_multiplier =
        high_digits > 1 && language_.multipliers.ending_at(tokens_, high.first, high.last);
    if (has_multiplier &&
        !language_.multipliers.ending_at(tokens_, quantity.first, quantity.last)) {
      low *= language_.multipliers.ending_at(tokens_, high.first, high.last)->phrase->number;
    }
    if (low > high.value) low = *quantity.value;
    low *= thousands_left_out(low, high.value);
    quantity.last = high.last;
    if (low > high.value) return;
    quantity.value = low;
    quantity.value_high = high.value;
    quantity.qualifier = Qualifier::between;
  }

  /// "7-8,000", "300 to 400,000": what the lower end shares with the upper one is said once.
  static double thousands_left_out(double low, double high) {
    double factor = 1.0;
    while (std::fmod(high, factor * kThousand) == 0.0 && low * factor * kThousand < high)
      factor *= kThousand;
    return low < kThousand ? factor : 1.0;
  }

  void read_percent(Quantity& quantity) const {
    const auto percent = language_.percent.at(tokens_, quantity.last, tokens_.size());
    if (!percent || !quantity.value) return;
    quantity.last = percent->last;
    quantity.share = true;
    *quantity.value *= kPercent;
    if (quantity.value_high) *quantity.value_high *= kPercent;
  }

  [[nodiscard]] bool is_measure(const Quantity& quantity) const {
    return is_money(tokens_, quantity.first, quantity.last, language_) ||
           is_numbered(quantity.first) ||
           language_.not_counted_after.at(tokens_, quantity.last, tokens_.size()).has_value();
  }

  /// "week 6", "article 5"; "last week 6,000 people crossed" is none.
  [[nodiscard]] bool is_numbered(std::size_t first) const {
    return first > 0 && !taken_[first - 1] &&
           language_.not_counted_before.ending_at(tokens_, begin_, first).has_value();
  }

  /// "fares rose from 25,000 to 400,000 pounds": `next` is the number behind the quantity.
  [[nodiscard]] bool goes_on_to_money(const Quantity& quantity, std::size_t next) const {
    if (next >= numbers_.size()) return false;
    const auto middle = language_.range_middle.at(tokens_, quantity.last);
    return middle && middle->last == numbers_[next].first && middle->phrase->label != "between" &&
           is_money(tokens_, numbers_[next].first, numbers_[next].last, language_);
  }

  [[nodiscard]] std::size_t before_fillers(std::size_t i) const {
    while (const auto filler = language_.fillers.ending_at(tokens_, begin_, i)) i = filler->first;
    return i;
  }

  void set(Quantity& quantity, const std::string& label) const {
    const auto known = qualifiers().find(label);
    const bool settled = quantity.qualifier == Qualifier::between || !quantity.value;
    if (known != qualifiers().end() && !settled) quantity.qualifier = known->second;
  }

  void read_qualifier(Quantity& quantity) const {
    if (const auto behind = language_.qualifiers_after.at(tokens_, quantity.last, tokens_.size())) {
      set(quantity, behind->phrase->label);
      quantity.last = behind->last;
    }
    if (quantity.qualifier == Qualifier::between) {
      const auto begin = language_.range_begin.ending_at(tokens_, begin_, quantity.first);
      if (begin) quantity.first = begin->first;
    }
    const std::size_t bare = before_fillers(quantity.first);
    auto qualifier = language_.qualifiers.ending_at(tokens_, begin_, bare);
    if (!qualifier) qualifier = language_.qualifiers.ending_at(tokens_, begin_, quantity.first);
    if (!qualifier) {
      quantity.first = bare;
      return;
    }
    set(quantity, qualifier->phrase->label);
    quantity.first = qualifier->first;
  }

  const Tokens& tokens_;
  const std::vector<Number>& numbers_;
  const std::vector<bool>& taken_;
  const Language& language_;
  std::size_t begin_ = 0;  ///< one past the quantity before
};

}  // namespace

std::vector<Quantity> find_quantities(const Tokens& tokens, const std::vector<Number>& numbers,
                                      const std::vector<bool>& taken, const Language& language) {
  return QuantityFinder(tokens, numbers, taken, language).run();
}

}  // namespace corridor::reading
