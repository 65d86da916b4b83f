#pragma once

#include <string>
#include <string_view>

namespace telar::invoices {

/// Words of letterheads, folded: what an address, a title or a shop's name is made of, in the
/// languages of labels.h. Whole words only.
bool IsStreetWord(std::string_view folded);    ///< "jalan", "calle", "strasse", "no", "lot" …
bool IsRegionWord(std::string_view folded);    ///< Countries, provinces, large towns.
bool IsTitleWord(std::string_view folded);     ///< "invoice", "recibo", "copy" …
bool IsBusinessWord(std::string_view folded);  ///< "trading", "restaurant", "farmacia" …
/// Opens a line that says whose a shop is or what it was called: "licensee", "formerly" …
bool IsOwnershipWord(std::string_view folded);

/// `text` as a reader of pictures gave it, with the slips undone that a known word proves: a digit
/// for a letter in a word of streets or regions ("J1n" is "Jln", "10T" is "LOT"), one wrong letter
/// in such a word of seven letters or more ("SCLANGOR"), a capital I inside small letters ("BIk" is
/// "Blk"), "SON BHD" for "SDN BHD", O for 0 in a number behind "NO", and full-width signs for plain
/// ones. Any other word stays as it was read.
std::string RepairKnownWords(std::string_view text);

/// True when a word holds three letters or more and one digit that looks like one: "URBAN 1DEA".
/// Nothing proves the letter, and few names are written so.
bool HoldsDigitAmongLetters(std::string_view text);

}  // namespace telar::invoices
