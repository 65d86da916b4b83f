#pragma once

#include <memory>

#include "app/context.h"
#include "config/settings.h"
#include "db/database.h"

namespace telar::app {

/// Opens invoices.database with its tables brought up to date, for what suppliers taught. With
/// `make`, a database file that does not exist yet is made; without, it is kNotFound. Other errors
/// carry Role::kDestination.
Result<std::unique_ptr<db::Database>> OpenLessonDatabase(const config::Settings& settings,
                                                         Context& context, bool make);

}  // namespace telar::app
