#pragma once

#include <span>
#include <string>
#include <vector>

#include "db/database.h"

namespace telar::db {

struct ExpectedColumn {
  std::string name;
  std::string type;  ///< A type word as in a migration: "{decimal(18,4)}", "{text}".
};

struct ExpectedIndex {
  std::vector<std::string> columns;  ///< In order; the index's name does not matter.
  bool unique = false;               ///< A unique index also serves where none is asked for.
};

struct ExpectedTable {
  std::string name;
  std::vector<ExpectedColumn> columns;
  std::vector<ExpectedIndex> indexes;
};

/// One thing about the live schema that Telar does not expect.
struct SchemaDifference {
  enum class Kind { kMissingTable, kMissingColumn, kTypeDiffers, kMissingIndex };
  Kind kind = Kind::kMissingTable;
  std::string table;
  std::string object;           ///< Column name, or index columns joined by ", "; "" for a table.
  std::string expected, found;  ///< Types; "" unless the type differs.

  /// "ventas.total is REAL, expected DECIMAL(18,4)".
  std::string ToString() const;
  friend bool operator==(const SchemaDifference&, const SchemaDifference&) = default;
};

/// Compares the live schema with `expected`, in its order; empty when everything is there. Tables,
/// columns and indexes beyond the expected are not differences: databases in the wild have them.
/// kInternal for an unknown type word, else what the database says.
Result<std::vector<SchemaDifference>> CheckSchema(Connection& connection, const Dialect& dialect,
                                                  std::span<const ExpectedTable> expected);

}  // namespace telar::db
