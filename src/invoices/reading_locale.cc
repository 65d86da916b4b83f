#include "invoices/reading_locale.h"

#include "invoices/evidence.h"
#include "invoices/layout.h"

namespace telar::invoices {
namespace {

struct LanguageName {
  std::string_view code, words;
};

LanguageName NameOf(Language language) {
  switch (language) {
    case Language::kEnglish: return {"en", "English"};
    case Language::kSpanish: return {"es", "Spanish"};
    case Language::kPortuguese: return {"pt", "Portuguese"};
    case Language::kFrench: return {"fr", "French"};
    case Language::kGerman: return {"de", "German"};
    case Language::kDutch: return {"nl", "Dutch"};
    case Language::kItalian: return {"it", "Italian"};
    case Language::kMalay: return {"ms", "Malay"};
  }
  return {"", ""};
}

}  // namespace

ReadingLocale LocaleOf(const documents::Document& document) {
  const Layout layout = BuildLayout(document);
  const Evidence evidence = Gather(layout);
  ReadingLocale locale;
  locale.language = evidence.language;
  if (evidence.numbers.decided) locale.decimals = evidence.numbers.mark;
  if (evidence.order.decided) locale.dates = evidence.order.order;
  locale.currency = evidence.currency.code;
  return locale;
}

std::string_view LanguageCode(Language language) { return NameOf(language).code; }
std::string_view LanguageInWords(Language language) { return NameOf(language).words; }

}  // namespace telar::invoices
