#include "invoices/several_receipts.h"

#include <algorithm>
#include <set>
#include <utility>

namespace telar::invoices {
namespace {

constexpr std::string_view kNeeded[] = {"supplier", "date", "total"};

double Confidence(const Invoice& sheet) {
  double sum = 0;
  for (const std::string_view name : kNeeded) {
    const Field* field = sheet.Find(name);
    sum += field == nullptr ? 0 : field->confidence;
  }
  return sum;
}

}  // namespace

bool HasSeveralSheets(const documents::Document& document) {
  std::set<int> numbers;
  return std::any_of(
      document.pages.begin(), document.pages.end(),
      [&](const documents::Page& page) { return !numbers.insert(page.number).second; });
}

std::vector<documents::Document> SheetsOf(const documents::Document& document) {
  std::vector<documents::Document> sheets;
  for (const documents::Page& page : document.pages) {
    if (page.words.empty()) continue;
    documents::Document& sheet = sheets.emplace_back();
    sheet.kind = document.kind;
    sheet.page_count = document.page_count;
    sheet.ocr_engine = document.ocr_engine;
    sheet.pages.push_back(page);
  }
  return sheets;
}

bool StandsAlone(const Invoice& sheet) {
  return std::all_of(std::begin(kNeeded), std::end(kNeeded), [&](std::string_view name) {
    const Field* field = sheet.Find(name);
    return field != nullptr && field->confidence >= 0.5;
  });
}

bool JoinReceipts(std::vector<Invoice> sheets, Invoice& joined) {
  const auto receipts = std::count_if(sheets.begin(), sheets.end(), StandsAlone);
  if (receipts < 2) return false;
  const auto best =
      std::max_element(sheets.begin(), sheets.end(), [](const Invoice& a, const Invoice& b) {
        return std::pair(StandsAlone(a), Confidence(a)) < std::pair(StandsAlone(b), Confidence(b));
      });
  joined = std::move(*best);
  sheets.erase(best);
  joined.more = std::move(sheets);
  joined.verdict = Verdict::kReview;
  joined.reasons.insert(joined.reasons.begin(), "several_receipts: " + std::to_string(receipts) +
                                                    " receipts on one picture");
  return true;
}

}  // namespace telar::invoices
