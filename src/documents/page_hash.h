#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "documents/reader.h"

namespace telar::documents {

/// What a page looks like in 64 bits: two pictures of one sheet of paper differ in few bits,
/// whatever their size, brightness and JPEG quality.
///
/// The picture is averaged to 32 × 32 gray values; of their two-dimensional discrete cosine
/// transform (DCT-II) the 64 lowest frequencies that are not constant along both axes count, and
/// each bit says whether its coefficient is above the median of them all (the "pHash" of C. Zauner,
/// Implementation and Benchmarking of Perceptual Image Hash Functions, 2010). Two invoices on one
/// form look alike as well: the hash is a reason to look closer and never a proof.
///
/// Nothing for a picture without pixels and for a page that is nearly of one tone (an empty sheet).
std::optional<std::uint64_t> PageHash(const PageImage& page);

/// Bits in which two hashes differ, 0 … 64.
int HashDistance(std::uint64_t a, std::uint64_t b);

/// Pages whose hashes differ in no more bits are near-identical. Of any such pair one of the
/// kHashBands bands differs in at most two bits (kNearPage / kHashBands, rounded down), which is
/// what BandProbes relies on.
inline constexpr int kNearPage = 11;
inline constexpr int kHashBands = 4;

/// The dots per inch a page is rendered at for its hash.
inline constexpr int kHashDpi = 48;

/// The hash cut into kHashBands pieces of 16 bits, the lowest first.
std::array<std::uint16_t, kHashBands> HashBands(std::uint64_t hash);
/// The values of a band that a near-identical page may have there: itself and its 136 neighbours at
/// one or two bits. Looking these 4 × 137 values up in an index finds every page within kNearPage
/// bits (multi-index hashing: Norouzi, Punjani, Fleet, Fast Search in Hamming Space, 2012); among
/// 100,000 evenly spread hashes they meet about 800 others.
std::vector<std::uint16_t> BandProbes(std::uint16_t band);

/// Sixteen lower-case hexadecimal digits, and back; nothing for another text.
std::string HashText(std::uint64_t hash);
std::optional<std::uint64_t> ParseHash(std::string_view text);

}  // namespace telar::documents
