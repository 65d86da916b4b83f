#include "pos/stellar/stellar_source.h"

#include "net/reach.h"
#include "pos/stellar/stellar_queries.h"

namespace telar::pos {
namespace {

constexpr std::size_t kDateLength = 10;

class StellarSource final : public TillSource {
 public:
  StellarSource(StellarOptions options, const Clock& clock) : options_(options), clock_(clock) {}

  std::string_view name() const override { return "stellar"; }

  Result<RawAnswer> FetchStock(const FetchOrder& order) override {
    return Fetch(order, "stock", {std::string(StellarStockQuery()), {order.warehouse.code}});
  }

  Result<RawAnswer> FetchSales(const FetchOrder& order, const LocalRange& range) override {
    const Date day = DateOf(range.from);
    const bool has_end = DateOf(range.to) == day;
    auto sql = StellarSalesQuery(order.location.connection.sales_database, has_end);
    if (!sql.ok()) return sql.status().WithContext("location " + order.location.id);
    const auto time = [](LocalTime at) { return FormatLocal(at).substr(kDateLength + 1); };
    BoundStatement statement{*std::move(sql), {FormatDate(day), time(range.from)}};
    if (has_end) statement.parameters.push_back(time(range.to));
    return Fetch(order, "sales", statement);
  }

  Status ReadStock(std::string_view answer, const StockFn& row) const override {
    return ReadStockRows(answer, row);
  }
  Status ReadSales(std::string_view answer, const SaleFn& row) const override {
    return ReadSaleRows(answer, row);
  }

  Status Reach(const Location& location, Duration timeout, std::stop_token stop) override {
    const Connection& to = location.connection;
    if (to.server.empty()) return Missing(location, "server");
    return net::Reach(to.server, to.port, timeout, std::move(stop))
        .WithContext("location " + location.id);
  }

 private:
  static Status Missing(const Location& location, std::string_view what) {
    return Status::InvalidConfig("connect location " + location.id + ": connection." +
                                 std::string(what) + " is not set");
  }

  Result<OdbcOptions> OptionsOf(const Location& location) const {
    const Connection& from = location.connection;
    if (from.server.empty()) return Missing(location, "server");
    if (from.database.empty()) return Missing(location, "database");
    if (from.user.empty()) return Missing(location, "user");
    if (from.password.empty()) return Missing(location, "password");
    OdbcOptions options;
    options.label = from.server + ":" + std::to_string(from.port) + "/" + from.database;
    options.login_timeout = options_.limits.login_timeout;
    ConnectionString& to = options.to;
    to.Set("Driver", from.driver);
    to.Set("Database", from.database);
    to.Set("UID", from.user);
    to.Set("PWD", from.password.Reveal());
    to.Set("APP", "telar");
    if (DriverFile(from.driver, DriverFolders()).find("tdsodbc") != std::string::npos) {
      to.Set("Server", from.server);
      to.Set("Port", std::to_string(from.port));
      // Understood by SQL Server 2008 and everything later, with all its types of date and time.
      to.Set("TDS_Version", "7.3");
      to.Set("ClientCharset", "UTF-8");
      to.Set("PacketSize", std::to_string(options_.packet_size));
    } else {
      to.Set("Server", from.server + "," + std::to_string(from.port));
      // A shop's server has a certificate of its own making.
      to.Set("TrustServerCertificate", "yes");
    }
    return options;
  }

  Result<RawAnswer> Fetch(const FetchOrder& order, std::string_view query,
                          const BoundStatement& statement) const {
    TELAR_ASSIGN_OR_RETURN(const OdbcOptions to, OptionsOf(order.location));
    auto answer = FetchRows(to, statement, query, order, clock_, options_.limits);
    if (!answer.ok())
      return answer.status().WithContext(std::string(query) + " of location " + order.location.id);
    return answer;
  }

  StellarOptions options_;
  const Clock& clock_;
};

}  // namespace

std::unique_ptr<TillSource> OpenStellarSource(StellarOptions options, const Clock& clock) {
  return std::make_unique<StellarSource>(options, clock);
}

}  // namespace telar::pos
