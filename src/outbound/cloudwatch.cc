#include "outbound/cloudwatch.h"

#include <fmt/format.h>

#include <cmath>
#include <utility>

#include "core/text.h"

namespace telar::outbound {
namespace {

constexpr std::size_t kMostMetrics = 1000, kMostDimensions = 30;

/// The text of the first element of that name; "" when there is none or it is no plain word.
std::string Element(std::string_view xml, std::string_view name) {
  const std::string open = fmt::format("<{}>", name), close = fmt::format("</{}>", name);
  const std::size_t from = xml.find(open);
  if (from == std::string_view::npos) return "";
  const std::size_t start = from + open.size(), end = xml.find(close, start);
  if (end == std::string_view::npos || end - start > 100) return "";
  return ToValidUtf8(xml.substr(start, end - start));
}

}  // namespace

CloudWatch::CloudWatch(net::HttpClient& http, const Clock& clock, CloudWatchOptions options)
    : http_(http), clock_(clock), options_(std::move(options)) {}

Status CloudWatch::Put(const std::vector<CloudWatchMetric>& metrics, std::stop_token stop) {
  constexpr std::string_view kOperation = "CloudWatch PutMetricData";
  if (metrics.empty()) return Status::Ok();
  if (metrics.size() > kMostMetrics)
    return Status::InvalidInput(fmt::format("{}: more than {} metrics", kOperation, kMostMetrics));
  const net::AwsCredentials& key = options_.credentials;
  if (key.access_key_id.empty() || key.secret_access_key.empty()) {
    return Status::InvalidConfig(fmt::format("{}: there is no key to sign with", kOperation))
        .WithHint("Set aws.access_key_id and aws.secret_access_key.");
  }
  std::vector<std::pair<std::string, std::string>> fields{
      {"Action", "PutMetricData"}, {"Version", "2010-08-01"}, {"Namespace", options_.name_space}};
  for (std::size_t i = 0; i < metrics.size(); ++i) {
    const CloudWatchMetric& metric = metrics[i];
    if (!std::isfinite(metric.value) || metric.dimensions.size() > kMostDimensions) {
      return Status::InvalidInput(
          fmt::format("{}: {} is no figure it takes", kOperation, metric.name));
    }
    const std::string member = fmt::format("MetricData.member.{}.", i + 1);
    fields.emplace_back(member + "MetricName", metric.name);
    fields.emplace_back(member + "Value", fmt::format("{}", metric.value));
    fields.emplace_back(member + "Unit", metric.unit);
    fields.emplace_back(member + "Timestamp", FormatInstant(metric.at).substr(0, 19) + "Z");
    for (std::size_t k = 0; k < metric.dimensions.size(); ++k) {
      const std::string dimension = fmt::format("{}Dimensions.member.{}.", member, k + 1);
      fields.emplace_back(dimension + "Name", metric.dimensions[k].first);
      fields.emplace_back(dimension + "Value", metric.dimensions[k].second);
    }
  }
  net::HttpRequest request;
  request.method = "POST";
  request.url = options_.endpoint.empty()
                    ? fmt::format("https://monitoring.{}.amazonaws.com/", options_.region)
                    : options_.endpoint;
  request.headers = {{"Content-Type", "application/x-www-form-urlencoded; charset=utf-8"}};
  request.body = net::FormEncode(fields);
  request.timeout = options_.timeout;
  TELAR_RETURN_IF_ERROR(
      net::SignAws(request, options_.credentials, options_.region, "monitoring", clock_.Now()));
  TELAR_ASSIGN_OR_RETURN(const net::HttpResponse response, http_.Send(request, std::move(stop)));
  if (response.ok()) return Status::Ok();
  const std::string code = Element(response.body, "Code");
  Status status = net::StatusOfAnswer(
      response, code.empty() ? std::string(kOperation) : fmt::format("{}: {}", kOperation, code));
  if (code.starts_with("Throttling"))
    status = Status::Unavailable(fmt::format("{}: {}", kOperation, code));
  if (status.code() == Code::kPermissionDenied) {
    return std::move(status).WithHint("The key needs the right cloudwatch:PutMetricData.");
  }
  return status;
}

}  // namespace telar::outbound
