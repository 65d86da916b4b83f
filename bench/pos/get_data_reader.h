#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace telar::bench {

/// The straightforward way through ODBC: SQLExecDirect, SQLFetch for a row, SQLGetData for a
/// column, all as text. One connection; one thread. A call that fails ends the process with
/// status 1 and the driver's words.
class GetDataReader {
 public:
  explicit GetDataReader(const std::string& connection_string);
  ~GetDataReader();
  GetDataReader(const GetDataReader&) = delete;
  GetDataReader& operator=(const GetDataReader&) = delete;

  /// Values are valid in the callback only; NULL is an empty text. Of a value the first 255 bytes.
  void Query(const std::string& sql, const std::function<void(std::span<const std::string>)>& row);

 private:
  void* environment_ = nullptr;
  void* connection_ = nullptr;
};

}  // namespace telar::bench
