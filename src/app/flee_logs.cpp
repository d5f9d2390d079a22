#include "app/flee_logs.h"

#include "output/files.h"
#include "rules/flee/logs.h"

namespace corridor {
namespace {

constexpr const char* kAgentLog = "agents.out.0";
constexpr const char* kLinkLog = "links.out.0";

/// Hands a sink to `body` that writes into the file, or an empty one.
void with_file(bool wanted, const std::filesystem::path& path,
               const std::function<void(const TextSink&)>& body) {
  if (wanted) {
    write_file_in_pieces(path, body);
  } else {
    body({});
  }
}

}  // namespace

FleeRun run_flee_with_logs(const std::shared_ptr<const FleeSetting>& setting,
                           const MemberStreams& streams, FleeCapacityRule capacity_rule,
                           const std::filesystem::path& folder, FleeRepresentation representation) {
  const FleeSettings& settings = setting->instance.settings;
  if (settings.agent_log_level <= 0 && settings.link_log_level <= 0) {
    return flee_run(setting, streams, capacity_rule, {}, representation);
  }
  if (!folder.empty()) std::filesystem::create_directories(folder);
  FleeRun run;
  with_file(settings.agent_log_level > 0, folder / kAgentLog, [&](const TextSink& agents) {
    with_file(settings.link_log_level > 0, folder / kLinkLog, [&](const TextSink& links) {
      if (agents) agents(flee_agent_log_header(setting->instance));
      if (links) links(flee_link_log_header());
      run = flee_run(setting, streams, capacity_rule, [&](const FleeWorld& world) {
        if (agents) write_flee_agent_log(world, agents);
        if (links) write_flee_link_log(world, links);
      });
    });
  });
  return run;
}

}  // namespace corridor
