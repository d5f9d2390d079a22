#pragma once
// What the cards of "What to prepare for" are made of.
#include <algorithm>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "output/html.h"
#include "output/report_reader.h"

namespace corridor {

/// A question, the answer in a few words, and more about it.
std::string card(const std::string& question, const std::string& answer, const std::string& more);

/// Places, or regions, with what is counted there, the most first, those with nothing left out.
class PlaceList {
 public:
  explicit PlaceList(const ReportReader& reader) : reader_(&reader) {}

  void add(const std::string& location, double amount);
  [[nodiscard]] bool empty() const { return amounts_.empty(); }
  [[nodiscard]] bool holds(const std::string& location) const;
  [[nodiscard]] double sum() const;
  /// Amounts with the ids of the locations.
  [[nodiscard]] const std::vector<std::pair<double, std::string>>& entries() const {
    return amounts_;
  }
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

  const ReportReader* reader_;
  std::vector<std::pair<double, std::string>> amounts_;
};

/// Where something is: by place, and by regions with the places outside them. Nobody stands in a
/// list twice.
struct Where {
  PlaceList places;
  PlaceList areas;
  bool has_regions = false;  ///< else both lists are one

  /// `Poland 700, Rahovec 200; place by place: Medyka 400, Dorohusk 300, Rahovec 200`
  template <class Words>
  [[nodiscard]] std::string named(Words&& words) const {
    return has_regions ? areas.named(words) + "; place by place: " + places.named(words)
                       : places.named(words);
  }
  [[nodiscard]] std::string named() const { return named(rounded); }
};

/// Of a series, by what `amount` says of a place or region. A region is told where two of its
/// places have anybody; of regions that share a place, the larger one.
Where where_of(const ReportReader& reader, const std::string& target,
               const std::function<double(const std::string& location)>& amount);

std::string beds_card(const ReportReader& reader);   ///< places in centres
std::string desks_card(const ReportReader& reader);  ///< those who wait to be registered
std::string water_card(const ReportReader& reader);  ///< at the place that is fullest at once
std::string buses_card(const ReportReader& reader);  ///< loads of those without a vehicle
std::string fuel_card(const ReportReader& reader);   ///< litres for vehicles that stand without
std::string help_card(const ReportReader& reader);   ///< those who cannot leave alone

}  // namespace corridor
