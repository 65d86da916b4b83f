#include "invoices/locale.h"

#include <gmock/gmock.h>

#include "invoices/evidence.h"
#include "tests/support/text_document.h"

namespace telar::invoices {
namespace {

struct Seen {
  documents::Document document;
  Layout layout;
  Evidence evidence;
};

std::unique_ptr<Seen> See(std::string_view text) {
  auto seen = std::make_unique<Seen>();
  seen->document = testing::TextDocument(text);
  seen->layout = BuildLayout(seen->document);
  seen->evidence = Gather(seen->layout);
  return seen;
}

DateLocale OrderOf(std::string_view text) { return See(text)->evidence.order; }

std::string CountryOf(std::string_view text) {
  const auto seen = See(text);
  return seen->evidence.countries.empty() ? "none"
                                          : std::string(seen->evidence.countries[0].country);
}

TEST(InferCountries, FollowsTaxNumbersCompanyFormsAndAddresses) {
  EXPECT_EQ(CountryOf("Muster Garne GmbH"), "DE");
  EXPECT_EQ(CountryOf("BTW NL010000446B01"), "NL");
  EXPECT_EQ(CountryOf("GSTIN 27AAPFU0939F1ZV"), "IN");
  EXPECT_EQ(CountryOf("Tel. +48 22 555 01 80"), "PL");
  EXPECT_EQ(CountryOf("www.muestra-hilos.fr"), "FR");
  EXPECT_EQ(CountryOf("Perniagaan Contoh Sdn Bhd"), "MY");
  EXPECT_EQ(CountryOf("Thread and yarn"), "none");
}

TEST(InferDateOrder, FollowsTheDatesThatHaveOneReading) {
  EXPECT_EQ(OrderOf("Date 05/03/2024\nDelivery 03/25/2024").order, DateOrder::kMonthFirst);
  EXPECT_TRUE(OrderOf("Date 05/03/2024\nDelivery 03/25/2024").decided);
  EXPECT_EQ(OrderOf("Date 05/03/2024\nDelivery 25/03/2024").order, DateOrder::kDayFirst);
}

TEST(InferDateOrder, FollowsLanguageCurrencyAndCountry) {
  EXPECT_TRUE(OrderOf("Fecha: 05/03/2024").decided);
  EXPECT_EQ(OrderOf("Date 05/03/2024\nTotal £ 5.00").order, DateOrder::kDayFirst);
  EXPECT_TRUE(OrderOf("Date 05/03/2024\nTotal £ 5.00").decided);
  const DateLocale american =
      OrderOf("Yarn Sample LLC, Springfield, USA\nDate 05/03/2024\nTotal $ 5.00");
  EXPECT_EQ(american.order, DateOrder::kMonthFirst);
  EXPECT_TRUE(american.decided);
}

TEST(InferDateOrder, StaysOpenWhereNothingDecides) {
  EXPECT_FALSE(OrderOf("Date 05/03/2024\nTotal 5.00").decided);
  EXPECT_FALSE(OrderOf("Date 05/03/2024\nTotal US$ 5.00").decided);
}

TEST(InferDateOrder, PutsTheDueDateBehindTheDate) {
  const DateLocale order = OrderOf("Invoice date 05/03/2024\nDue date 04/04/2024\nTotal 5.00");
  EXPECT_EQ(order.order, DateOrder::kDayFirst);
  EXPECT_TRUE(order.decided);
  EXPECT_EQ(OrderOf("Invoice date 03/05/2024\nDue date 04/04/2024\nTotal 5.00").order,
            DateOrder::kMonthFirst);
}

TEST(InferDateOrder, FollowsADateThatIsAlsoPrintedInWords) {
  const DateLocale order = OrderOf("Printed May 3, 2024\nDate 05/03/2024\nTotal £ 5.00");
  EXPECT_EQ(order.order, DateOrder::kMonthFirst);
}

TEST(CurrencyOf, IsTheCountrysOwn) {
  EXPECT_EQ(CurrencyOf("NL"), "EUR");
  EXPECT_EQ(CurrencyOf("MY"), "MYR");
  EXPECT_EQ(CurrencyOf("XX"), "");
}

}  // namespace
}  // namespace telar::invoices
