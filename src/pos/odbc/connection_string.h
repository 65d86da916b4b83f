#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace telar::pos {

/// An ODBC connection string, "Driver={FreeTDS};Server=10.0.0.5;PWD={a;b}": names without regard to
/// case, values in braces where they hold one of []{}(),;?*=!@ or blanks at an end, with a closing
/// brace doubled inside (ODBC reference, SQLDriverConnect). May hold a password: never printed.
class ConnectionString {
 public:
  ConnectionString() = default;
  /// kInvalidConfig for text of another form; the message holds none of it.
  static Result<ConnectionString> Parse(std::string_view text);

  std::optional<std::string> Get(std::string_view name) const;
  /// Replaces or adds.
  void Set(std::string_view name, std::string value);
  /// Adds unless it is there.
  void SetDefault(std::string_view name, std::string value);
  std::string Text() const;
  /// For FreeTDS (seen in 1.3), which takes a brace inside a value as it is and ends the value at
  /// "};". kInvalidConfig when a value holds that.
  Result<std::string> TextForFreeTds() const;

 private:
  struct Entry {
    std::string name, value;
  };
  std::vector<Entry> entries_;
};

/// Where the system keeps ODBC drivers: /usr/lib/odbc, /usr/lib/MACHINE/odbc, /usr/local/lib and
/// the like, those that exist.
std::vector<std::filesystem::path> DriverFolders();

/// What to write behind "Driver=". A path stays. "FreeTDS", "PostgreSQL", "MariaDB" and "SQLite3",
/// with any word after them ("PostgreSQL Unicode"), become the file of that driver found in
/// `folders`, so that nothing need be registered in odbcinst.ini, whose entries Debian writes with
/// a log of all statements (CommLog=1). Any other name, and one without a file, stays for
/// odbcinst.ini to know.
std::string DriverFile(std::string_view driver, const std::vector<std::filesystem::path>& folders);

}  // namespace telar::pos
