#include "invoices/memory/labels.h"

#include <optional>

#include "core/text.h"
#include "core/time.h"
#include "invoices/evidence.h"
#include "invoices/memory/place.h"

namespace telar::invoices {
namespace {

std::optional<std::string> IsoDate(const std::string& label, const Evidence& evidence) {
  if (ParseDate(label).ok()) return label;
  std::vector<PrintedDate> dates = FindDates(label);
  if (dates.empty()) dates = FindBareDates(label);
  if (dates.empty()) return std::nullopt;
  return FormatDate(dates.front().Under(evidence.order.order));
}

std::optional<std::string> PlainAmount(const std::string& label, const Evidence& evidence) {
  if (const auto plain = Decimal::Parse(label); plain.ok()) return plain->ToString();
  const std::size_t first = label.find_first_of("0123456789");
  if (first == std::string::npos) return std::nullopt;
  const std::size_t last = label.find_last_of("0123456789");
  const NumberReadings readings =
      ReadNumber(std::string_view(label).substr(first, last - first + 1));
  const auto amount = readings.Under(evidence.numbers.mark);
  if (!amount) return std::nullopt;
  return (label.find('-') < first ? -*amount : *amount).ToString();
}

}  // namespace

Invoice ConfirmedInvoice(const std::map<std::string, std::string, std::less<>>& labels,
                         const documents::Document& document) {
  const Layout layout = BuildLayout(document);
  const Evidence evidence = Gather(layout);
  Invoice invoice;
  for (const auto& [field, label] : labels) {
    const ValueForm form = FormOf(field);
    std::optional<std::string> value = CollapseSpaces(label);
    if (form == ValueForm::kDate) value = IsoDate(label, evidence);
    if (form == ValueForm::kAmount) value = PlainAmount(label, evidence);
    if (!value || value->empty()) continue;
    invoice.fields[field] = {.value = *value, .raw = CollapseSpaces(label), .confidence = 1};
  }
  return invoice;
}

}  // namespace telar::invoices
