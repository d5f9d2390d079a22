#pragma once
// What the cards of "What to prepare for" are made of.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "output/html.h"
#include "output/report_reader.h"

namespace corridor {

/// A question, the answer in a few words, and more about it.
std::string card(const std::string& question, const std::string& answer, const std::string& more);

/// Places with what is counted there, the most first, those with nothing left out.
class PlaceList {
 public:
  explicit PlaceList(const ReportReader& reader) : reader_(reader) {}

  void add(const std::string& place, double amount);
  [[nodiscard]] bool empty() const { return amounts_.empty(); }
  /// The first few places, each with words for its amount.
  template <class Words>
  [[nodiscard]] std::string named(Words&& words, std::size_t from = 0) const {
    constexpr std::size_t kNamed = 3;
    std::string out;
    for (std::size_t i = from; i < std::min(kNamed, amounts_.size()); ++i)
      out += (i == from ? "" : ", ") + name(i) + " " + words(amounts_[i].first);
    return out;
  }
  [[nodiscard]] std::string named() const { return named(rounded); }
  template <class Words>
  [[nodiscard]] std::string first(Words&& words) const {
    return words(amounts_.front().first);
  }
  [[nodiscard]] std::string first_place() const { return name(0); }
  /// The others, as a sentence; nothing where there are none.
  template <class Words>
  [[nodiscard]] std::string others(Words&& words) const {
    return amounts_.size() < 2 ? "" : named(words, 1) + ". ";
  }

 private:
  [[nodiscard]] std::string name(std::size_t place) const;

  const ReportReader& reader_;
  std::vector<std::pair<double, std::string>> amounts_;
};

std::string beds_card(const ReportReader& reader);   ///< places in centres
std::string desks_card(const ReportReader& reader);  ///< those who wait to be registered
std::string water_card(const ReportReader& reader);  ///< at the place that is fullest at once
std::string buses_card(const ReportReader& reader);  ///< loads of those without a vehicle
std::string fuel_card(const ReportReader& reader);   ///< litres for vehicles that stand without
std::string help_card(const ReportReader& reader);   ///< those who cannot leave alone

}  // namespace corridor
