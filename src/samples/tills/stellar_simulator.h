#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/clock.h"
#include "core/result.h"
#include "samples/shops/trade.h"
#include "samples/tds/tds_server.h"
#include "samples/tills/faults.h"

namespace telar::samples::tills {

struct StellarOptions {
  int port = 0;                ///< 0: any that is free.
  std::string user, password;  ///< Others are refused; user "": everybody may.
  /// Whose sales VAD20 holds; null: none, as distribution centres sell nothing.
  const shops::Shop* sells = nullptr;
  std::uint64_t fault_seed = 1;
};

/// What was asked so far.
struct StellarCounts {
  std::int64_t queries = 0;
  std::int64_t rows = 0;  ///< Sent.
  std::int64_t faults = 0;
};

/// A Stellar point-of-sale server: databases VAD10 (catalogue, stock) and VAD20 (transactions) of
/// the invented trade behind the protocol of SQL Server (samples/tds), as of the clock's time.
///
/// It knows no SQL. A query that names MA_DEPOPROD is answered with the stock of the warehouse
/// whose code is among its parameters or quoted texts (1413, 1710, 1801; also of a shop on the
/// other till), newest row id first, without weighed goods when it says n_TipoPeso = 0. One that
/// names MA_TRANSACCION is answered with the sales between the two moments among its parameters,
/// both included. Columns are those of the query's SELECT, recognised by their aliases
/// (codigo_producto, stock, numero_factura, fecha, …) or by Stellar's own names (n_CostoAct,
/// c_Numero, …); one that is not known is NULL in every row. Any other query is error 208.
///
/// Faults: `path` is "stock" or "sales", `place` a warehouse code or location. silence, slow,
/// hang_up (a reset), status and error (error 1205), cut and truncated, doubled, empty, nulls and
/// garbage do what FaultKind says; html, empty_claiming, total and text have no meaning here.
/// Garbage rows have no product, or no number or no date where one belongs.
class StellarSimulator {
 public:
  /// Listens on 127.0.0.1 when it returns; kUnavailable when the port cannot be had. `trade` and
  /// `clock` outlive it.
  static Result<std::unique_ptr<StellarSimulator>> Start(const shops::Trade& trade,
                                                         const Clock& clock,
                                                         StellarOptions options = {});
  ~StellarSimulator();
  StellarSimulator(const StellarSimulator&) = delete;
  StellarSimulator& operator=(const StellarSimulator&) = delete;

  int port() const;
  /// What the wire would carry for a statement.
  tds::Answer AnswerTo(const tds::Request& request);
  void SetFaults(std::vector<Fault> faults);
  StellarCounts counts() const;

 private:
  class Core;
  explicit StellarSimulator(std::unique_ptr<Core> core);
  std::unique_ptr<Core> core_;
};

}  // namespace telar::samples::tills
