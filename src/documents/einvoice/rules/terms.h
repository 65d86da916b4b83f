#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "documents/einvoice.h"
#include "documents/einvoice/rules/path.h"

namespace telar::documents::einvoice::rules {

/// The business terms and groups of EN 16931-1 that rules ask for. terms.cc says where each stands
/// in UBL and in CII, seen from the element its rules are about (groups.h).
enum class Term {
  kBt1,
  kBt2,
  kBt3,
  kBt5,
  kBt6,
  kBt8,
  kBt7,
  kBt24,
  kBt27,
  kBt44,
  kBg5,
  kBg8,
  kBt40,
  kBt55,
  kBg23,
  kBt34,
  kBt34Scheme,
  kBt49,
  kBt49Scheme,
  kBt106,
  kBt107,
  kBt108,
  kBt109,
  kBt110,
  kBt112,
  kBt113,
  kBt114,
  kBt115,
  kBt92,
  kBt93,
  kBt95,
  kBt97,
  kBt98,
  kBt126,
  kBt129,
  kBt130,
  kBt131,
  kBt146,
  kBt148,
  kBt151,
  kBt153,
  kBt157,
  kBt157Scheme,
  kBt158,
  kBt158Scheme,
  kBt160,
  kBt161,
  kBt134,
  kBt135,
  kBt73,
  kBt74,
  kBt59,
  kBt29,
  kBt30,
  kBt31,
  kBt62,
  kBg12,
  kBt63,
  kBt69,
  kBt25,
  kBt122,
  kBt80,
  kBg15,
  kBt81,
  kBt84,
  kBt87,
  kBt116,
  kBt117,
  kBt118,
  kBt119,
  kBt119Any,
  kBt120,
  kBt121,
  kBt152,
  kSelf,
  kSchemeId,
  kListId,
  kUnitCode,
  kCurrencyId,
  kMimeCode
};

/// The term seen from one element of one document.
class TermPath {
 public:
  explicit TermPath(std::string_view alternatives);

  bool Has(XmlElement from, XmlElement root) const;
  /// The first there is of each alternative says something besides blanks, for one of them.
  bool Filled(XmlElement from, XmlElement root) const;
  std::optional<std::string_view> Value(XmlElement from, XmlElement root) const;
  /// The element that says it.
  XmlElement First(XmlElement from, XmlElement root) const;
  std::vector<std::string_view> Values(XmlElement from, XmlElement root) const;
  std::vector<XmlElement> All(XmlElement from, XmlElement root) const;

 private:
  std::vector<Path> paths_;
};

/// Where `term` stands; a term the syntax has no place for is nowhere. Compiled once. `syntax` is
/// one of UBL invoice, UBL credit note, CII.
const TermPath& Find(Term term, Syntax syntax);

}  // namespace telar::documents::einvoice::rules
