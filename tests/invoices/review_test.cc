#include "invoices/review.h"

#include <gmock/gmock.h>

#include "invoices/schema.h"
#include "tests/invoices/desk.h"

namespace telar::invoices {
namespace {

using ledger::State;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using testing::StatusIs;

const std::string kNoDate = Paper{.date = ""}.Text();
const std::vector<FieldChange> kDate = {{"date", "2026-01-15"}};

class ReviewTest : public Desk {
 protected:
  /// A document that waits because its date was not found.
  DocumentId DropDoubtful(const std::string& name = "a.txt") {
    const DocumentId document = Drop(name, kNoDate);
    Run();
    EXPECT_EQ(StateOf(document), State::kReview);
    return document;
  }
};

TEST_F(ReviewTest, ListsWhatWaitsOldestFirstWithItsReasons) {
  const DocumentId first = DropDoubtful();
  const DocumentId second =
      Drop("b.txt", Paper{.supplier = "Lonas Altas S.A.", .number = "7", .total = "999.00"}.Text());
  clock_.Advance(std::chrono::minutes(1));
  Run();
  ASSERT_OK_AND_ASSIGN(const WaitingPage page, review_->List({}));
  ASSERT_EQ(page.total, 2);
  EXPECT_EQ(page.documents[0].document, first);
  EXPECT_EQ(page.documents[0].file_name, "a.txt");
  EXPECT_EQ(page.documents[0].total, "112.00");
  EXPECT_EQ(page.documents[1].document, second);
  EXPECT_EQ(page.by_rule.at("missing_date"), 1);
}

TEST_F(ReviewTest, ListsByReasonSupplierAndMissingClass) {
  DropDoubtful();
  Drop("b.txt", Paper{.supplier = "Lonas Altas S.A.", .number = "F-7"}.Text());
  Run(std::nullopt);
  const auto count = [&](const WaitingFilter& filter) { return review_->List(filter)->total; };
  EXPECT_EQ(count({.reason = "missing_date"}), 1);
  EXPECT_EQ(count({.reason = "no_class"}), 1);
  EXPECT_EQ(count({.supplier = "hilos"}), 1);
  EXPECT_EQ(count({.without_class = true}), 1);
  EXPECT_EQ(count({.supplier = "nobody"}), 0);
  EXPECT_THAT(review_->List({.limit = 1})->documents, SizeIs(1));
}

TEST_F(ReviewTest, FindsADocumentByHashOrName) {
  const DocumentId document = DropDoubtful("deep/a.txt");
  for (const std::string& name : {document.value(), document.value().substr(0, 8),
                                  std::string("a.txt"), std::string("deep/a.txt")}) {
    ASSERT_OK_AND_ASSIGN(const DocumentId found, review_->Find(name));
    EXPECT_EQ(found, document) << name;
  }
  EXPECT_THAT(review_->Find("%"), StatusIs(Code::kNotFound));
  EXPECT_THAT(review_->Find(""), StatusIs(Code::kNotFound));
}

TEST_F(ReviewTest, RefusesANameThatMayBeSeveral) {
  Drop("x/a.txt", kNoDate);
  Drop("y/a.txt", Paper{.number = "F-9", .date = ""}.Text());
  Run();
  EXPECT_THAT(review_->Find("a.txt"), StatusIs(Code::kInvalidInput, HasSubstr("x/a.txt")));
}

TEST_F(ReviewTest, ACorrectionIsCheckedAgainAndWrittenDown) {
  const DocumentId document = DropDoubtful();
  ASSERT_OK_AND_ASSIGN(const Changed changed, review_->SetFields(document, kDate, ana_));
  EXPECT_THAT(changed.reasons, IsEmpty());
  EXPECT_EQ(changed.verdict, Verdict::kAccept);
  EXPECT_EQ(changed.revision, 1);
  const Dossier dossier = Look(document);
  EXPECT_EQ(dossier.record.invoice.Find("date")->how, How::kPerson);
  EXPECT_EQ(dossier.record.invoice.Find("date")->confidence, 1);
  ASSERT_THAT(dossier.audit, SizeIs(1));
  EXPECT_EQ(dossier.audit[0].by, "ana");
  EXPECT_EQ(dossier.audit[0].before, std::nullopt);
  EXPECT_EQ(dossier.audit[0].after, "2026-01-15");
  EXPECT_EQ(dossier.item.item.state, State::kReview) << "only accept loads it";
}

TEST_F(ReviewTest, ACorrectionThatIsRefusedLeavesNoTrace) {
  const DocumentId document = DropDoubtful();
  const std::vector<FieldChange> half = {{"date", "2026-01-15"}, {"total", "1.234"}};
  EXPECT_THAT(review_->SetFields(document, half, ana_), StatusIs(Code::kInvalidInput));
  EXPECT_THAT(Look(document).audit, IsEmpty());
  EXPECT_EQ(Look(document).state.revision, 0);
  EXPECT_EQ(Look(document).record.invoice.Find("date"), nullptr);
}

TEST_F(ReviewTest, ADryRunAnswersAndWritesNothing) {
  const DocumentId document = DropDoubtful();
  const Actor dry{.by = "ana", .dry_run = true};
  ASSERT_OK_AND_ASSIGN(const Changed changed, review_->SetFields(document, kDate, dry));
  EXPECT_THAT(changed.reasons, IsEmpty());
  EXPECT_OK(review_->Accept(document, {}, dry));
  EXPECT_OK(review_->Reject(document, "no", dry));
  EXPECT_THAT(Look(document).audit, IsEmpty());
  EXPECT_EQ(StateOf(document), State::kReview);
}

TEST_F(ReviewTest, TheSecondOfTwoPeopleIsToldWhoWasFirst) {
  const DocumentId document = DropDoubtful();
  const Actor ana{.by = "ana", .revision = 0}, ben{.by = "ben", .revision = 0};
  ASSERT_OK(review_->SetFields(document, kDate, ana));
  EXPECT_THAT(review_->SetFields(document, kDate, ben),
              StatusIs(Code::kConflict, HasSubstr("ana changed it at 2026-01-02T03:04:05")));
  EXPECT_THAT(review_->Accept(document, {}, ben), StatusIs(Code::kConflict));
  EXPECT_THAT(Look(document).audit, SizeIs(1));
}

TEST_F(ReviewTest, AnAcceptedDocumentIsLoadedAsCorrected) {
  const DocumentId document = DropDoubtful();
  ASSERT_OK(review_->SetFields(document, kDate, ana_));
  const std::vector<FieldChange> line = {{"description", "Tela fina"}, {"quantity", "2,5"}};
  ASSERT_OK(review_->SetLine(document, 1, line, ana_));
  ASSERT_OK(review_->Accept(document, {}, ana_));
  EXPECT_THAT(Loaded(), IsEmpty()) << "the pipeline loads, not the review";
  const auto summary = Run();
  EXPECT_EQ(summary.counts.at("rows"), 2);
  EXPECT_THAT(Rows("SELECT producto, fecha_creacion, cantidad FROM ventas_preventivas ORDER BY "
                   "linea LIMIT 1"),
              ElementsAre("Tela fina|2026-01-15 00:00:00|2.5"));
  EXPECT_EQ(StateOf(document), State::kDone);
  EXPECT_THAT(Keys(*inbox_), IsEmpty());
  EXPECT_THAT(Keys(*archive_), ElementsAre("preventivos/" + document.value() + ".pdf"));
  EXPECT_THAT(Actions(document), ElementsAre("ana set date", "ana set line 1 description",
                                             "ana set line 1 quantity", "ana accept verdict"));
}

TEST_F(ReviewTest, ARunWithAClassKeepsWhatAPersonCorrected) {
  const DocumentId document = Drop("a.txt", kNoDate);
  Run(std::nullopt);
  ASSERT_OK(review_->SetFields(document, kDate, ana_));
  Run(InvoiceClass::kCorrectiva);
  EXPECT_THAT(Rows("SELECT DISTINCT fecha_creacion FROM ventas_correctivas"),
              ElementsAre("2026-01-15 00:00:00"));
}

TEST_F(ReviewTest, AcceptAsksForAClass) {
  const DocumentId document = Drop("a.txt", Paper().Text());
  Run(std::nullopt);
  EXPECT_THAT(review_->Accept(document, {}, ana_),
              StatusIs(Code::kInvalidInput, HasSubstr("--class")));
  ASSERT_OK(review_->Accept(document, {.label = InvoiceClass::kCorrectiva}, ana_));
  Run(std::nullopt);
  EXPECT_THAT(Rows("SELECT id FROM ventas_correctivas"), SizeIs(2));
}

TEST_F(ReviewTest, AcceptNamesTheDoubtsItPassesOver) {
  const DocumentId document = DropDoubtful();
  ASSERT_OK(review_->Accept(document, {}, ana_));
  EXPECT_THAT(Look(document).audit.back().note, HasSubstr("missing_date"));
}

TEST_F(ReviewTest, WhatWasAcceptedIsConfirmedOnceAndAfterwards) {
  std::vector<std::string> confirmed;
  after_confirmed_ = [&](const DocumentId& id, const Invoice& invoice, Instant) {
    confirmed.push_back(invoice.Find("date")->value);
    EXPECT_EQ(StateOf(id), State::kPlanned) << "already committed";
    return Status::Unavailable("learn: no disk");
  };
  OpenReview();
  const DocumentId document = DropDoubtful();
  ASSERT_OK(review_->SetFields(document, kDate, ana_));
  ASSERT_OK_AND_ASSIGN(const Changed changed, review_->Accept(document, {}, ana_));
  EXPECT_THAT(confirmed, ElementsAre("2026-01-15"));
  EXPECT_THAT(changed.warnings, ElementsAre(HasSubstr("no disk")));
}

TEST_F(ReviewTest, ARejectedDocumentIsKeptAndNamesItsReason) {
  const DocumentId document = DropDoubtful();
  EXPECT_THAT(review_->Reject(document, " ", ana_), StatusIs(Code::kInvalidInput));
  ASSERT_OK(review_->Reject(document, "a delivery note", ana_));
  const auto summary = Run();
  EXPECT_EQ(summary.totals.rejected, 1);
  EXPECT_EQ(Look(document).item.reason, "rejected by ana: a delivery note");
  EXPECT_THAT(Keys(*inbox_), IsEmpty());
  EXPECT_THAT(Keys(*archive_), ElementsAre("rechazados/" + document.value() + ".pdf"));
  EXPECT_THAT(Loaded(), IsEmpty());
}

TEST_F(ReviewTest, TheSameFileAgainStaysRejected) {
  const DocumentId document = DropDoubtful();
  ASSERT_OK(review_->Reject(document, "a delivery note", ana_));
  Run();
  Drop("again.txt", kNoDate);
  const auto summary = Run();
  EXPECT_EQ(summary.counts.at("copies"), 1);
  EXPECT_EQ(StateOf(document), State::kRejected);
  EXPECT_THAT(Keys(*inbox_), IsEmpty());
  EXPECT_THAT(Loaded(), IsEmpty());
}

TEST_F(ReviewTest, ARejectedDocumentCanBeTakenBackAndAccepted) {
  const DocumentId document = DropDoubtful();
  ASSERT_OK(review_->Reject(document, "a mistake", ana_));
  Run();
  ASSERT_OK(review_->Reopen(document, "it is one", ana_));
  EXPECT_EQ(StateOf(document), State::kReview);
  ASSERT_OK(review_->SetFields(document, kDate, ana_));
  ASSERT_OK(review_->Accept(document, {}, ana_));
  Run();
  EXPECT_THAT(Loaded(), ElementsAre(document.value()));
  EXPECT_THAT(Keys(*archive_), ElementsAre("preventivos/" + document.value() + ".pdf"));
}

TEST_F(ReviewTest, ALoadedDocumentMovesToTheOtherTableWhenItIsReclassified) {
  const DocumentId document = Drop("a.txt", Paper().Text());
  Run();
  ASSERT_OK(review_->Reclassify(document, InvoiceClass::kCorrectiva, ana_));
  EXPECT_THAT(Rows("SELECT id FROM ventas_preventivas"), IsEmpty());
  EXPECT_THAT(Rows("SELECT linea FROM ventas_correctivas ORDER BY linea"), ElementsAre("1", "2"));
  Run();
  EXPECT_THAT(Keys(*archive_), ElementsAre("correctivos/" + document.value() + ".pdf"));
  EXPECT_THAT(Actions(document), ElementsAre("ana class class"));
  ASSERT_OK(review_->Reclassify(document, InvoiceClass::kCorrectiva, ana_));
  EXPECT_THAT(Actions(document), SizeIs(1)) << "nothing changed, nothing is written";
}

TEST_F(ReviewTest, AReopenedDocumentLosesItsRows) {
  const DocumentId document = Drop("a.txt", Paper().Text());
  Run();
  ASSERT_OK(review_->Reopen(document, "", ana_));
  EXPECT_THAT(Loaded(), IsEmpty());
  EXPECT_THAT(Look(document).record.invoice.reasons, ElementsAre(HasSubstr("reopened: ana")));
  EXPECT_THAT(review_->Reopen(document, "", ana_), StatusIs(Code::kInvalidInput));
  Drop("again.txt", Paper().Text());
  Run();
  EXPECT_EQ(StateOf(document), State::kReview) << "only a person decides";
  ASSERT_OK(review_->Accept(document, {}, ana_));
  Run();
  EXPECT_THAT(Rows("SELECT id FROM ventas_preventivas"), SizeIs(2));
  EXPECT_THAT(Keys(*inbox_), IsEmpty());
}

TEST_F(ReviewTest, WhatDoesNotWaitIsNotCorrected) {
  const DocumentId document = Drop("a.txt", Paper().Text());
  Run();
  EXPECT_THAT(review_->SetFields(document, kDate, ana_),
              StatusIs(Code::kInvalidInput, HasSubstr("reopen")));
  EXPECT_THAT(review_->Accept(document, {}, ana_), StatusIs(Code::kInvalidInput));
  EXPECT_THAT(review_->Reject(document, "no", ana_), StatusIs(Code::kInvalidInput));
  EXPECT_THAT(review_->Accept(DocumentId("ffff"), {}, ana_), StatusIs(Code::kNotFound));
  EXPECT_THAT(review_->Reject(document, "no", Actor{.by = ""}), StatusIs(Code::kInvalidInput));
}

TEST_F(ReviewTest, LinesAreAddedCorrectedAndRemoved) {
  const DocumentId document = DropDoubtful();
  const std::vector<FieldChange> line = {{"description", "Boton"}, {"amount", "5.00"}};
  ASSERT_OK(review_->AddLine(document, line, ana_));
  ASSERT_OK(review_->RemoveLine(document, 1, ana_));
  EXPECT_THAT(review_->RemoveLine(document, 9, ana_), StatusIs(Code::kInvalidInput));
  EXPECT_THAT(Rows("SELECT line, description FROM invoice_lines ORDER BY line"),
              ElementsAre("1|Hilo blanco", "2|Boton"));
}

TEST_F(ReviewTest, ADatabaseOfTheVersionBeforeKeepsItsRowsAndKnowsItsInvoices) {
  testing::TempFolder folder;
  ASSERT_OK_AND_ASSIGN(const auto old, db::sqlite::Open({.file = folder / "old.db"}));
  ASSERT_OK_AND_ASSIGN(const auto ledger, ledger::Ledger::Open(*old, clock_, random_));
  ASSERT_OK(db::Migrate(*old, "invoices", InvoiceMigrations().first(2), clock_));
  const std::string fields =
      R"({"supplier":{"value":"Hilos","raw":"","confidence":1,"page":1,"box":null,"how":"text"},)"
      R"("invoice_number":{"value":"F-1","raw":"","confidence":1,"page":1,"box":null,"how":"text"},)"
      R"("date":{"value":"2026-01-15","raw":"","confidence":1,"page":1,"box":null,"how":"text"},)"
      R"("total":{"value":"9.00","raw":"","confidence":1,"page":1,"box":null,"how":"text"}})";
  {
    ASSERT_OK_AND_ASSIGN(const auto connection, old->Acquire());
    ASSERT_OK(connection->Execute(
        "INSERT INTO invoices (document_id, file_name, file_kind, reader, pages, verdict, reasons,"
        " fields, lines, run_id, program, read_at, loaded_at) VALUES ('abcd', 'old.pdf', 'pdf',"
        " 'text', 1, 'accept', '[]', ?, '[]', 'r', 'telar', '2025-01-01T00:00:00.000000Z',"
        " '2025-01-01T00:00:00.000000Z')",
        {fields}));
    ASSERT_OK(connection->Execute(
        "INSERT INTO ventas_preventivas (documento, linea, ejecucion, creado_en) VALUES ('abcd', 1,"
        " 'r', '2025-01-01T00:00:00.000000Z')"));
  }
  ASSERT_OK_AND_ASSIGN(const auto review, Review::Open({.ledger = ledger.get(), .clock = &clock_}));
  ASSERT_OK_AND_ASSIGN(const auto connection, old->Acquire());
  const auto expected = ExpectedTables();
  EXPECT_THAT(*db::CheckSchema(*connection, old->dialect(), expected), IsEmpty());
  ASSERT_OK_AND_ASSIGN(const auto kept, ReadRecord(*connection, DocumentId("abcd")));
  ASSERT_TRUE(kept.has_value());
  Record again = *kept;
  again.document = DocumentId("beef");
  ASSERT_OK_AND_ASSIGN(const Placement placed, PlaceDocument(*connection, again, {}));
  EXPECT_EQ(placed.kind, Placement::Kind::kLink);
  EXPECT_EQ(placed.other, DocumentId("abcd"));
}

}  // namespace
}  // namespace telar::invoices
