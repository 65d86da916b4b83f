#include "documents/einvoice/rules/check_rules.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

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
        outcome.result = RuleResult::kFail;
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
        if (sheet || !group->pattern.Matches(element)) continue;
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

}  // namespace

Result<RuleReport> CheckRules(const XmlTree& tree) {
  const std::optional<Syntax> syntax = SyntaxOf(tree.root());
  if (!syntax) {
    return Status::InvalidInput(
               "check an invoice: the rules of EN 16931 do not speak of this kind of document")
        .WithHint("they hold for UBL invoices and credit notes and for CII (Factur-X, ZUGFeRD 2)");
  }
  return Checker(tree.root(), *syntax).Report();
}

}  // namespace telar::documents::einvoice
