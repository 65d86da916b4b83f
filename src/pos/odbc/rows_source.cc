#include "pos/odbc/rows_source.h"

#include <charconv>

#include "core/text.h"
#include "pos/odbc/field_names.h"
#include "pos/odbc/rows_archive.h"

namespace telar::pos {
namespace {

constexpr std::uint64_t kMostText = std::uint64_t{4} << 30;
constexpr std::size_t kDateLength = 10;

template <typename Field>
using Fields = std::vector<std::optional<Field>>;

std::string_view TruthOf(std::string_view text) {
  if (text == "1" || text == "t") return "true";
  if (text == "0" || text == "f") return "false";
  return text;
}

Status NoProduct() {
  return Status::InvalidInput("read an archived answer: no column is named product")
      .WithHint("Name the columns of the query as docs/formats/tills.md lists them.");
}

}  // namespace

Result<RawAnswer> FetchRows(const OdbcOptions& to, const BoundStatement& statement,
                            std::string_view query, const FetchOrder& order, const Clock& clock,
                            const RowsLimits& limits) {
  const Patience patience{order.deadline, order.stop};
  TELAR_ASSIGN_OR_RETURN(const auto connection, OdbcConnection::Open(to, clock, patience));
  std::optional<RowsArchive> archive;
  std::optional<std::size_t> count_column;
  std::optional<std::int64_t> claimed;
  OdbcReceiver receiver;
  receiver.columns = [&](const std::vector<std::string>& columns) {
    archive.emplace(query, columns);
    for (std::size_t i = 0; i < columns.size(); ++i)
      if (IsRowCount(columns[i])) count_column = i;
    return Status::Ok();
  };
  receiver.row = [&](OdbcRow row) -> Status {
    if (count_column && row[*count_column]) {
      const std::string_view text = *row[*count_column];
      std::int64_t count = 0;
      if (std::from_chars(text.data(), text.data() + text.size(), count).ec != std::errc())
        return Status::InvalidInput("query " + to.label + ": the count of rows is no number");
      claimed = count;
    }
    archive->Add(row);
    if (archive->raw_bytes() > limits.raw_bytes) {
      return Status::LimitExceeded("query " + to.label + ": the answer has more than " +
                                   std::to_string(limits.raw_bytes) + " bytes")
          .WithHint("Ask for less at once.");
    }
    return Status::Ok();
  };
  TELAR_RETURN_IF_ERROR(connection->Query(statement.sql, statement.parameters, patience, receiver));
  RawAnswer answer = archive->Finish();
  answer.claimed = claimed;
  if (count_column && answer.received == 0) answer.claimed = 0;
  return answer;
}

Status ReadStockRows(std::string_view answer, const StockFn& row) {
  Fields<StockField> fields;
  StockRecord record;
  return ReadRowsArchive(
      answer, "stock", kMostText,
      [&](const std::vector<std::string>& columns) {
        bool product = false;
        for (const std::string& column : columns) {
          fields.push_back(StockFieldOf(column));
          product = product || fields.back() == StockField::kProduct;
        }
        return product ? Status::Ok() : NoProduct();
      },
      [&](RowsArchive::Row cells, std::int64_t position) {
        record.Clear();
        for (std::size_t i = 0; i < cells.size(); ++i)
          if (fields[i] && cells[i]) record.Set(*fields[i], *cells[i]);
        return row(record, position);
      });
}

Status ReadSaleRows(std::string_view answer, const SaleFn& row) {
  Fields<SaleField> fields;
  std::optional<std::size_t> both;
  SaleRecord record;
  return ReadRowsArchive(
      answer, "sales", kMostText,
      [&](const std::vector<std::string>& columns) {
        bool product = false;
        for (std::size_t i = 0; i < columns.size(); ++i) {
          fields.push_back(SaleFieldOf(columns[i]));
          product = product || fields.back() == SaleField::kProduct;
          if (IsDateTime(columns[i])) both = i;
        }
        return product ? Status::Ok() : NoProduct();
      },
      [&](RowsArchive::Row cells, std::int64_t position) {
        record.Clear();
        if (both && cells[*both]) {
          const std::string_view text = *cells[*both];
          record.Set(SaleField::kDate, text.substr(0, kDateLength));
          if (text.size() > kDateLength + 1)
            record.Set(SaleField::kTime, text.substr(kDateLength + 1));
        }
        for (std::size_t i = 0; i < cells.size(); ++i) {
          if (!fields[i] || !cells[i]) continue;
          const bool truth =
              *fields[i] == SaleField::kNonFiscal || *fields[i] == SaleField::kPromotion;
          record.Set(*fields[i], truth ? TruthOf(*cells[i]) : *cells[i]);
        }
        return row(record, position);
      });
}

}  // namespace telar::pos
