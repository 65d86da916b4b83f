#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.h"
#include "core/result.h"
#include "core/time.h"
#include "db/database.h"
#include "invoices/classification.h"

namespace telar::invoices {

/// A document that waits for a person.
struct Waiting {
  DocumentId document;
  std::string file_name;
  Instant since{};  ///< When it began to wait.
  std::optional<InvoiceClass> label;
  std::string supplier, currency, total, date, number;  ///< "" where it is missing.
  std::vector<std::string> doubtful;                    ///< Fields below kSureEnough (check.h).
  std::vector<std::string> reasons;
  std::int64_t revision = 0;
};

struct WaitingFilter {
  std::string reason;    ///< A rule ("low_confidence"); "" for any.
  std::string supplier;  ///< A part of its name, whatever its case and accents; "" for any.
  bool without_class = false;
  int limit = 50;  ///< The documents that wait longest.
};

struct WaitingPage {
  std::vector<Waiting> documents;               ///< Oldest first.
  std::int64_t total = 0;                       ///< All that fit the filter.
  std::map<std::string, std::int64_t> by_rule;  ///< How many of them have a reason of each rule.
};

/// What waits for a person and fits the filter. Reads every waiting document once. Errors: those of
/// db::Connection.
Result<WaitingPage> ListWaiting(db::Connection& connection, const WaitingFilter& filter);

/// The document, waiting or not, by the beginning of its SHA-256 (4 digits or more) or its file's
/// name, with or without its folder. kNotFound; kInvalidInput when it may be several, which the
/// hint names.
Result<DocumentId> FindDocument(db::Connection& connection, std::string_view name);

/// The rules of the reasons ("rule: sentence"), each once, in their order.
std::vector<std::string> RulesOf(const std::vector<std::string>& reasons);

}  // namespace telar::invoices
