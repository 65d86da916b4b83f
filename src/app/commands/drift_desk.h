#pragma once

#include <memory>
#include <optional>

#include "app/context.h"
#include "config/settings.h"
#include "db/database.h"
#include "models/drift_check.h"
#include "models/registry.h"
#include "store/object_store.h"

namespace telar::app {

/// What `telar drift check` works with: the registry, the drift store and the database of
/// observations. With `make`, folders that are missing are made; without, what is missing is null.
/// The database is null when its file does not exist.
struct DriftDesk {
  std::unique_ptr<store::ObjectStore> models;
  std::unique_ptr<store::ObjectStore> drift;
  std::unique_ptr<db::Database> database;
  std::optional<db::PooledConnection> connection;  ///< Of `database`.
};
Result<std::unique_ptr<DriftDesk>> OpenDriftDesk(const config::Settings& settings, Context& context,
                                                 bool make);

/// The archived object of a document, or the name it came under; "" when it is not in the database.
Result<std::string> WhereaboutsOf(db::Connection& connection, const std::string& document);

}  // namespace telar::app
