#pragma once

#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.h"
#include "core/result.h"
#include "core/time.h"
#include "net/aws_sign.h"
#include "net/http.h"

namespace telar::outbound {

struct CloudWatchOptions {
  std::string region = "us-east-1";
  std::string endpoint;  ///< AWS_ENDPOINT_URL; empty: https://monitoring.REGION.amazonaws.com
  std::string name_space = "ETLFacturas";
  net::AwsCredentials credentials;
  Duration timeout = std::chrono::seconds(20);
};

/// One figure of one moment.
struct CloudWatchMetric {
  std::string name;
  double value = 0;  ///< Finite.
  std::string unit;  ///< "Percent" (0..100), "Count", "Seconds", "None", …
  Instant at{};
  std::vector<std::pair<std::string, std::string>> dimensions;  ///< At most 30.
};

/// PutMetricData of Amazon CloudWatch (query protocol, version 2010-08-01), signed with Signature
/// Version 4. No retries. Errors: those of net::HttpClient and net::StatusOfAnswer, with the
/// service's error code in the message. Safe to use from several threads.
class CloudWatch {
 public:
  /// `http` and `clock` are borrowed.
  CloudWatch(net::HttpClient& http, const Clock& clock, CloudWatchOptions options);

  /// Sends up to 1000 metrics; kInvalidInput for more or for one that is not finite,
  /// kInvalidConfig without a key.
  Status Put(const std::vector<CloudWatchMetric>& metrics, std::stop_token stop = {});

 private:
  net::HttpClient& http_;
  const Clock& clock_;
  CloudWatchOptions options_;
};

}  // namespace telar::outbound
