#include "documents/einvoice/rules/rule.h"

#include <algorithm>
#include <iterator>

#include "documents/einvoice/rules/values.h"

namespace telar::documents::einvoice::rules {

bool Scope::Has(Term term) const { return Find(term, facts.syntax).Has(at, facts.root); }

bool Scope::Filled(Term term) const { return Find(term, facts.syntax).Filled(at, facts.root); }

std::optional<std::string_view> Scope::Text(Term term) const {
  return Find(term, facts.syntax).Value(at, facts.root);
}

std::vector<std::string_view> Scope::Texts(Term term) const {
  return Find(term, facts.syntax).Values(at, facts.root);
}

std::optional<Decimal> Scope::Number(Term term) const {
  const auto text = Text(term);
  return text ? ParseNumber(*text) : std::nullopt;
}

Scope Scope::Breakdown() const {
  return cii() && at.name() == "ApplicableTradeTax" ? *this : Scope{facts, at.parent()};
}

Scope Scope::VatDetails() const { return cii() ? Breakdown() : *this; }

Test Always() {
  return [](const Scope&) { return true; };
}

Test Has(Term term) {
  return [term](const Scope& s) { return s.Has(term); };
}

Test HasAny(Term a, Term b) {
  return [a, b](const Scope& s) { return s.Has(a) || s.Has(b); };
}

Test Filled(Term term) {
  return [term](const Scope& s) { return s.Filled(term); };
}

Test TwoDecimals(Term term) {
  return [term](const Scope& s) {
    const XmlElement element = Find(term, s.facts.syntax).First(s.at, s.facts.root);
    const std::string_view text = element.text();
    // The published tests count a blank behind the digits as one of them.
    const bool point = text.find('.') != std::string_view::npos;
    const int blanks = point ? element.blanks_behind() : 0;
    return DecimalsWritten(text) + static_cast<std::size_t>(blanks) <= 2;
  };
}

Test CodeOf(CodeList list, Term term) {
  return [list, term](const Scope& s) {
    return IsOnList(list, NormalizeSpace(s.Text(term).value_or("")));
  };
}

Test AtLeastZero(Term term) {
  return [term](const Scope& s) {
    const auto values = s.Texts(term);
    return std::any_of(values.begin(), values.end(), [](std::string_view text) {
      const auto number = ParseNumber(text);
      return number && !number->is_negative();
    });
  };
}

const std::vector<Rule>& AllRules() {
  static const std::vector<Rule> rules = [] {
    std::vector<Rule> all;
    for (auto part : {BasicRules, ConditionRules, DecimalRules, CodeListRules, VatRules}) {
      std::vector<Rule> some = part();
      std::move(some.begin(), some.end(), std::back_inserter(all));
    }
    return all;
  }();
  return rules;
}

}  // namespace telar::documents::einvoice::rules
