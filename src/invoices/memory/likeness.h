#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace telar::invoices {

/// Comparing print with print, as a reader of pictures gives it.

/// Letters and digits alone, accents and case ignored: "Hilos del Valle, S.A." is
/// "hilosdelvallesa".
std::string Essence(std::string_view text);

/// The essence with one sign for the characters that OCR takes for each other: 0 for O, D and Q, 1
/// for I and L, 2 for Z, 5 for S, 6 for G, 8 for B. For comparing only: letters and digits of
/// different numbers never become equal, since no two digits do.
std::string ShapeOf(std::string_view text);

/// 1 − Levenshtein distance / the longer length: 1 for equal texts, 1 for two empty ones.
double Likeness(std::string_view a, std::string_view b);

/// Where a text stands inside a longer one.
struct Inside {
  double likeness = 0;             ///< 1 − distance / length of the needle; at least 0.
  std::size_t begin = 0, end = 0;  ///< Bytes of the longer text.
};

/// The best place of `needle` in `text` (Sellers 1980: an edit distance whose ends in `text` are
/// free). Nothing (likeness 0) for an empty needle. Time: the product of both lengths.
Inside FindInside(std::string_view needle, std::string_view text);

}  // namespace telar::invoices
