#include "invoices/learn/learner.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <set>
#include <span>

#include "core/decimal.h"
#include "core/text.h"
#include "invoices/decision.h"
#include "invoices/extract.h"
#include "invoices/learn/fit.h"
#include "invoices/second_look.h"

namespace telar::invoices::learn {
namespace {

constexpr double kSimilarEnough = 0.75;

std::string LettersAndDigits(std::string_view text) {
  std::string kept;
  for (const char c : Fold(text)) {
    const bool letter = (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
    if (letter || (c >= '0' && c <= '9')) kept += c;
  }
  return kept;
}

bool IsAmount(std::string_view field) {
  return field == "subtotal" || field == "tax" || field == "discount" || field == "total";
}

std::optional<Decimal> AmountOf(std::string_view text) {
  std::string kept;
  for (const char c : text) {
    if ((c >= '0' && c <= '9') || c == '.' || c == '-') kept += c;
  }
  const auto number = Decimal::Parse(kept);
  return number.ok() ? std::optional(*number) : std::nullopt;
}

double Similarity(std::string_view a, std::string_view b) {
  const std::size_t longest = std::max(a.size(), b.size());
  if (longest == 0) return 1;
  return 1 - static_cast<double>(EditDistance(a, b)) / static_cast<double>(longest);
}

const std::string* Find(const Decision::Says& says, std::string_view field) {
  const auto it =
      std::find_if(says.begin(), says.end(), [&](const auto& s) { return s.first == field; });
  return it == says.end() ? nullptr : &it->second;
}

/// The fields that a kind of decision decides.
std::vector<std::string_view> FieldsOf(std::string_view kind) {
  if (kind == "address") return {"supplier_address"};
  if (kind == "sums") return {"subtotal", "tax", "discount", "total"};
  return {kind};
}

bool IsDate(std::string_view field) { return field == "date" || field == "due_date"; }

/// The choices that agree with all of the truth; none when it says nothing of the fields.
std::vector<std::size_t> RightChoices(const Decision& decision, const LabelledDocument& document,
                                      std::span<const std::string_view> fields) {
  std::vector<std::size_t> right;
  const auto agrees = [&](std::size_t i) {
    return std::all_of(fields.begin(), fields.end(), [&](std::string_view field) {
      const auto truth = document.truth.find(field);
      const std::string* said = Find(decision.says(i), field);
      if (truth == document.truth.end()) return said == nullptr || !document.complete;
      return said != nullptr && Agrees(field, *said, truth->second);
    });
  };
  const bool told =
      document.complete || std::any_of(fields.begin(), fields.end(), [&](std::string_view field) {
        return document.truth.contains(field);
      });
  if (!told) return right;
  for (std::size_t i = 0; i < decision.size(); ++i) {
    if (agrees(i)) right.push_back(i);
  }
  return right;
}

/// The choices most similar to a true text that was not read exactly.
std::vector<std::size_t> MostSimilar(const Decision& decision, std::string_view field,
                                     const std::string& truth) {
  std::vector<std::size_t> best;
  double most = kSimilarEnough;
  const std::string wanted = LettersAndDigits(truth);
  for (std::size_t i = 0; i < decision.size(); ++i) {
    const std::string* said = Find(decision.says(i), field);
    if (said == nullptr) continue;
    const double similarity = Similarity(LettersAndDigits(*said), wanted);
    if (similarity > most) best.clear();
    if (similarity >= most) {
      most = similarity;
      best.push_back(i);
    }
  }
  return best;
}

std::vector<std::size_t> Targets(const Decision& decision, const LabelledDocument& document) {
  const std::vector<std::string_view> fields = FieldsOf(decision.kind());
  std::vector<std::size_t> right = RightChoices(decision, document, fields);
  if (!right.empty()) return right;
  if (fields.size() == 1) {
    const auto truth = document.truth.find(fields[0]);
    if (truth == document.truth.end() || IsDate(fields[0])) return right;
    return MostSimilar(decision, fields[0], truth->second);
  }
  // A part that was not read must not hide what the total teaches.
  const LabelledDocument total_only{{}, document.truth, false};
  const std::string_view total[] = {"total"};
  return document.truth.contains("total") ? RightChoices(decision, total_only, total) : right;
}

/// The kinds of decision in rounds: those of a round need what the ones before have decided.
std::vector<std::vector<std::string_view>> Rounds() {
  return {{"sums", "customer", "invoice_number", "purchase_order", "date", "supplier_tax_id"},
          {"supplier", "due_date", "customer_tax_id", "iban"},
          {"address"}};
}

/// Weights of all kinds of decision, each learned where the rounds before have been applied.
EvidenceWeights LearnWeights(const std::vector<const LabelledDocument*>& documents,
                             const LearnOptions& options) {
  EvidenceWeights weights = PriorWeights();
  for (const std::vector<std::string_view>& kinds : Rounds()) {
    std::map<std::string_view, std::vector<Question>> questions;
    for (const LabelledDocument* document : documents) {
      Trace trace;
      ExtractWith(document->document, weights, &trace);
      for (Decision& decision : trace.decisions) {
        if (std::find(kinds.begin(), kinds.end(), decision.kind()) == kinds.end()) continue;
        std::vector<std::size_t> targets = Targets(decision, *document);
        if (targets.empty()) continue;
        questions[decision.kind()].push_back({std::move(decision), std::move(targets)});
      }
    }
    for (const auto& [kind, asked] : questions) {
      if (options.progress) {
        options.progress("learning " + std::string(kind) + " from " + std::to_string(asked.size()) +
                         " documents");
      }
      const EvidenceWeights::Names names = asked.front().decision.names();
      weights.Set(kind, names,
                  FitWeights(asked, weights.Of(kind, names), options.ridge, options.steps));
    }
  }
  return weights;
}

}  // namespace

bool Agrees(std::string_view field, std::string_view found, std::string_view truth) {
  if (IsAmount(field)) {
    const auto a = AmountOf(found), b = AmountOf(truth);
    return a && b && *a == *b;
  }
  return LettersAndDigits(found) == LettersAndDigits(truth);
}

int FoldOf(const LabelledDocument& document, int folds) {
  const auto supplier = document.truth.find("supplier");
  const std::string key =
      supplier == document.truth.end() ? "" : LettersAndDigits(supplier->second).substr(0, 10);
  std::uint32_t hash = 2166136261U;  // FNV-1a
  for (const char c : key) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return static_cast<int>((hash ^ (hash >> 16)) % static_cast<std::uint32_t>(folds));
}

namespace {

/// Whether a field is what the truth says; nothing where the truth does not tell.
std::optional<bool> IsRight(std::string_view name, const Field& field,
                            const LabelledDocument& document) {
  const auto truth = document.truth.find(name);
  if (truth == document.truth.end()) return document.complete ? std::optional(false) : std::nullopt;
  return Agrees(name, field.value, truth->second) || Agrees(name, field.raw, truth->second);
}

/// What the doubtful fields of a document, extracted with `weights`, teach when read again.
void LookAgain(const LabelledDocument& document, const EvidenceWeights& weights,
               const LearnOptions& options, std::vector<Question>& questions) {
  const Invoice invoice = ExtractWith(document.document, weights, nullptr);
  for (const Doubt& doubt : DoubtsOf(document.document, invoice)) {
    const auto words = options.look(document, doubt.region);
    if (!words.ok()) continue;
    Invoice weighed = invoice;
    SecondOpinion second = Weigh(doubt, *words, weights, weighed);
    if (second.opinion == Opinion::kNone) continue;
    const auto right = IsRight(doubt.field, *weighed.Find(doubt.field), document);
    if (right)
      questions.push_back({std::move(second.decision), {*right ? std::size_t{0} : std::size_t{1}}});
  }
}

}  // namespace

EvidenceWeights Learn(const std::vector<const LabelledDocument*>& documents,
                      const LearnOptions& options) {
  EvidenceWeights weights = LearnWeights(documents, options);
  std::map<std::string, std::vector<Outcome>, std::less<>> outcomes;
  std::vector<std::pair<EvidenceWeights, std::vector<const LabelledDocument*>>> folds;
  for (int fold = 0; fold < options.folds; ++fold) {
    std::vector<const LabelledDocument*> known, held;
    for (const LabelledDocument* document : documents) {
      (FoldOf(*document, options.folds) == fold ? held : known).push_back(document);
    }
    if (known.empty() || held.empty()) continue;
    if (options.progress) options.progress("calibration, fold " + std::to_string(fold + 1));
    EvidenceWeights without = LearnWeights(known, options);
    for (const LabelledDocument* document : held) {
      Trace trace{.keep_doubtful = true};
      const Invoice invoice = ExtractWith(document->document, without, &trace);
      for (const auto& [name, belief] : trace.beliefs) {
        const Field* field = invoice.Find(name);
        if (field == nullptr) continue;
        const auto right = IsRight(name, *field, *document);
        if (right) outcomes[name].push_back({belief.probability, belief.print, *right});
      }
    }
    folds.emplace_back(std::move(without), std::move(held));
  }
  for (const auto& [name, list] : outcomes) {
    const Calibration curve = FitCalibration(list);
    weights.SetCalibration(name, curve);
    for (auto& [without, held] : folds) without.SetCalibration(name, curve);
  }
  if (!options.look) return weights;
  std::vector<Question> looks;
  for (const auto& [without, held] : folds) {
    for (const LabelledDocument* document : held) LookAgain(*document, without, options, looks);
  }
  if (looks.empty()) return weights;
  if (options.progress)
    options.progress("learning second_look from " + std::to_string(looks.size()) + " fields");
  const EvidenceWeights::Names names = looks.front().decision.names();
  weights.Set("second_look", names,
              FitWeights(looks, weights.Of("second_look", names), options.ridge, options.steps));
  return weights;
}

}  // namespace telar::invoices::learn
