#include "pos/warehouse/legacy.h"

#include "db/migrations.h"
#include "tests/pos/warehouse/shop_floor.h"

namespace telar::pos::warehouse {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// The tables of the earlier platform, with one of its two unique keys.
constexpr std::string_view kOldTables = R"sql(
CREATE TABLE ubicaciones (id VARCHAR(50) PRIMARY KEY, codigo VARCHAR(10), nombre VARCHAR(200) NOT NULL,
  tipo VARCHAR(20), region VARCHAR(50), activo BOOLEAN, fecha_creacion {datetime});
CREATE TABLE almacenes (codigo VARCHAR(50) PRIMARY KEY, nombre VARCHAR(200),
  ubicacion_id VARCHAR(50) NOT NULL REFERENCES ubicaciones (id), activo BOOLEAN,
  fecha_creacion {datetime});
CREATE TABLE productos (id VARCHAR(50) PRIMARY KEY, codigo VARCHAR(50) NOT NULL UNIQUE,
  nombre VARCHAR(500) NOT NULL, marca VARCHAR(100), activo BOOLEAN);
CREATE TABLE inventario_actual (ubicacion_id VARCHAR(50) NOT NULL REFERENCES ubicaciones (id),
  producto_id VARCHAR(50) NOT NULL REFERENCES productos (id), almacen_codigo VARCHAR(50) NOT NULL,
  cantidad NUMERIC(12,4), fecha_creacion {datetime}, fecha_actualizacion {datetime},
  PRIMARY KEY (ubicacion_id, producto_id, almacen_codigo));
CREATE TABLE inventario_historico (id {serial_primary_key}, ubicacion_id VARCHAR(50) NOT NULL,
  producto_id VARCHAR(50) NOT NULL, almacen_codigo VARCHAR(50) NOT NULL, fecha_snapshot {datetime} NOT NULL,
  cantidad NUMERIC(12,4) NOT NULL, cantidad_cambio NUMERIC(12,4), etl_batch_id VARCHAR(50),
  UNIQUE (ubicacion_id, producto_id, almacen_codigo, fecha_snapshot));
CREATE TABLE ventas (id {serial_primary_key}, numero_factura VARCHAR(100), fecha_venta {datetime},
  ubicacion_id VARCHAR(50), almacen_codigo VARCHAR(50), producto_id VARCHAR(50),
  cantidad_vendida NUMERIC(18,4), venta_total NUMERIC(18,2), fecha_creacion {datetime}, UNIQUE (UNICA));
CREATE INDEX idx_ventas_fecha ON ventas (fecha_venta);
CREATE VIEW ventas_por_tienda AS SELECT ubicacion_id, COUNT(*) AS lineas FROM ventas GROUP BY ubicacion_id;
CREATE VIEW tiendas_activas AS SELECT ubicacion_id FROM ventas_por_tienda WHERE lineas > 0;
INSERT INTO ubicaciones (id, nombre) VALUES ('tienda_07', 'Lomas');
INSERT INTO productos (id, codigo, nombre) VALUES ('A', 'A', 'Harina');
INSERT INTO almacenes (codigo, nombre, ubicacion_id) VALUES ('PISO', 'Piso', 'tienda_07');
INSERT INTO inventario_actual (ubicacion_id, producto_id, almacen_codigo, cantidad)
  VALUES ('tienda_07', 'A', 'PISO', 4);
INSERT INTO inventario_historico (ubicacion_id, producto_id, almacen_codigo, fecha_snapshot, cantidad)
  VALUES ('tienda_07', 'A', 'PISO', '2026-01-05 10:00:00', 9);
INSERT INTO ventas (numero_factura, fecha_venta, ubicacion_id, cantidad_vendida, fecha_creacion) VALUES
  ('F1_L1', '2026-01-05 10:00:00', 'tienda_07', 1, '2026-01-05 11:00:00'),
  ('tienda_07_F1_L1', '2026-01-05 10:00:00', 'tienda_07', 2, '2026-01-06 11:00:00'),
  ('tienda_07_F2_L12', '2026-02-05 10:00:00', 'tienda_07', 3, NULL),
  ('SUELTA', '2026-02-06 10:00:00', 'tienda_07', 4, NULL),
  (NULL, '2026-02-06 10:00:00', 'tienda_07', 5, NULL);
)sql";

class LegacyTest : public FloorTest {
 protected:
  void OldTables(const std::string& unique = "numero_factura, ubicacion_id") {
    std::string sql(kOldTables);
    sql.replace(sql.find("UNICA"), 5, unique);
    auto expanded = db::ExpandTypes(sql, database().dialect());
    ASSERT_OK(expanded);
    Run(*expanded);
  }
};

TEST_P(LegacyTest, OldSalesGetTheOneKeyAndDoubledLinesBecomeOne) {
  OldTables();
  PrepareIt();
  EXPECT_THAT(Rows("SELECT numero_factura, documento, linea, fecha, cantidad_vendida FROM ventas "
                   "ORDER BY 1"),
              ElementsAre("F1_L1|F1|1|2026-01-05|2", "F2_L12|F2|12|2026-02-05|3",
                          "SUELTA|-|-|2026-02-06|4"));
}

TEST_P(LegacyTest, TheOtherUniqueKeyIsTakenOverToo) {
  OldTables("numero_factura");
  PrepareIt();
  EXPECT_THAT(Rows("SELECT COUNT(*) FROM ventas"), ElementsAre("3"));
}

TEST_P(LegacyTest, WhatTheKeyRefusesIsSetAsideWithTheReason) {
  OldTables();
  PrepareIt();
  EXPECT_THAT(Rows("SELECT motivo, numero_factura, numero_factura_anterior, cantidad_vendida FROM "
                   "ventas_apartadas ORDER BY 4"),
              ElementsAre("repetida|F1_L1|F1_L1|1", "sin_clave|-|-|5"));
  EXPECT_THAT(Rows("SELECT COUNT(*) FROM ventas_anterior"), ElementsAre("5"));
}

TEST_P(LegacyTest, ViewsOfTheirsReadTheNewTables) {
  OldTables();
  PrepareIt();
  EXPECT_THAT(Rows("SELECT lineas FROM ventas_por_tienda"), ElementsAre("3"));
  Run("DROP TABLE ventas_anterior");
  Run("DELETE FROM ventas");
  EXPECT_THAT(Rows("SELECT ubicacion_id FROM tiendas_activas"), IsEmpty());
}

TEST_P(LegacyTest, StockIsGoneOnWithFromTheOldRows) {
  OldTables();
  PrepareIt();
  EXPECT_THAT(Rows("SELECT producto_id, cantidad FROM inventario_historico"), ElementsAre("A|9"));
  auto counts = InTransaction([&](db::Connection& connection) {
    return LoadStock(connection, location_, location_.warehouses[0],
                     std::vector{Product("A", Decimal(6)), Product("B", Decimal(1))}, {}, By(1));
  });
  ASSERT_OK(counts);
  EXPECT_EQ(counts->changed, 1);
  EXPECT_EQ(counts->inserted, 1);
  EXPECT_THAT(Rows("SELECT cantidad_cambio FROM inventario_historico WHERE producto_id = 'A' ORDER "
                   "BY fecha_snapshot"),
              ElementsAre("-", "2"));
  EXPECT_THAT(Rows("SELECT nombre, marca FROM productos WHERE id = 'A'"),
              ElementsAre("Harina A|Molino"));
}

TEST_P(LegacyTest, ACrashBetweenTheStepsIsGoneOnFrom) {
  OldTables();
  ASSERT_OK(MakeRoom(database(), clock_));
  EXPECT_THAT(Rows("SELECT COUNT(*) FROM ventas_legado"), ElementsAre("5"));
  ASSERT_OK(MakeRoom(database(), clock_));
  PrepareIt();
  PrepareIt();
  EXPECT_THAT(Rows("SELECT COUNT(*) FROM ventas"), ElementsAre("3"));
  auto connection = database().Acquire();
  EXPECT_THAT(*(*connection)->Tables(), ::testing::Not(Contains("ventas_legado")));
}

TEST_P(LegacyTest, SeveralProcessesMayTakeOverAtOnce) {
  OldTables();
  std::vector<std::thread> threads;
  std::vector<Status> done(3);
  for (auto& status : done) {
    threads.emplace_back([&] { status = Prepare(database(), clock_); });
  }
  for (auto& thread : threads) thread.join();
  for (const auto& status : done) EXPECT_OK(status);
  EXPECT_THAT(Rows("SELECT COUNT(*) FROM ventas"), ElementsAre("3"));
}

TEST_P(LegacyTest, ALineReadAgainMeetsItsOldRow) {
  OldTables();
  PrepareIt();
  const Date day = std::chrono::year(2026) / 1 / 5;
  auto counts = InTransaction([&](db::Connection& connection) -> Result<SalesCounts> {
    TELAR_ASSIGN_OR_RETURN(
        auto load,
        SalesLoad::Begin(connection, location_,
                         {MidnightOf(day), MidnightOf(std::chrono::year(2026) / 1 / 6)}, By(1)));
    TELAR_RETURN_IF_ERROR(load.Add(Sale("F1_L1", "2026-01-05 10:00:00", 2)));
    return load.Finish({});
  });
  ASSERT_OK(counts);
  EXPECT_EQ(counts->changed, 1);
  EXPECT_EQ(counts->inserted + counts->removed, 0);
}

/// The earlier platform wrote to a server; a copy in SQLite stands in for it. DuckDB renames no
/// table that has indexes or views.
std::vector<std::string> AdaptersWithOldTables() {
  std::vector<std::string> names = Adapters();
  std::erase(names, "duckdb");
  return names;
}

INSTANTIATE_TEST_SUITE_P(Every, LegacyTest, ::testing::ValuesIn(AdaptersWithOldTables()),
                         [](const auto& test) { return test.param; });

}  // namespace
}  // namespace telar::pos::warehouse
