#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "core/result.h"
#include "core/secret.h"

namespace telar::config {

/// Which database a pipeline writes to, in parts.
///
///   sqlite:data/telar.db        sqlite::memory:        duckdb:data/telar.duckdb
///   postgresql://user:password@host:5432/database?sslmode=verify-full     (also postgres://)
///   mysql://user:password@host:3306/database
///
/// User, password, database and parameters are percent-decoded here (RFC 3986). A value type.
struct DatabaseUrl {
  enum class Kind { kSqlite, kPostgresql, kMysql, kDuckdb };
  Kind kind = Kind::kSqlite;

  std::filesystem::path file;  ///< sqlite and duckdb only; ":memory:" for a database in memory.

  std::string host;  ///< Servers only; an IPv6 address has no brackets here.
  int port = 0;      ///< 5432 or 3306 when the URL names none.
  std::string user;  ///< May be empty.
  Secret password;   ///< May be empty.
  std::string database;
  std::map<std::string, std::string> parameters;  ///< After '?', for the server's client library.

  /// kInvalidConfig for another scheme, a missing host, database or file, a bad port or escape. The
  /// message never shows the text, which may hold a password.
  static Result<DatabaseUrl> Parse(std::string_view text);

  bool is_file() const { return kind == Kind::kSqlite || kind == Kind::kDuckdb; }
  /// "sqlite", "postgresql", "mysql", "duckdb".
  std::string_view scheme() const;
  /// The URL again, percent-encoded; what client libraries that take URLs want.
  Secret Text() const;
  /// The URL for people: the password and secret parameters are "***".
  std::string Describe() const;
  /// With `file` made absolute below `folder`; servers and ":memory:" are unchanged.
  DatabaseUrl Below(const std::filesystem::path& folder) const;

  friend bool operator==(const DatabaseUrl&, const DatabaseUrl&) = default;
};

/// Where whole files live: a folder ("inbox", "/srv/inbox"), "s3://bucket/prefix" or
/// "drive:FOLDER_ID". A folder whose name looks like a scheme is written "./name:x".
struct StoreUrl {
  enum class Kind { kFolder, kS3, kDrive };
  Kind kind = Kind::kFolder;

  std::filesystem::path folder;  ///< kFolder only.
  std::string bucket;            ///< kS3 only.
  std::string prefix;            ///< kS3 only: without '/' at its ends; may be empty.
  std::string drive_folder;      ///< kDrive only.

  /// kInvalidConfig for another scheme, a bucket name S3 does not allow, or an empty part.
  static Result<StoreUrl> Parse(std::string_view text);

  /// The URL again; it holds no secret.
  std::string Text() const;
  /// With `folder` made absolute below `base`; other kinds are unchanged.
  StoreUrl Below(const std::filesystem::path& base) const;

  friend bool operator==(const StoreUrl&, const StoreUrl&) = default;
};

/// Percent-encodes everything but unreserved characters (RFC 3986 section 2.3).
std::string PercentEncode(std::string_view text);

}  // namespace telar::config
