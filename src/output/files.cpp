#include "output/files.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <stdexcept>

namespace corridor {

void write_file_in_pieces(const std::filesystem::path& path,
                          const std::function<void(const TextSink&)>& produce) {
  const std::filesystem::path temporary = path.string() + ".part";
  std::ofstream stream(temporary, std::ios::binary | std::ios::trunc);
  produce([&](const std::string& piece) {
    stream.write(piece.data(), static_cast<std::streamsize>(piece.size()));
  });
  stream.close();
  if (!stream) {
    throw std::runtime_error("cannot write " + temporary.string() + ": " + std::strerror(errno));
  }
  std::filesystem::rename(temporary, path);
}

void write_file(const std::filesystem::path& path, const std::string& content) {
  write_file_in_pieces(path, [&](const TextSink& sink) { sink(content); });
}

}  // namespace corridor
