#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/decimal.h"
#include "documents/einvoice/rules/code_lists.h"
#include "documents/einvoice/rules/facts.h"
#include "documents/einvoice/rules/groups.h"
#include "documents/einvoice/rules/terms.h"

namespace telar::documents::einvoice::rules {

/// One element a rule is asked of, and the document around it.
struct Scope {
  const Facts& facts;
  XmlElement at;

  bool cii() const { return facts.syntax == Syntax::kCii; }
  bool Has(Term term) const;
  bool Filled(Term term) const;
  std::optional<std::string_view> Text(Term term) const;
  std::vector<std::string_view> Texts(Term term) const;
  /// Nothing where the term is absent or no number.
  std::optional<Decimal> Number(Term term) const;
  /// Of a VAT group: the breakdown around it (BG-23).
  Scope Breakdown() const;
  /// Of a VAT group: where the breakdown's rate and exemption stand.
  Scope VatDetails() const;
};

/// True when the rule holds.
using Test = std::function<bool(const Scope&)>;

/// What the published set says of a rule that does not hold.
enum class Flag { kFatal, kWarning };

/// What a rule asks, of which elements; `when` narrows those down by what only the document tells.
struct Binding {
  Group group = Group::kNone;
  Test test;
  Test when{};
  Flag flag = Flag::kFatal;
};

/// One row of the rule table. `cii` differs from `ubl` only where the published rules do.
struct Rule {
  std::string id;
  Binding ubl, cii;
  std::string en, es;  ///< What it asks for.

  Rule(std::string rule_id, Binding both, std::string english, std::string spanish)
      : id(std::move(rule_id)),
        ubl(both),
        cii(std::move(both)),
        en(std::move(english)),
        es(std::move(spanish)) {}
  Rule(std::string rule_id, Binding in_ubl, Binding in_cii, std::string english,
       std::string spanish)
      : id(std::move(rule_id)),
        ubl(std::move(in_ubl)),
        cii(std::move(in_cii)),
        en(std::move(english)),
        es(std::move(spanish)) {}
};

// The words tests are made of.
Test Always();
Test Has(Term term);
Test HasAny(Term a, Term b);
Test Filled(Term term);
/// At most two characters behind the point.
Test TwoDecimals(Term term);
/// Every value is a code of the list; what is absent is none.
Test CodeOf(CodeList list, Term term);
/// Some value is a number for which this holds.
Test AtLeastZero(Term term);

// The table, in parts.
std::vector<Rule> BasicRules();      ///< BR-01 to BR-65.
std::vector<Rule> ConditionRules();  ///< BR-CO-*.
std::vector<Rule> DecimalRules();    ///< BR-DEC-*.
std::vector<Rule> CodeListRules();   ///< BR-CL-*.
std::vector<Rule> VatRules();        ///< BR-S-*, -Z-, -E-, -AE-, -IC-, -G-, -O-, -AF-, -AG-, -B-.

/// All of them in this order. Built once.
const std::vector<Rule>& AllRules();

}  // namespace telar::documents::einvoice::rules
