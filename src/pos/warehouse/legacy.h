#pragma once

#include "core/clock.h"
#include "core/status.h"
#include "db/database.h"

namespace telar::pos::warehouse {

/// The two halves of Prepare around the migrations, for a database with the tables of the earlier
/// platform. Both do nothing elsewhere, may be called any number of times and by several processes,
/// and go on where a crash left them:
///
///   MakeRoom   gives `ventas` and `inventario_historico` of the earlier shape the names
///              "<table>_legado", and adds the columns that its other tables lack;
///   TakeOver   copies the "_legado" tables into the new ones, sets aside what the new key refuses,
///              points views that read the old tables at the new ones, and names the old ones
///              "<table>_anterior": whole, for a person to drop. All in one transaction a table.
Status MakeRoom(db::Database& database, const Clock& clock);
Status TakeOver(db::Database& database, const Clock& clock);

}  // namespace telar::pos::warehouse
