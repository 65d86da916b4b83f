#pragma once

#include <string_view>

#include "invoices/domains.h"

namespace telar::invoices {

/// The names by which a sender calls itself beside its company's: those of its web and mail
/// addresses that the document prints as words. Borrows the evidence.
class Brands {
 public:
  explicit Brands(const Evidence& evidence) : e_(evidence), domains_(evidence) {}

  const Domains& domains() const { return domains_; }
  /// True when the words are a domain.
  bool IsDomain(std::string_view name) const {
    return domains_.LikenessOf(name) == Domains::Likeness::kSame;
  }
  /// True for a domain, and for the beginning of one in capitals that are printed again.
  bool Is(std::string_view name) const;
  /// Rows in which the words of a name stand together.
  int TimesPrinted(std::string_view name) const;

 private:
  const Evidence& e_;
  const Domains domains_;
};

}  // namespace telar::invoices
