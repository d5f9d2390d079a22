#include "rules/flee/logs.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "rules/flee/output.h"

namespace corridor {
namespace {

/// Python prints a sum that was never added to as a whole number.
std::string km_text(std::int64_t units, double unit_km) {
  return units == 0 ? "0" : flee_number_text(static_cast<double>(units) * unit_km);
}

bool has_farmers(const FleeInstance& instance) {
  return std::any_of(instance.locations.begin(), instance.locations.end(),
                     [](const FleeLocation& location) {
                       return location.attributes.count("farmer_fraction") > 0;
                     });
}

/// Turns positions and persons into the fields of a line.
class Writer {
 public:
  explicit Writer(const FleeWorld& world)
      : world_(world),
        instance_(world.setting().instance),
        persons_(*world.persons()),
        has_farmers_(has_farmers(instance_)) {}

  [[nodiscard]] const std::string& name(FleeLocationIndex place) const {
    const FleeLocation& location = instance_.locations[place];
    return instance_.settings.logs_by_region ? location.region : location.name;
  }

  [[nodiscard]] std::string where(const FleeTraveller& traveller) const {
    return traveller.is_on_link() ? on_link(traveller.link()) : in_place(traveller.position);
  }

  [[nodiscard]] std::string on_link(FleeLinkIndex index) const {
    const FleeLink& link = world_.network().link(index);
    const FleeLocation& from = instance_.locations[link.from];
    const FleeLocation& to = instance_.locations[link.to];
    return fmt::format("L:{}:{},{},{}", name(link.from), name(link.to),
                       flee_number_text((from.latitude_deg + to.latitude_deg) / 2.0),
                       flee_number_text((from.longitude_deg + to.longitude_deg) / 2.0));
  }

  [[nodiscard]] std::string line(const std::string& time, const FleeTraveller& traveller,
                                 const std::string& where) const {
    const FleePerson& person = persons_[traveller.id];
    const double unit_km = world_.network().unit_km();
    return fmt::format("{},0-{},{},{},{},{},{},{},{}\n", time, traveller.id, name(person.home),
                       where, traveller.is_on_link() ? "True" : "False",
                       km_text(person.travelled, unit_km), person.places,
                       km_text(person.moved_today, unit_km), attributes(traveller.id));
  }

 private:
  [[nodiscard]] std::string in_place(FleeLocationIndex place) const {
    const FleeLocation& location = instance_.locations[place];
    return fmt::format("{},{},{}", name(place), flee_number_text(location.latitude_deg),
                       flee_number_text(location.longitude_deg));
  }

  [[nodiscard]] std::string attributes(std::uint32_t id) const {
    std::string text;
    for (std::size_t a = 0; a < instance_.attributes.size(); ++a) {
      const std::int32_t value = persons_.value(id, a);
      if (value >= 0) text += instance_.attributes[a].values[static_cast<std::size_t>(value)];
      text += ',';
    }
    fmt::format_to(std::back_inserter(text), "{},", persons_[id].connections);
    if (has_farmers_) text += persons_[id].is_farmer ? "1," : "0,";
    return text;
  }

  const FleeWorld& world_;
  const FleeInstance& instance_;
  const FleePersons& persons_;
  bool has_farmers_;
};

void write_values(const FleeInstance& instance, const FleePersons& persons, const std::string& link,
                  const FleePersons::LinkCounts& counts, const FleeLogSink& sink) {
  const auto count_of = [&](std::size_t value) {
    return value < counts.by_value.size() ? counts.by_value[value] : 0;
  };
  for (std::size_t a = 0; a < instance.attributes.size(); ++a) {
    const FleeAttribute& attribute = instance.attributes[a];
    for (std::size_t v = 0; v < attribute.values.size(); ++v) {
      sink(fmt::format("{},{},{}:{}\n", link, count_of(persons.first_value(a) + v), attribute.name,
                       attribute.values[v]));
    }
  }
  const std::size_t first = persons.first_value(instance.attributes.size());
  for (std::size_t c = 0; c <= FleePersons::kMaxConnections; ++c) {
    sink(fmt::format("{},{},connections:{}\n", link, count_of(first + c), c));
  }
}

}  // namespace

std::string flee_agent_log_header(const FleeInstance& instance) {
  std::string header =
      "#time,rank-agentid,original_location,current_location,gps_x,gps_y,is_travelling,"
      "distance_travelled,places_travelled,distance_moved_this_timestep,";
  for (const FleeAttribute& attribute : instance.attributes) header += attribute.name + ',';
  header += "connections,";
  if (has_farmers(instance)) header += "farmer,";
  return header + '\n';
}

std::string flee_link_log_header() {
  return "#time,start_location,end_location,cum_num_agents,attribute\n";
}

void write_flee_agent_log(const FleeWorld& world, const FleeLogSink& sink) {
  constexpr int kNumberedHops = 3;
  const Writer writer(world);
  const std::string day = std::to_string(world.day() - 1);
  const bool numbered = world.setting().instance.settings.agent_log_level >= kNumberedHops;
  const std::vector<FleeHop>& hops = world.persons()->hops();
  auto hop = hops.begin();  // by person, as people are moved by number
  for (const FleeTraveller& traveller : world.travellers().active()) {
    sink(writer.line(day, traveller, writer.where(traveller)));
    for (int number = 1; hop != hops.end() && hop->person == traveller.id; ++hop, ++number) {
      const std::string time = numbered ? fmt::format("{}-{}", day, number) : day;
      sink(writer.line(time, traveller, writer.on_link(hop->link)));
    }
  }
}

void write_flee_link_log(const FleeWorld& world, const FleeLogSink& sink) {
  const FleeInstance& instance = world.setting().instance;
  const Writer writer(world);
  const int day = world.day() - 1;
  for (const FleePlace& place : world.network().places()) {
    for (const FleeLinkIndex index : place.links) {
      const FleeLink& link = world.network().link(index);
      const std::string ends =
          fmt::format("{},{},{}", day, writer.name(link.from), writer.name(link.to));
      const FleePersons::LinkCounts& counts = world.persons()->entries(link.lineage);
      sink(fmt::format("{},{},total\n", ends, counts.total));
      if (instance.settings.link_log_level > 1) {
        write_values(instance, *world.persons(), ends, counts, sink);
      }
    }
  }
}

}  // namespace corridor
