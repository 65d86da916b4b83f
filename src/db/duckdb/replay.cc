#include "db/duckdb/replay.h"

#include <string>

#include "db/duckdb/errors.h"
#include "db/duckdb/handles_internal.h"
#include "db/merge.h"

namespace telar::db::duckdb {

Status ReplayLog(const std::filesystem::path& file) {
  duckdb_database raw = nullptr;
  if (duckdb_open(nullptr, &raw) != DuckDBSuccess) {
    return Status::Unavailable("open the database: no memory to read its log in");
  }
  const DatabaseHandle memory(raw);
  duckdb_connection session = nullptr;
  if (duckdb_connect(memory.get(), &session) != DuckDBSuccess) {
    return Status::Unavailable("open the database: no session to read its log in");
  }
  const ConnectionHandle connection(session);
  for (const std::string& sql :
       {"SET autoinstall_known_extensions = false; SET autoload_known_extensions = false; ATTACH " +
            QuoteIdentifier(file.string(), '\'') + " AS telar_replayed",
        std::string("CHECKPOINT telar_replayed; DETACH telar_replayed")}) {
    ResultHandle result;
    if (duckdb_query(connection.get(), sql.c_str(), result.get()) == DuckDBSuccess) continue;
    const char* message = duckdb_result_error(result.get());
    return StatusOfOpening(message == nullptr ? "" : message);
  }
  return Status::Ok();
}

}  // namespace telar::db::duckdb
