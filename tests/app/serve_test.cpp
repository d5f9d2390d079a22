// `corridor serve` as a browser meets it: which folders it offers, and what of them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <httplib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include "app/workplace.h"

namespace corridor {
namespace {

using testing::HasSubstr;
using testing::Not;

/// The program at work, as long as this lives.
class RunningServer {
 public:
  explicit RunningServer(const std::vector<std::string>& words) {
    int ends[2];
    if (::pipe(ends) != 0) return;
    child_ = ::fork();
    if (child_ == 0) {
      ::dup2(ends[1], STDOUT_FILENO);
      std::vector<char*> arguments;
      for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
      arguments.push_back(nullptr);
      ::execv(arguments[0], arguments.data());
      ::_exit(127);
    }
    ::close(ends[1]);
    char c = 0;
    while (::read(ends[0], &c, 1) == 1 && c != '\n') said_ += c;
    ::close(ends[0]);
  }
  ~RunningServer() {
    if (child_ <= 0) return;
    ::kill(child_, SIGTERM);
    ::waitpid(child_, nullptr, 0);
  }
  RunningServer(const RunningServer&) = delete;
  RunningServer& operator=(const RunningServer&) = delete;

  /// The body of an answer, or its status where it is another than 200.
  [[nodiscard]] std::string get(const std::string& address, bool compressed = false) const {
    const std::size_t begin = said_.find("http://");
    if (begin == std::string::npos) return "it does not listen: " + said_;
    httplib::Client client(said_.substr(begin, said_.find("/ in") - begin));
    const httplib::Headers headers = {{"Accept-Encoding", compressed ? "gzip" : "identity"}};
    const auto answer = client.Get(address, headers);
    if (!answer) return "no answer";
    return answer->status == 200 ? answer->body : std::to_string(answer->status);
  }

 private:
  pid_t child_ = -1;
  std::string said_;
};

/// An app with a scenario of its own, plain and compressed.
void write_app(const Workplace& place) {
  std::filesystem::create_directories(place / "app/scenarios");
  place.write("app/index.html", "the app");
  for (const char* name : {"index.json", "bundled.json"}) {
    place.write(std::string("app/scenarios/") + name, "the app's own");
    place.write(std::string("app/scenarios/") + name + ".gz", "the app's own");
  }
}

void write_scenario(const Workplace& place, const std::string& folder, const std::string& title) {
  std::filesystem::create_directories(place / (folder + "/.git"));
  place.write(folder + "/scenario.yaml", "title: " + title + "\n");
  place.write(folder + "/places.csv", "id,name\n");
  place.write(folder + "/notes.csv", "a planner's notes\n");
  place.write(folder + "/.git/config.yml", "a password\n");
}

TEST(Serve, OffersTheFoldersGivenAndNotTheAppsOwn) {
  const Workplace place;
  write_app(place);
  write_scenario(place, "mine", "My own");
  const RunningServer server({CORRIDOR_PROGRAM, "serve", (place / "mine").string(), "--port", "0",
                              "--app", (place / "app").string()});
  for (const bool compressed : {false, true}) {
    EXPECT_THAT(server.get("/scenarios/index.json", compressed), HasSubstr(R"("id":"mine")"));
    EXPECT_EQ(server.get("/scenarios/bundled.json", compressed), "404");
    EXPECT_THAT(server.get("/scenarios/mine.json", compressed), HasSubstr("title: My own"));
  }
  EXPECT_EQ(server.get("/index.html"), "the app");
}

TEST(Serve, WithoutFoldersOffersTheAppsOwn) {
  const Workplace place;
  write_app(place);
  const RunningServer server(
      {CORRIDOR_PROGRAM, "serve", "--port", "0", "--app", (place / "app").string()});
  EXPECT_EQ(server.get("/scenarios/index.json"), "the app's own");
}

TEST(Serve, GivesOutWhatAScenarioConsistsOfAndNothingElse) {
  const Workplace place;
  write_app(place);
  write_scenario(place, "mine", "My own");
  const RunningServer server({CORRIDOR_PROGRAM, "serve", (place / "mine").string(), "--port", "0",
                              "--app", (place / "app").string()});
  const std::string files = server.get("/scenarios/mine.json");
  EXPECT_THAT(files, HasSubstr("places.csv"));
  EXPECT_THAT(files, Not(HasSubstr("a password")));
  EXPECT_THAT(files, Not(HasSubstr("a planner's notes")));
}

TEST(Serve, RefusesTwoFoldersOfOneName) {
  const Workplace place;
  write_app(place);
  std::filesystem::create_directories(place / "old");
  write_scenario(place, "mine", "New");
  write_scenario(place, "old/mine", "Old");
  const std::string command = "timeout 10 " CORRIDOR_PROGRAM " serve --port 0 --app " +
                              (place / "app").string() + " " + (place / "mine").string() + " " +
                              (place / "old/mine").string() + " 2>&1";
  std::FILE* pipe = ::popen(command.c_str(), "r");
  std::string said;
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) said += static_cast<char>(c);
  const int status = ::pclose(pipe);
  EXPECT_EQ(WEXITSTATUS(status), 2);
  EXPECT_THAT(said, HasSubstr("expected folders of different names"));
}

}  // namespace
}  // namespace corridor
