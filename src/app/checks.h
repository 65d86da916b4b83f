#pragma once

#include <string>
#include <vector>

#include "app/context.h"
#include "config/load.h"

namespace telar::app {

/// One thing `telar doctor` looked at.
struct CheckResult {
  enum class Grade { kOk, kWarn, kFail };
  std::string name;  ///< "database", "reader.seccomp": stable, for programs.
  Grade grade = Grade::kOk;
  std::string detail;     ///< What was found, one sentence without its point.
  std::string hint = {};  ///< What to do; empty when nothing.
};
std::string_view GradeName(CheckResult::Grade grade);  ///< "ok", "warn", "fail".

/// The checks, each on its own: a failed one never hides the next. None of them changes anything:
/// no database, folder or table is made.

/// Opens, schema as expected (ledger and invoices); a file that does not exist yet is fine when its
/// folder can be written.
std::vector<CheckResult> CheckDatabase(const config::Settings& settings);
/// The locations file is right, the tills' database as expected (pos/work_schema.h), and the
/// servers of the active locations take connections. One check that says so when there is no
/// locations file: then nothing of the tills is looked at, and no network is needed.
std::vector<CheckResult> CheckTills(const config::Loaded& loaded, Context& context);
/// Inbox and archive exist (the archive may be missing), can be listed and written.
std::vector<CheckResult> CheckStores(const config::Settings& settings, const Clock& clock);
/// The champion's file is whole and can be served here; or what is done without one.
CheckResult CheckModel(const config::Settings& settings, const Clock& clock);
/// telar-reader starts, what protects it, and OCR in every configured language on a small picture.
std::vector<CheckResult> CheckReader(const config::Settings& settings, Context& context);
/// Processor features, memory for the readers, disk space, clock and time zone.
std::vector<CheckResult> CheckMachine(const config::Settings& settings, const Clock& clock);

}  // namespace telar::app
