#include "samples/shops/chain.h"

#include <algorithm>
#include <array>

namespace telar::samples::shops {
namespace {

using std::chrono::minutes;
using Till = Shop::Till;

constexpr minutes kSix{360}, kSeven{420}, kEight{480}, kNineEvening{1260}, kTenEvening{1320},
    kMidnight{1440};

constexpr Shop Store(std::string_view id, std::string_view name, std::string_view branch,
                     std::string_view warehouse, int weight, std::string_view region = "VALENCIA") {
  return {id, name, region, Till::kKlk, branch, warehouse, kSeven, kNineEvening, weight};
}

constexpr Shop Cedi(std::string_view id, std::string_view name, Till till, std::string_view branch,
                    std::string_view warehouse, std::string_view region = "VALENCIA") {
  return {id, name, region, till, branch, warehouse, kSix, kTenEvening, 0};
}

constexpr std::array<Shop, 23> kChain{
    Store("tienda_01", "PERIFERICO", "SUC001", "APP-TPF", 110),
    Store("tienda_02", "AV. BOLIVAR", "SUC007", "TAVBOL", 105),
    Store("tienda_03", "MAÑONGO", "SUC008", "TTMAN", 95),
    Store("tienda_04", "SAN DIEGO", "SUC014", "TSDGO", 115),
    Store("tienda_05", "VIVIENDA", "SUC018", "TVDAS", 70),
    Store("tienda_06", "NAGUANAGUA", "SUC017", "TNGN01", 100),
    Store("tienda_07", "CENTRO", "SUC013", "TCTO", 120),
    Shop{"tienda_08", "BOSQUE", "VALENCIA", Till::kKlk, "SUC002", "APP-TBQ", kEight, kMidnight,
         150},
    Store("tienda_09", "GUACARA", "SUC015", "TGUAC", 90),
    Store("tienda_10", "FERIAS", "SUC009", "TFER", 105),
    Store("tienda_11", "FLOR AMARILLO", "SUC012", "TFAMA", 85),
    Store("tienda_12", "PARAPARAL", "SUC016", "TPPRAL", 80),
    Store("tienda_13", "PARAMACAY", "SUC019", "TPMCY", 60),
    Store("tienda_15", "ISABELICA", "SUC006", "TTISBC", 110),
    Store("tienda_16", "TOCUYITO", "SUC010", "TTCYTO", 95),
    Store("tienda_17", "ARTIGAS", "SUC003", "TANT", 115, "CARACAS"),
    Store("tienda_18", "PARAISO", "SUC004", "TPAR", 130, "CARACAS"),
    Store("tienda_19", "GUIGUE", "SUC011", "TGGE", 75),
    Store("tienda_20", "TAZAJAL", "SUC005", "TTZ", 90),
    Cedi("cedi_caracas", "CEDI CARACAS", Till::kKlk, "SUC0099", "PCDICS", "CARACAS"),
    Cedi("cedi_frio", "CEDI FRIO", Till::kStellar, "", "1710"),
    Cedi("cedi_seco", "CEDI SECO", Till::kStellar, "", "1413"),
    Cedi("cedi_verde", "CEDI VERDE", Till::kStellar, "", "1801")};

}  // namespace

std::uint64_t Shop::number() const {
  const auto found =
      std::find_if(kChain.begin(), kChain.end(), [&](const Shop& shop) { return shop.id == id; });
  return static_cast<std::uint64_t>(found - kChain.begin()) + 1;
}

std::span<const Shop> Chain() { return kChain; }

const Shop* FindShop(std::string_view code) {
  if (code.empty()) return nullptr;
  const auto found = std::find_if(kChain.begin(), kChain.end(), [&](const Shop& shop) {
    return shop.id == code || shop.branch == code || shop.warehouse == code;
  });
  return found == kChain.end() ? nullptr : &*found;
}

bool ClosedOn(Date date) {
  const auto month = static_cast<unsigned>(date.month());
  const auto day = static_cast<unsigned>(date.day());
  return (month == 12 && day == 25) || (month == 1 && day == 1);
}

}  // namespace telar::samples::shops
