#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <map>

#include "core/text.h"
#include "tests/analytics/chain_floor.h"
#include "tests/support/paths.h"

// A small chain and what pandas makes of it by the definitions in the headers; both are written by
// tests/analytics/make_golden.py.

namespace telar::analytics {
namespace {

using Cells = std::vector<std::string>;

struct Csv {
  Cells names;
  std::vector<Cells> rows;
};

Csv Read(const std::filesystem::path& file) {
  std::ifstream in(telar::testing::SourceDir() / "tests/golden/analytics" / file);
  EXPECT_TRUE(in) << file;
  const auto cells = [](const std::string& line) {
    const auto parts = Split(line, ',');
    return Cells(parts.begin(), parts.end());
  };
  Csv csv;
  std::string line;
  std::getline(in, line);
  csv.names = cells(line);
  while (std::getline(in, line)) csv.rows.push_back(cells(line));
  return csv;
}

bool Near(const std::string& actual, const std::string& expected) {
  if (actual.empty() || expected.empty()) return actual == expected;
  const double a = std::stod(actual), b = std::stod(expected);
  return std::abs(a - b) <= 1e-9 * std::max(std::abs(a), std::abs(b));
}

class GoldenTest : public ChainTest {
 protected:
  GoldenTest() {
    Run("DELETE FROM ubicaciones");
    for (const std::string table :
         {"ubicaciones", "almacenes", "productos", "productos_precios", "analisis_exclusiones",
          "inventario_actual", "inventario_historico", "ventas"}) {
      Load(table);
    }
    Run("INSERT INTO ventas_dias_cambiados (ubicacion_id, fecha) SELECT ubicacion_id, fecha FROM "
        "ventas GROUP BY ubicacion_id, fecha");
  }

  void ExpectTables(const std::string& folder) {
    Expect(folder, "productos_abc_cache", 1);
    Expect(folder, "productos_abc_tienda", 2);
    Expect(folder, "parametros_stock", 2);
    Expect(folder, "quiebres_stock", 3);
    Expect(folder, "productos_analisis_cache", 1);
  }

 private:
  std::map<std::string, db::ColumnInfo> ColumnsOf(const std::string& table) {
    std::map<std::string, db::ColumnInfo> columns;
    const auto connection = *database_->Acquire();
    const auto found = *connection->Columns(table);
    for (const auto& column : found) columns.emplace(column.name, column);
    return columns;
  }

  void Load(const std::string& table) {
    const Csv csv = Read(table + ".csv");
    auto columns = ColumnsOf(table);
    constexpr std::size_t kRows = 500;
    for (std::size_t from = 0; from < csv.rows.size(); from += kRows) {
      Cells rows;
      for (std::size_t i = from; i < std::min(from + kRows, csv.rows.size()); ++i) {
        Cells values;
        for (std::size_t c = 0; c < csv.names.size(); ++c) {
          const bool null = csv.rows[i][c].empty() && columns.at(csv.names[c]).nullable;
          values.push_back(null ? "NULL" : "'" + csv.rows[i][c] + "'");
        }
        rows.push_back("(" + Join(values, ", ") + ")");
      }
      Run("INSERT INTO " + table + " (" + Join(csv.names, ", ") + ") VALUES " + Join(rows, ", "));
    }
  }

  /// Rows by the first `keys` cells.
  void Expect(const std::string& folder, const std::string& table, std::size_t keys) {
    const Csv csv = Read(std::filesystem::path(folder) / (table + ".csv"));
    auto columns = ColumnsOf(table);
    ASSERT_EQ(columns.size(), csv.names.size() + (columns.contains("fecha_calculo") ||
                                                  columns.contains("updated_at")));
    std::map<Cells, Cells> actual;
    const auto connection = *database_->Acquire();
    ASSERT_OK(connection->Query(
        "SELECT " + Join(csv.names, ", ") + " FROM " + table, {}, [&](const db::Row& row) {
          Cells cells;
          for (int i = 0; i < row.size(); ++i) {
            const bool real = AsciiLower(columns.at(csv.names[static_cast<std::size_t>(i)]).type) ==
                              AsciiLower(database_->dialect().real);
            cells.push_back(row.IsNull(i) ? ""
                            : real        ? fmt::format("{:.17g}", *row.AsDouble(i))
                                          : Cell(row, i));
          }
          actual[Cells(cells.begin(), cells.begin() + static_cast<std::ptrdiff_t>(keys))] = cells;
          return Status::Ok();
        }));
    EXPECT_EQ(actual.size(), csv.rows.size()) << folder << " " << table;
    for (const Cells& expected : csv.rows) {
      const Cells key(expected.begin(), expected.begin() + static_cast<std::ptrdiff_t>(keys));
      const auto found = actual.find(key);
      if (found == actual.end()) {
        ADD_FAILURE() << folder << " " << table << ": no row " << Join(key, " ");
        continue;
      }
      for (std::size_t c = 0; c < expected.size(); ++c) {
        const std::string& is = found->second[c];
        const bool real =
            AsciiLower(columns.at(csv.names[c]).type) == AsciiLower(database_->dialect().real);
        EXPECT_TRUE(real ? Near(is, expected[c]) : is == expected[c])
            << folder << " " << table << " " << Join(key, " ") << ": " << csv.names[c] << " is "
            << is << ", should be " << expected[c];
      }
      actual.erase(found);
    }
    for (const auto& [key, cells] : actual) {
      ADD_FAILURE() << folder << " " << table << ": unexpected row " << Join(cells, " ");
    }
  }
};

Rules RankingRules() {
  Rules rules;
  rules.rank_a = 5, rules.rank_b = 12, rules.rank_c = 25;
  rules.gap = 5;
  return rules;
}

Rules ParetoRules() {
  Rules rules;
  rules.abc_days = 21, rules.demand_days = 7, rules.state_days = 10, rules.dormant_days = 5;
  rules.model = AbcModel::kParetoByValue;
  rules.rank_a = 3, rules.rank_b = 6, rules.rank_c = 9;
  rules.pareto_a = 33.33, rules.pareto_b = 70;
  rules.xyz_x = 0.75, rules.xyz_y = 1.5, rules.xyz_days = 8;
  rules.gap = 3;
  return rules;
}

TEST_P(GoldenTest, EveryFigureIsThatOfAnIndependentCalculation) {
  ASSERT_OK(Calculate("2026-03-15", RankingRules()));
  ExpectTables("ranking");
}

TEST_P(GoldenTest, ShortWindowsAndAModelByShareAsWell) {
  ASSERT_OK(Calculate("2026-03-15", ParetoRules(), true));
  ExpectTables("pareto");
}

INSTANTIATE_TEST_SUITE_P(Every, GoldenTest, ::testing::ValuesIn(Adapters()),
                         [](const auto& test) { return test.param; });

}  // namespace
}  // namespace telar::analytics
