#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "invoices/evidence.h"

namespace telar::invoices {

/// The names in the mail and web addresses of a document: "shop" of www.shop.com and a@shop.com.
/// Hosts that serve everybody are none. Plain data.
class Domains {
 public:
  explicit Domains(const Evidence& evidence);

  /// True when a name and one of the domains begin alike or the name holds one.
  bool Hold(std::string_view name) const;

  /// How a name agrees with what an owner registered, "amazon" of aws.amazon.com/help.
  enum class Likeness { kNone, kBegins, kSame };
  /// kSame when the letters of the name are such a domain; kBegins when a domain begins with them,
  /// three letters at least.
  Likeness LikenessOf(std::string_view name) const;

 private:
  std::vector<std::string> names_;       // a-z alone
  std::vector<std::string> registered_;  // a-z alone
};

}  // namespace telar::invoices
