#include "pos/klk/klk_source.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "net/reach.h"
#include "pos/gzip.h"
#include "pos/klk/answer_scanner.h"
#include "pos/klk/answer_values.h"
#include "pos/klk/echo.h"

namespace telar::pos::klk {
namespace {

using Json = nlohmann::ordered_json;

// Archived answers may be of a time with a larger limit; reading needs no memory for them.
constexpr std::uint64_t kMostReadBytes = std::uint64_t{4} << 30;

/// One of the two kinds of answers.
struct Kind {
  const char* operation;
  const char* path;
  const char* list;
  const char* total;
};
constexpr Kind kStock{"fetch stock", "/maestra/articulos/almacen", "articulos", "total_articulos"};
constexpr Kind kSales{"fetch sales", "/ventas", "ventas", "total_registros"};

std::string Write(const Json& body) {
  return body.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// Of a document of which all has come.
Status Judge(AnswerScanner& scanner, const Kind& kind) {
  TELAR_RETURN_IF_ERROR(scanner.Finish());
  if (scanner.has_error()) {
    const std::string words = HarmlessText(scanner.error());
    return Status::Unavailable(words.empty() ? "the till reports an error"
                                             : "the till reports an error: " + words);
  }
  if (scanner.has_list()) return Status::Ok();
  return Status::InvalidInput(
      fmt::format("the answer is not of the known form: no list '{}'", kind.list));
}

/// "HH:MM:SS" of a whole second.
std::string Hour(LocalTime time) { return FormatLocal(time).substr(11); }

Result<Json> SalesBody(const FetchOrder& order, const LocalRange& range) {
  const Date day = DateOf(range.from);
  const LocalTime midnight = MidnightOf(day) + std::chrono::days(1);
  if (range.from >= range.to || range.to > midnight)
    return Status::InvalidInput("a range of sales lies within one day");
  const LocalTime from = std::chrono::floor<std::chrono::seconds>(range.from);
  const LocalTime to = std::chrono::ceil<std::chrono::seconds>(range.to);
  Json body = {{"sucursal", order.location.branch},
               {"fecha_desde", FormatDate(day)},
               {"fecha_hasta", FormatDate(day)}};
  if (from != MidnightOf(day) || to != midnight) body["hora_desde"] = Hour(from);
  if (to != midnight) body["hora_hasta"] = Hour(to);
  body["almacen"] = order.warehouse.code;
  return body;
}

Status CheckWarehouse(const FetchOrder& order) {
  if (!order.warehouse.code.empty()) return Status::Ok();
  return Status::InvalidConfig("the warehouse has no code").WithHint("Set it in locations.yaml.");
}

class KlkSource final : public TillSource {
 public:
  KlkSource(KlkOptions options, net::Endpoint endpoint, net::HttpClient& http, const Clock& clock)
      : options_(std::move(options)), endpoint_(std::move(endpoint)), http_(http), clock_(clock) {}

  std::string_view name() const override { return "klk"; }

  Result<RawAnswer> FetchStock(const FetchOrder& order) override {
    const std::string shown = fmt::format("{} of {}", kStock.operation, order.location.id);
    Status status = CheckWarehouse(order);
    if (!status.ok()) return std::move(status).WithContext(shown);
    const Json body = {{"Codigoalmacen", order.warehouse.code}};
    Result<RawAnswer> answer = Fetch(order, kStock, Write(body), options_.stock_timeout);
    if (!answer.ok()) return std::move(answer).status().WithContext(shown);
    return answer;
  }

  Result<RawAnswer> FetchSales(const FetchOrder& order, const LocalRange& range) override {
    const std::string shown =
        fmt::format("{} of {} from {} to {}", kSales.operation, order.location.id,
                    FormatLocal(range.from), FormatLocal(range.to));
    Result<RawAnswer> answer = Sales(order, range);
    if (!answer.ok()) return std::move(answer).status().WithContext(shown);
    return answer;
  }

  Status ReadStock(std::string_view answer, const StockFn& row) const override {
    RowReader reader;
    return Read(answer, kStock, [&](std::string_view element, std::int64_t position) {
      return row(reader.Stock(element), position);
    });
  }

  Status ReadSales(std::string_view answer, const SaleFn& row) const override {
    RowReader reader;
    return Read(answer, kSales, [&](std::string_view element, std::int64_t position) {
      return row(reader.Sale(element), position);
    });
  }

  Status Reach(const Location& location, Duration timeout, std::stop_token stop) override {
    Status status = net::Reach(endpoint_.host, endpoint_.port, timeout, std::move(stop));
    return std::move(status).WithContext("reach KLK for " + location.id);
  }

 private:
  Result<RawAnswer> Sales(const FetchOrder& order, const LocalRange& range) {
    TELAR_RETURN_IF_ERROR(CheckWarehouse(order));
    if (order.location.branch.empty()) {
      return Status::InvalidConfig("the location has no branch")
          .WithHint("Set KLK's code of the shop (branch: SUC001) in locations.yaml.");
    }
    TELAR_ASSIGN_OR_RETURN(const Json body, SalesBody(order, range));
    return Fetch(order, kSales, Write(body), options_.sales_timeout);
  }

  Result<RawAnswer> Fetch(const FetchOrder& order, const Kind& kind, std::string body,
                          Duration timeout) {
    if (order.deadline.Expired(clock_)) return Status::DeadlineExceeded("no time is left");
    RawAnswer answer;
    GzipWriter gzip;
    AnswerScanner scanner(kind.list);
    const net::HttpRequest request{
        .method = "POST",
        .url = options_.url + kind.path,
        .headers = {{"Content-Type", "application/json"}, {"Accept", "application/json"}},
        .authorization = options_.authorization,
        .body = std::move(body),
        .connect_timeout = options_.connect_timeout,
        .timeout = std::min(timeout, order.deadline.Left(clock_)),
        .most_bytes = options_.most_bytes,
        .on_body = [&](std::string_view piece) {
          gzip.Add(piece);
          answer.raw_bytes += static_cast<std::int64_t>(piece.size());
          Status status = scanner.Add(piece);
          if (status.ok()) return status;
          return std::move(status).WithHint(
              "Does this address lead to KLK's service, or to a proxy or a login page?");
        }};
    TELAR_ASSIGN_OR_RETURN(const net::HttpResponse response, http_.Send(request, order.stop));
    TELAR_RETURN_IF_ERROR(net::StatusOfAnswer(
        response, fmt::format("{} {}", request.method, net::ShownUrl(request.url))));
    TELAR_RETURN_IF_ERROR(Judge(scanner, kind));
    TELAR_RETURN_IF_ERROR(CheckEcho(scanner.meta(), order.location.branch, order.warehouse.code));
    answer.bytes = gzip.Finish();
    answer.received = scanner.elements();
    answer.claimed = CountIn(scanner.meta(), kind.total);
    return answer;
  }

  template <typename Fn>
  Status Read(std::string_view bytes, const Kind& kind, const Fn& row) const {
    Status refused;
    std::int64_t position = 0;
    AnswerScanner scanner(kind.list, [&](std::string_view element) {
      refused = row(element, position++);
      return refused;
    });
    Status status =
        Gunzip(bytes, kMostReadBytes, [&](std::string_view piece) { return scanner.Add(piece); });
    if (status.ok()) status = Judge(scanner, kind);
    if (!refused.ok() || status.code() != Code::kUnavailable) return status;
    return Status::InvalidInput(status.message());
  }

  const KlkOptions options_;
  const net::Endpoint endpoint_;
  net::HttpClient& http_;
  const Clock& clock_;
};

}  // namespace

Result<std::unique_ptr<TillSource>> OpenKlkSource(KlkOptions options, net::HttpClient& http,
                                                  const Clock& clock) {
  const auto endpoint = net::EndpointOf(options.url);
  if (!endpoint.ok() || options.url.find_first_of("?#@ ") != std::string::npos) {
    return Status::InvalidConfig("open KLK: its address is no plain http or https address")
        .WithHint("Set one like http://till.example:7002, without user, password and query.");
  }
  while (options.url.ends_with('/')) options.url.pop_back();
  return std::unique_ptr<TillSource>(
      std::make_unique<KlkSource>(std::move(options), *endpoint, http, clock));
}

}  // namespace telar::pos::klk
