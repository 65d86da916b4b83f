#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bench/accuracy/measure.h"
#include "bench/accuracy/tally.h"

namespace telar::bench {

/// What documents whose truth is taught hold about others: the most that a memory could win from
/// them, whatever its rules.
class Prospects {
 public:
  void Add(const Truth& taught) { taught_.push_back(&taught); }  ///< Borrowed.

  /// Of a field that is not exactly right.
  enum class Kind {
    kOtherShop,   ///< No taught document is of the same shop.
    kSame,        ///< One of the shop holds exactly this name or address.
    kPrinted,     ///< A field that changes; the shop's documents can show where it is printed.
    kSpelled,     ///< The shop's documents have its letters and digits, written otherwise.
    kOtherValue,  ///< They hold another value.
  };
  Kind KindOf(const Truth& truth, std::string_view field) const;
  /// What the shop's documents hold, each once.
  std::vector<std::string> ValuesOf(const Truth& truth, std::string_view field) const;

 private:
  std::vector<const Truth*> taught_;
};
std::string_view NameOf(Prospects::Kind kind);

/// The same shop by its true name, but for legal form, points and a slip, or by its address.
bool SameShop(const Truth& a, const Truth& b);

/// The exact counts if every field that the taught documents hold or show (kSame, kPrinted) were
/// right; with `style` also every one whose letters and digits are right already, in any document:
/// what conventions of writing could win.
Counts MostThatMemoryCouldWin(const std::vector<CaseScore>& scores,
                              const std::vector<const Truth*>& truths, const Prospects& prospects,
                              bool style);

}  // namespace telar::bench
