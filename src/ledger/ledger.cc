#include "ledger/ledger.h"

#include "db/migrations.h"
#include "ledger/schema.h"

namespace telar::ledger {

Result<std::unique_ptr<Ledger>> Ledger::Open(db::Database& database, const Clock& clock,
                                             Random& random, Options options) {
  auto migrated = db::Migrate(database, kComponent, Migrations(), clock);
  if (!migrated.ok()) return std::move(migrated).status().WithContext("open the ledger");
  return std::make_unique<Ledger>(Key(), database, clock, random, options);
}

Ledger::Ledger(Key, db::Database& database, const Clock& clock, Random& random,
               const Options& options)
    : database_(database),
      runs_(database, clock, random, options.owner, options.probe, options.run_silence),
      backlog_(database, clock),
      claims_(database, clock, random, options.owner, options.probe),
      locks_(database, clock, options.owner, options.probe),
      history_(database, clock) {}

}  // namespace telar::ledger
