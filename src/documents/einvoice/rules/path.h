#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "documents/einvoice/xml.h"

namespace telar::documents::einvoice::rules {

/// What an element's name has to be: namespace and local name.
struct Name {
  std::string_view ns, local;
  bool Fits(const XmlElement& element) const {
    return element.name() == local && element.ns() == ns;
  }
};

/// "cbc:ID" as a Name. Prefixes: cac, cbc, ubl, cn, rsm, ram, udt, with their UBL 2.1 and CII D16B
/// namespaces. Constants of ours only: an unknown prefix is a bug and asserts.
Name NameOf(std::string_view prefixed);

/// True when the element's text is this letter for letter, blanks around it included.
bool Says(const XmlElement& element, std::string_view text);

/// A condition on one element, written in brackets behind its name:
///
///   [vat]            it belongs to the tax scheme VAT: in UBL a cac:TaxScheme/cbc:ID beneath it,
///   in
///                    CII a ram:TypeCode beneath or (for ram:CategoryCode) beside it, case aside
///   [allowance]      its charge indicator is false ("false" or "0")
///   [charge]         its charge indicator is true ("true" or "1")
///   [@format=102]    an attribute has one of these values (several are parted by commas)
///   [@schemeID]      it has the attribute
///   [cbc:ID=AE,E]    a child of that name has one of these texts; blanks around it count but in
///                    cbc:ID, as in the published rules
///   [.=S]            its own text is one of these, likewise
///   [first]          it is the first of its name in its parent
///   [not SEPA]       its attribute schemeID is not this
///   [outside ram:X]  no element of that name is around it
struct Condition {
  enum class Kind {
    kVat,
    kAllowance,
    kCharge,
    kAttribute,
    kHasAttribute,
    kChild,
    kSelf,
    kFirst,
    kNotScheme,
    kOutside
  };
  Kind kind = Kind::kVat;
  Name name;  // of the child or the element around
  std::string_view attribute;
  std::vector<std::string_view> values;

  bool Holds(const XmlElement& element) const;
};

/// One step: a name and what else the element has to be. `up` is "..", which has neither.
struct Step {
  bool up = false;
  Name name;
  std::vector<Condition> conditions;

  bool Fits(const XmlElement& element) const;
};

/// The way from one element to others: "cac:Party/cac:PartyTaxScheme[vat]/cbc:CompanyID", ending
/// in "@name" for an attribute, with ".." for a parent, "." for the element itself and "/" in front
/// for the root element's children. What is behind the text lives as long as the program.
class Path {
 public:
  explicit Path(std::string_view text);

  /// The elements it leads to (those that bear the attribute, for "@name"), in document order.
  std::vector<XmlElement> All(XmlElement from, XmlElement root) const;
  /// The first of them.
  XmlElement First(XmlElement from, XmlElement root) const;
  /// What the first of them says: its text, or the attribute; nothing where there is none.
  std::optional<std::string_view> Value(XmlElement from, XmlElement root) const;
  /// What all of them say.
  std::vector<std::string_view> Values(XmlElement from, XmlElement root) const;

 private:
  template <typename Visit>
  bool Walk(XmlElement at, std::size_t step, Visit& visit) const;

  bool from_root_ = false;
  std::vector<Step> steps_;
  std::string_view attribute_;
};

/// What an element and those around it have to be, as Schematron's contexts are: the last step is
/// the element, those before its parents; "/" in front ties the first to the
/// invoice's root element. Several
/// alternatives are parted by " | ".
class Pattern {
 public:
  explicit Pattern(std::string_view text);

  bool Matches(const XmlElement& element, const XmlElement& root) const;
  /// The local names the element itself may have.
  std::vector<std::string_view> LastNames() const;

 private:
  struct Alternative {
    bool anchored = false;
    std::vector<Step> steps;
  };
  std::vector<Alternative> alternatives_;
};

}  // namespace telar::documents::einvoice::rules
