#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/commands/open_ledger.h"
#include "app/context.h"
#include "config/settings.h"
#include "invoices/review.h"

namespace telar::app {

/// What every command of `telar invoices review` works with.
struct ReviewDesk {
  config::Settings settings;
  std::unique_ptr<OpenedLedger> opened;
  std::unique_ptr<invoices::Review> review;
};

/// kNotFound when the database does not exist yet: nothing was read, so nothing waits.
Result<std::unique_ptr<ReviewDesk>> OpenDesk(Context& context);

/// The flags of every command that changes a document: --by, --revision, --dry-run.
std::vector<Flag> ActorFlags();
/// Who acts by those flags; --by unless given is the user of the operating system. A command that
/// goes through several documents has no --revision: `one_document` is false then.
Result<invoices::Actor> ActorOf(const Context& context, bool one_document = true);

/// "name=value" words of a command line; kInvalidInput for one without '='.
Result<std::vector<invoices::FieldChange>> ChangesOf(const Context& context,
                                                     std::span<const std::string> words);

/// Tells what a step did, as `action`, and what a person may do next. With --json one object:
/// {"document","file","action","verdict","reasons","class","revision","run_needed","changes",
/// "warnings","dry_run"}.
void PrintChanged(Context& context, std::string_view action, const invoices::Changed& changed);

/// A step's failure as the exit code of its command: somebody else's change, and an invoice that is
/// loaded already, are guards that refused (7), and are told here; other failures are given back.
Result<ExitCode> RefusedOr(Context& context, const Status& status);

}  // namespace telar::app
