#include "cluster/join.h"

#include <cstdlib>

#ifdef CORRIDOR_MPI
#include <mpi.h>

#include <algorithm>
#include <cstdint>
#endif

namespace corridor {

#ifdef CORRIDOR_MPI
namespace {

/// MPI counts bytes in int: longer messages go in pieces.
constexpr std::uint64_t kPiece = std::uint64_t{1} << 30;

class MpiCrew : public JoinedCrew {
 public:
  MpiCrew() {
    MPI_Init(nullptr, nullptr);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank_);
    MPI_Comm_size(MPI_COMM_WORLD, &size_);
    MPI_Comm near = MPI_COMM_NULL;
    MPI_Comm_split_type(MPI_COMM_WORLD, MPI_COMM_TYPE_SHARED, 0, MPI_INFO_NULL, &near);
    MPI_Comm_size(near, &near_);
    MPI_Comm_free(&near);
  }
  [[nodiscard]] std::size_t size() const override { return static_cast<std::size_t>(size_); }
  [[nodiscard]] std::size_t rank() const override { return static_cast<std::size_t>(rank_); }
  [[nodiscard]] std::size_t on_this_machine() const override {
    return static_cast<std::size_t>(near_);
  }
  [[nodiscard]] std::vector<std::string> gather(std::string mine) const override {
    if (rank_ != 0) {
      send(mine);
      return {};
    }
    std::vector<std::string> all{std::move(mine)};
    for (int from = 1; from < size_; ++from) all.push_back(receive(from));
    return all;
  }
  [[nodiscard]] std::vector<std::string> exchange(std::string mine) const override {
    std::vector<std::string> all = gather(std::move(mine));
    all.resize(static_cast<std::size_t>(size_));
    for (std::string& bytes : all) broadcast(bytes);
    return all;
  }
  void leave() override { MPI_Finalize(); }
  void abandon(int exit_code) override { MPI_Abort(MPI_COMM_WORLD, exit_code); }

 private:
  static void send(const std::string& bytes) {
    const std::uint64_t size = bytes.size();
    MPI_Send(&size, 1, MPI_UINT64_T, 0, 0, MPI_COMM_WORLD);
    for (std::uint64_t at = 0; at < size; at += kPiece) {
      MPI_Send(bytes.data() + at, static_cast<int>(std::min(kPiece, size - at)), MPI_BYTE, 0, 0,
               MPI_COMM_WORLD);
    }
  }
  /// From the leader to everybody.
  static void broadcast(std::string& bytes) {
    std::uint64_t size = bytes.size();
    MPI_Bcast(&size, 1, MPI_UINT64_T, 0, MPI_COMM_WORLD);
    bytes.resize(size);
    for (std::uint64_t at = 0; at < size; at += kPiece) {
      MPI_Bcast(bytes.data() + at, static_cast<int>(std::min(kPiece, size - at)), MPI_BYTE, 0,
                MPI_COMM_WORLD);
    }
  }
  static std::string receive(int from) {
    std::uint64_t size = 0;
    MPI_Recv(&size, 1, MPI_UINT64_T, from, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    std::string bytes(size, '\0');
    for (std::uint64_t at = 0; at < size; at += kPiece) {
      MPI_Recv(bytes.data() + at, static_cast<int>(std::min(kPiece, size - at)), MPI_BYTE, from, 0,
               MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    }
    return bytes;
  }

  int rank_ = 0;
  int size_ = 1;
  int near_ = 1;
};

/// Set by `mpirun` (Open MPI; PMI of MPICH and Slurm): without it MPI is not even started.
bool started_by_mpirun() {
  return std::getenv("OMPI_COMM_WORLD_SIZE") != nullptr ||
         std::getenv("PMI_SIZE") != nullptr;  // NOLINT(concurrency-mt-unsafe)
}

}  // namespace
#endif

std::unique_ptr<JoinedCrew> join_crew() {
#ifdef CORRIDOR_MPI
  if (started_by_mpirun()) return std::make_unique<MpiCrew>();
#endif
  return std::make_unique<JoinedCrew>();
}

}  // namespace corridor
