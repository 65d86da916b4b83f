#pragma once

#include <optional>
#include <string>

#include "config/secrets.h"

namespace telar::config {

/// Values made from several environment variables of the systems before; see Setting::compose.
/// Nothing has a default: without host and database (or bucket) there is no value.

/// MYSQL_HOST, MYSQL_PORT, MYSQL_USER, MYSQL_PASSWORD, MYSQL_DATABASE → mysql://…
Result<std::optional<std::string>> MysqlFromEnvironment(const Environment& environment);
/// POSTGRES_HOST, POSTGRES_PORT, POSTGRES_DB, POSTGRES_USER, POSTGRES_PASSWORD → postgresql://…
Result<std::optional<std::string>> PostgresFromEnvironment(const Environment& environment);
/// S3_BUCKET_NAME or S3_BUCKET_FACTURAS, S3_PREFIX_FACTURAS → s3://bucket/prefix. kInvalidConfig
/// when the two bucket names disagree: one of them may be another environment's inbox.
Result<std::optional<std::string>> InboxFromEnvironment(const Environment& environment);

/// KLK_API_TIMEOUT and KLK_API_RETRY_DELAY, whole seconds → a duration. kInvalidConfig for another
/// form.
Result<std::optional<std::string>> KlkTimeoutFromEnvironment(const Environment& environment);
Result<std::optional<std::string>> KlkDelayFromEnvironment(const Environment& environment);
/// ETL_TIMEOUT or ETL_TIMEOUT_SECONDS, whole seconds → a duration. kInvalidConfig for another form,
/// and when the two disagree.
Result<std::optional<std::string>> RunTimeFromEnvironment(const Environment& environment);

/// AWS_REGION, else AWS_DEFAULT_REGION: Amazon's own tools ask them in that order.
Result<std::optional<std::string>> RegionFromEnvironment(const Environment& environment);

}  // namespace telar::config
