#pragma once

#include <string>
#include <string_view>

#include "core/result.h"

namespace telar::pos {

/// What is asked of a Stellar database (SQL Server; catalogue and stock in one database, VAD10,
/// transactions in another, VAD20). The decisions in these statements are named and reasoned in
/// docs/formats/tills.md, "Stellar". Values are bound, in the order of the "?"; names of columns in
/// the result are those of field_names.h. Every row says in `filas_totales` how many there are.

/// Stock of one warehouse, one row a product. "?": the warehouse's code.
std::string_view StellarStockQuery();

/// Lines sold on one day from a time on and before another. "?": day, first time, end; without
/// `has_end` day and first time, to the end of the day. Date and time are two columns of the
/// database, each of which is cast for itself: its times of day count from 1899-12-30, and their
/// sum with the date falls two days early. kInvalidConfig when `sales_database` is no plain name.
Result<std::string> StellarSalesQuery(std::string_view sales_database, bool has_end);

}  // namespace telar::pos
