#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "documents/einvoice.h"

namespace telar::testing {

/// One change to an invoice written with one tag a line:
///
///   remove PATH              the element with all in it
///   text PATH VALUE          what it says
///   drop PATH NAME           its attribute
///   attr PATH NAME VALUE     what its attribute says
///   before PATH XML          another element before it
///
/// PATH as XmlElement::Path gives it.
struct Edit {
  std::string kind, path, rest;
};

/// A document of tests/golden/rules/cases.txt: a base, and what is changed in it.
struct RuleCase {
  std::string rule;  ///< Empty for a base.
  std::string base;  ///< "ubl S": the syntax and the VAT category of everything in it.
  std::vector<Edit> edits;
  std::vector<std::string>
      fails;  ///< The rules that fail or warn, once for each place, in order of name.
};

struct RuleCases {
  std::map<std::string, RuleCase> bases;
  std::vector<RuleCase> breaks;    ///< Documents that break a rule.
  std::vector<RuleCase> holds;     ///< In which a rule holds that has nothing to look at in a base.
  std::vector<std::string> never;  ///< "ubl BR-CO-05": what no document can break.
};

/// Reads cases.txt; adds a failure to the running test for a line it cannot read.
RuleCases ReadRuleCases();

/// The document of a case. `credit_note` takes a UBL case to the credit note's names.
std::string DocumentOf(const RuleCases& cases, const RuleCase& rule_case, bool credit_note = false);

/// The document after one change; a failure of the running test where there is no such place.
std::string Apply(const std::string& xml, const Edit& edit);

/// What the rules say of a document, which has to be one they speak of.
documents::RuleReport Report(std::string_view xml);

/// The ids of the rules that fail, once for each place, in order of name; "BR-51:warning" for a
/// warning.
std::vector<std::string> Failing(const documents::RuleReport& report);

/// How one rule went.
documents::RuleResult ResultOf(const documents::RuleReport& report, std::string_view rule);

}  // namespace telar::testing
