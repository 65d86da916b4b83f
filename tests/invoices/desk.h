#pragma once

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/digest.h"
#include "core/random.h"
#include "core/text.h"
#include "db/sqlite/sqlite_database.h"
#include "invoices/pipeline.h"
#include "invoices/review.h"
#include "ledger/worker.h"
#include "store/folder/folder_store.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"
#include "tests/support/stub_reader.h"
#include "tests/support/temp_folder.h"
#include "tests/support/text_document.h"

namespace telar::invoices {

/// Takes files of monospace text for documents. What begins with '<' is an XML file. The picture of
/// a page is noise of its own for every text, unless `looks` gives two texts the same.
class TextReader final : public testing::StubReader {
 public:
  Result<documents::Document> Read(std::string_view bytes, const documents::ReadOptions&) override {
    const bool xml = bytes.starts_with('<');
    documents::Document document = testing::TextDocument(xml ? bytes.substr(1) : bytes);
    document.kind = xml ? documents::FileKind::kXml : documents::FileKind::kPdf;
    document.page_count = static_cast<int>(document.pages.size());
    return document;
  }
  Result<documents::PageImage> Render(std::string_view bytes, int, int,
                                      const documents::ReadOptions&) override {
    const auto look = looks.find(std::string(bytes));
    std::uint64_t state = look == looks.end() ? std::hash<std::string_view>()(bytes) : look->second;
    documents::PageImage page{.width = 64, .height = 64, .channels = 1, .dpi = 48, .pixels = {}};
    for (int i = 0; i < 64 * 64; ++i) {
      state = state * 6364136223846793005ULL + 1442695040888963407ULL;
      page.pixels.push_back(static_cast<char>(state >> 56));
    }
    return page;
  }

  std::map<std::string, std::uint64_t> looks;
};

/// What an invented invoice says; what is empty is not printed.
struct Paper {
  std::string supplier = "Hilos del Valle S.A.", tax_id = "1790012345001", number = "F-2026-001",
              date = "15/01/2026", total = "112.00", more = "";

  std::string Text() const {
    std::string text = supplier + "\n" + (tax_id.empty() ? "" : "RUC: " + tax_id + "\n") + "\n" +
                       (number.empty() ? "" : "Factura: " + number + "\n") +
                       (date.empty() ? "" : "Fecha: " + date + "\n") +
                       "Orden de compra: 4500012345\nMoneda: USD\n" + more +
                       "\n"
                       "Descripcion               Cantidad   Unidad     Precio      Importe\n"
                       "Tela de algodon                  2   m           30.00        60.00\n"
                       "Hilo blanco                      4   u           10.00        40.00\n"
                       "\n"
                       "                                       Subtotal              100.00\n"
                       "                                       IVA 12%                12.00\n";
    return text + "                                       Total                 " + total + "\n";
  }
};

/// An inbox, an archive, a database and a queue for people, under a clock that stands still.
class Desk : public ::testing::Test {
 protected:
  void SetUp() override {
    auto database = db::sqlite::Open({.file = folder_ / "telar.db"});
    ASSERT_OK(database);
    database_ = *std::move(database);
    auto inbox = store::FolderStore::Open({.path = folder_ / "inbox", .create = true});
    ASSERT_OK(inbox);
    inbox_ = *std::move(inbox);
    auto archive = store::FolderStore::Open({.path = folder_ / "archive", .create = true});
    ASSERT_OK(archive);
    archive_ = *std::move(archive);
    auto ledger = ledger::Ledger::Open(*database_, clock_, random_);
    ASSERT_OK(ledger);
    ledger_ = *std::move(ledger);
    OpenReview();
  }

  void OpenReview() {
    auto review = Review::Open({.ledger = ledger_.get(),
                                .clock = &clock_,
                                .duplicates = policy_,
                                .after_confirmed = after_confirmed_});
    ASSERT_OK(review);
    review_ = *std::move(review);
  }
  void SetPolicy(DuplicatePolicy policy) {
    policy_ = policy;
    OpenReview();
  }

  DocumentId Drop(const std::string& name, const std::string& text) {
    EXPECT_OK(inbox_->Put(name, text, false));
    return DocumentIdOf(text);
  }

  /// One run over the inbox; "preventiva" unless told.
  ledger::RunSummary Run(std::optional<InvoiceClass> label = InvoiceClass::kPreventiva,
                         int threads = 1) {
    auto pipeline = InvoicesPipeline::Open({.database = database_.get(),
                                            .inbox = inbox_.get(),
                                            .archive = archive_.get(),
                                            .reader = &reader_,
                                            .clock = &clock_,
                                            .class_by_hand = label,
                                            .duplicates = policy_});
    EXPECT_OK(pipeline);
    auto worker = ledger::Worker::Open(*ledger_, system_, random_, {.threads = threads});
    EXPECT_OK(worker);
    ledger::RunSummary summary = (*worker)->Run(**pipeline, {});
    EXPECT_OK(summary.status);
    EXPECT_EQ(summary.totals.failed, 0) << summary.first_failure.ToString();
    return summary;
  }

  std::vector<std::string> Rows(const std::string& sql) {
    std::vector<std::string> rows;
    auto connection = database_->Acquire();
    EXPECT_OK(connection);
    EXPECT_OK((*connection)->Query(sql, {}, [&](const db::Row& row) {
      std::string text;
      for (int i = 0; i < row.size(); ++i) text += (i > 0 ? "|" : "") + row.TextOrEmpty(i);
      rows.push_back(text);
      return Status::Ok();
    }));
    return rows;
  }
  /// Documents with rows, by sales table, each once.
  std::vector<std::string> Loaded() {
    return Rows(
        "SELECT DISTINCT documento FROM ventas_preventivas UNION ALL SELECT DISTINCT documento "
        "FROM ventas_correctivas ORDER BY 1");
  }
  Dossier Look(const DocumentId& document) {
    auto dossier = review_->Get(document);
    EXPECT_OK(dossier);
    return dossier.ok() ? *std::move(dossier) : Dossier();
  }
  ledger::State StateOf(const DocumentId& document) { return Look(document).item.item.state; }
  std::vector<std::string> Actions(const DocumentId& document) {
    std::vector<std::string> actions;
    for (const AuditEntry& e : Look(document).audit) {
      actions.push_back(e.by + " " + e.action + (e.field.empty() ? "" : " " + e.field));
    }
    return actions;
  }
  std::vector<std::string> Keys(store::ObjectStore& store) {
    std::vector<std::string> keys;
    auto page = store.List("", "", 1000);
    EXPECT_OK(page);
    for (const auto& object : page->objects) keys.push_back(object.key);
    return keys;
  }

  const Actor ana_{.by = "ana"};
  testing::TempFolder folder_;
  testing::FakeClock clock_;
  SystemClock system_;  // a worker's clock must move by itself
  SystemRandom random_;
  TextReader reader_;
  DuplicatePolicy policy_ = DuplicatePolicy::kLink;
  std::function<Status(const DocumentId&, const Invoice&, Instant)> after_confirmed_;
  std::unique_ptr<db::Database> database_;
  std::unique_ptr<store::ObjectStore> inbox_, archive_;
  std::unique_ptr<ledger::Ledger> ledger_;
  std::unique_ptr<Review> review_;
};

}  // namespace telar::invoices
