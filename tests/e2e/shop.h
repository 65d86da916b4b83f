#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/decimal.h"
#include "tests/support/process.h"
#include "tests/support/temp_folder.h"

namespace telar::testing {

/// A user's folder: telar.yaml, an inbox with drawn invoices, an archive and a SQLite database; and
/// what a user can see of it.
class Shop {
 public:
  Shop();

  /// Draws `count` born-digital invoices into the inbox and remembers their truth.
  void DrawInvoices(int count, std::uint64_t seed, const std::vector<std::string>& more = {});
  /// Adds a file to the inbox.
  void Drop(const std::string& name, const std::string& bytes) const;

  Process::Options Telar(std::vector<std::string> arguments) const;
  Ended RunTelar(std::vector<std::string> arguments) const {
    return Run(Telar(std::move(arguments)));
  }

  /// One product line as a row of either sales table.
  struct Row {
    std::string product;
    Decimal quantity, total;
    friend auto operator<=>(const Row&, const Row&) = default;
  };
  /// Rows of both sales tables by document (SHA-256).
  std::map<std::string, std::vector<Row>> Sales() const;
  /// The same, as drawn.
  const std::map<std::string, std::vector<Row>>& Truth() const { return truth_; }
  /// Where the tables differ from the truth, a sentence a document; empty when every document is in
  /// them exactly once with exactly its lines.
  std::vector<std::string> Differences() const;

  /// SHA-256 of every file, with repetitions.
  std::multiset<std::string> Inbox() const;
  std::multiset<std::string> Archive() const;

  const TempFolder& folder() const { return folder_; }

 private:
  TempFolder folder_;
  std::map<std::string, std::vector<Row>> truth_;
};

}  // namespace telar::testing
