#include "documents/einvoice/rules/path.h"

#include <algorithm>
#include <cassert>

#include "documents/einvoice/rules/values.h"

namespace telar::documents::einvoice::rules {
namespace {

constexpr std::string_view kCac =
    "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2";
constexpr std::string_view kCbc =
    "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";

std::string_view NamespaceOf(std::string_view prefix) {
  if (prefix == "cac") return kCac;
  if (prefix == "cbc") return kCbc;
  if (prefix == "ubl") return "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2";
  if (prefix == "cn") return "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2";
  if (prefix == "rsm") return "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100";
  if (prefix == "ram")
    return "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100";
  assert(prefix == "udt");
  return "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100";
}

// Takes what stands before `mark` off `text`, and the mark.
std::string_view TakeUntil(std::string_view& text, std::string_view mark) {
  const std::size_t at = text.find(mark);
  const std::string_view taken = text.substr(0, at);
  text.remove_prefix(at == std::string_view::npos ? text.size() : at + mark.size());
  return taken;
}

std::vector<std::string_view> SplitValues(std::string_view text) {
  std::vector<std::string_view> values;
  while (!text.empty()) values.push_back(TakeUntil(text, ","));
  return values;
}

Condition ParseCondition(std::string_view text) {
  using Kind = Condition::Kind;
  if (text == "vat") return {Kind::kVat, {}, {}, {}};
  if (text == "allowance") return {Kind::kAllowance, {}, {}, {}};
  if (text == "charge") return {Kind::kCharge, {}, {}, {}};
  if (text == "first") return {Kind::kFirst, {}, {}, {}};
  if (text.starts_with("not ")) return {Kind::kNotScheme, {}, {}, {text.substr(4)}};
  if (text.starts_with("outside ")) return {Kind::kOutside, NameOf(text.substr(8)), {}, {}};
  const std::string_view left = TakeUntil(text, "=");
  if (left == ".") return {Kind::kSelf, {}, {}, SplitValues(text)};
  if (left.starts_with('@') && text.empty()) {
    return {Kind::kHasAttribute, {}, left.substr(1), {}};
  }
  if (left.starts_with('@')) return {Kind::kAttribute, {}, left.substr(1), SplitValues(text)};
  return {Kind::kChild, NameOf(left), {}, SplitValues(text)};
}

Step ParseStep(std::string_view text) {
  Step step;
  if (text == "..") {
    step.up = true;
    return step;
  }
  step.name = NameOf(text.substr(0, text.find('[')));
  TakeUntil(text, "[");
  while (!text.empty()) {
    step.conditions.push_back(ParseCondition(TakeUntil(text, "]")));
    TakeUntil(text, "[");
  }
  return step;
}

// Conditions hold "/" only inside MIME types, of which there is none here.
std::vector<Step> ParseSteps(std::string_view text) {
  std::vector<Step> steps;
  while (!text.empty()) {
    const std::string_view step = TakeUntil(text, "/");
    if (step != ".") steps.push_back(ParseStep(step));
  }
  return steps;
}

bool Among(const std::vector<std::string_view>& values, std::string_view value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

bool SaysOneOf(const std::vector<std::string_view>& values, const XmlElement& element) {
  static const Name id = NameOf("cbc:ID");
  return std::any_of(values.begin(), values.end(), [&](std::string_view value) {
    return id.Fits(element) ? element.text() == value : Says(element, value);
  });
}

template <typename Accept>
bool AnyChild(const XmlElement& element, const Name& name, Accept accept) {
  for (XmlElement child = element.first_child(); child; child = child.next_sibling()) {
    if (name.Fits(child) && accept(child)) return true;
  }
  return false;
}

bool SaysVat(const XmlElement& element) {
  static const Name id = NameOf("cbc:ID");
  return EqualsIgnoringCase(element.text(), "VAT") &&
         (id.Fits(element) || Says(element, element.text()));
}

bool IsVat(const XmlElement& element) {
  static const Name scheme = NameOf("cac:TaxScheme"), id = NameOf("cbc:ID"),
                    type = NameOf("ram:TypeCode"), code = NameOf("ram:CategoryCode");
  if (element.ns() == scheme.ns) {
    return AnyChild(element, scheme,
                    [](const XmlElement& child) { return AnyChild(child, id, SaysVat); });
  }
  return AnyChild(code.Fits(element) ? element.parent() : element, type, SaysVat);
}

bool ChargeIs(const XmlElement& element, bool wanted) {
  static const Name ubl = NameOf("cbc:ChargeIndicator"), cii = NameOf("ram:ChargeIndicator"),
                    inner = NameOf("udt:Indicator");
  const auto says = [&](const XmlElement& indicator) {
    return ParseBoolean(indicator.text()) == wanted;
  };
  if (AnyChild(element, ubl, says)) return true;
  return AnyChild(element, cii,
                  [&](const XmlElement& child) { return AnyChild(child, inner, says); });
}

bool IsFirst(const XmlElement& element) {
  const Name name{element.ns(), element.name()};
  for (XmlElement child = element.parent().first_child(); child; child = child.next_sibling()) {
    if (name.Fits(child)) return child == element;
  }
  return true;
}

bool IsOutside(const XmlElement& element, const Name& name) {
  for (XmlElement around = element.parent(); around; around = around.parent()) {
    if (name.Fits(around)) return false;
  }
  return true;
}

}  // namespace

Name NameOf(std::string_view prefixed) {
  const std::string_view prefix = TakeUntil(prefixed, ":");
  return {NamespaceOf(prefix), prefixed};
}

bool Says(const XmlElement& element, std::string_view text) {
  return element.text() == text && element.blanks_before() == 0 && element.blanks_behind() == 0;
}

bool Condition::Holds(const XmlElement& element) const {
  switch (kind) {
    case Kind::kVat: return IsVat(element);
    case Kind::kAllowance: return ChargeIs(element, false);
    case Kind::kCharge: return ChargeIs(element, true);
    case Kind::kAttribute: {
      const auto value = element.Attribute(attribute);
      return value && Among(values, *value);
    }
    case Kind::kHasAttribute: return element.Attribute(attribute).has_value();
    case Kind::kChild:
      return AnyChild(element, name,
                      [&](const XmlElement& child) { return SaysOneOf(values, child); });
    case Kind::kSelf: return SaysOneOf(values, element);
    case Kind::kFirst: return IsFirst(element);
    case Kind::kNotScheme: {
      const auto value = element.Attribute("schemeID");
      return !value || *value != values.front();
    }
    case Kind::kOutside: return IsOutside(element, name);
  }
  return false;
}

bool Step::Fits(const XmlElement& element) const {
  return name.Fits(element) &&
         std::all_of(conditions.begin(), conditions.end(),
                     [&](const Condition& condition) { return condition.Holds(element); });
}

Path::Path(std::string_view text) {
  if (text.starts_with('/')) {
    from_root_ = true;
    text.remove_prefix(1);
  }
  const std::size_t last = text.rfind('/');
  const std::size_t start = last == std::string_view::npos ? 0 : last + 1;
  if (text.substr(start).starts_with('@')) {
    attribute_ = text.substr(start + 1);
    text = text.substr(0, start == 0 ? 0 : start - 1);
  }
  steps_ = ParseSteps(text);
}

// False as soon as `visit` wants no more.
template <typename Visit>
bool Path::Walk(XmlElement at, std::size_t step, Visit& visit) const {
  if (!at) return true;
  if (step == steps_.size()) {
    return !attribute_.empty() && !at.Attribute(attribute_) ? true : visit(at);
  }
  if (steps_[step].up) return Walk(at.parent(), step + 1, visit);
  for (XmlElement child = at.first_child(); child; child = child.next_sibling()) {
    if (steps_[step].Fits(child) && !Walk(child, step + 1, visit)) return false;
  }
  return true;
}

std::vector<XmlElement> Path::All(XmlElement from, XmlElement root) const {
  std::vector<XmlElement> found;
  auto visit = [&](XmlElement element) {
    found.push_back(element);
    return true;
  };
  Walk(from_root_ ? root : from, 0, visit);
  return found;
}

XmlElement Path::First(XmlElement from, XmlElement root) const {
  XmlElement found;
  auto visit = [&](XmlElement element) {
    found = element;
    return false;
  };
  Walk(from_root_ ? root : from, 0, visit);
  return found;
}

std::optional<std::string_view> Path::Value(XmlElement from, XmlElement root) const {
  const XmlElement first = First(from, root);
  if (!first) return std::nullopt;
  return attribute_.empty() ? first.text() : first.Attribute(attribute_);
}

std::vector<std::string_view> Path::Values(XmlElement from, XmlElement root) const {
  std::vector<std::string_view> values;
  for (const XmlElement& element : All(from, root)) {
    values.push_back(attribute_.empty() ? element.text() : *element.Attribute(attribute_));
  }
  return values;
}

Pattern::Pattern(std::string_view text) {
  while (!text.empty()) {
    std::string_view one = TakeUntil(text, " | ");
    Alternative alternative;
    if (one.starts_with('/')) {
      alternative.anchored = true;
      one.remove_prefix(1);
    }
    alternative.steps = ParseSteps(one);
    alternatives_.push_back(std::move(alternative));
  }
}

bool Pattern::Matches(const XmlElement& element, const XmlElement& root) const {
  return std::any_of(
      alternatives_.begin(), alternatives_.end(), [&](const Alternative& alternative) {
        XmlElement at = element;
        for (auto step = alternative.steps.rbegin(); step != alternative.steps.rend(); ++step) {
          if (!at || !step->Fits(at)) return false;
          at = at.parent();
        }
        return !alternative.anchored || at == root.parent();
      });
}

std::vector<std::string_view> Pattern::LastNames() const {
  std::vector<std::string_view> names;
  for (const Alternative& alternative : alternatives_) {
    names.push_back(alternative.steps.back().name.local);
  }
  return names;
}

}  // namespace telar::documents::einvoice::rules
