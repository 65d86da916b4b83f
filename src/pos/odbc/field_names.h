#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "pos/record.h"

namespace telar::pos {

/// A name that the columns of a result may have, for a field of a record. Field names are those of
/// record.h in lower case with underscores; the Spanish ones are those of the Stellar queries.
/// docs/formats/tills.md prints both tables.
template <typename Field>
struct FieldName {
  std::string_view column;
  Field field;
};

const std::vector<FieldName<StockField>>& StockColumns();
const std::vector<FieldName<SaleField>>& SaleColumns();

/// The field of a column, without regard to case; nothing for a name that no field has.
std::optional<StockField> StockFieldOf(std::string_view column);
std::optional<SaleField> SaleFieldOf(std::string_view column);

/// A column that says how many rows the statement gives, the same in every row: "total_rows" or
/// "filas_totales".
bool IsRowCount(std::string_view column);
/// A column with date and time of a sale together: "date_time" or "fecha_hora".
bool IsDateTime(std::string_view column);

}  // namespace telar::pos
