#include "app/commands/explain_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "app/commands/invoice_view.h"
#include "app/table.h"
#include "core/text.h"
#include "invoices/check.h"
#include "invoices/evidence_names.h"

namespace telar::app {
namespace {

using invoices::Candidate;
using invoices::Evidential;

constexpr int kRunnersUp = 5;
constexpr int kBarCells = 10;
constexpr int kLeastValue = 12;
// What stands beside a value: tree, bar, probability and place.
constexpr int kBesideValue = 46;

/// The characters the tree is drawn with.
struct Strokes {
  std::string_view branch, last, trunk, chosen, other, full, empty, minus;
};
constexpr Strokes kFine{"├─ ", "└─ ", "│  ", "✔ ", "  ", "█", "░", "−"};
constexpr Strokes kPlain{"|- ", "`- ", "|  ", "* ", "  ", "#", ".", "-"};

std::string LocaleInWords(const invoices::ReadingLocale& locale) {
  using invoices::DateOrder;
  using invoices::DecimalMark;
  std::string words = "printed in " + std::string(invoices::LanguageInWords(locale.language));
  words += !locale.decimals                          ? ", decimal mark left open"
           : *locale.decimals == DecimalMark::kComma ? ", numbers like 1.234,56"
                                                     : ", numbers like 1,234.56";
  words += !locale.dates                           ? ", order of day and month left open"
           : *locale.dates == DateOrder::kDayFirst ? ", dates like 31/12"
                                                   : ", dates like 12/31";
  if (!locale.currency.empty()) words += ", amounts in " + locale.currency;
  return words;
}

/// "top left", "middle", "bottom right": the ninth of the upright page that holds the middle of the
/// box.
std::string PlaceInWords(const documents::Box& printed, const documents::Page& page) {
  if (page.width <= 0 || page.height <= 0) return "";
  const documents::Box box = documents::UprightBox(page, printed);
  const bool turned = page.quarter_turns % 2 != 0;
  const float width = turned ? page.height : page.width, height = turned ? page.width : page.height;
  const auto third = [](float at, float size) {
    return std::clamp(static_cast<int>(at / size * 3), 0, 2);
  };
  constexpr std::string_view kDown[] = {"top", "middle", "bottom"};
  constexpr std::string_view kAcross[] = {" left", "", " right"};
  return std::string(kDown[third(box.center_y(), height)]) +
         std::string(kAcross[third(box.center_x(), width)]);
}

bool IsPublished(const Candidate& candidate) {
  return std::any_of(candidate.evidence.begin(), candidate.evidence.end(),
                     [](const Evidential& evidence) { return evidence.name == "published"; });
}

class Tree {
 public:
  Tree(const documents::Document& document, const ExplainOptions& options)
      : document_(document), options_(options), strokes_(options.utf8 ? kFine : kPlain) {}

  std::string Field(std::string_view name, const invoices::Field* field,
                    std::vector<Candidate> candidates) {
    if (candidates.empty() && field != nullptr) {
      candidates.push_back(
          {field->value, field->raw, field->page, field->box, field->confidence, {}});
    }
    std::string out = "\n  " + options_.style.Bold(name);
    if (field == nullptr) {
      out += options_.style.Yellow(candidates.empty() ? ": not found"
                                                      : ": left out, nothing was sure enough");
    } else if (field->confidence < invoices::kSureEnough) {
      out += options_.style.Yellow(": doubtful, " + SureText(field->confidence));
    }
    out += "\n";
    const std::size_t shown =
        options_.all ? candidates.size() : std::min<std::size_t>(candidates.size(), kRunnersUp + 1);
    value_width_ = kLeastValue;
    for (std::size_t i = 0; i < shown; ++i) {
      value_width_ = std::max(value_width_, DisplayWidth(Printable(candidates[i].value)));
    }
    if (options_.width > 0) {
      value_width_ = std::min(value_width_, std::max(kLeastValue, options_.width - kBesideValue));
    }
    const std::size_t hidden = candidates.size() - shown;
    for (std::size_t i = 0; i < shown; ++i) {
      const bool chosen = i == 0 && field != nullptr;
      out += Branch(candidates[i], chosen, i + 1 == shown && hidden == 0);
    }
    if (hidden > 0) {
      out += "  " + std::string(strokes_.last) +
             options_.style.Dim(fmt::format("{} more with -v", hidden)) + "\n";
    }
    return out;
  }

 private:
  std::string Branch(const Candidate& candidate, bool chosen, bool last) const {
    const Style& style = options_.style;
    std::string value = Printable(candidate.value);
    if (options_.width > 0) value = Shorten(value, value_width_);
    const auto pad = static_cast<std::size_t>(std::max(0, value_width_ - DisplayWidth(value)));
    std::string out = "  " + std::string(last ? strokes_.last : strokes_.branch) +
                      std::string(chosen ? strokes_.chosen : strokes_.other) +
                      (chosen ? style.Bold(value) : value) + std::string(pad, ' ') + "  " +
                      Bar(candidate.probability) + " " + SureText(candidate.probability) + "  " +
                      style.Dim(Place(candidate)) + "\n";
    const std::string indent = "  " + std::string(last ? "   " : strokes_.trunk) + "    ";
    if (chosen && Printable(candidate.raw) != Printable(candidate.value) &&
        !candidate.raw.empty()) {
      out += indent + style.Dim(IsPublished(candidate) ? "published " : "printed ") +
             Fit("\"" + Printable(candidate.raw) + "\"", 17) + "\n";
    }
    for (const Evidential* evidence : Strongest(candidate, chosen)) {
      out += indent + Weight(evidence->weight) + " " +
             Fit(Printable(invoices::EvidenceInWords(evidence->name)), 14) + "\n";
    }
    return out;
  }

  std::string Fit(const std::string& text, int taken) const {
    return options_.width > taken ? Shorten(text, options_.width - taken) : text;
  }

  std::string Bar(double probability) const {
    const int full = static_cast<int>(std::lround(std::clamp(probability, 0.0, 1.0) * kBarCells));
    std::string bar;
    for (int i = 0; i < kBarCells; ++i) bar += i < full ? strokes_.full : strokes_.empty;
    if (probability >= invoices::kSureEnough) return options_.style.Green(bar);
    return probability >= 0.25 ? options_.style.Yellow(bar) : options_.style.Dim(bar);
  }

  std::string Weight(double weight) const {
    const std::string number = fmt::format("{:.1f}", std::abs(weight));
    return weight < 0 ? options_.style.Red(std::string(strokes_.minus) + number)
                      : options_.style.Green("+" + number);
  }

  std::string Place(const Candidate& candidate) const {
    if (candidate.box.empty())
      return IsPublished(candidate) ? "in the XML, not printed" : "computed, not printed";
    std::string place = document_.pages.size() > 1 ? fmt::format("page {} ", candidate.page) : "";
    // Several sheets on one picture share its number and size.
    const auto page =
        std::find_if(document_.pages.begin(), document_.pages.end(),
                     [&](const documents::Page& other) { return other.number == candidate.page; });
    if (page != document_.pages.end()) place += PlaceInWords(candidate.box, *page);
    if (options_.all) {
      place += fmt::format(" [{:.0f} {:.0f} {:.0f} {:.0f}]", candidate.box.x0, candidate.box.y0,
                           candidate.box.x1, candidate.box.y1);
    }
    return place;
  }

  /// What tells most: of the chosen one why it won, of another why it lost.
  std::vector<const Evidential*> Strongest(const Candidate& candidate, bool chosen) const {
    std::vector<const Evidential*> sorted;
    for (const Evidential& evidence : candidate.evidence) sorted.push_back(&evidence);
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto* a, const auto* b) {
      return std::abs(a->weight) > std::abs(b->weight);
    });
    if (options_.all) return sorted;
    int in_favour = chosen ? 3 : 1, against = 2;
    std::vector<const Evidential*> kept;
    for (const Evidential* evidence : sorted) {
      if (std::abs(evidence->weight) < 0.05) break;
      if ((evidence->weight < 0 ? against : in_favour)-- > 0) kept.push_back(evidence);
    }
    return kept;
  }

  const documents::Document& document_;
  const ExplainOptions& options_;
  const Strokes& strokes_;
  int value_width_ = 0;
};

}  // namespace

std::string ExplainView(const invoices::ReadReport& report, const documents::Document& document,
                        const ExplainOptions& options) {
  std::string out = InvoiceTitle(report, options.style);
  if (report.locale) out += "  " + LocaleInWords(*report.locale) + "\n";
  out += VerdictView(report.invoice, options.style);
  Tree tree(document, options);
  for (const std::string_view name : invoices::kFieldNames) {
    const invoices::Field* field = report.invoice.Find(name);
    const auto found = report.explanation->find(name);
    if (found != report.explanation->end()) out += tree.Field(name, field, found->second);
    else if (field != nullptr) out += tree.Field(name, field, {});
  }
  return out + "\n";
}

}  // namespace telar::app
