#include "samples/tills/stellar_query.h"

#include <gmock/gmock.h>

#include "tests/support/status_matchers.h"

namespace telar::samples::tills {
namespace {

using ::testing::ElementsAre;
using testing::StatusIs;
using Kind = StellarQuery::Kind;

constexpr const char* kStock =
    "-- stock, of 'nothing'\n"
    "SELECT d.id, d.c_coddeposito AS codigo_deposito, CASE WHEN g.x = 'CB' THEN 'CANASTA BASICA' "
    "ELSE g.x END AS categoria_producto, (SELECT MAX(a) FROM b) AS most, ISNULL(d.n_cantidad, 0) "
    "[stock] FROM VAD10.dbo.MA_DEPOPROD d WHERE d.c_coddeposito = ? AND p.n_TipoPeso = 0";

TEST(StellarQuery, KnowsAQueryByItsTableAndItsColumnsByTheirNames) {
  const StellarQuery query = ReadStellarQuery(kStock, {"1413"});
  EXPECT_EQ(query.kind, Kind::kStock);
  EXPECT_THAT(query.columns,
              ElementsAre("id", "codigo_deposito", "categoria_producto", "most", "stock"));
  EXPECT_TRUE(query.leaves_out_weighed);
  EXPECT_THAT(query.values, ElementsAre("1413", "CB", "CANASTA BASICA"));
}

TEST(StellarQuery, OtherStatementsAreOther) {
  for (const char* sql : {"", "SELECT 1", "SELECT", "UPDATE x SET a = 'MA_DEPOPROD'"}) {
    EXPECT_EQ(ReadStellarQuery(sql, {}).kind, Kind::kOther) << sql;
  }
  EXPECT_EQ(ReadStellarQuery("select c_Numero from VAD20.dbo.MA_TRANSACCION", {}).kind,
            Kind::kSales);
}

TEST(StellarQuery, SalesLieBetweenTwoMomentsHoweverTheyAreSent) {
  const auto range = [](std::vector<std::string> values) {
    return RangeOf(ReadStellarQuery("select a from MA_TRANSACCION", values));
  };
  ASSERT_OK_AND_ASSIGN(const WallRange moments,
                       range({"2026-01-02 09:30:00", "2026-01-02 10:00:00.5"}));
  EXPECT_EQ(moments.last - moments.first, std::chrono::milliseconds(1'800'500));
  ASSERT_OK_AND_ASSIGN(const WallRange apart,
                       range({"2026-01-02", "20260103", "09:30", "08:00:00"}));
  EXPECT_EQ(apart.first, moments.first);
  EXPECT_EQ(shops::DateOf(apart.last), ParseDate("2026-01-03").value());
  ASSERT_OK_AND_ASSIGN(const WallRange rest, range({"2026-01-02", "09:30:00"}));
  EXPECT_EQ(rest.first, moments.first);
  EXPECT_EQ(shops::DateOf(rest.last), ParseDate("2026-01-02").value());
  ASSERT_OK_AND_ASSIGN(const WallRange half, range({"2026-01-02", "09:30:00", "10:00:00.5"}));
  EXPECT_EQ(half.last, moments.last);
  EXPECT_THAT(range({"2026-01-02", "soon"}), StatusIs(Code::kInvalidInput));
}

}  // namespace
}  // namespace telar::samples::tills
