#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/crew.h"

namespace corridor {

/// A crew whose members are threads of this process.
class ThreadCrew : public Crew {
 public:
  struct Mailbox {
    std::mutex mutex;
    std::condition_variable arrived;
    std::vector<std::deque<std::string>> letters;              ///< to the leader, by sender
    std::vector<std::deque<std::vector<std::string>>> rounds;  ///< from the leader, by receiver
  };
  ThreadCrew(std::size_t rank, std::size_t size, Mailbox& mailbox)
      : rank_(rank), size_(size), mailbox_(mailbox) {}
  [[nodiscard]] std::size_t size() const override { return size_; }
  [[nodiscard]] std::size_t rank() const override { return rank_; }
  [[nodiscard]] std::size_t on_this_machine() const override { return size_; }
  [[nodiscard]] std::vector<std::string> gather(std::string mine) const override {
    std::unique_lock lock(mailbox_.mutex);
    mailbox_.letters[rank_].push_back(std::move(mine));
    mailbox_.arrived.notify_all();
    if (rank_ != 0) return {};
    std::vector<std::string> all;
    for (auto& letters : mailbox_.letters) {
      mailbox_.arrived.wait(lock, [&] { return !letters.empty(); });
      all.push_back(letters.front());
      letters.pop_front();
    }
    return all;
  }
  [[nodiscard]] std::vector<std::string> exchange(std::string mine) const override {
    std::vector<std::string> all = gather(std::move(mine));
    std::unique_lock lock(mailbox_.mutex);
    if (rank_ == 0) {
      for (auto& rounds : mailbox_.rounds) rounds.push_back(all);
      mailbox_.arrived.notify_all();
    }
    auto& mine_to_read = mailbox_.rounds[rank_];
    mailbox_.arrived.wait(lock, [&] { return !mine_to_read.empty(); });
    all = mine_to_read.front();
    mine_to_read.pop_front();
    return all;
  }

 private:
  std::size_t rank_;
  std::size_t size_;
  Mailbox& mailbox_;
};

/// Runs `work` as every member of a crew at once.
inline void as_crew(std::size_t size, const std::function<void(const Crew&)>& work) {
  ThreadCrew::Mailbox mailbox;
  mailbox.letters.resize(size);
  mailbox.rounds.resize(size);
  std::vector<std::thread> members;
  for (std::size_t rank = 0; rank < size; ++rank)
    members.emplace_back([&, rank] { work(ThreadCrew(rank, size, mailbox)); });
  for (std::thread& member : members) member.join();
}

}  // namespace corridor
