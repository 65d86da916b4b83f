#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace telar::invoices {

/// How persons write the signs between the words of a name or an address, whoever the supplier is:
/// where print (or what OCR makes of it) has a point before the next part of an address, one person
/// writes a comma, another keeps the point.

/// Signs at one place of a text, blanks as single ones, and where that place is.
struct Signs {
  std::string printed;        ///< ". ", ",", " - " …; never blanks alone.
  bool behind_short = false;  ///< Behind a word of one or two letters, as "No." is one.
  bool at_end = false;        ///< Nothing follows.
  friend auto operator<=>(const Signs&, const Signs&) = default;
};

/// What a person made of signs.
struct Written {
  Signs signs;
  std::string written;  ///< May be empty or equal what is printed.
};

/// Every place of `read` where signs stand between letters or digits that `written` has too, with
/// what stands there in `written`. Texts that are not alike give nothing.
std::vector<Written> SignsWritten(std::string_view read, std::string_view written);

/// Where a text of the same letters and digits is written otherwise.
struct SignDifference {
  Signs signs;               ///< As `read` has them.
  std::string printed;       ///< The word before with its signs, folded: "jaya,"; blanks left out.
  bool blanks_only = false;  ///< The signs are the same.
  bool at_end = false;       ///< Before the first or behind the last letter.
};
/// The differences of two texts with the same essence (likeness.h); nothing for others.
std::vector<SignDifference> SignDifferences(std::string_view read, std::string_view written);

/// `written` with the signs that `read` ends in.
std::string WithEndOf(std::string_view written, std::string_view read);

/// The text with its signs replaced as `convention` has it; signs that it does not know stay.
std::string Rewrite(std::string_view text, const std::map<Signs, std::string>& convention);

}  // namespace telar::invoices
