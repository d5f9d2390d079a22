#include "base/shared_work.h"

#include <optional>
#include <string>
#include <vector>

#include "base/parallel.h"

namespace corridor {

void share_out(std::size_t count, const SharedWork& work, const UnitWork& units) {
  const Crew& crew = *work.crew;
  const auto read_part = [&](std::size_t member, const std::string& bytes) {
    ByteReader reader(bytes);
    for (std::size_t i = 0; i < crew.share_of(member, count); ++i)
      units.get(crew.unit_of(member, i), reader);
  };
  const bool keeps = work.found != nullptr && work.found->keep;
  const std::size_t part = work.batch * crew.size() + crew.rank();
  std::optional<std::string> mine;
  if (keeps) mine = work.found->find(part);
  if (mine) {
    read_part(crew.rank(), *mine);
  } else {
    parallel_for(crew.share(count), work.threads, [&](std::size_t i) { units.make(crew.unit(i)); });
    if (!keeps && crew.size() == 1) return;
    ByteWriter writer;
    for (std::size_t i = 0; i < crew.share(count); ++i) units.put(crew.unit(i), writer);
    mine = writer.take();
    if (keeps) work.found->keep(part, *mine);
  }
  const std::vector<std::string> everybody = crew.exchange(std::move(*mine));
  for (std::size_t member = 0; member < everybody.size(); ++member) {
    if (member != crew.rank()) read_part(member, everybody[member]);
  }
}

}  // namespace corridor
