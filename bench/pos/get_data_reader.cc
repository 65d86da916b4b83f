#include "bench/pos/get_data_reader.h"

#include <sql.h>
#include <sqlext.h>

#include <algorithm>
#include <array>
#include <vector>

#include "bench/support/or_die.h"

namespace telar::bench {
namespace {

void Need(SQLRETURN code, SQLSMALLINT kind, SQLHANDLE handle, const char* call) {
  if (SQL_SUCCEEDED(code)) return;
  std::array<SQLCHAR, 6> state{};
  std::array<SQLCHAR, 512> text{};
  SQLSMALLINT length = 0;
  SQLINTEGER native = 0;
  SQLGetDiagRec(kind, handle, 1, state.data(), &native, text.data(),
                static_cast<SQLSMALLINT>(text.size()), &length);
  OrDie(Status::Unavailable(std::string(call) + ": " + reinterpret_cast<const char*>(text.data())));
}

SQLCHAR* Text(const std::string& text) {
  return reinterpret_cast<SQLCHAR*>(const_cast<char*>(text.c_str()));
}

}  // namespace

GetDataReader::GetDataReader(const std::string& connection_string) {
  SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &environment_);
  SQLSetEnvAttr(environment_, SQL_ATTR_ODBC_VERSION,
                reinterpret_cast<SQLPOINTER>(std::uintptr_t{SQL_OV_ODBC3}), 0);
  SQLAllocHandle(SQL_HANDLE_DBC, environment_, &connection_);
  Need(SQLDriverConnect(connection_, nullptr, Text(connection_string), SQL_NTS, nullptr, 0, nullptr,
                        SQL_DRIVER_NOPROMPT),
       SQL_HANDLE_DBC, connection_, "SQLDriverConnect");
}

GetDataReader::~GetDataReader() {
  SQLDisconnect(connection_);
  SQLFreeHandle(SQL_HANDLE_DBC, connection_);
  SQLFreeHandle(SQL_HANDLE_ENV, environment_);
}

void GetDataReader::Query(const std::string& sql,
                          const std::function<void(std::span<const std::string>)>& row) {
  SQLHSTMT statement = nullptr;
  SQLAllocHandle(SQL_HANDLE_STMT, connection_, &statement);
  Need(SQLExecDirect(statement, Text(sql), SQL_NTS), SQL_HANDLE_STMT, statement, "SQLExecDirect");
  SQLSMALLINT columns = 0;
  SQLNumResultCols(statement, &columns);
  std::vector<std::string> values(static_cast<std::size_t>(columns));
  std::array<char, 256> buffer{};
  for (;;) {
    const SQLRETURN fetched = SQLFetch(statement);
    if (fetched == SQL_NO_DATA) break;
    Need(fetched, SQL_HANDLE_STMT, statement, "SQLFetch");
    for (std::size_t i = 0; i < values.size(); ++i) {
      SQLLEN length = 0;
      Need(SQLGetData(statement, static_cast<SQLUSMALLINT>(i + 1), SQL_C_CHAR, buffer.data(),
                      static_cast<SQLLEN>(buffer.size()), &length),
           SQL_HANDLE_STMT, statement, "SQLGetData");
      const SQLLEN most = static_cast<SQLLEN>(buffer.size()) - 1;
      values[i].assign(buffer.data(),
                       static_cast<std::size_t>(std::clamp<SQLLEN>(length, 0, most)));
    }
    row(values);
  }
  SQLFreeHandle(SQL_HANDLE_STMT, statement);
}

}  // namespace telar::bench
