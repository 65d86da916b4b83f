#include "db/duckdb/errors.h"

#include <array>
#include <string>

namespace telar::db::duckdb {
namespace {

bool Has(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

struct Kind {
  std::string_view start;
  Code code;
  std::string_view hint = "";
};

constexpr std::string_view kMemory =
    "Give the database more memory, or change fewer rows in one transaction.";

constexpr std::array<Kind, 24> kKinds{
    {{"Constraint Error", Code::kContractBroken},
     {"TransactionContext Error", Code::kInternal},
     {"Transaction Error", Code::kInternal},
     {"Conversion Error", Code::kInvalidInput},
     {"Out of Range Error", Code::kInvalidInput},
     {"Invalid Input Error", Code::kInvalidInput},
     {"Mismatch Type Error", Code::kInvalidInput},
     {"Decimal Error", Code::kInvalidInput},
     {"Invalid Error", Code::kInvalidInput},
     {"Object Size Error", Code::kLimitExceeded},
     {"Out of Memory Error", Code::kLimitExceeded, kMemory},
     {"IO Error", Code::kUnavailable, "Check the disk of the database."},
     {"Permission Error", Code::kPermissionDenied},
     {"INTERRUPT Error", Code::kCancelled},
     {"Interrupted", Code::kCancelled},
     {"Serialization Error", Code::kContractBroken, "Restore the file from a backup."},
     {"FATAL Error", Code::kUnavailable, "Start the program again; the file is read anew."},
     {"Parser Error", Code::kInternal},
     {"Syntax Error", Code::kInternal},
     {"Binder Error", Code::kInternal},
     {"Catalog Error", Code::kInternal},
     {"Dependency Error", Code::kInternal},
     {"Not implemented Error", Code::kInternal},
     {"INTERNAL Error", Code::kInternal}}};

/// The first line without what stands in single quotes: names are in double quotes or none.
std::string Names(std::string_view text) {
  std::string names;
  bool quoted = false;
  for (const char c : text.substr(0, text.find('\n'))) {
    if (c == '\'') {
      quoted = !quoted;
      if (quoted) names += "…";
    } else if (!quoted) {
      names.push_back(c);
    }
  }
  return names;
}

Status OfConstraint(std::string_view message, const std::string& start) {
  if (Has(message, "Duplicate key") || Has(message, "PRIMARY KEY or UNIQUE")) {
    return Status::AlreadyExists(start + "a key that must be unique is there already");
  }
  if (Has(message, "NOT NULL")) {
    return Status::ContractBroken(start + Names(message.substr(message.find("NOT NULL"))));
  }
  if (Has(message, "CHECK")) return Status::ContractBroken(start + "a CHECK constraint failed");
  if (Has(message, "foreign key")) return Status::ContractBroken(start + "a foreign key is broken");
  return Status::ContractBroken(start + "a constraint is broken");
}

Status OfTransaction(std::string_view message, const std::string& start) {
  if (Has(message, "aborted")) {
    return Status::Conflict(start + "an earlier failure has ended the transaction");
  }
  if (Has(message, "onflict") || Has(message, "Failed to commit")) {
    return Status::Conflict(start + "another statement reads or writes the same rows");
  }
  return Status::Internal(start + Names(message));
}

Status OfInputOutput(std::string_view message, const std::string& start) {
  if (Has(message, "ermission denied") || Has(message, "Read-only file system")) {
    return Status::PermissionDenied(start + "the file may not be written")
        .WithHint("Check the owner and the mode of the file and its folder.");
  }
  if (Has(message, "No space left")) {
    return Status::Unavailable(start + "the disk is full")
        .WithHint("Free space on the disk of the database.");
  }
  return Status::Unavailable(start + "reading or writing failed")
      .WithHint("Check the disk of the database.");
}

}  // namespace

Status StatusOfMessage(std::string_view message, std::string_view operation) {
  const std::string start = std::string(operation) + ": ";
  for (const Kind& kind : kKinds) {
    if (!message.starts_with(kind.start)) continue;
    if (kind.start == "Constraint Error") return OfConstraint(message, start);
    if (kind.start.starts_with("Transaction")) return OfTransaction(message, start);
    if (kind.start == "IO Error") return OfInputOutput(message, start);
    const bool names = kind.start == "Catalog Error" || kind.start == "Binder Error" ||
                       kind.start == "Dependency Error";
    Status status(kind.code, start + (names ? Names(message) : std::string(kind.start)));
    return kind.hint.empty() ? status : std::move(status).WithHint(std::string(kind.hint));
  }
  return Status::Internal(start + "DuckDB failed");
}

Status StatusOfOpening(std::string_view message) {
  constexpr std::string_view kStart = "open the database";
  if (Has(message, "Could not set lock")) {
    std::string who = "another process";
    if (const auto pid = message.find("(PID "); pid != std::string_view::npos) {
      who += " " + std::string(message.substr(pid, message.find(')', pid) + 1 - pid));
    }
    return Status::Unavailable(std::string(kStart) + ": " + who + " has it open")
        .WithHint(
            "DuckDB gives a file to one process at a time: wait for that one or stop it. For "
            "several at once use postgresql: or sqlite:.");
  }
  if (Has(message, "newer") || Has(message, "version number")) {
    return Status::ContractBroken(std::string(kStart) + ": a newer DuckDB wrote it")
        .WithHint("Export it with that version and import it, or run a newer telar.");
  }
  if (Has(message, "not a valid DuckDB") || Has(message, "extension")) {
    return Status::ContractBroken(std::string(kStart) + ": the file is not a DuckDB database")
        .WithHint("Name another file, or move this one away; it is left as it is.");
  }
  if (Has(message, "different configuration")) {
    return Status::InvalidConfig(std::string(kStart) +
                                 ": it is open in this process with other threads or memory");
  }
  if (Has(message, "No such file") || Has(message, "Is a directory")) {
    return Status::InvalidConfig(std::string(kStart) + ": it is no file that can be made")
        .WithHint("Check the path of the database.");
  }
  return StatusOfMessage(message, kStart);
}

}  // namespace telar::db::duckdb
