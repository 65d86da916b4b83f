#include "documents/einvoice/rules/check_rules.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "documents/einvoice/as_published.h"
#include "documents/einvoice/envelope.h"
#include "documents/einvoice/rules/rule.h"

namespace telar::documents::einvoice {
namespace {

using rules::Group;
using rules::GroupPattern;
using rules::Rule;

std::optional<Syntax> SyntaxOf(const XmlElement& root) {
  if (rules::NameOf("ubl:Invoice").Fits(root)) return Syntax::kUblInvoice;
  if (rules::NameOf("cn:CreditNote").Fits(root)) return Syntax::kUblCreditNote;
  if (rules::NameOf("rsm:CrossIndustryInvoice").Fits(root)) return Syntax::kCii;
  return std::nullopt;
}

/// What a syntax asks: by the name of an element the groups it may stand for, and by group the
/// rules.
struct Plan {
  std::map<std::string_view, std::vector<const GroupPattern*>> groups;
  std::map<Group, std::vector<std::size_t>> rules;  // places in AllRules

  explicit Plan(Syntax syntax) {
    for (const GroupPattern& group : rules::Groups(syntax)) {
      for (const std::string_view name : group.pattern.LastNames()) {
        std::vector<const GroupPattern*>& of_name = groups[name];
        if (of_name.empty() || of_name.back() != &group) of_name.push_back(&group);
      }
    }
    const std::vector<Rule>& all = rules::AllRules();
    for (std::size_t i = 0; i < all.size(); ++i) {
      rules[Of(all[i], syntax).group].push_back(i);
    }
  }

  static const rules::Binding& Of(const Rule& rule, Syntax syntax) {
    return syntax == Syntax::kCii ? rule.cii : rule.ubl;
  }
};

const Plan& PlanFor(Syntax syntax) {
  static const Plan ubl(Syntax::kUblInvoice), cii(Syntax::kCii);
  return syntax == Syntax::kCii ? cii : ubl;
}

class Checker {
 public:
  Checker(XmlElement root, Syntax syntax)
      : facts_(root, syntax), plan_(PlanFor(syntax)), runs_(rules::AllRules().size()) {
    Visit(root);
  }

  RuleReport Report() const {
    RuleReport report{.syntax = facts_.syntax, .rule_set = std::string(kRuleSet), .rules = {}};
    for (std::size_t i = 0; i < runs_.size(); ++i) {
      const Rule& rule = rules::AllRules()[i];
      if (rules::Binding binding = Plan::Of(rule, facts_.syntax); binding.group == Group::kNone) {
        continue;
      }
      RuleOutcome outcome{.id = rule.id, .text = rule.en, .text_es = rule.es};
      for (const XmlElement& element : runs_[i].failures) {
        const bool warns = Plan::Of(rule, facts_.syntax).flag == rules::Flag::kWarning;
        outcome.result = warns ? RuleResult::kWarning : RuleResult::kFail;
        outcome.path = element.Path();
        outcome.line = element.line();
        report.rules.push_back(outcome);
      }
      if (!runs_[i].failures.empty()) continue;
      outcome.result = runs_[i].ran ? RuleResult::kPass : RuleResult::kNotRun;
      report.rules.push_back(std::move(outcome));
    }
    return report;
  }

 private:
  struct Run {
    bool ran = false;
    std::vector<XmlElement> failures;
  };

  void Visit(const XmlElement& element) {
    if (const auto found = plan_.groups.find(element.name()); found != plan_.groups.end()) {
      bool taken[2] = {false, false};
      for (const GroupPattern* group : found->second) {
        bool& sheet = taken[group->sheet];
        if (sheet || !group->pattern.Matches(element, facts_.root)) continue;
        sheet = true;
        Ask(group->group, element);
      }
    }
    for (XmlElement child = element.first_child(); child; child = child.next_sibling()) {
      Visit(child);
    }
  }

  void Ask(Group group, const XmlElement& element) {
    const auto found = plan_.rules.find(group);
    if (found == plan_.rules.end()) return;
    const rules::Scope scope{facts_, element};
    for (const std::size_t i : found->second) {
      const rules::Binding& binding = Plan::Of(rules::AllRules()[i], facts_.syntax);
      if (binding.when && !binding.when(scope)) continue;
      runs_[i].ran = true;
      if (!binding.test(scope)) runs_[i].failures.push_back(element);
    }
  }

  const rules::Facts facts_;
  const Plan& plan_;
  std::vector<Run> runs_;
};

Status NotSpokenOf() {
  return Status::InvalidInput(
             "check an invoice: the rules of EN 16931 do not speak of this kind of document")
      .WithHint("they hold for UBL invoices and credit notes and for CII (Factur-X, ZUGFeRD 2)");
}

// The outcomes of several invoices as those of one: a rule that does not hold in one of them does
// not hold, one that passes in one and has nothing to look at in another passes.
RuleReport Joined(std::vector<RuleReport> reports) {
  std::map<std::string_view, std::vector<const RuleOutcome*>> by_rule;
  for (const RuleReport& report : reports) {
    for (const RuleOutcome& outcome : report.rules) by_rule[outcome.id].push_back(&outcome);
  }
  RuleReport all{
      .syntax = reports.front().syntax, .rule_set = reports.front().rule_set, .rules = {}};
  all.invoices = static_cast<int>(reports.size());
  for (const Rule& rule : rules::AllRules()) {
    const auto found = by_rule.find(rule.id);
    if (found == by_rule.end()) continue;
    const RuleOutcome* held = found->second.front();
    std::size_t broken = 0;
    for (const RuleOutcome* outcome : found->second) {
      if (outcome->result == RuleResult::kPass) held = outcome;
      if (outcome->result != RuleResult::kFail && outcome->result != RuleResult::kWarning) continue;
      all.rules.push_back(*outcome);
      ++broken;
    }
    if (broken == 0) all.rules.push_back(*held);
  }
  return all;
}

}  // namespace

Result<RuleReport> CheckRules(const XmlTree& tree) {
  const Result<Envelope> envelope = OpenEnvelope(tree);
  if (!envelope.ok()) {
    // What is no XML inside an AttachedDocument has more to say.
    const bool known = tree.root().name() == "AttachedDocument";
    return known ? envelope.status() : NotSpokenOf();
  }
  if (envelope->count > kMostInvoices) {
    return Status::LimitExceeded("check an invoice: " + std::to_string(envelope->count) +
                                 " invoices in one document, at most " +
                                 std::to_string(kMostInvoices) + " can be checked");
  }
  std::vector<RuleReport> reports;
  for (const EnvelopedInvoice& invoice : envelope->invoices) {
    if (invoice.own && !invoice.own->broken().empty()) {
      return Status::InvalidInput("check an invoice: the XML inside the " + envelope->name +
                                  " is broken, " + invoice.own->broken());
    }
    const std::optional<Syntax> syntax = SyntaxOf(invoice.root);
    if (!syntax) return NotSpokenOf();
    reports.push_back(Checker(invoice.root, *syntax).Report());
  }
  RuleReport report = reports.size() == 1 ? std::move(reports.front()) : Joined(std::move(reports));
  report.envelope = envelope->name;
  return report;
}

}  // namespace telar::documents::einvoice
