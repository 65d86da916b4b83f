#pragma once

#include <string>
#include <vector>

#include "db/schema_check.h"

namespace telar::pos::warehouse {

/// The columns of a table as a migration writes them, "id {key_text} NOT NULL, …": the one place
/// they stand in. Part of released migrations, so never edited: a later column is a list of its
/// own.
struct TableText {
  std::string name;
  std::string columns;
};

const TableText& Ubicaciones();
const TableText& Almacenes();
const TableText& Productos();
const TableText& InventarioActual();
/// Without `id`, which is of another type where tables have partitions.
const TableText& InventarioHistorico();
const TableText& Ventas();
const TableText& ProductosPrecios();
const TableText& ProductosAjustes();
const TableText& PosCoverage();
/// Without `id`.
const TableText& VentasDiasCambiados();
/// What `ventas_retiradas` has beyond the columns of `ventas`, and what `ventas_apartadas` has.
const TableText& Retirada();
const TableText& Apartada();

/// Name and type word of every column of the list, in its order.
std::vector<db::ExpectedColumn> ColumnsOf(const TableText& table);

/// The same list without NOT NULL and DEFAULT.
std::string WithoutConstraints(const TableText& table);

/// Names alone, joined by ", ".
std::string NamesOf(const TableText& table);

}  // namespace telar::pos::warehouse
