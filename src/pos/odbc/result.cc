#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <memory>

#include "pos/odbc/result_internal.h"
#include "pos/odbc/utf16.h"

namespace telar::pos {
namespace {

// Types of SQL Server beyond the standard, as its drivers number them.
constexpr SQLSMALLINT kSsVariant = -150, kSsXml = -152, kSsTimestampOffset = -155;
constexpr std::size_t kPlainWidth = 160;    // of a number with all the digits a server keeps
constexpr std::size_t kWidest = 16 * 1024;  // bytes of a value that is bound
constexpr std::size_t kPiece = 64 * 1024;   // of a long value
constexpr std::size_t kYearDigits = 4;
constexpr std::string_view kHex = "0123456789abcdef";

template <typename T>
T Load(const char* data) {
  T value;
  std::memcpy(&value, data, sizeof value);
  return value;
}

template <typename T>
void AppendShortest(std::string& out, T number) {
  std::array<char, 64> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
  out.append(text.data(), end);
}

}  // namespace

Status OdbcResult::Describe(SQLSMALLINT index, bool& is_long) {
  std::array<SQLWCHAR, 512> name{};
  SQLSMALLINT length = 0, type = 0, digits = 0, nullable = 0;
  SQLULEN size = 0;
  if (!SQL_SUCCEEDED(SQLDescribeColW(statement_, static_cast<SQLUSMALLINT>(index), name.data(),
                                     name.size(), &length, &type, &size, &digits, &nullable))) {
    return failure_("describe the result of");
  }
  const std::size_t shown = std::clamp<std::size_t>(static_cast<std::size_t>(length), 0, 511);
  AppendUtf8(names_.emplace_back(), std::span(name.data(), shown));
  Column column;
  switch (type) {
    case SQL_BIT: column = {.form = Form::kBit, .width = 1, .c_type = SQL_C_BIT}; break;
    case SQL_REAL:
      column = {.form = Form::kReal, .width = sizeof(float), .c_type = SQL_C_FLOAT};
      break;
    case SQL_FLOAT:
    case SQL_DOUBLE:
      column = {.form = Form::kDouble, .width = sizeof(double), .c_type = SQL_C_DOUBLE};
      break;
    case SQL_BINARY:
    case SQL_VARBINARY:
    case SQL_LONGVARBINARY:
      column = {.form = Form::kBinary, .width = size, .c_type = SQL_C_BINARY};
      is_long = is_long || type == SQL_LONGVARBINARY || size == 0 || size > kWidest;
      break;
    case SQL_CHAR:
    case SQL_VARCHAR:
    case SQL_LONGVARCHAR:
    case SQL_WCHAR:
    case SQL_WVARCHAR:
    case SQL_WLONGVARCHAR:
    case kSsVariant:
    case kSsXml:
      // Servers that count characters announce one for what takes two units.
      column = {.form = Form::kWide,
                .width = (2 * std::min<std::size_t>(size, kWidest) + 1) * sizeof(SQLWCHAR),
                .c_type = SQL_C_WCHAR};
      is_long = is_long || type == SQL_LONGVARCHAR || type == SQL_WLONGVARCHAR || type == kSsXml ||
                type == kSsVariant || size == 0 || size > kWidest / 2;
      break;
    default:
      column = {.form = Form::kPlain, .width = kPlainWidth, .c_type = SQL_C_CHAR};
      column.dated =
          type == SQL_TYPE_DATE || type == SQL_TYPE_TIMESTAMP || type == kSsTimestampOffset;
      break;
  }
  columns_.push_back(std::move(column));
  return Status::Ok();
}

Result<std::unique_ptr<OdbcResult>> OdbcResult::Bind(SQLHSTMT statement, SQLSMALLINT columns,
                                                     std::size_t block_bytes, int rows_a_block,
                                                     const OdbcFailure& failure) {
  std::unique_ptr<OdbcResult> result(new OdbcResult(statement, failure));
  bool is_long = false;
  for (SQLSMALLINT i = 1; i <= columns; ++i) TELAR_RETURN_IF_ERROR(result->Describe(i, is_long));
  result->row_.resize(result->columns_.size());
  result->nulls_.resize(result->columns_.size());
  result->bound_ = !is_long;
  if (is_long) {
    result->piece_.resize(kPiece);
    return result;
  }
  std::size_t width = 0;
  for (const Column& column : result->columns_) width += column.width + sizeof(SQLLEN);
  result->block_ = std::clamp<std::size_t>(block_bytes / std::max<std::size_t>(width, 1), 1,
                                           static_cast<std::size_t>(std::max(rows_a_block, 1)));
  for (std::size_t i = 0; i < result->columns_.size(); ++i) {
    Column& column = result->columns_[i];
    column.data.resize(column.width * result->block_);
    column.lengths.resize(result->block_);
    if (!SQL_SUCCEEDED(SQLBindCol(statement, static_cast<SQLUSMALLINT>(i + 1), column.c_type,
                                  column.data.data(), static_cast<SQLLEN>(column.width),
                                  column.lengths.data()))) {
      return failure("bind the result of");
    }
  }
  return result;
}

void OdbcResult::Print(const Column& column, const char* data, std::size_t bytes) {
  switch (column.form) {
    case Form::kPlain: {
      const std::string_view text(data, bytes);
      // FreeTDS prints the year 1 as "1".
      const std::size_t year = text.find('-');
      if (column.dated && year < kYearDigits) texts_.append(kYearDigits - year, '0');
      texts_ += text;
      break;
    }
    case Form::kWide: {
      // The driver writes whole units, into memory that `new` aligned for any type.
      const auto* units = reinterpret_cast<const std::uint16_t*>(data);
      AppendUtf8(texts_, std::span(units, bytes / sizeof(SQLWCHAR)));
      break;
    }
    case Form::kBit: texts_ += *data != 0 ? "true" : "false"; break;
    case Form::kReal: AppendShortest(texts_, Load<float>(data)); break;
    case Form::kDouble: AppendShortest(texts_, Load<double>(data)); break;
    case Form::kBinary:
      for (const char c : std::string_view(data, bytes)) {
        const auto byte = static_cast<unsigned char>(c);
        texts_ += kHex[byte >> 4];
        texts_ += kHex[byte & 15];
      }
      break;
  }
}

Status OdbcResult::GetLong(SQLUSMALLINT index, const Column& column, bool& null) {
  std::vector<char> whole;
  while (true) {
    SQLLEN length = 0;
    const SQLRETURN code = SQLGetData(statement_, index, column.c_type, piece_.data(),
                                      static_cast<SQLLEN>(piece_.size()), &length);
    if (code == SQL_NO_DATA) break;
    if (!SQL_SUCCEEDED(code)) return failure_("fetch a value from");
    null = length == SQL_NULL_DATA;
    if (null) return Status::Ok();
    const std::size_t end = column.form == Form::kWide    ? sizeof(SQLWCHAR)
                            : column.form == Form::kPlain ? 1
                                                          : 0;
    const bool more =
        length == SQL_NO_TOTAL || static_cast<std::size_t>(length) > piece_.size() - end;
    const std::size_t got = more ? piece_.size() - end : static_cast<std::size_t>(length);
    if (!more && whole.empty()) {
      Print(column, piece_.data(), got);
      return Status::Ok();
    }
    whole.insert(whole.end(), piece_.begin(), piece_.begin() + static_cast<std::ptrdiff_t>(got));
    if (!more) break;
  }
  Print(column, whole.data(), whole.size());
  return Status::Ok();
}

Result<std::vector<std::optional<std::string_view>>*> OdbcResult::Read(std::size_t row) {
  texts_.clear();
  ends_.clear();
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const Column& column = columns_[i];
    bool null = false;
    if (!bound_) {
      TELAR_RETURN_IF_ERROR(GetLong(static_cast<SQLUSMALLINT>(i + 1), column, null));
    } else {
      const SQLLEN length = column.lengths[row];
      null = length == SQL_NULL_DATA;
      const std::size_t most = column.form == Form::kWide    ? column.width - sizeof(SQLWCHAR)
                               : column.form == Form::kPlain ? column.width - 1
                                                             : column.width;
      if (!null && (length < 0 || static_cast<std::size_t>(length) > most)) {
        return Status::LimitExceeded("fetch column " + names_[i] +
                                     ": a value is longer than its driver announced")
            .WithHint("CAST the column to a type with a length that holds every value.");
      }
      if (!null)
        Print(column, column.data.data() + row * column.width, static_cast<std::size_t>(length));
    }
    nulls_[i] = null;
    ends_.push_back(texts_.size());
  }
  std::size_t begin = 0;
  for (std::size_t i = 0; i < row_.size(); ++i) {
    row_[i].reset();
    if (!nulls_[i]) row_[i] = std::string_view(texts_).substr(begin, ends_[i] - begin);
    begin = ends_[i];
  }
  return &row_;
}

}  // namespace telar::pos
