#include "db/duckdb/make_file.h"

#include <unistd.h>

#include <atomic>
#include <string>
#include <system_error>

#include "db/duckdb/handles_internal.h"

namespace telar::db::duckdb {

void MakeFile(const std::filesystem::path& file) {
  static std::atomic<int> count{0};
  const std::string name = file.string();
  std::error_code error;
  if (std::filesystem::exists(name, error) || std::filesystem::exists(name + ".wal", error)) return;
  const std::string made =
      name + ".new-" + std::to_string(getpid()) + "-" + std::to_string(++count);
  duckdb_database raw = nullptr;
  const bool opened = duckdb_open(made.c_str(), &raw) == DuckDBSuccess;
  DatabaseHandle(raw).reset();  // what is closed is whole
  // Unlike a new name, a link never takes the place of what another process made meanwhile.
  if (opened) std::filesystem::create_hard_link(made, name, error);
  std::filesystem::remove(made, error);
}

}  // namespace telar::db::duckdb
