#include "output/files.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <stdexcept>

#include "base/parallel.h"

namespace corridor {
namespace {

/// Files under temporary names; those that were not renamed are removed in the end.
class UnnamedFiles {
 public:
  explicit UnnamedFiles(std::vector<std::filesystem::path> paths) : paths_(std::move(paths)) {}
  UnnamedFiles(const UnnamedFiles&) = delete;
  UnnamedFiles& operator=(const UnnamedFiles&) = delete;
  ~UnnamedFiles() {
    std::error_code ignored;
    for (const std::filesystem::path& path : paths_)
      std::filesystem::remove(temporary(path), ignored);
  }

  void write(std::size_t i, const std::function<void(const TextSink&)>& produce) const {
    std::ofstream stream(temporary(paths_[i]), std::ios::binary | std::ios::trunc);
    produce([&](const std::string& piece) {
      stream.write(piece.data(), static_cast<std::streamsize>(piece.size()));
    });
    stream.close();
    if (!stream) fail(paths_[i], std::strerror(errno));
  }

  /// A folder of a file's name, over which it cannot be renamed, is found before the first is.
  void rename() const {
    for (const std::filesystem::path& path : paths_) {
      if (std::filesystem::is_directory(path)) fail(path, "there is a folder of this name");
    }
    for (const std::filesystem::path& path : paths_) std::filesystem::rename(temporary(path), path);
  }

 private:
  static std::filesystem::path temporary(const std::filesystem::path& path) {
    return path.string() + ".part";
  }
  [[noreturn]] static void fail(const std::filesystem::path& path, const std::string& why) {
    throw std::runtime_error("cannot write " + path.string() + ": " + why);
  }

  std::vector<std::filesystem::path> paths_;
};

}  // namespace

void write_files(const std::filesystem::path& folder, const std::vector<FileToWrite>& files,
                 unsigned threads) {
  std::vector<std::filesystem::path> paths;
  for (const FileToWrite& file : files) paths.push_back(folder / file.name);
  const UnnamedFiles unnamed(std::move(paths));
  parallel_for(files.size(), threads, [&](std::size_t i) { unnamed.write(i, files[i].produce); });
  unnamed.rename();
}

void write_file_in_pieces(const std::filesystem::path& path,
                          const std::function<void(const TextSink&)>& produce) {
  write_files(path.parent_path(), {{path.filename().string(), produce}});
}

void write_file(const std::filesystem::path& path, const std::string& content) {
  write_file_in_pieces(path, [&](const TextSink& sink) { sink(content); });
}

}  // namespace corridor
