#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/digest.h"
#include "db/sqlite/sqlite_database.h"
#include "invoices/extract.h"
#include "invoices/memory/lesson_table.h"
#include "invoices/memory/memory.h"
#include "invoices/memory/teach.h"
#include "invoices/schema.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"
#include "tests/support/text_document.h"

namespace telar::invoices {

/// A database with the tables of the memory, and short words for what tests do with it.
class School {
 public:
  using Truth = std::vector<std::pair<std::string, std::string>>;

  School() {
    database_ = *db::sqlite::Open({.file = folder_ / "telar.db"});
    EXPECT_OK(db::Migrate(*database_, "invoices", InvoiceMigrations(), clock_));
    connection_.emplace(*database_->Acquire());
  }

  db::Connection& connection() { return **connection_; }

  /// Teaches one document in a transaction of its own; returns the lessons taught or borne out.
  int Teach(std::string_view text, const Truth& truth) {
    return Teach(testing::TextDocument(text), text, truth);
  }
  /// `name` tells the document from others.
  int Teach(const documents::Document& document, std::string_view name, const Truth& truth) {
    Invoice confirmed;
    for (const auto& [field, value] : truth) {
      confirmed.fields[field] = {.value = value, .raw = value, .confidence = 1};
    }
    auto transaction = db::Transaction::Begin(connection());
    EXPECT_OK(transaction);
    const auto lessons = invoices::Teach(connection(), document, confirmed,
                                         DocumentIdOf(std::string(name)), clock_.Now());
    EXPECT_OK(lessons);
    EXPECT_OK(transaction->Commit());
    return lessons.ok() ? *lessons : 0;
  }

  Memory Remember() {
    auto memory = Memory::Load(connection());
    EXPECT_OK(memory);
    return *std::move(memory);
  }

  /// The lessons about a field ("face": how suppliers are recognised), dropped ones included.
  std::vector<Lesson> Lessons(const std::string& field) {
    auto lessons = ListLessons(connection(), {.field = field, .dropped = true});
    EXPECT_OK(lessons);
    return *std::move(lessons);
  }

  Instant now() const { return clock_.Now(); }

 private:
  testing::TempFolder folder_;
  testing::FakeClock clock_;
  std::unique_ptr<db::Database> database_;
  std::optional<db::PooledConnection> connection_;
};

/// A text as OCR reads it, every word with this confidence.
inline documents::Document ScannedText(std::string_view text, float confidence = 1) {
  testing::TextLayout layout;
  layout.source = documents::PageSource::kOcr;
  layout.confidence = confidence;
  return testing::TextDocument(text, layout);
}

/// A text read with a memory: the invoice, and what the memory said.
struct Recollected {
  Invoice invoice;
  Memory::Recalled recalled;

  std::string Value(std::string_view field) const {
    const Field* found = invoice.Find(field);
    return found == nullptr ? "absent" : found->value;
  }
};

inline Recollected ReadWith(const Memory& memory, const documents::Document& document) {
  Recollected read{Extract(document), {}};
  read.recalled = memory.Recall(document, read.invoice);
  return read;
}
inline Recollected ReadWith(const Memory& memory, std::string_view text) {
  return ReadWith(memory, testing::TextDocument(text));
}

}  // namespace telar::invoices
