#include "base/crew.h"

#include <algorithm>
#include <thread>

namespace corridor {
namespace {

class Alone : public Crew {
 public:
  [[nodiscard]] std::size_t size() const override { return 1; }
  [[nodiscard]] std::size_t rank() const override { return 0; }
  [[nodiscard]] std::size_t on_this_machine() const override { return 1; }
  [[nodiscard]] std::vector<std::string> gather(std::string mine) const override {
    return {std::move(mine)};
  }
};

}  // namespace

unsigned Crew::default_threads() const {
  return std::max(1U,
                  std::thread::hardware_concurrency() / static_cast<unsigned>(on_this_machine()));
}

const Crew& alone() {
  static const Alone crew;
  return crew;
}

}  // namespace corridor
