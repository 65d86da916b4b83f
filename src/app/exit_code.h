#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "core/status.h"

namespace telar::app {

/// How `telar` ends; a promise to scripts and schedulers. Airflow reads 99 as "skipped".
enum class ExitCode : int {
  kDone = 0,        ///< Everything was done.
  kUsage = 2,       ///< The command line is wrong.
  kConfig = 3,      ///< A setting, a right or a check of doctor is wrong: a person edits something.
  kSourceDown = 5,  ///< Where data comes from did not answer.
  kDestinationDown = 6,  ///< Where data goes did not answer, or output could not be written.
  kContractBroken = 7,   ///< A data contract or guard refused to go on.
  kSomeNeedPeople = 8,   ///< Some items failed or wait for a human.
  kAllFailed = 9,        ///< Every item failed.
  kNothingToDo = 99,     ///< There was nothing to do.
  kInterrupted = 130,    ///< SIGINT: drained, resumable.
  kTerminated = 143,     ///< SIGTERM: drained, resumable.
};

/// Every exit code, in numeric order.
std::span<const ExitCode> AllExitCodes();
/// One line for help and manual.
std::string_view ExitCodeMeaning(ExitCode code);

/// The exit code of a command that ended with this status:
///
///   status                                     role none   source   destination
///   invalid_input, not_found                   2           7, 5     7, 6
///   already_exists                             2           7        7
///   invalid_config, permission_denied          3           3        3
///   unavailable, deadline_exceeded, conflict   5           5        6
///   contract_broken, limit_exceeded, internal  7           7        7
///   cancelled                                  130 (`signal` is not SIGTERM) or 143
ExitCode ExitCodeFor(const Status& status, int signal = 0);

/// What came of the items of one run or of the files of one command.
struct ItemCounts {
  std::int64_t total = 0;   ///< Items that were to be worked on.
  std::int64_t failed = 0;  ///< Attempts used up, or the file could not be read.
  /// Review and rejected (a person looks), and what was left for a later run.
  std::int64_t people = 0;
};

/// 130 or 143 when `signal` stopped the run, 99 without items, 9 when every item failed, 8 when
/// some failed or wait for a person, otherwise 0.
ExitCode ExitCodeFor(const ItemCounts& counts, int signal = 0);

}  // namespace telar::app
