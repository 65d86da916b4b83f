#pragma once

#include <duckdb.h>

#include <memory>
#include <type_traits>

namespace telar::db::duckdb {

/// Owns a handle of the C API, which destroys through a pointer to it.
template <typename Handle, void (*destroy)(Handle*)>
struct Destroy {
  void operator()(Handle handle) const { destroy(&handle); }
};
template <typename Handle, void (*destroy)(Handle*)>
using Owned = std::unique_ptr<std::remove_pointer_t<Handle>, Destroy<Handle, destroy>>;

inline void DestroyAppender(duckdb_appender* appender) { duckdb_appender_destroy(appender); }

using DatabaseHandle = Owned<duckdb_database, duckdb_close>;
using ConnectionHandle = Owned<duckdb_connection, duckdb_disconnect>;
using ConfigHandle = Owned<duckdb_config, duckdb_destroy_config>;
using StatementHandle = Owned<duckdb_prepared_statement, duckdb_destroy_prepare>;
using ScriptHandle = Owned<duckdb_extracted_statements, duckdb_destroy_extracted>;
using ChunkHandle = Owned<duckdb_data_chunk, duckdb_destroy_data_chunk>;
using TypeHandle = Owned<duckdb_logical_type, duckdb_destroy_logical_type>;
using ErrorHandle = Owned<duckdb_error_data, duckdb_destroy_error_data>;
using AppenderHandle = Owned<duckdb_appender, DestroyAppender>;

/// A result, destroyed with the object.
class ResultHandle {
 public:
  ResultHandle() = default;
  ~ResultHandle() { duckdb_destroy_result(&result_); }
  ResultHandle(const ResultHandle&) = delete;
  ResultHandle& operator=(const ResultHandle&) = delete;
  duckdb_result* get() { return &result_; }

 private:
  duckdb_result result_{};
};

}  // namespace telar::db::duckdb
