#include "serve/serve.h"

#include <fmt/format.h>
#include <httplib.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "app/load.h"
#include "app/refuse.h"
#include "base/diagnostics.h"

namespace corridor {
namespace {

using Json = nlohmann::ordered_json;

/// What may leave a folder, of the files that a scenario consists of; anything else in it is
/// nobody's business.
const std::set<std::string>& served_suffixes() {
  static const std::set<std::string> suffixes = {".csv", ".yaml", ".yml"};
  return suffixes;
}
/// Where the app asks for scenarios, its own or those offered.
constexpr const char* kScenarios = "/scenarios/";
constexpr std::uintmax_t kLargestFolderBytes = 64ULL * 1024 * 1024;

/// Everything from this host; programs compiled to WebAssembly; nothing from anywhere else.
constexpr const char* kContentSecurityPolicy =
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; worker-src 'self' blob:; connect-src 'self' data: blob:; "
    "object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

struct Offer {
  std::string id;
  std::string title;
  std::filesystem::path folder;
};

std::string title_of(const std::filesystem::path& folder) {
  try {
    return load_scenario(ScenarioSource{folder, {}, {}}, "").full.title;
  } catch (const InputError&) {
    // The app shows what is wrong with it.
    return folder.filename().string();
  }
}

/// The app asks for a folder by its last name.
void refuse_second_of_a_name(const std::filesystem::path& folder,
                             const std::vector<Offer>& offers) {
  const std::string id = folder.filename().string();
  for (const Offer& offer : offers) {
    if (offer.id != id) continue;
    refuse("serve", offer.folder.string() + "\" and \"" + folder.string(),
           "folders of different names", "leave one of them out, or rename it");
  }
}

std::vector<Offer> offers_of(const ServeOptions& options) {
  std::vector<Offer> offers;
  for (const std::filesystem::path& given : options.folders) {
    if (!std::filesystem::is_directory(given)) {
      refuse("serve", given.string(), "a folder");
    }
    const std::filesystem::path folder = std::filesystem::canonical(given);
    refuse_second_of_a_name(folder, offers);
    offers.push_back({folder.filename().string(), title_of(folder), folder});
  }
  return offers;
}

std::string read_all(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

/// The files of a scenario by their names inside its folder, or nothing if they are too much.
std::optional<std::string> folder_json(const std::filesystem::path& folder) {
  Json files = Json::object();
  std::uintmax_t bytes = 0;
  for (const std::string& name : scenario_files(folder)) {
    const std::filesystem::path path = folder / name;
    if (std::filesystem::is_symlink(path)) continue;
    if (served_suffixes().count(path.extension().string()) == 0) continue;
    bytes += std::filesystem::file_size(path);
    if (bytes > kLargestFolderBytes) return std::nullopt;
    files[name] = read_all(path);
  }
  return Json{{"files", files}}.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// `build/web` of the folder that the program was built in.
std::filesystem::path app_beside_the_program() {
  return std::filesystem::canonical("/proc/self/exe").parent_path().parent_path().parent_path() /
         "web";
}

bool is_app(const std::filesystem::path& folder) {
  return std::filesystem::exists(folder / "index.html");
}

constexpr const char* kAnApp = "the folder of the built web app, with index.html";

std::filesystem::path app_folder(const ServeOptions& options) {
  if (!options.app.empty()) {
    if (!is_app(options.app)) {
      refuse("--app", options.app.string(), kAnApp,
             "where Corridor's sources are, scripts/build-web makes it: build/web");
    }
    return options.app;
  }
  const std::filesystem::path beside = app_beside_the_program();
  if (!is_app(beside)) {
    Diagnostics diagnostics;
    diagnostics.add({Severity::error, "serve", 0, "", "no web app in " + beside.string(), kAnApp,
                     "build it where Corridor's sources are (scripts/install web && "
                     "scripts/build-web) and run the program that was built there, or name the "
                     "folder of a built app: --app FOLDER"});
    throw InputError(diagnostics);
  }
  return beside;
}

/// A file of the app, compressed when it was built.
struct CompressedFile {
  std::string content_type;
  std::string gzip;
};

const char* content_type_of(const std::filesystem::path& path) {
  static const std::map<std::string, const char*> types = {
      {".html", "text/html"},        {".js", "text/javascript"},    {".css", "text/css"},
      {".json", "application/json"}, {".wasm", "application/wasm"}, {".svg", "image/svg+xml"},
  };
  const auto found = types.find(path.extension().string());
  return found == types.end() ? "application/octet-stream" : found->second;
}

/// By the address at which they are asked for.
std::map<std::string, CompressedFile> compressed_files(const std::filesystem::path& app) {
  std::map<std::string, CompressedFile> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(app)) {
    if (!entry.is_regular_file() || entry.path().extension() != ".gz") continue;
    const std::filesystem::path plain = std::filesystem::path(entry.path()).replace_extension();
    const std::string address = "/" + std::filesystem::relative(plain, app).generic_string();
    files[address] = {content_type_of(plain), read_all(entry.path())};
  }
  const auto index = files.find("/index.html");
  if (index != files.end()) files["/"] = index->second;
  return files;
}

/// Answers from `files` where there is one and the browser can read it.
bool answer_compressed(const std::map<std::string, CompressedFile>& files,
                       const httplib::Request& request, httplib::Response& out) {
  const auto found = files.find(request.path);
  if (request.method != "GET" || found == files.end()) return false;
  if (request.get_header_value("Accept-Encoding").find("gzip") == std::string::npos) return false;
  const CompressedFile& file = found->second;
  out.set_header("Content-Encoding", "gzip");
  out.set_header("Vary", "Accept-Encoding");
  // With a provider of known length the library leaves the body as it is.
  out.set_content_provider(
      file.gzip.size(), file.content_type,
      [&file](std::size_t offset, std::size_t length, httplib::DataSink& sink) {
        return sink.write(file.gzip.data() + offset, length);
      });
  return true;
}

bool is_loopback(const std::string& host) {
  return host == "127.0.0.1" || host == "localhost" || host == "::1" || host == "[::1]";
}

/// True where a request names this machine as its host: a page elsewhere cannot reach the server by
/// giving its own name this machine's address.
bool asks_this_host(const httplib::Request& request) {
  std::string host = request.get_header_value("Host");
  const std::size_t colon = host.rfind(':');
  if (colon != std::string::npos && host.back() != ']') host.resize(colon);
  return is_loopback(host);
}

std::string list_json(const std::vector<Offer>& offers) {
  Json list = Json::array();
  for (const Offer& offer : offers) list.push_back({{"id", offer.id}, {"title", offer.title}});
  return list.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// What stands at an address of scenarios: the list of offers or the files of one.
std::optional<std::string> scenarios_json(const std::vector<Offer>& offers,
                                          const std::string& address) {
  if (address == std::string(kScenarios) + "index.json") return list_json(offers);
  for (const Offer& offer : offers) {
    if (address == kScenarios + offer.id + ".json") return folder_json(offer.folder);
  }
  return std::nullopt;
}

/// Answers everything that is asked of scenarios where some are offered: the app's own are then
/// not to be had.
bool answer_offers(const std::vector<Offer>& offers, const httplib::Request& request,
                   httplib::Response& out) {
  if (offers.empty() || request.path.rfind(kScenarios, 0) != 0) return false;
  const auto json = scenarios_json(offers, request.path);
  if (json) {
    out.set_content(*json, "application/json");
  } else {
    out.status = 404;
  }
  return true;
}

}  // namespace

void serve(const ServeOptions& options,
           const std::function<void(const std::string&)>& on_listening) {
  const std::filesystem::path app = app_folder(options);
  const std::vector<Offer> offers = offers_of(options);
  httplib::Server server;
  const bool local = is_loopback(options.host);
  const std::map<std::string, CompressedFile> files = compressed_files(app);
  server.set_pre_routing_handler([&](const httplib::Request& request, httplib::Response& out) {
    if (local && !asks_this_host(request)) {
      out.status = 403;
      return httplib::Server::HandlerResponse::Handled;
    }
    // Before the files of the app, which has scenarios of its own at the same addresses.
    return answer_offers(offers, request, out) || answer_compressed(files, request, out)
               ? httplib::Server::HandlerResponse::Handled
               : httplib::Server::HandlerResponse::Unhandled;
  });
  // Names under assets/ carry a digest of their content.
  server.set_post_routing_handler([](const httplib::Request& request, httplib::Response& out) {
    const bool immutable = request.path.rfind("/assets/", 0) == 0;
    out.set_header("Cache-Control", immutable ? "max-age=31536000, immutable" : "no-cache");
    out.set_header("Content-Security-Policy", kContentSecurityPolicy);
    out.set_header("X-Content-Type-Options", "nosniff");
    out.set_header("Referrer-Policy", "no-referrer");
  });
  server.set_file_extension_and_mimetype_mapping("mjs", "text/javascript");
  server.set_file_extension_and_mimetype_mapping("webmanifest", "application/manifest+json");
  server.set_mount_point("/", app.string());
  const int port = options.port == 0 ? server.bind_to_any_port(options.host)
                   : server.bind_to_port(options.host, options.port) ? options.port
                                                                     : -1;
  if (port < 0) {
    refuse("--port", fmt::format("{}:{}", options.host, options.port),
           "an address and a port that are free", "another --port, or 0 for any");
  }
  on_listening(fmt::format("http://{}:{}/", options.host == "::1" ? "[::1]" : options.host, port));
  server.listen_after_bind();
}

}  // namespace corridor
