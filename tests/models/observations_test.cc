#include "models/observations.h"

#include <gmock/gmock.h>

#include "db/sqlite/sqlite_database.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace telar::models {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

class Observations : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_OK_AND_ASSIGN(database_, db::sqlite::Open({.file = folder_.path() / "telar.db"}));
    ASSERT_OK(
        db::Migrate(*database_, kObservationsComponent, ObservationMigrations(), clock_).status());
  }
  static Observation At(int minute, const std::string& document, int version = 3) {
    Observation o{document, version, Instant{std::chrono::minutes(minute)}, 1, 0.875, {}};
    o.features = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, PageLook{0.91, 0.15, 0.25, 0.35, 0.45}};
    return o;
  }
  Status Record(const Observation& observation) {
    TELAR_ASSIGN_OR_RETURN(const auto connection, database_->Acquire());
    return RecordObservation(*connection, observation);
  }
  Result<ObservationWindow> Read(int from, int to, int most = 100) {
    TELAR_ASSIGN_OR_RETURN(const auto connection, database_->Acquire());
    return ReadObservations(*connection, 3, Instant{std::chrono::minutes(from)},
                            Instant{std::chrono::minutes(to)}, most);
  }

  testing::TempFolder folder_;
  testing::FakeClock clock_;
  std::unique_ptr<db::Database> database_;
};

TEST_F(Observations, ComeBackAsTheyWereWritten) {
  ASSERT_OK(Record(At(5, "aa")));
  ASSERT_OK_AND_ASSIGN(const auto window, Read(0, 10));
  ASSERT_THAT(window.observations, SizeIs(1));
  EXPECT_EQ(window.observations[0], At(5, "aa"));
}

TEST_F(Observations, AreThoseOfOneVersionFromTheStartToBeforeTheEnd) {
  for (const int minute : {1, 2, 3, 4}) ASSERT_OK(Record(At(minute, std::to_string(minute))));
  ASSERT_OK(Record(At(2, "2", 4)));
  ASSERT_OK_AND_ASSIGN(const auto window, Read(2, 4));
  ASSERT_THAT(window.observations, SizeIs(2));
  EXPECT_EQ(window.observations[0].document, "2");
  EXPECT_EQ(window.observations[1].document, "3");
}

TEST_F(Observations, StayAsTheFirstWhenADocumentIsProcessedAgain) {
  ASSERT_OK(Record(At(1, "aa")));
  ASSERT_OK(Record(At(7, "aa")));
  ASSERT_OK_AND_ASSIGN(const auto window, Read(0, 10));
  ASSERT_THAT(window.observations, SizeIs(1));
  EXPECT_EQ(window.observations[0], At(1, "aa"));
}

TEST_F(Observations, AreTheNewestWhenThereAreTooMany) {
  for (const int minute : {1, 2, 3}) ASSERT_OK(Record(At(minute, std::to_string(minute))));
  ASSERT_OK_AND_ASSIGN(const auto window, Read(0, 10, 2));
  EXPECT_EQ(window.documents, 3);
  ASSERT_THAT(window.observations, SizeIs(2));
  EXPECT_EQ(window.observations[0].document, "2");
}

TEST_F(Observations, VanishWithATransactionThatIsRolledBack) {
  {
    ASSERT_OK_AND_ASSIGN(const auto connection, database_->Acquire());
    ASSERT_OK_AND_ASSIGN(const auto transaction, db::Transaction::Begin(*connection));
    ASSERT_OK(RecordObservation(*connection, At(1, "aa")));
  }
  ASSERT_OK_AND_ASSIGN(const auto window, Read(0, 10));
  EXPECT_THAT(window.observations, IsEmpty());
}

TEST_F(Observations, RefuseANumberThatIsNone) {
  Observation odd = At(1, "aa");
  odd.probability = std::numeric_limits<double>::quiet_NaN();
  EXPECT_THAT(Record(odd), testing::StatusIs(Code::kInvalidInput));
}

class OldObservations : public ::testing::Test {
 protected:
  // As the first migration alone left it.
  void SetUp() override {
    ASSERT_OK_AND_ASSIGN(database_, db::sqlite::Open({.file = folder_.path() / "telar.db"}));
    ASSERT_OK(Migrate(1));
    ASSERT_OK_AND_ASSIGN(const auto connection, database_->Acquire());
    ASSERT_OK(connection
                  ->Execute("INSERT INTO model_observations VALUES ('aa', 3, ?, 1, 0.875, 0.1, "
                            "0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)",
                            {Instant{}})
                  .status());
  }
  Status Migrate(std::size_t count) {
    return db::Migrate(*database_, kObservationsComponent, ObservationMigrations().first(count),
                       clock_)
        .status();
  }

  testing::TempFolder folder_;
  testing::FakeClock clock_;
  std::unique_ptr<db::Database> database_;
};

TEST_F(OldObservations, AreKeptAndHaveNoLook) {
  ASSERT_OK(Migrate(ObservationMigrations().size()));
  ASSERT_OK_AND_ASSIGN(const auto connection, database_->Acquire());
  ASSERT_OK_AND_ASSIGN(const auto window, ReadObservations(*connection, 3, Instant{},
                                                           Instant{std::chrono::minutes(1)}));
  ASSERT_THAT(window.observations, SizeIs(1));
  EXPECT_EQ(window.observations[0].features,
            (PageFeatures{0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, {}}));
}

TEST_F(OldObservations, LieBesideNewOnesAfterTheMigration) {
  ASSERT_OK(Migrate(ObservationMigrations().size()));
  ASSERT_OK_AND_ASSIGN(const auto connection, database_->Acquire());
  Observation fresh{"bb", 3, Instant{std::chrono::seconds(1)}, 0, 0.25, {}};
  fresh.features.look = PageLook{0.9, 0.1, 0.2, 0.3, 0.4};
  ASSERT_OK(RecordObservation(*connection, fresh));
  ASSERT_OK_AND_ASSIGN(const auto window, ReadObservations(*connection, 3, Instant{},
                                                           Instant{std::chrono::minutes(1)}));
  ASSERT_THAT(window.observations, SizeIs(2));
  EXPECT_EQ(window.observations[0].features.look, std::nullopt);
  EXPECT_EQ(window.observations[1], fresh);
}

TEST_F(Observations, HaveTheSchemaThatIsExpected) {
  ASSERT_OK_AND_ASSIGN(const auto connection, database_->Acquire());
  ASSERT_OK_AND_ASSIGN(const auto differences, db::CheckSchema(*connection, database_->dialect(),
                                                               ExpectedObservationTables()));
  EXPECT_THAT(differences, IsEmpty());
}

}  // namespace
}  // namespace telar::models
