#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/clock.h"
#include "core/result.h"
#include "samples/shops/trade.h"
#include "samples/tills/faults.h"
#include "samples/tills/klk_query.h"

namespace telar::samples::tills {

struct KlkOptions {
  std::string address = "127.0.0.1";
  int port = 0;  ///< 0: any that is free.
  int threads = 4;
  HourRules hours;
  std::uint64_t fault_seed = 1;    ///< Of faults that strike a percentage of requests.
  std::vector<Fault> faults = {};  ///< From the first request on, until others are set.
};

/// What was asked so far.
struct KlkCounts {
  std::int64_t requests = 0;
  std::map<std::string, std::int64_t> by_path;
  std::int64_t faults = 0;  ///< Strikes; a request may meet several.
  int most_parallel = 0;    ///< Requests under way at the same time, silent ones included.
};

/// The KLK REST API over the invented trade: JSON over plain HTTP, no authentication, no paging.
///
///   GET  /maestra/almacenes/Reposicion[?sucursal=CODE]   warehouses
///   GET  /maestra/almacenes/pisoventa                    sales floors
///   POST /maestra/articulos/almacen      {"Codigoalmacen": CODE or [CODE, …]}
///   POST /maestra/articulos/reposicion   {"CodigoSucursal": CODE or [CODE, …]}
///   POST /ventas                         {"sucursal", "fecha_desde", "fecha_hasta", …}
///
/// Answers show the trade at the clock's time. What is asked for wrongly (an unknown code, a date
/// that is none) is answered 200 with {"error": …}, an unknown path 404. Codes of places whose till
/// is another system are unknown.
///
/// Beside the API, for a simulator that is a program of its own: POST /simulator/faults with the
/// text of ParseFaults replaces the plan (400 says what is wrong with it), GET /simulator/counts
/// gives KlkCounts as JSON. Neither is counted or struck.
///
/// Of several faults that strike one request the first that concerns the connection wins (silence,
/// hang_up, status, html, error, cut, truncated); those that concern rows add up, and so do delays.
class KlkSimulator {
 public:
  /// Listens when it returns; errors as HttpServer::Start. `trade` and `clock` outlive it.
  static Result<std::unique_ptr<KlkSimulator>> Start(const shops::Trade& trade, const Clock& clock,
                                                     KlkOptions options = {});
  ~KlkSimulator();
  KlkSimulator(const KlkSimulator&) = delete;
  KlkSimulator& operator=(const KlkSimulator&) = delete;

  std::string url() const;
  int port() const;

  void SetFaults(std::vector<Fault> faults);
  /// While off, connections are refused.
  Status SetListening(bool on);
  KlkCounts counts() const;

 private:
  class Core;
  explicit KlkSimulator(std::unique_ptr<Core> core);
  std::unique_ptr<Core> core_;
};

}  // namespace telar::samples::tills
