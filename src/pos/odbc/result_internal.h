#pragma once

#include <sql.h>
#include <sqlext.h>

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace telar::pos {

/// Failure of the call that returned last on `handle`, to be made a Status of.
using OdbcFailure = std::function<Status(std::string_view what)>;

/// The present result of a statement: its columns, bound to memory for a block of rows, or read
/// value by value when one of them is long (text, nvarchar(max), blobs), which drivers do not mix.
class OdbcResult {
 public:
  /// `failure` and `statement` outlive the object.
  static Result<std::unique_ptr<OdbcResult>> Bind(SQLHSTMT statement, SQLSMALLINT columns,
                                                  std::size_t block_bytes, int rows_a_block,
                                                  const OdbcFailure& failure);
  OdbcResult(const OdbcResult&) = delete;
  OdbcResult& operator=(const OdbcResult&) = delete;

  const std::vector<std::string>& names() const { return names_; }
  /// Rows a fetch may give.
  std::size_t block() const { return block_; }
  /// The texts of row `row` of the block that was fetched; valid until the next call.
  Result<std::vector<std::optional<std::string_view>>*> Read(std::size_t row);

 private:
  enum class Form { kPlain, kWide, kBit, kReal, kDouble, kBinary };
  struct Column {
    Form form = Form::kPlain;
    bool dated = false;     // begins with a year
    std::size_t width = 0;  // bytes a value
    SQLSMALLINT c_type = SQL_C_CHAR;
    std::vector<char> data;
    std::vector<SQLLEN> lengths;
  };

  OdbcResult(SQLHSTMT statement, const OdbcFailure& failure)
      : statement_(statement), failure_(failure) {}
  Status Describe(SQLSMALLINT index, bool& is_long);
  /// Appends the text of a value to `texts_`.
  void Print(const Column& column, const char* data, std::size_t bytes);
  Status GetLong(SQLUSMALLINT index, const Column& column, bool& null);

  SQLHSTMT statement_;
  const OdbcFailure& failure_;
  std::vector<std::string> names_;
  std::vector<Column> columns_;
  bool bound_ = true;
  std::size_t block_ = 1;
  std::string texts_;
  std::vector<std::optional<std::string_view>> row_;
  std::vector<std::size_t> ends_;
  std::vector<bool> nulls_;
  std::vector<char> piece_;
};

}  // namespace telar::pos
