#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/database.h"
#include "db/postgres/session.h"

namespace telar::db::postgres {

/// Names and types of a result's columns.
struct Shape {
  std::vector<std::string> names;
  std::vector<std::uint32_t> types;
};

/// A row in the server's text form.
class TextRow final : public Row {
 public:
  explicit TextRow(const Shape& shape) : shape_(shape), cells_(shape.names.size()) {}
  int size() const override { return static_cast<int>(cells_.size()); }
  std::string Name(int i) const override { return shape_.names[static_cast<std::size_t>(i)]; }
  bool IsNull(int i) const override { return !cells_[static_cast<std::size_t>(i)].has_value(); }
  Value Get(int i) const override;

  std::vector<std::optional<std::string_view>>& cells() { return cells_; }

 private:
  const Shape& shape_;
  std::vector<std::optional<std::string_view>> cells_;
};

/// The rows of the query that was just sent, one at a time. Whoever wants to send something else
/// before the end calls KeepRest first.
class RowStream {
 public:
  RowStream(const Session& session, std::string_view operation, const Shape& shape)
      : session_(session), operation_(operation), row_(shape) {}

  /// Null at the end. Valid until the next call.
  Result<const Row*> Next();
  /// Takes the rows that are left into memory; the row at hand stays valid.
  void KeepRest();
  /// Forgets what is left, so that something else may be sent.
  void Drop();
  bool ended() const { return ended_; }

 private:
  /// The next row of the server; null at the end, which `end_` tells.
  ResultHandle Receive();

  const Session& session_;
  const std::string_view operation_;
  TextRow row_;
  ResultHandle current_;
  bool ended_ = false;  // nothing is left with the server
  Status end_;
  std::string kept_;  // each cell: its length, -1 for NULL, and its bytes
  std::size_t kept_at_ = 0;
};

}  // namespace telar::db::postgres
