#include "invoices/evidence_names.h"

#include <algorithm>
#include <array>

namespace telar::invoices {
namespace {

constexpr auto kNames = std::to_array<EvidenceName>({
    {"adds_up", "adds up with the other amounts", "does not add up with the other amounts"},
    {"ambiguous", "", "may be read in two ways"},
    {"base", "this field is usually printed", "most candidates of this kind are something else"},
    {"below_label", "stands under its label", "does not stand under its label"},
    {"bold", "bold print", "not in bold print"},
    {"check_digit", "its check digit is right", "its check digit is wrong"},
    {"company_form", "has a company form (S.A., Ltd, GmbH …)", "has no company form"},
    {"currency_mark", "has a currency mark", "has no currency mark"},
    {"engines_agree", "both OCR engines read the same", "the OCR engines read differently"},
    {"format", "written as this field is written", "not written as this field is written"},
    {"label", "its label is beside it", "no label of this field is near"},
    {"label_above", "its label is above it", "no label above it"},
    {"label_left", "its label is on the left", "no label on the left"},
    {"largest", "the largest amount", "not the largest amount"},
    {"last", "the last of its kind", "not the last of its kind"},
    {"letterhead", "stands in the letterhead", "stands outside the letterhead"},
    {"lines_add_up", "the product lines add up to it", "the product lines do not add up to it"},
    {"other_label", "", "a label of something else is beside it"},
    {"page", "on the page where it usually stands", "on another page than usual"},
    {"position", "stands where this field usually stands", "stands in an unusual place"},
    {"print_size", "larger print than the rest", "smaller print than the rest"},
    {"read_clearly", "clearly readable", "hard to read"},
    {"repaired", "a misread letter was repaired", "a misread letter had to be repaired"},
    {"repeated", "printed in several places", "printed in one place only"},
    {"tax_rate", "agrees with the printed tax rate", "contradicts the printed tax rate"},
    {"top", "near the top of the page", "far from the top of the page"},
});

}  // namespace

std::span<const EvidenceName> EvidenceNames() { return kNames; }

std::string InPlainWords(const Evidential& evidence) {
  const auto found = std::find_if(kNames.begin(), kNames.end(), [&](const EvidenceName& entry) {
    return entry.name == evidence.name;
  });
  if (found != kNames.end()) {
    const std::string_view words = evidence.weight < 0 ? found->against : found->in_favour;
    if (!words.empty()) return std::string(words);
  }
  std::string words = evidence.name;
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

std::string EvidenceNamesMarkdown() {
  const auto cell = [](std::string_view words) {
    return words.empty() ? std::string("–") : std::string(words);
  };
  std::string out = "| Name | In favour | Against |\n|---|---|---|\n";
  for (const EvidenceName& entry : kNames) {
    out += "| `" + std::string(entry.name) + "` | " + cell(entry.in_favour) + " | " +
           cell(entry.against) + " |\n";
  }
  return out;
}

}  // namespace telar::invoices
