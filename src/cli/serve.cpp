#include "serve/serve.h"

#include <iostream>
#include <memory>

#include "cli/commands.h"

namespace corridor::cli {

void add_serve(CLI::App& app) {
  auto* command = app.add_subcommand(
      "serve",
      "the web app on this machine: see, move and ask a forecast in a browser; nothing leaves it");
  auto options = std::make_shared<ServeOptions>();
  constexpr int kLargestPort = 65535;
  command->add_option("folders", options->folders,
                      "scenario folders to offer (default: those that come with the app)");
  command->add_option("--port", options->port, "port; 0: any that is free")
      ->default_val(8080)
      ->check(CLI::Range(0, kLargestPort));
  command
      ->add_option("--host", options->host,
                   "address to listen on; another than loopback lets the network in")
      ->default_val("127.0.0.1");
  command->add_option("--app", options->app,
                      "folder of the built app (default: build/web where the program was built)");
  command->callback([options] {
    serve(*options, [](const std::string& url) {
      std::cout << "Open " << url << " in a browser. Ctrl-C ends." << std::endl;
    });
  });
}

}  // namespace corridor::cli
