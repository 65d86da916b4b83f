#include "samples/class_cues.h"

#include <gtest/gtest.h>

#include "samples/chance.h"

namespace telar::samples {
namespace {

int Bands(InvoiceClass invoice_class) {
  int bands = 0;
  for (std::uint64_t i = 0; i < 400; ++i) {
    SeededRandom random = RandomOf(1, i, Stream::kCues);
    bands += CuesFor(invoice_class, random).header_band ? 1 : 0;
  }
  return bands;
}

TEST(ClassCues, TellMostDocumentsOfTheTwoClassesApart) {
  EXPECT_GT(Bands(InvoiceClass::kPreventiva), 260);
  EXPECT_LT(Bands(InvoiceClass::kCorrectiva), 60);
}

TEST(ClassCues, SometimesMislead) { EXPECT_GT(Bands(InvoiceClass::kCorrectiva), 0); }

}  // namespace
}  // namespace telar::samples
