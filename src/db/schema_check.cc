#include "db/schema_check.h"

#include <algorithm>

#include "core/text.h"
#include "db/migrations.h"

namespace telar::db {
namespace {

/// Lower case, no spaces around parentheses and commas, without the words that make a serial key.
std::string NormalType(std::string_view type) {
  std::string text = AsciiLower(CollapseSpaces(type));
  for (const std::string_view end : {" primary key", " generated", " auto_increment", " default"}) {
    text = text.substr(0, text.find(end));
  }
  std::string normal;
  for (const char c : text) {
    const bool mark = c == '(' || c == ')' || c == ',';
    if (mark && !normal.empty() && normal.back() == ' ') normal.pop_back();
    if (c == ' ' && !normal.empty() && (normal.back() == '(' || normal.back() == ',')) continue;
    normal.push_back(c);
  }
  return normal;
}

bool HasIndex(const std::vector<IndexInfo>& live, const ExpectedIndex& wanted) {
  return std::any_of(live.begin(), live.end(), [&](const IndexInfo& index) {
    return index.columns == wanted.columns && (index.unique || !wanted.unique);
  });
}

Status CheckTable(Connection& connection, const Dialect& dialect, const ExpectedTable& table,
                  std::vector<SchemaDifference>& differences) {
  using Kind = SchemaDifference::Kind;
  const auto live = connection.Columns(table.name);
  if (live.status().code() == Code::kNotFound) {
    differences.push_back({Kind::kMissingTable, table.name, "", "", ""});
    return Status::Ok();
  }
  TELAR_RETURN_IF_ERROR(live.status());
  for (const ExpectedColumn& column : table.columns) {
    TELAR_ASSIGN_OR_RETURN(const std::string wanted, ExpandTypes(column.type, dialect));
    const auto found = std::find_if(live->begin(), live->end(), [&](const ColumnInfo& info) {
      return AsciiLower(info.name) == AsciiLower(column.name);
    });
    if (found == live->end()) {
      differences.push_back({Kind::kMissingColumn, table.name, column.name, "", ""});
    } else if (NormalType(found->type) != NormalType(wanted)) {
      differences.push_back({Kind::kTypeDiffers, table.name, column.name, wanted, found->type});
    }
  }
  if (table.indexes.empty()) return Status::Ok();
  TELAR_ASSIGN_OR_RETURN(const std::vector<IndexInfo> indexes, connection.Indexes(table.name));
  for (const ExpectedIndex& index : table.indexes) {
    if (!HasIndex(indexes, index)) {
      differences.push_back({Kind::kMissingIndex, table.name, Join(index.columns, ", "), "", ""});
    }
  }
  return Status::Ok();
}

}  // namespace

std::string SchemaDifference::ToString() const {
  switch (kind) {
    case Kind::kMissingTable: return "table " + table + " is missing";
    case Kind::kMissingColumn: return table + "." + object + " is missing";
    case Kind::kTypeDiffers:
      return table + "." + object + " is " + found + ", expected " + expected;
    case Kind::kMissingIndex: return "an index of " + table + " on (" + object + ") is missing";
  }
  return "";
}

Result<std::vector<SchemaDifference>> CheckSchema(Connection& connection, const Dialect& dialect,
                                                  std::span<const ExpectedTable> expected) {
  std::vector<SchemaDifference> differences;
  for (const ExpectedTable& table : expected) {
    TELAR_RETURN_IF_ERROR(CheckTable(connection, dialect, table, differences));
  }
  return differences;
}

}  // namespace telar::db
