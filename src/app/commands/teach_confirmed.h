#pragma once

#include "app/context.h"
#include "config/settings.h"
#include "core/ids.h"
#include "core/result.h"
#include "db/database.h"
#include "invoices/invoice.h"

namespace telar::app {

/// Lets a document that a person accepted teach what its supplier prints where
/// (invoices/memory/teach.h): reads it once more from the inbox, which holds it until the next run.
/// kNotFound when it left the inbox; otherwise the errors of the store, of the reader and of the
/// database.
Status TeachConfirmed(Context& context, const config::Settings& settings, db::Database& database,
                      const DocumentId& document, const invoices::Invoice& confirmed, Instant at);

}  // namespace telar::app
