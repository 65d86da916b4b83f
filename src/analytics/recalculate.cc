#include "analytics/recalculate.h"

#include <fmt/format.h>

#include "analytics/availability.h"
#include "analytics/product_states.h"
#include "analytics/working_days.h"

namespace telar::analytics {
namespace {

std::string RulesJson(const Rules& rules, bool full) {
  return fmt::format(
      R"({{"dias":{},"modelo":"{}","ranking":[{},{},{}],"pareto":[{},{}],"xyz":[{},{}],)"
      R"("dias_demanda":{},"completo":{}}})",
      rules.abc_days, AbcModelName(rules.model), rules.rank_a, rules.rank_b, rules.rank_c,
      rules.pareto_a, rules.pareto_b, rules.xyz_x, rules.xyz_y, rules.demand_days, full);
}

/// The row of `abc_cache_control` of one calculation.
class Control {
 public:
  static Result<Control> Begin(db::Connection& connection, const CalculationRequest& request,
                               const Clock& clock) {
    Control control(connection, clock);
    TELAR_RETURN_IF_ERROR(connection
                              .Execute("INSERT INTO abc_cache_control (proceso, inicio, estado, "
                                       "parametros, inicio_utc) VALUES (?, ?, ?, ?, ?)",
                                       {request.process, request.local, std::string("en_proceso"),
                                        RulesJson(request.rules, request.full), control.began_})
                              .status());
    TELAR_RETURN_IF_ERROR(
        connection.Query("SELECT MAX(id) FROM abc_cache_control WHERE inicio_utc = ?",
                         {control.began_}, [&](const db::Row& row) -> Status {
                           TELAR_ASSIGN_OR_RETURN(control.id_, row.AsInt(0));
                           return Status::Ok();
                         }));
    return control;
  }

  Status End(const Status& outcome, std::int64_t rows, const std::string& local) {
    const auto spent =
        std::chrono::duration_cast<std::chrono::milliseconds>(clock_->Now() - began_).count();
    return connection_
        ->Execute(
            "UPDATE abc_cache_control SET fin = ?, estado = ?, registros = ?, duracion_ms = "
            "?, error = ? WHERE id = ?",
            {local, std::string(outcome.ok() ? "completado" : "error"), rows,
             static_cast<std::int64_t>(spent),
             outcome.ok() ? db::Value(db::Null()) : db::Value(outcome.ToString()), id_})
        .status();
  }

 private:
  Control(db::Connection& connection, const Clock& clock)
      : connection_(&connection), clock_(&clock), began_(clock.Now()) {}
  db::Connection* connection_;
  const Clock* clock_;
  Instant began_;
  std::int64_t id_ = 0;
};

Status Rebuild(db::Connection& connection, const Script& script, const CalculationRequest& request,
               Calculation& result) {
  const Horizon horizon{request.today};
  TELAR_ASSIGN_OR_RETURN(auto transaction, db::Transaction::Begin(connection));
  TELAR_RETURN_IF_ERROR(GatherDays(connection, script, request.rules, horizon));
  TELAR_RETURN_IF_ERROR(GatherAvailability(connection, script, request.rules, horizon));
  TELAR_ASSIGN_OR_RETURN(result.abc,
                         RebuildAbc(connection, script, request.rules, horizon, request.local));
  TELAR_ASSIGN_OR_RETURN(result.stock, RebuildStockParameters(connection, script, request.rules,
                                                              horizon, request.local));
  TELAR_ASSIGN_OR_RETURN(result.states, RebuildProductStates(connection, script, request.rules,
                                                             horizon, request.local));
  TELAR_RETURN_IF_ERROR(DropAvailability(connection, script));
  TELAR_RETURN_IF_ERROR(DropDays(connection, script));
  return transaction.Commit();
}

}  // namespace

Result<Calculation> Recalculate(db::Database& database, const CalculationRequest& request,
                                const Clock& clock, const DailyProgress& progress) {
  TELAR_RETURN_IF_ERROR(CheckRules(request.rules));
  const Script script(database);
  TELAR_ASSIGN_OR_RETURN(const auto connection, database.Acquire());
  TELAR_ASSIGN_OR_RETURN(auto control, Control::Begin(*connection, request, clock));
  Calculation result;
  const Status done = [&]() -> Status {
    if (request.full) TELAR_RETURN_IF_ERROR(MarkEveryDay(*connection, script));
    TELAR_ASSIGN_OR_RETURN(result.daily, FollowSales(*connection, script, progress));
    return Rebuild(*connection, script, request, result);
  }();
  const std::int64_t rows = result.abc.products + result.abc.in_stores + result.stock.parameters;
  const Status noted = control.End(done, done.ok() ? rows : 0, request.local);
  TELAR_RETURN_IF_ERROR(done);
  TELAR_RETURN_IF_ERROR(noted);
  return result;
}

}  // namespace telar::analytics
