#include "db/postgres/row_stream.h"

#include <libpq-fe.h>

#include <array>
#include <cstring>

#include "db/postgres/text_values.h"

namespace telar::db::postgres {
namespace {

/// Reading so many rows away is faster than telling the server.
constexpr int kRowsWorthReading = 20'000;

std::optional<std::string_view> Cell(const PGresult* result, int column) {
  if (PQgetisnull(result, 0, column) != 0) return std::nullopt;
  return std::string_view(PQgetvalue(result, 0, column),
                          static_cast<std::size_t>(PQgetlength(result, 0, column)));
}

}  // namespace

Value TextRow::Get(int i) const {
  const auto& cell = cells_[static_cast<std::size_t>(i)];
  if (!cell) return Null();
  return ValueOfText(*cell, shape_.types[static_cast<std::size_t>(i)]);
}

ResultHandle RowStream::Receive() {
  while (!ended_) {
    ResultHandle result(PQgetResult(session_.raw()));
    if (result == nullptr) {
      ended_ = true;
    } else if (PQresultStatus(result.get()) == PGRES_SINGLE_TUPLE) {
      return result;
    } else if (Status status = session_.StatusOf(result.get(), operation_); !status.ok()) {
      end_ = std::move(status);
    }
  }
  return nullptr;
}

Result<const Row*> RowStream::Next() {
  auto& cells = row_.cells();
  if (kept_at_ < kept_.size()) {
    for (auto& cell : cells) {
      std::int32_t length = 0;
      std::memcpy(&length, kept_.data() + kept_at_, sizeof length);
      kept_at_ += sizeof length;
      cell.reset();
      if (length < 0) continue;
      cell = std::string_view(kept_).substr(kept_at_, static_cast<std::size_t>(length));
      kept_at_ += static_cast<std::size_t>(length);
    }
    return &row_;
  }
  current_ = Receive();
  if (current_ == nullptr) {
    TELAR_RETURN_IF_ERROR(end_);
    return static_cast<const Row*>(nullptr);
  }
  for (std::size_t i = 0; i < cells.size(); ++i) {
    cells[i] = Cell(current_.get(), static_cast<int>(i));
  }
  return &row_;
}

void RowStream::KeepRest() {
  const int columns = row_.size();
  while (const ResultHandle result = Receive()) {
    for (int i = 0; i < columns; ++i) {
      const auto cell = Cell(result.get(), i);
      const std::int32_t length = cell ? static_cast<std::int32_t>(cell->size()) : -1;
      kept_.append(reinterpret_cast<const char*>(&length), sizeof length);
      if (cell) kept_ += *cell;
    }
  }
}

void RowStream::Drop() {
  for (int rows = 0; rows < kRowsWorthReading; ++rows) {
    if (Receive() == nullptr) return;
  }
  if (PGcancel* cancel = PQgetCancel(session_.raw()); cancel != nullptr) {
    std::array<char, 256> unused{};
    PQcancel(cancel, unused.data(), static_cast<int>(unused.size()));
    PQfreeCancel(cancel);
  }
  while (Receive() != nullptr) continue;
}

}  // namespace telar::db::postgres
