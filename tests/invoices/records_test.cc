#include "invoices/records.h"

#include "core/digest.h"
#include "db/sqlite/sqlite_database.h"
#include "invoices/schema.h"
#include "invoices/stored.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace telar::invoices {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

Decimal D(std::string_view text) { return *Decimal::Parse(text); }

class Records : public ::testing::Test {
 protected:
  void SetUp() override {
    auto opened = db::sqlite::Open({.file = folder_ / "telar.db"});
    ASSERT_OK(opened);
    database_ = *std::move(opened);
    ASSERT_OK(db::Migrate(*database_, "invoices", InvoiceMigrations(), clock_));
    auto connection = database_->Acquire();
    ASSERT_OK(connection);
    connection_.emplace(*std::move(connection));
  }

  Record Read(const std::string& bytes, Verdict verdict = Verdict::kAccept) {
    Record record{.document = DocumentIdOf(bytes),
                  .file_name = bytes + ".pdf",
                  .file_kind = "pdf",
                  .reader = "text",
                  .pages = 1,
                  .invoice = {},
                  .classification = {},
                  .run = RunId("run-1"),
                  .program = "telar test",
                  .now = clock_.Now()};
    record.classification = Classification{InvoiceClass::kPreventiva, 0.97, "by hand"};
    record.invoice.verdict = verdict;
    record.invoice.fields["purchase_order"] = {.value = "00457", .raw = "00457", .confidence = 0.9};
    record.invoice.fields["date"] = {
        .value = "2026-03-05", .raw = "Mar 5, 2026", .confidence = 0.9};
    record.invoice.fields["total"] = {.value = "250.10", .raw = "250,10 US$", .confidence = 0.9};
    Line line;
    line.description = "Tela de muestra";
    line.quantity = D("12.5");
    line.unit_price = D("20.008");
    line.amount = D("250.10");
    line.confidence = 0.9;
    record.invoice.lines = {line, line};
    return record;
  }

  void Write(const Record& record, std::optional<InvoiceClass> sales = {}) {
    auto tx = db::Transaction::Begin(**connection_);
    ASSERT_OK(tx);
    ASSERT_OK(WriteRecord(**connection_, record));
    if (sales) {
      ASSERT_OK(WriteSales(**connection_, record, *sales));
    }
    ASSERT_OK(tx->Commit());
  }

  std::vector<std::string> Rows(const std::string& sql) {
    std::vector<std::string> rows;
    EXPECT_OK((*connection_)->Query(sql, {}, [&](const db::Row& row) {
      std::string text;
      for (int i = 0; i < row.size(); ++i) text += (i > 0 ? "|" : "") + row.TextOrEmpty(i);
      rows.push_back(text);
      return Status::Ok();
    }));
    return rows;
  }

  std::vector<ReadReport> Stored(const StoredFilter& filter = {}) {
    std::vector<ReadReport> reports;
    EXPECT_OK(ListStored(**connection_, filter, [&](const ReadReport& report) {
      reports.push_back(report);
      return Status::Ok();
    }));
    return reports;
  }

  testing::TempFolder folder_;
  testing::FakeClock clock_;
  std::unique_ptr<db::Database> database_;
  std::optional<db::PooledConnection> connection_;
};

TEST_F(Records, WritesOneSalesRowALineWithExactDecimals) {
  Write(Read("a"), InvoiceClass::kPreventiva);
  EXPECT_THAT(Rows("SELECT orden_compra, orden_compra_texto, producto, fecha_creacion, cantidad,"
                   " total, linea FROM ventas_preventivas ORDER BY linea"),
              ::testing::ElementsAre("457|00457|Tela de muestra|2026-03-05 00:00:00|12.5|250.1|1",
                                     "457|00457|Tela de muestra|2026-03-05 00:00:00|12.5|250.1|2"));
}

TEST_F(Records, MovesTheRowsWhenTheClassChanges) {
  Write(Read("a"), InvoiceClass::kPreventiva);
  Write(Read("a"), InvoiceClass::kCorrectiva);
  EXPECT_THAT(Rows("SELECT id FROM ventas_preventivas"), IsEmpty());
  EXPECT_THAT(Rows("SELECT id FROM ventas_correctivas"), SizeIs(2));
}

TEST_F(Records, KeepsTwoInvoicesOfOneOrder) {
  Write(Read("a"), InvoiceClass::kPreventiva);
  Write(Read("b"), InvoiceClass::kPreventiva);
  EXPECT_THAT(Rows("SELECT id FROM ventas_preventivas WHERE orden_compra = 457"), SizeIs(4));
}

TEST_F(Records, KeepsAnOrderThatIsNotANumberAsText) {
  Record record = Read("a");
  record.invoice.fields["purchase_order"].value = "OC-99";
  Write(record, InvoiceClass::kPreventiva);
  EXPECT_THAT(Rows("SELECT DISTINCT coalesce(orden_compra, 'null'), orden_compra_texto FROM "
                   "ventas_preventivas"),
              ::testing::ElementsAre("null|OC-99"));
}

TEST_F(Records, ReplacesAnEarlierReadingOfTheSameDocument) {
  Write(Read("a", Verdict::kReview));
  Write(Read("a"));
  EXPECT_THAT(Rows("SELECT verdict FROM invoices"), ::testing::ElementsAre("accept"));
  EXPECT_THAT(Rows("SELECT line FROM invoice_lines"), SizeIs(2));
}

TEST_F(Records, FindsWhatADocumentWaitsFor) {
  Record record = Read("a", Verdict::kAccept);
  record.classification.reset();
  record.invoice.reasons = {"no_class: nobody says"};
  Write(record);
  ASSERT_OK_AND_ASSIGN(const auto state, FindRecord(**connection_, record.document));
  ASSERT_TRUE(state.has_value());
  EXPECT_TRUE(state->waits_for_class);
  EXPECT_FALSE(state->loaded);
  ASSERT_OK_AND_ASSIGN(const auto unknown, FindRecord(**connection_, DocumentId("none")));
  EXPECT_FALSE(unknown.has_value());
}

TEST_F(Records, RemembersASourceOnceAndForgetsItWhenItIsRemoved) {
  const Source source{.key = "a.pdf", .version = "v1", .document = DocumentIdOf("a"), .size = 9};
  for (int i = 0; i < 2; ++i) {
    auto tx = db::Transaction::Begin(**connection_);
    ASSERT_OK(tx);
    ASSERT_OK(AddSources(**connection_, {source}, RunId("r"), clock_.Now()));
    ASSERT_OK(tx->Commit());
  }
  ASSERT_OK_AND_ASSIGN(const auto open, OpenSourcesOf(**connection_, source.document));
  ASSERT_THAT(open, SizeIs(1));
  ASSERT_OK(MarkSourcesRemoved(**connection_, open, clock_.Now()));
  ASSERT_OK_AND_ASSIGN(const auto after, OpenSources(**connection_));
  EXPECT_THAT(after, IsEmpty());
}

TEST_F(Records, ListsADocumentAsItWasReported) {
  const Record record = Read("a");
  Write(record);
  const auto reports = Stored();
  ASSERT_THAT(reports, SizeIs(1));
  EXPECT_EQ(FieldsJson(reports[0].invoice), FieldsJson(record.invoice));
  EXPECT_EQ(LinesJson(reports[0].invoice), LinesJson(record.invoice));
  EXPECT_EQ(reports[0].kind, "pdf");
  EXPECT_EQ(reports[0].decision->label, InvoiceClass::kPreventiva);
}

TEST_F(Records, ListsByVerdictAndByTheBeginningOfAHash) {
  Write(Read("a"));
  Write(Read("b", Verdict::kReview));
  EXPECT_THAT(Stored({.verdict = Verdict::kReview}), SizeIs(1));
  EXPECT_THAT(Stored({.document = DocumentIdOf("a").value().substr(0, 8)}), SizeIs(1));
  EXPECT_THAT(Stored({.document = "zzz"}), IsEmpty());
  EXPECT_THAT(Stored({.limit = 1}), SizeIs(1));
}

}  // namespace
}  // namespace telar::invoices
