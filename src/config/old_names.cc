#include "config/old_names.h"

#include <fmt/format.h>

#include <algorithm>

#include "config/url.h"
#include "core/text.h"

namespace telar::config {
namespace {

std::string Get(const Environment& environment, std::string_view name) {
  const auto found = environment.find(name);
  return found == environment.end() ? "" : found->second;
}

struct ServerNames {
  std::string_view scheme, host, port, user, password, database;
};

std::optional<std::string> Server(const Environment& environment, const ServerNames& names) {
  std::string host(Trim(Get(environment, names.host)));
  const std::string database = Get(environment, names.database);
  if (host.empty() || database.empty()) return std::nullopt;
  if (host.find(':') != std::string::npos && host.front() != '[') host = "[" + host + "]";
  std::string url = fmt::format("{}://", names.scheme);
  const std::string user = Get(environment, names.user),
                    password = Get(environment, names.password);
  if (!user.empty() || !password.empty()) {
    url += fmt::format("{}:{}@", PercentEncode(user), PercentEncode(password));
  }
  const std::string port = Get(environment, names.port);
  return url + host + (port.empty() ? "" : ":" + port) + "/" + PercentEncode(database);
}

/// "NAME=60" → "60s".
Result<std::optional<std::string>> Seconds(const Environment& environment, std::string_view name) {
  const std::string text(Trim(Get(environment, name)));
  if (text.empty()) return std::optional<std::string>();
  const bool digits =
      std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!digits || text.size() > 9) {
    return Status::InvalidConfig(fmt::format("{}: expected a whole number of seconds", name));
  }
  return std::optional(text + "s");
}

}  // namespace

Result<std::optional<std::string>> MysqlFromEnvironment(const Environment& environment) {
  return Server(environment, {"mysql", "MYSQL_HOST", "MYSQL_PORT", "MYSQL_USER", "MYSQL_PASSWORD",
                              "MYSQL_DATABASE"});
}

Result<std::optional<std::string>> PostgresFromEnvironment(const Environment& environment) {
  return Server(environment, {"postgresql", "POSTGRES_HOST", "POSTGRES_PORT", "POSTGRES_USER",
                              "POSTGRES_PASSWORD", "POSTGRES_DB"});
}

Result<std::optional<std::string>> InboxFromEnvironment(const Environment& environment) {
  const std::string name = Get(environment, "S3_BUCKET_NAME");
  const std::string facturas = Get(environment, "S3_BUCKET_FACTURAS");
  const std::string prefix = Get(environment, "S3_PREFIX_FACTURAS");
  if (!name.empty() && !facturas.empty() && name != facturas) {
    return Status::InvalidConfig(
               fmt::format("S3_BUCKET_NAME says '{}' but S3_BUCKET_FACTURAS says '{}'", name,
                           facturas))
        .WithHint(
            "Keep the one that is this environment's inbox, or set TELAR_INVOICES_INBOX alone.");
  }
  const std::string& bucket = name.empty() ? facturas : name;
  if (!bucket.empty()) return std::optional(fmt::format("s3://{}/{}", bucket, prefix));
  if (prefix.empty()) return std::optional<std::string>();
  return Status::InvalidConfig(
             "S3_PREFIX_FACTURAS is set but neither S3_BUCKET_NAME nor S3_BUCKET_FACTURAS")
      .WithHint("Name the bucket; none is assumed.");
}

Result<std::optional<std::string>> KlkTimeoutFromEnvironment(const Environment& environment) {
  return Seconds(environment, "KLK_API_TIMEOUT");
}

Result<std::optional<std::string>> KlkDelayFromEnvironment(const Environment& environment) {
  return Seconds(environment, "KLK_API_RETRY_DELAY");
}

Result<std::optional<std::string>> RunTimeFromEnvironment(const Environment& environment) {
  TELAR_ASSIGN_OR_RETURN(auto time, Seconds(environment, "ETL_TIMEOUT"));
  TELAR_ASSIGN_OR_RETURN(auto seconds, Seconds(environment, "ETL_TIMEOUT_SECONDS"));
  if (time && seconds && *time != *seconds) {
    return Status::InvalidConfig(
               fmt::format("ETL_TIMEOUT says {} but ETL_TIMEOUT_SECONDS says {}", *time, *seconds))
        .WithHint("Keep one of them, or set TELAR_POS_RUN_TIMEOUT alone.");
  }
  return time ? time : seconds;
}

Result<std::optional<std::string>> RegionFromEnvironment(const Environment& environment) {
  for (const auto* name : {"AWS_REGION", "AWS_DEFAULT_REGION"}) {
    if (std::string region = Get(environment, name); !region.empty())
      return std::optional(std::move(region));
  }
  return std::optional<std::string>();
}

}  // namespace telar::config
