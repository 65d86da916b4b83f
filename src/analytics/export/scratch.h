#pragma once

#include <filesystem>
#include <memory>
#include <string_view>
#include <utility>

#include "core/result.h"

namespace telar::analytics {

/// The bytes of a file, as long as the object: the system brings them in as they are read.
class MappedFile {
 public:
  static Result<std::unique_ptr<MappedFile>> Open(const std::filesystem::path& file);
  ~MappedFile();
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  std::string_view bytes() const { return {data_, size_}; }

 private:
  MappedFile(const char* data, std::size_t size) : data_(data), size_(size) {}
  const char* data_;
  std::size_t size_;
};

/// A folder of its own below `parent`, gone with everything in it at the end of the object.
class Scratch {
 public:
  static Result<std::unique_ptr<Scratch>> Make(const std::filesystem::path& parent);
  ~Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  std::filesystem::path operator/(std::string_view name) const { return path_ / name; }

 private:
  explicit Scratch(std::filesystem::path path) : path_(std::move(path)) {}
  const std::filesystem::path path_;
};

}  // namespace telar::analytics
