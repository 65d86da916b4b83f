#include "invoices/label_words.h"

#include <gmock/gmock.h>

#include <map>
#include <set>

#include "core/text.h"

namespace telar::invoices {
namespace {

using ::testing::ElementsAre;

TEST(ExpandPhrases, StandsForEveryChoice) {
  EXPECT_THAT(ExpandPhrases("total"), ElementsAre("total"));
  EXPECT_THAT(ExpandPhrases("(a/b/) c|d"), ElementsAre("a c", "b c", "c", "d"));
  EXPECT_THAT(ExpandPhrases("(liefer/bestell)datum"), ElementsAre("lieferdatum", "bestelldatum"));
}

TEST(LabelWords, AreFoldedAndWeighed) {
  for (const LabelWords& entry : AllLabelWords()) {
    EXPECT_GT(entry.weight, 0) << entry.phrases;
    EXPECT_LE(entry.weight, 1) << entry.phrases;
    for (const std::string& phrase : ExpandPhrases(entry.phrases)) {
      std::string atoms;
      for (const Atom& atom : SplitAtoms(phrase)) atoms += (atoms.empty() ? "" : " ") + atom.folded;
      EXPECT_EQ(atoms, phrase);
    }
  }
}

TEST(LabelWords, NameEveryIdentityFieldInEveryLanguage) {
  std::map<Language, std::set<Label>> known;
  for (const LabelWords& entry : AllLabelWords()) known[entry.language].insert(entry.label);
  for (const Language language : {Language::kEnglish, Language::kSpanish, Language::kPortuguese,
                                  Language::kFrench, Language::kGerman, Language::kDutch,
                                  Language::kItalian, Language::kMalay, Language::kPolish}) {
    for (const Label label :
         {Label::kCustomer, Label::kTaxId, Label::kInvoiceNumber, Label::kPurchaseOrder,
          Label::kInvoiceDate, Label::kDueDate, Label::kOtherDate, Label::kOtherNumber,
          Label::kSubtotal, Label::kTax, Label::kTotalDue}) {
      EXPECT_TRUE(known[language].contains(label))
          << static_cast<int>(language) << " " << static_cast<int>(label);
    }
  }
}

}  // namespace
}  // namespace telar::invoices
