#include "samples/tills/klk_simulator.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>

#include "net/http_server.h"
#include "samples/tills/klk_answer.h"

namespace telar::samples::tills {
namespace {

using net::Responder;
using net::ServerRequest;
using net::ServerResponse;
using shops::Shop;

constexpr std::string_view kSales = "/ventas", kStock = "/maestra/articulos/almacen",
                           kStockOfBranch = "/maestra/articulos/reposicion",
                           kWarehouses = "/maestra/almacenes/Reposicion",
                           kFloors = "/maestra/almacenes/pisoventa",
                           kSetFaults = "/simulator/faults", kCounts = "/simulator/counts";

constexpr std::string_view kPage =
    "<!DOCTYPE html>\n<html><head><title>Servicio en mantenimiento</title></head>"
    "<body><h1>Volvemos en breve</h1></body></html>\n";

ServerResponse Json(std::string body, int status = 200) {
  return {.status = status,
          .headers = {{"Content-Type", "application/json; charset=utf-8"}},
          .body = std::move(body)};
}

ServerResponse Text(int status, std::string body, std::string type = "text/plain") {
  return {
      .status = status, .headers = {{"Content-Type", std::move(type)}}, .body = std::move(body)};
}

/// The answer, and how many rows were asked for.
struct Answer {
  ServerResponse response;
  std::int64_t rows = 0;
};

const Shop* KlkShop(const std::string& code) {
  const Shop* shop = shops::FindShop(code);
  return shop != nullptr && shop->till == Shop::Till::kKlk ? shop : nullptr;
}

RowFaults OfRows(const std::vector<Fault>& faults) {
  RowFaults rows;
  for (const Fault& fault : faults) {
    switch (fault.kind) {
      case FaultKind::kDoubled: rows.doubled += std::max(fault.rows, 0); break;
      case FaultKind::kGarbage: rows.garbage += std::max(fault.rows, 0); break;
      case FaultKind::kTotal: rows.total_off += fault.rows; break;
      case FaultKind::kText: rows.numbers_as_text = true; break;
      case FaultKind::kNulls: rows.nulls = true; break;
      case FaultKind::kEmpty: rows.empty = true; break;
      case FaultKind::kEmptyClaiming: rows.empty = rows.claims_all = true; break;
      default: break;
    }
  }
  return rows;
}

/// The whole length promised, half of it sent.
void CutBody(ServerResponse& response) {
  response.headers.push_back({"Content-Length", std::to_string(response.body.size())});
  response.pieces = [half = response.body.substr(0, response.body.size() / 2),
                     sent = false](auto next) mutable {
    if (std::exchange(sent, true)) {
      next(Status::Unavailable("cut"));
    } else {
      next(half);
    }
  };
}

}  // namespace

class KlkSimulator::Core {
 public:
  Core(const shops::Trade& trade, const Clock& clock, KlkOptions options)
      : trade_(trade), clock_(clock), options_(std::move(options)), plan_(options_.fault_seed) {}

  ~Core() {
    server.reset();
    kept_.clear();
  }

  void Handle(ServerRequest request, Responder responder);
  KlkCounts counts() const {
    const std::lock_guard lock(mutex_);
    return counts_;
  }
  FaultPlan& plan() { return plan_; }
  const KlkOptions& options() const { return options_; }

  std::unique_ptr<net::HttpServer> server;

 private:
  /// Counts a request as under way while it lives.
  class UnderWay {
   public:
    UnderWay(Core& core, const std::string& path);
    ~UnderWay();
    UnderWay(const UnderWay&) = delete;
    UnderWay& operator=(const UnderWay&) = delete;

   private:
    Core& core_;
  };
  struct Silence {
    Responder responder;
    std::shared_ptr<UnderWay> under_way;
    std::unique_ptr<std::stop_callback<std::function<void()>>> gone;
  };

  Result<Answer> AnswerTo(const ServerRequest& request, const RowFaults& faults) const;
  Result<Answer> Sales(const ServerRequest& request, const RowFaults& faults) const;
  Result<Answer> Stock(const ServerRequest& request, bool by_branch, const RowFaults& faults) const;
  std::vector<std::string> PlacesOf(const ServerRequest& request) const;
  bool Control(const ServerRequest& request, const Responder& responder);
  void Keep(Responder responder, std::shared_ptr<UnderWay> under_way);
  std::string MadeAt() const;

  const shops::Trade& trade_;
  const Clock& clock_;
  const KlkOptions options_;
  FaultPlan plan_;
  mutable std::mutex mutex_;
  KlkCounts counts_;                       // guarded by mutex_
  int under_way_ = 0;                      // guarded by mutex_
  std::map<std::uint64_t, Silence> kept_;  // guarded by mutex_
  std::uint64_t next_kept_ = 0;            // guarded by mutex_
};

KlkSimulator::Core::UnderWay::UnderWay(Core& core, const std::string& path) : core_(core) {
  const std::lock_guard lock(core_.mutex_);
  ++core_.counts_.requests;
  ++core_.counts_.by_path[path];
  core_.counts_.most_parallel = std::max(core_.counts_.most_parallel, ++core_.under_way_);
}

KlkSimulator::Core::UnderWay::~UnderWay() {
  const std::lock_guard lock(core_.mutex_);
  --core_.under_way_;
}

std::string KlkSimulator::Core::MadeAt() const {
  const shops::WallTime now = trade_.clock().At(clock_.Now());
  const std::chrono::hh_mm_ss<Duration> time(now - shops::MidnightOf(shops::DateOf(now)));
  return fmt::format("{}T{:02}:{:02}:{:02}", FormatDate(shops::DateOf(now)), time.hours().count(),
                     time.minutes().count(), time.seconds().count());
}

/// Every code by which a fault may name what is asked for.
std::vector<std::string> KlkSimulator::Core::PlacesOf(const ServerRequest& request) const {
  std::vector<std::string> codes;
  if (const auto query = ReadSalesQuery(request.body); query.ok()) codes.push_back(query->branch);
  for (const char* field : {"Codigoalmacen", "CodigoSucursal"}) {
    if (auto read = ReadCodes(request.body, field); read.ok()) codes = *std::move(read);
  }
  if (const auto branch = request.Field("sucursal")) codes.push_back(*branch);
  std::vector<std::string> places;
  for (const std::string& code : codes) {
    places.push_back(code);
    if (const Shop* shop = shops::FindShop(code)) {
      for (const std::string_view name : {shop->id, shop->branch, shop->warehouse}) {
        places.emplace_back(name);
      }
    }
  }
  return places;
}

Result<Answer> KlkSimulator::Core::Sales(const ServerRequest& request,
                                         const RowFaults& faults) const {
  TELAR_ASSIGN_OR_RETURN(const SalesQuery query, ReadSalesQuery(request.body));
  const Shop* shop = KlkShop(query.branch);
  if (shop == nullptr || shop->branch != query.branch) {
    return Status::NotFound("Sucursal no encontrada");
  }
  TELAR_ASSIGN_OR_RETURN(const auto lines,
                         FindSales(trade_, *shop, query, options_.hours, clock_.Now()));
  return Answer{Json(SalesAnswer(query, lines, MadeAt(), faults)),
                static_cast<std::int64_t>(lines.size())};
}

Result<Answer> KlkSimulator::Core::Stock(const ServerRequest& request, bool by_branch,
                                         const RowFaults& faults) const {
  TELAR_ASSIGN_OR_RETURN(const auto codes,
                         ReadCodes(request.body, by_branch ? "CodigoSucursal" : "Codigoalmacen"));
  std::vector<WarehouseStock> stock;
  std::int64_t rows = 0;
  for (const std::string& code : codes) {
    const Shop* shop = KlkShop(code);
    if (shop == nullptr || (by_branch ? shop->branch : shop->warehouse) != code) {
      return Status::NotFound(by_branch ? "Sucursal no encontrada" : "Almacen no encontrado");
    }
    stock.push_back({shop, trade_.TrueStock(*shop, clock_.Now())});
    rows += static_cast<std::int64_t>(stock.back().levels.size());
  }
  return Answer{Json(StockAnswer(stock, codes, by_branch, MadeAt(), faults)), rows};
}

Result<Answer> KlkSimulator::Core::AnswerTo(const ServerRequest& request,
                                            const RowFaults& faults) const {
  const std::string_view path = request.path();
  const bool get = path == kWarehouses || path == kFloors;
  const bool post = path == kSales || path == kStock || path == kStockOfBranch;
  if (!get && !post) return Answer{Json(ErrorAnswer("Ruta no encontrada"), 404)};
  if (request.method != (get ? "GET" : "POST")) {
    return Answer{Json(ErrorAnswer("Metodo no permitido"), 405)};
  }
  if (path == kSales) return Sales(request, faults);
  if (post) return Stock(request, path == kStockOfBranch, faults);
  return Answer{Json(WarehousesAnswer(request.Field("sucursal").value_or(""), path == kFloors))};
}

bool KlkSimulator::Core::Control(const ServerRequest& request, const Responder& responder) {
  if (request.path() == kSetFaults) {
    Result<std::vector<Fault>> faults = ParseFaults(request.body);
    if (!faults.ok()) {
      responder.Send(Text(400, faults.status().FullMessage() + "\n"));
      return true;
    }
    plan_.Set(*std::move(faults));
    responder.Send(Text(200, "ok\n"));
    return true;
  }
  if (request.path() != kCounts) return false;
  const KlkCounts now = counts();
  std::string paths;
  for (const auto& [path, count] : now.by_path) {
    paths += fmt::format("{}\"{}\":{}", paths.empty() ? "" : ",", path, count);
  }
  responder.Send(
      Json(fmt::format(R"({{"requests":{},"by_path":{{{}}},"faults":{},"most_parallel":{}}})",
                       now.requests, paths, now.faults, now.most_parallel)));
  return true;
}

void KlkSimulator::Core::Keep(Responder responder, std::shared_ptr<UnderWay> under_way) {
  const std::stop_token token = responder.gone();
  std::uint64_t id = 0;
  {
    const std::lock_guard lock(mutex_);
    id = next_kept_++;
    kept_.emplace(id, Silence{std::move(responder), std::move(under_way), nullptr});
  }
  auto gone = std::make_unique<std::stop_callback<std::function<void()>>>(token, [this, id] {
    std::optional<Silence> ended;  // destroyed without the lock
    const std::lock_guard lock(mutex_);
    if (const auto found = kept_.find(id); found != kept_.end() && found->second.gone) {
      ended = std::move(found->second);
      kept_.erase(found);
    }
  });
  std::optional<Silence> ended;  // destroyed without the lock
  const std::lock_guard lock(mutex_);
  const auto found = kept_.find(id);
  if (found == kept_.end()) return;
  found->second.gone = std::move(gone);
  if (!token.stop_requested()) return;
  ended = std::move(found->second);
  kept_.erase(found);
}

void KlkSimulator::Core::Handle(ServerRequest request, Responder responder) {
  if (Control(request, responder)) return;
  const auto under_way = std::make_shared<UnderWay>(*this, std::string(request.path()));
  const std::vector<Fault> faults = plan_.Strike(request.path(), PlacesOf(request), clock_.Now());
  {
    const std::lock_guard lock(mutex_);
    counts_.faults += static_cast<std::int64_t>(faults.size());
  }
  const auto of_connection = std::find_if(faults.begin(), faults.end(), [](const Fault& fault) {
    return fault.kind <= FaultKind::kCut && fault.kind != FaultKind::kSlow;
  });
  const std::optional<Fault> worst =
      of_connection == faults.end() ? std::nullopt : std::optional(*of_connection);
  if (worst && worst->kind == FaultKind::kSilence) return Keep(std::move(responder), under_way);
  if (worst && worst->kind == FaultKind::kHangUp) return;

  Result<Answer> answer = AnswerTo(request, OfRows(faults));
  if (!answer.ok()) answer = Answer{Json(ErrorAnswer(answer.status().message()))};
  ServerResponse& response = answer->response;
  if (worst) {
    switch (worst->kind) {
      case FaultKind::kStatus:
        response = Text(worst->status, "Error interno del servidor\n");
        break;
      case FaultKind::kHtml: response = Text(200, std::string(kPage), "text/html"); break;
      case FaultKind::kError:
        response = Json(ErrorAnswer("Error al consultar la base de datos"));
        break;
      case FaultKind::kTruncated: response.body.resize(response.body.size() * 2 / 3); break;
      default: CutBody(response); break;
    }
  }
  Duration delay{};
  for (const Fault& fault : faults) {
    if (fault.kind == FaultKind::kSlow) delay += fault.delay + fault.per_row * answer->rows;
  }
  response.hold = under_way;
  if (delay > Duration{}) {
    responder.SendAfter(delay, std::move(response));
  } else {
    responder.Send(std::move(response));
  }
}

KlkSimulator::KlkSimulator(std::unique_ptr<Core> core) : core_(std::move(core)) {}
KlkSimulator::~KlkSimulator() = default;

Result<std::unique_ptr<KlkSimulator>> KlkSimulator::Start(const shops::Trade& trade,
                                                          const Clock& clock, KlkOptions options) {
  auto core = std::make_unique<Core>(trade, clock, std::move(options));
  core->plan().Set(core->options().faults);
  const net::HttpServerOptions server{.address = core->options().address,
                                      .port = core->options().port,
                                      .threads = core->options().threads};
  TELAR_ASSIGN_OR_RETURN(
      core->server, net::HttpServer::Start(
                        server, [core = core.get()](ServerRequest request, Responder responder) {
                          core->Handle(std::move(request), std::move(responder));
                        }));
  return std::unique_ptr<KlkSimulator>(new KlkSimulator(std::move(core)));
}

std::string KlkSimulator::url() const { return core_->server->url(); }
int KlkSimulator::port() const { return core_->server->port(); }
void KlkSimulator::SetFaults(std::vector<Fault> faults) { core_->plan().Set(std::move(faults)); }
Status KlkSimulator::SetListening(bool on) { return core_->server->SetListening(on); }
KlkCounts KlkSimulator::counts() const { return core_->counts(); }

}  // namespace telar::samples::tills
