#include "invoices/duplicates.h"

#include <gmock/gmock.h>

#include "core/digest.h"
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

Invoice Says(std::map<std::string, std::string> values) {
  Invoice invoice;
  for (auto& [name, value] : values) {
    if (!value.empty()) invoice.fields[name] = Field{.value = value, .confidence = 0.9};
  }
  return invoice;
}

Invoice Of(const std::string& number, const std::string& date, const std::string& total,
           const std::string& supplier = "Hilos del Valle S.A.", const std::string& tax_id = "") {
  return Says({{"supplier", supplier},
               {"supplier_tax_id", tax_id},
               {"invoice_number", number},
               {"date", date},
               {"total", total}});
}

const Invoice kFirst = Of("F-2026-001", "2026-01-15", "112.00");

TEST(IdentityKeys, AreTheSameForTheSameInvoicePrintedOtherwise) {
  EXPECT_EQ(IdentityKeys(kFirst),
            IdentityKeys(Of("f 2026 001", "2026-01-15", "112.0", "HILOS  DEL VALLE, S.A.")));
}

TEST(IdentityKeys, AreNoneWithoutNumberDateTotalOrSupplier) {
  EXPECT_THAT(IdentityKeys(Of("", "2026-01-15", "112.00")), IsEmpty());
  EXPECT_THAT(IdentityKeys(Of("n/a", "2026-01-15", "112.00")), IsEmpty());
  EXPECT_THAT(IdentityKeys(Of("F-1", "", "112.00")), IsEmpty());
  EXPECT_THAT(IdentityKeys(Of("F-1", "2026-01-15", "")), IsEmpty());
  EXPECT_THAT(IdentityKeys(Of("F-1", "2026-01-15", "112.00", "")), IsEmpty());
  EXPECT_THAT(IdentityKeys(Of("F-1", "2026-01-15", "112.00", "Hilos", "B1")), SizeIs(2));
}

/// With a UUID that ends in this.
Invoice Stamped(const std::string& end, Invoice invoice = kFirst) {
  const std::string fiscal_id = "0c9d2e41-7b1a-4f00-9a11-2d5e6f7081" + end;
  invoice.fields["fiscal_id"] = Field{.value = fiscal_id, .confidence = 1};
  return invoice;
}

TEST(IdentityKeys, HaveTheTaxOfficesIdWithoutAnythingElse) {
  const auto key = IdentityKeys(Stamped("a2", Invoice()));
  EXPECT_THAT(key, SizeIs(1));
  EXPECT_EQ(key, IdentityKeys(Stamped("A2", Invoice())));
  EXPECT_THAT(IdentityKeys(Stamped("A2")), Contains(key[0]));
  Invoice blank;
  for (const char* id : {"00", "00000000-0000-0000-0000-000000000000"}) {
    blank.fields["fiscal_id"].value = id;
    EXPECT_THAT(IdentityKeys(blank), IsEmpty()) << id;
  }
}

TEST(Compare, TheTaxOfficesIdProvesTheSameInvoice) {
  const Invoice other_name = Of("", "2026-01-15", "112.00", "Hilados");
  EXPECT_EQ(Compare(Stamped("A1"), Stamped("a1", other_name), false), Likeness::kSame);
  EXPECT_EQ(Compare(Stamped("A1"), Stamped("A2"), false), Likeness::kSuspect)
      << "stamped twice, or one takes the place of the other";
  EXPECT_EQ(Compare(Stamped("A1"), Stamped("A2", other_name), true), Likeness::kDistinct);
  EXPECT_EQ(Compare(Stamped("A1"), Stamped("A1", Of("F-2026-001", "2026-01-15", "9")), false),
            Likeness::kSuspect);
  EXPECT_EQ(Compare(Stamped("A1"), kFirst, false), Likeness::kSame);
}

TEST(Compare, ProvesTheSameInvoiceByFourFields) {
  EXPECT_EQ(Compare(kFirst, Of("F2026-001", "2026-01-15", "112"), false), Likeness::kSame);
  EXPECT_EQ(Compare(kFirst, Of("F-2026-001", "2026-01-15", "112.00", "Lonas Altas"), false),
            Likeness::kDistinct);
}

TEST(Compare, TakesTheTaxNumberOverTheName) {
  const auto with = [](const char* name, const char* tax_id) {
    return Of("F-1", "2026-01-15", "9.00", name, tax_id);
  };
  EXPECT_EQ(Compare(with("Hilos S.A.", "B1"), with("Hilos del Valle", "B1"), false),
            Likeness::kSame);
  EXPECT_EQ(Compare(with("Hilos", "B1"), with("Hilos", "B2"), false), Likeness::kDistinct);
  EXPECT_EQ(Compare(with("Hilos", "B1"), with("Hilos", ""), false), Likeness::kSame);
}

TEST(Compare, NeverTakesTheNextMonthOnTheSameFormForADuplicate) {
  EXPECT_EQ(Compare(kFirst, Of("F-2026-002", "2026-02-15", "112.00"), true), Likeness::kDistinct);
  EXPECT_EQ(Compare(kFirst, Of("F-2026-002", "2026-01-15", "112.00"), true), Likeness::kDistinct);
  EXPECT_EQ(Compare(Of("", "2026-01-15", "112.00"), Of("", "2026-02-15", "112.00"), true),
            Likeness::kDistinct);
}

TEST(Compare, WithoutANumberThereIsAtMostASuspicion) {
  const Invoice nameless = Of("", "2026-01-15", "112.00");
  EXPECT_EQ(Compare(nameless, nameless, false), Likeness::kDistinct);
  EXPECT_EQ(Compare(nameless, nameless, true), Likeness::kSuspect);
  EXPECT_EQ(Compare(nameless, kFirst, true), Likeness::kSuspect);
  EXPECT_EQ(Compare(Invoice(), Invoice(), true), Likeness::kSuspect);
  EXPECT_EQ(Compare(Invoice(), Invoice(), false), Likeness::kDistinct);
}

TEST(Compare, AnAlikePageWithTheSameNumberIsTheSameInvoice) {
  EXPECT_EQ(Compare(kFirst, Of("F-2026-001", "2026-01-15", "112.00", ""), true), Likeness::kSame);
  EXPECT_EQ(Compare(kFirst, Of("F-2O26-OOI", "", "112.00"), true), Likeness::kSame)
      << "letters and digits that look alike";
  EXPECT_EQ(Compare(kFirst, Of("F-2026-001", "2026-01-15", "172.00"), true), Likeness::kSuspect);
  EXPECT_EQ(Compare(kFirst, Of("F-2026-001", "2026-02-15", "172.00"), true), Likeness::kDistinct);
}

TEST(Compare, ASecondTotalUnderOneNumberIsASuspicion) {
  EXPECT_EQ(Compare(kFirst, Of("F-2026-001", "2026-01-15", "120.00"), false), Likeness::kSuspect);
}

TEST(DifferencesOf, NamesWhatBothHaveAndDiffersByValue) {
  Invoice page = kFirst, xml = kFirst;
  page.fields["tax"] = {.value = "12.00"};
  xml.fields["tax"] = {.value = "13.00"};
  xml.fields["due_date"] = {.value = "2026-02-15"};
  page.fields["total"].value = "112.0";
  EXPECT_THAT(DifferencesOf(xml, page), ElementsAre("tax"));
}

class Duplicates : public Desk {
 protected:
  /// The same invoice on another piece of paper.
  const std::string first_ = Paper().Text(),
                    second_ = Paper{.more = "Copia para el cliente\n"}.Text();
};

TEST_F(Duplicates, TheSecondPointsAtTheFirstAndHasNoRows) {
  const DocumentId first = Drop("a.txt", first_);
  Run();
  const DocumentId second = Drop("b.txt", second_);
  const auto summary = Run();
  EXPECT_EQ(summary.counts.at("duplicates"), 1);
  EXPECT_EQ(summary.totals.done, 1);
  EXPECT_THAT(Loaded(), ElementsAre(first.value()));
  EXPECT_EQ(Look(second).state.duplicate_of, first);
  EXPECT_THAT(Look(first).duplicates, ElementsAre(second));
  EXPECT_THAT(Keys(*archive_), SizeIs(2));
  EXPECT_THAT(Keys(*inbox_), IsEmpty());
  EXPECT_THAT(Actions(second), ElementsAre("telar duplicate"));
}

TEST_F(Duplicates, TheSecondIsRejectedAndNamesTheFirst) {
  SetPolicy(DuplicatePolicy::kReject);
  Drop("a.txt", first_);
  Run();
  const DocumentId second = Drop("b.txt", second_);
  const auto summary = Run();
  EXPECT_EQ(summary.totals.rejected, 1);
  EXPECT_THAT(Look(second).item.reason, HasSubstr("duplicate: the same invoice as a.txt"));
  EXPECT_THAT(Loaded(), SizeIs(1));
  EXPECT_THAT(Keys(*archive_), ::testing::Contains("rechazados/" + second.value() + ".pdf"));
}

TEST_F(Duplicates, TheSecondTakesThePlaceOfTheFirst) {
  SetPolicy(DuplicatePolicy::kVersion);
  const DocumentId first = Drop("a.txt", first_);
  Run();
  const DocumentId second = Drop("b.txt", second_);
  const auto summary = Run();
  EXPECT_EQ(summary.counts.at("replaced"), 1);
  EXPECT_THAT(Loaded(), ElementsAre(second.value()));
  EXPECT_EQ(Look(first).state.duplicate_of, second);
  EXPECT_THAT(Actions(first), ElementsAre("telar replaced"));
  EXPECT_THAT(Actions(second), ElementsAre("telar replaces"));
  const DocumentId third = Drop("c.txt", Paper{.more = "Tercera copia\n"}.Text());
  Run();
  EXPECT_THAT(Loaded(), ElementsAre(third.value()));
}

TEST_F(Duplicates, ADoubtfulNewVersionWaits) {
  SetPolicy(DuplicatePolicy::kVersion);
  const DocumentId first = Drop("a.txt", first_);
  Run();
  const DocumentId second = Drop("b.txt", second_);
  Run(std::nullopt);
  EXPECT_EQ(StateOf(second), State::kReview);
  EXPECT_THAT(Loaded(), ElementsAre(first.value()));
  ASSERT_OK(review_->Accept(second, {.label = InvoiceClass::kPreventiva}, ana_));
  Run();
  EXPECT_THAT(Loaded(), ElementsAre(second.value()));
}

TEST_F(Duplicates, ANewVersionDoesNotOverwriteAPersonsWork) {
  SetPolicy(DuplicatePolicy::kVersion);
  const DocumentId first = Drop("a.txt", first_);
  Run();
  ASSERT_OK(review_->Reclassify(first, InvoiceClass::kCorrectiva, ana_));
  const DocumentId second = Drop("b.txt", second_);
  Run();
  EXPECT_EQ(StateOf(second), State::kReview);
  EXPECT_THAT(Look(second).item.reason, HasSubstr("a person has worked on"));
  EXPECT_THAT(Loaded(), ElementsAre(first.value()));
}

TEST_F(Duplicates, TheSameBytesAgainAreCountedAndRemoved) {
  const DocumentId document = Drop("a.txt", first_);
  Drop("b.txt", first_);
  EXPECT_EQ(Run().counts.at("copies"), 1);
  Drop("c.txt", first_);
  const auto summary = Run();
  EXPECT_EQ(summary.counts.at("copies"), 1);
  EXPECT_THAT(Loaded(), ElementsAre(document.value()));
  EXPECT_THAT(Actions(document), ElementsAre("telar copy", "telar copy"));
}

TEST_F(Duplicates, InvoicesOfEveryMonthAreAllLoaded) {
  for (int month = 1; month <= 6; ++month) {
    const std::string text = Paper{.number = "F-2026-00" + std::to_string(month),
                                   .date = "15/0" + std::to_string(month) + "/2026"}
                                 .Text();
    reader_.looks[text] = 7;
    Drop(std::to_string(month) + ".txt", text);
  }
  const auto summary = Run();
  EXPECT_EQ(summary.totals.done, 6);
  EXPECT_THAT(Loaded(), SizeIs(6));
  EXPECT_FALSE(summary.counts.contains("duplicates"));
}

TEST_F(Duplicates, InvoicesWithoutANumberAreNeverDuplicates) {
  Drop("a.txt", Paper{.number = ""}.Text());
  Drop("b.txt", Paper{.number = "", .more = "Otra hoja\n"}.Text());
  EXPECT_EQ(Run().totals.done, 2);
  EXPECT_THAT(Loaded(), SizeIs(2));
}

TEST_F(Duplicates, AnAlikePageWithoutANumberAsksAPerson) {
  const std::string a = Paper{.number = ""}.Text(),
                    b = Paper{.number = "", .more = "Otra hoja\n"}.Text();
  reader_.looks[a] = reader_.looks[b] = 3;
  Drop("a.txt", a);
  Run();
  const DocumentId second = Drop("b.txt", b);
  Run();
  EXPECT_EQ(StateOf(second), State::kReview);
  EXPECT_THAT(Look(second).item.reason, HasSubstr("maybe_duplicate: its page looks like"));
  ASSERT_OK(review_->Accept(second, {}, ana_));
  Run();
  EXPECT_THAT(Loaded(), SizeIs(2));
}

TEST_F(Duplicates, APersonLinksWhatTheyRecognise) {
  const DocumentId first = Drop("a.txt", Paper{.number = ""}.Text());
  Run();
  const DocumentId second = Drop("b.txt", Paper{.number = "", .date = ""}.Text());
  Run();
  EXPECT_THAT(review_->MarkDuplicate(second, second, ana_), StatusIs(Code::kInvalidInput));
  ASSERT_OK(review_->MarkDuplicate(second, first, ana_));
  EXPECT_EQ(Run().counts.at("duplicates"), 1);
  EXPECT_THAT(Loaded(), ElementsAre(first.value()));
  EXPECT_EQ(StateOf(second), State::kDone);
}

TEST_F(Duplicates, APersonSaysThatTwoAreDistinct) {
  const DocumentId first = Drop("a.txt", first_);
  Run();
  const DocumentId second = Drop("b.txt", second_);
  Run();
  ASSERT_OK(review_->Reopen(second, "", ana_));
  EXPECT_THAT(review_->Accept(second, {}, ana_),
              StatusIs(Code::kAlreadyExists, HasSubstr("a.txt")));
  ASSERT_OK(review_->Accept(second, {.label = {}, .distinct = true}, ana_));
  Run();
  EXPECT_THAT(Loaded(), SizeIs(2));
  EXPECT_EQ(Look(second).state.distinct_from, first);
}

TEST_F(Duplicates, TwoCopiesAtOnceEndWithOneSetOfRows) {
  for (int round = 0; round < 8; ++round) {
    const std::string number = "F-2026-1" + std::to_string(round);
    for (int copy = 0; copy < 4; ++copy) {
      const std::string name = std::to_string(round) + "-" + std::to_string(copy);
      Drop(name, Paper{.number = number, .more = "Copia " + std::to_string(copy) + "\n"}.Text());
    }
  }
  const auto summary = Run(InvoiceClass::kPreventiva, 4);
  EXPECT_EQ(summary.totals.done, 32);
  EXPECT_EQ(summary.counts.at("duplicates"), 24);
  EXPECT_EQ(summary.totals.retried, 0);
  EXPECT_THAT(Loaded(), SizeIs(8));
}

TEST_F(Duplicates, AnEinvoiceTakesThePlaceOfItsPage) {
  const DocumentId page = Drop("a.txt", first_);
  Run();
  const DocumentId xml = Drop("a.xml", "<" + first_);
  Run();
  EXPECT_THAT(Loaded(), ElementsAre(xml.value()));
  EXPECT_EQ(Look(page).state.duplicate_of, xml);
}

TEST_F(Duplicates, APageOfAnEinvoiceIsLinked) {
  SetPolicy(DuplicatePolicy::kVersion);
  const DocumentId xml = Drop("a.xml", "<" + first_);
  Run();
  const DocumentId page = Drop("a.txt", first_);
  Run();
  EXPECT_THAT(Loaded(), ElementsAre(xml.value()));
  EXPECT_EQ(Look(page).state.duplicate_of, xml);
}

TEST_F(Duplicates, AnEinvoiceThatDiffersFromItsPageAsksAPerson) {
  const DocumentId page = Drop("a.txt", first_);
  Run();
  std::string other = "<" + first_;
  other.replace(other.find("Orden de compra: 4500012345"), 27, "Orden de compra: 4500099999");
  const DocumentId xml = Drop("a.xml", other);
  Run();
  EXPECT_EQ(StateOf(xml), State::kReview);
  EXPECT_THAT(Look(xml).item.reason, HasSubstr("einvoice_differs: purchase_order differs"));
  EXPECT_THAT(Loaded(), ElementsAre(page.value()));
  ASSERT_OK(review_->Accept(xml, {}, ana_));
  Run();
  EXPECT_THAT(Loaded(), ElementsAre(xml.value()));
}

TEST_F(Duplicates, ADocumentThatMakesWayFreesItsInvoice) {
  const DocumentId first = Drop("a.txt", first_);
  Run();
  ASSERT_OK(review_->Reopen(first, "", ana_));
  ASSERT_OK(review_->Reject(first, "unreadable copy", ana_));
  const DocumentId second = Drop("b.txt", second_);
  Run();
  EXPECT_THAT(Loaded(), ElementsAre(second.value()));
}

}  // namespace
}  // namespace telar::invoices
