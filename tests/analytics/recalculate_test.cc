#include "analytics/recalculate.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <set>
#include <thread>

#include "core/text.h"
#include "tests/analytics/chain_floor.h"

namespace telar::analytics {
namespace {

using namespace std::chrono_literals;
using ::testing::AnyOf;
using ::testing::ElementsAre;
using ::testing::Eq;
using ::testing::IsEmpty;

class RecalculateTest : public ChainTest {
 protected:
  /// A calculation that takes so long by the clock.
  Result<Calculation> Taking(Duration time, const std::string& today, const Rules& rules = {}) {
    return Recalculate(*database_, {.rules = rules, .today = *ParseDate(today), .local = today},
                       clock_, [&](std::int64_t done, std::int64_t all) {
                         if (done == all) clock_.Advance(time);
                       });
  }
};

TEST_P(RecalculateTest, ACalculationOfMinutesLastsMinutes) {
  Sell({{"t1", "2026-03-01", "a", "1", "1"}});
  ASSERT_OK(Taking(90s + 5ms, "2026-03-02"));
  EXPECT_THAT(Rows("SELECT estado, duracion_ms, error FROM abc_cache_control"),
              ElementsAre("completado|90005|-"));
}

TEST_P(RecalculateTest, AFailedCalculationIsRememberedAndNothingElseOfIt) {
  Sell({{"t1", "2026-03-01", "a", "1", "1"}, {"t1", "2026-03-01", "b", "1", "1"}});
  ASSERT_OK(Calculate("2026-03-02"));
  const auto states = Rows("SELECT * FROM productos_analisis_cache");
  Run("INSERT INTO analisis_exclusiones (fecha, motivo) VALUES ('2026-03-01', 'stocktaking')");
  Sell({{"t1", "2026-03-02", "c", "1", "1"}});
  EXPECT_THAT(Taking(61s, "2026-03-03", {.shrink_guard = 0.9}), StatusIs(Code::kContractBroken));
  EXPECT_THAT(Rows("SELECT estado, duracion_ms, registros FROM abc_cache_control WHERE error IS "
                   "NOT NULL"),
              ElementsAre("error|61000|0"));
  EXPECT_EQ(Rows("SELECT * FROM productos_analisis_cache"), states);
  EXPECT_THAT(Rows("SELECT producto_id FROM productos_abc_cache ORDER BY 1"),
              ElementsAre("a", "b"));
}

/// Two days with products of their own, more than a database hands over at once.
TEST_P(RecalculateTest, AReaderSeesOneResultOrTheOtherAndNeverHalfOfTwo) {
  constexpr int kProducts = 1200;
  for (const auto& [date, from] : {std::pair{"2026-03-01", 0}, {"2026-03-02", kProducts / 2}}) {
    std::vector<std::string> lines;
    for (int i = from; i < from + kProducts; ++i) {
      lines.push_back(
          fmt::format("('t1', 'F{0}', '{1}', '{1} 10:00:00', 'F{0}', 'p{0:05}', 1, 1)", i, date));
    }
    Run("INSERT INTO ventas (ubicacion_id, numero_factura, fecha, fecha_venta, documento, "
        "producto_id, cantidad_vendida, venta_total) VALUES " +
        Join(lines, ", "));
    Run(fmt::format("INSERT INTO ventas_dias_cambiados (ubicacion_id, fecha) VALUES ('t1', '{}')",
                    date));
  }
  const Rules rules{.abc_days = 1, .shrink_guard = 0};
  const std::string all =
      "SELECT producto_id, fecha_calculo, rank_cantidad FROM productos_abc_cache UNION ALL "
      "SELECT producto_id, fecha_calculo, 0 FROM parametros_stock WHERE ubicacion_id = 't1' AND "
      "clase_abc IS NOT NULL";
  const auto read = [&] {
    auto rows = Rows(all);
    std::sort(rows.begin(), rows.end());
    return rows;
  };
  ASSERT_OK(Calculate("2026-03-02", rules));
  const auto first = read();
  ASSERT_OK(Calculate("2026-03-03", rules));
  const auto second = read();
  ASSERT_EQ(first.size(), 2U * kProducts);
  ASSERT_NE(first, second);

  std::atomic<bool> over = false;
  std::atomic<int> reads = 0, others = 0;
  std::jthread reader([&] {
    while (!over) {
      const auto seen = read();
      ++reads;
      if (seen != first && seen != second) ++others;
    }
  });
  for (int i = 0; i < 4; ++i) EXPECT_OK(Calculate(i % 2 == 0 ? "2026-03-02" : "2026-03-03", rules));
  over = true;
  reader.join();
  EXPECT_GT(reads, 4);
  EXPECT_EQ(others, 0);
}

INSTANTIATE_TEST_SUITE_P(Every, RecalculateTest, ::testing::ValuesIn(Adapters()),
                         [](const auto& test) { return test.param; });

}  // namespace
}  // namespace telar::analytics
