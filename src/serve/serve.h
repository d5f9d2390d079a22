#pragma once
// `corridor serve`: the web app and scenario folders over HTTP, for a browser on the same machine.
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace corridor {

struct ServeOptions {
  std::vector<std::filesystem::path> folders;  ///< offered in this order
  std::string host = "127.0.0.1";              ///< address to listen on; loopback unless asked
  int port = 8080;                             ///< 0: any free port
  std::filesystem::path app;                   ///< the built app; empty: beside the program
};

/// Serves until the process ends. `on_listening(url)` is called once. Throws InputError where a
/// folder or the app is missing, two folders have one name or the port is taken. Only the files
/// that a scenario consists of are given out; the app asks for `scenarios/index.json` -> `[{"id",
/// "title"}, ...]` and `scenarios/ID.json` -> `{"files": {name: text}}`.
void serve(const ServeOptions& options,
           const std::function<void(const std::string&)>& on_listening);

}  // namespace corridor
