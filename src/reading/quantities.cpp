#include "reading/quantities.h"

#include <map>
#include <string>

namespace corridor::reading {
namespace {

constexpr double kPercent = 0.01;

const std::map<std::string, Qualifier>& qualifiers() {
  static const std::map<std::string, Qualifier> names = {{"exactly", Qualifier::exactly},
                                                         {"about", Qualifier::about},
                                                         {"at_least", Qualifier::at_least},
                                                         {"at_most", Qualifier::at_most}};
  return names;
}

class QuantityFinder {
 public:
  QuantityFinder(const Tokens& tokens, const std::vector<Number>& numbers, const Language& language)
      : tokens_(tokens), numbers_(numbers), language_(language) {}

  std::vector<Quantity> run() {
    std::vector<Quantity> quantities;
    for (std::size_t n = 0; n < numbers_.size();) {
      const Number& number = numbers_[n];
      const bool range = n + 1 < numbers_.size() && is_range(n);
      Quantity quantity = from_number(number);
      if (range) add_upper_end(quantity, numbers_[n + 1]);
      n += range ? 2 : 1;
      read_percent(quantity);
      const bool measured = is_measure(quantity);
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
    quantity.last = high.last;
    if (low > high.value) return;
    quantity.value = low;
    quantity.value_high = high.value;
    quantity.qualifier = Qualifier::between;
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
    return language_.not_counted_before.ending_at(tokens_, begin_, quantity.first).has_value() ||
           language_.not_counted_after.at(tokens_, quantity.last, tokens_.size()).has_value();
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
  const Language& language_;
  std::size_t begin_ = 0;  ///< one past the quantity before
};

}  // namespace

std::vector<Quantity> find_quantities(const Tokens& tokens, const std::vector<Number>& numbers,
                                      const Language& language) {
  return QuantityFinder(tokens, numbers, language).run();
}

}  // namespace corridor::reading
