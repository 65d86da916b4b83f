#include "pos/retention.h"

#include "pos/answers.h"
#include "pos/warehouse/partitions.h"

namespace telar::pos {
namespace {

Result<std::int64_t> RetireAnswers(const Tills& tills, Instant before) {
  constexpr int kPage = 200;
  std::int64_t gone = 0;
  while (true) {
    std::vector<std::string> keys;
    {
      TELAR_ASSIGN_OR_RETURN(const auto connection, tills.database->Acquire());
      TELAR_ASSIGN_OR_RETURN(keys, Answers::Older(*connection, before, kPage));
    }
    for (const std::string& key : keys) {
      TELAR_RETURN_IF_ERROR(tills.archive->Remove(key, "").WithRole(Role::kDestination));
    }
    if (keys.empty()) return gone;
    TELAR_ASSIGN_OR_RETURN(const auto connection, tills.database->Acquire());
    TELAR_ASSIGN_OR_RETURN(auto transaction, db::Transaction::Begin(*connection));
    for (const std::string& key : keys) TELAR_RETURN_IF_ERROR(Answers::Forget(*connection, key));
    TELAR_RETURN_IF_ERROR(transaction.Commit());
    gone += static_cast<std::int64_t>(keys.size());
  }
}

Result<std::int64_t> RetireRows(const Tills& tills, std::string_view table, Date before) {
  TELAR_ASSIGN_OR_RETURN(const auto connection, tills.database->Acquire());
  return warehouse::DropBefore(*connection, *tills.database, table, before);
}

}  // namespace

Result<Retired> Retire(const Tills& tills, const RetentionRules& rules) {
  Retired retired;
  if (rules.nothing()) return retired;
  const Instant now = tills.clock->Now();
  const auto day = std::chrono::floor<std::chrono::days>(now);
  const RunId today("retention " + FormatDate(Date(day)));
  ledger::Locks& locks = tills.ledger->locks();
  TELAR_ASSIGN_OR_RETURN(const auto holder, locks.HeldBy("pos.retention"));
  if (holder == today) return retired;
  const Status taken = locks.Take("pos.retention", today, std::chrono::hours(24));
  // Yesterday's is still held: it is done a few hours later.
  if (taken.code() == Code::kUnavailable) return retired;
  TELAR_RETURN_IF_ERROR(taken);

  const auto before = [&](int days) { return Date(day - std::chrono::days(days)); };
  if (rules.archive_days > 0) {
    TELAR_ASSIGN_OR_RETURN(retired.answers,
                           RetireAnswers(tills, now - std::chrono::days(rules.archive_days)));
  }
  if (rules.sales_days > 0) {
    TELAR_ASSIGN_OR_RETURN(retired.sales, RetireRows(tills, "ventas", before(rules.sales_days)));
  }
  if (rules.history_days > 0) {
    TELAR_ASSIGN_OR_RETURN(retired.history,
                           RetireRows(tills, "inventario_historico", before(rules.history_days)));
  }
  return retired;
}

}  // namespace telar::pos
