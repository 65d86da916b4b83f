#include "pos/odbc/odbc_source.h"

#include <fmt/format.h>

#include <charconv>
#include <fstream>
#include <iterator>

#include "core/text.h"
#include "net/reach.h"

namespace telar::pos {
namespace {

namespace fs = std::filesystem;
using Names = std::map<std::string, std::string, std::less<>>;

constexpr int kPostgresPort = 5432;

std::string FormatTime(Duration time) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
  const auto fraction = (time - seconds).count();
  std::string text = fmt::format("{:02}:{:02}:{:02}", seconds.count() / 3600,
                                 seconds.count() / 60 % 60, seconds.count() % 60);
  return fraction == 0 ? text : text + fmt::format(".{:06}", fraction);
}

class OdbcSource final : public TillSource {
 public:
  OdbcSource(OdbcSourceOptions options, const Clock& clock)
      : options_(std::move(options)), clock_(clock) {}

  std::string_view name() const override { return "odbc"; }

  Result<RawAnswer> FetchStock(const FetchOrder& order) override {
    return Fetch(order, "stock", order.location.connection.stock_query, NamesOf(order));
  }

  Result<RawAnswer> FetchSales(const FetchOrder& order, const LocalRange& range) override {
    Names names = NamesOf(order);
    names["from"] = FormatLocal(range.from);
    names["to"] = FormatLocal(range.to);
    names["date"] = FormatDate(DateOf(range.from));
    names["time_from"] = FormatTime(TimeOfDay(range.from));
    names["time_to"] = FormatTime(range.to - MidnightOf(DateOf(range.from)));
    return Fetch(order, "sales", order.location.connection.sales_query, names);
  }

  Status ReadStock(std::string_view answer, const StockFn& row) const override {
    return ReadStockRows(answer, row);
  }
  Status ReadSales(std::string_view answer, const SaleFn& row) const override {
    return ReadSaleRows(answer, row);
  }

  Status Reach(const Location& location, Duration timeout, std::stop_token stop) override {
    TELAR_ASSIGN_OR_RETURN(const ConnectionString to, StringOf(location));
    const auto [host, port] = AddressOf(to);
    if (host.empty()) return Status::Ok();
    return net::Reach(host, port, timeout, std::move(stop)).WithContext("location " + location.id);
  }

 private:
  static Names NamesOf(const FetchOrder& order) {
    return {{"location", order.location.id},
            {"branch", order.location.branch},
            {"warehouse", order.warehouse.code}};
  }

  static Result<ConnectionString> StringOf(const Location& location) {
    if (location.connection.odbc.empty())
      return Status::InvalidConfig("connect location " + location.id +
                                   ": it has no ODBC connection string");
    auto parsed = ConnectionString::Parse(location.connection.odbc.Reveal());
    if (!parsed.ok()) return parsed.status().WithContext("location " + location.id);
    return parsed;
  }

  static std::pair<std::string, int> AddressOf(const ConnectionString& to) {
    std::string host;
    for (const std::string_view name : {"Server", "Servername", "Host", "Address", "Addr"})
      if (host.empty()) host = to.Get(name).value_or("");
    std::string port = to.Get("Port").value_or("");
    if (host.starts_with("tcp:")) host.erase(0, 4);
    if (const std::size_t comma = host.find(','); comma != std::string::npos) {
      port = host.substr(comma + 1);
      host.resize(comma);
    }
    int number = 0;
    std::from_chars(port.data(), port.data() + port.size(), number);
    const std::string driver = AsciiLower(to.Get("Driver").value_or(""));
    const bool postgres =
        driver.find("postgres") != std::string::npos || driver.find("psql") != std::string::npos;
    if (number == 0 && postgres) number = kPostgresPort;
    if (number == 0) return {};
    return {host, number};
  }

  Result<std::string> ReadQuery(const std::string& file) const {
    const fs::path path = options_.folder / file;
    std::ifstream in(path, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    if (!in || text.empty())
      return Status::InvalidConfig("read query file " + path.string() + ": it cannot be read");
    return text;
  }

  Result<RawAnswer> Fetch(const FetchOrder& order, std::string_view query, const std::string& file,
                          const Names& names) const {
    const std::string where = "location " + order.location.id;
    if (file.empty()) {
      return Status::InvalidConfig(where + " has no " + std::string(query) + "_query");
    }
    TELAR_ASSIGN_OR_RETURN(const std::string text, ReadQuery(file));
    auto statement = BindNames(text, names);
    if (!statement.ok()) return statement.status().WithContext("query file " + file);
    OdbcOptions to;
    TELAR_ASSIGN_OR_RETURN(to.to, StringOf(order.location));
    to.label = "the database of " + order.location.id;
    to.login_timeout = options_.limits.login_timeout;
    auto answer = FetchRows(to, *statement, query, order, clock_, options_.limits);
    if (!answer.ok()) return answer.status().WithContext(std::string(query) + " of " + where);
    return answer;
  }

  OdbcSourceOptions options_;
  const Clock& clock_;
};

}  // namespace

std::unique_ptr<TillSource> OpenOdbcSource(OdbcSourceOptions options, const Clock& clock) {
  return std::make_unique<OdbcSource>(std::move(options), clock);
}

}  // namespace telar::pos
