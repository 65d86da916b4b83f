#include "samples/shops/products.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <set>
#include <span>

#include "samples/shops/dice.h"
#include "samples/shops/wall_clock.h"

namespace telar::samples::shops {
namespace {

using Texts = std::span<const std::string_view>;

struct Family {
  std::string_view category_code, category, subcategory_code, subcategory;
  Keeping keeping;
  int tax;
  bool weighed;
  int price_low, price_high;  // cents
  Texts goods, sizes;
};

constexpr std::string_view kGoods0101[] = {"HARINA DE MAIZ PRECOCIDA", "HARINA DE TRIGO TODO USO",
                                           "HARINA DE TRIGO LEUDANTE", "HARINA DE AVENA",
                                           "FECULA DE MAIZ"};
constexpr std::string_view kSizes0101[] = {"1 KG", "500 G", "900 G", "2 KG"};
constexpr std::string_view kGoods0102[] = {
    "ARROZ BLANCO TIPO I", "ARROZ PARBOILED", "CARAOTA NEGRA", "LENTEJA",
    "FRIJOL BAYO",         "ARVEJA VERDE",    "GARBANZO"};
constexpr std::string_view kSizes0102[] = {"1 KG", "500 G", "400 G"};
constexpr std::string_view kGoods0103[] = {"PASTA LARGA VERMICELLI", "PASTA CORTA PLUMITA",
                                           "PASTA CORTA TORNILLO", "PASTA LARGA LINGUINI",
                                           "PASTA PARA SOPA"};
constexpr std::string_view kSizes0103[] = {"1 KG", "500 G", "250 G"};
constexpr std::string_view kGoods0104[] = {"ACEITE DE MAIZ", "ACEITE DE GIRASOL", "SALSA DE TOMATE",
                                           "MAYONESA",       "MOSTAZA",           "VINAGRE BLANCO",
                                           "SALSA INGLESA"};
constexpr std::string_view kSizes0104[] = {"1 L", "500 ML", "397 G", "190 G"};
constexpr std::string_view kGoods0105[] = {"CAFE MOLIDO", "CAFE GOURMET", "AZUCAR REFINADA",
                                           "AZUCAR MORENA", "PAPELON EN PANELA"};
constexpr std::string_view kSizes0105[] = {"500 G", "250 G", "1 KG", "200 G"};
constexpr std::string_view kGoods0106[] = {"ATUN EN ACEITE",    "SARDINA EN SALSA DE TOMATE",
                                           "MAIZ EN GRANO",     "GUISANTE",
                                           "DIABLITO DE JAMON", "DURAZNO EN ALMIBAR"};
constexpr std::string_view kSizes0106[] = {"140 G", "170 G", "240 G", "820 G"};
constexpr std::string_view kGoods0201[] = {"REFRESCO DE COLA", "REFRESCO DE NARANJA",
                                           "REFRESCO DE UVA", "REFRESCO DE LIMON", "MALTA"};
constexpr std::string_view kSizes0201[] = {"2 L", "1.5 L", "355 ML", "222 ML"};
constexpr std::string_view kGoods0202[] = {"JUGO DE NARANJA", "NECTAR DE PERA", "TE DE LIMON",
                                           "AGUA MINERAL", "BEBIDA HIDRATANTE"};
constexpr std::string_view kSizes0202[] = {"1 L", "330 ML", "500 ML", "5 L"};
constexpr std::string_view kGoods0203[] = {"RON AÑEJO", "CERVEZA TIPO PILSEN", "VINO TINTO",
                                           "SANGRIA", "ANIS"};
constexpr std::string_view kSizes0203[] = {"750 ML", "1 L", "250 ML", "6 X 222 ML"};
constexpr std::string_view kGoods0301[] = {"QUESO BLANCO DURO", "QUESO GUAYANES", "QUESO AMARILLO",
                                           "QUESO DE MANO", "QUESO PALMITA"};
constexpr std::string_view kSizes0301[] = {"KG"};
constexpr std::string_view kGoods0302[] = {"JAMON DE PIERNA",    "JAMON DE ESPALDA",
                                           "MORTADELA ESPECIAL", "SALCHICHON",
                                           "TOCINETA AHUMADA",   "CHORIZO AHUMADO"};
constexpr std::string_view kSizes0302[] = {"KG"};
constexpr std::string_view kGoods0401[] = {"LECHE COMPLETA", "LECHE DESCREMADA",
                                           "YOGUR FIRME",    "YOGUR LIQUIDO DE FRESA",
                                           "CREMA DE LECHE", "SUERO PICANTE"};
constexpr std::string_view kSizes0401[] = {"1 L", "900 ML", "150 G", "500 ML"};
constexpr std::string_view kGoods0402[] = {"MARGARINA", "MANTEQUILLA CON SAL", "QUESO CREMA",
                                           "QUESO FUNDIDO"};
constexpr std::string_view kSizes0402[] = {"500 G", "250 G", "300 G", "200 G"};
constexpr std::string_view kGoods0501[] = {"CARNE MOLIDA DE PRIMERA", "BISTEC DE PULPA NEGRA",
                                           "COSTILLA DE RES",         "LOMITO",
                                           "FALDA PARA MECHAR",       "LAGARTO SIN HUESO"};
constexpr std::string_view kSizes0501[] = {"KG"};
constexpr std::string_view kGoods0502[] = {
    "POLLO ENTERO",     "MUSLO DE POLLO", "PECHUGA SIN HUESO",
    "CHULETA DE CERDO", "PERNIL",         "ALAS DE POLLO"};
constexpr std::string_view kSizes0502[] = {"KG"};
constexpr std::string_view kGoods0601[] = {
    "TOMATE PERITA", "CEBOLLA BLANCA", "PIMENTON", "ZANAHORIA", "PAPA",
    "YUCA",          "AUYAMA",         "REPOLLO",  "PEPINO",    "CALABACIN"};
constexpr std::string_view kSizes0601[] = {"KG"};
constexpr std::string_view kGoods0602[] = {"CAMBUR",  "LECHOSA",      "PIÑA",    "PATILLA",
                                           "MELON",   "MANZANA ROJA", "NARANJA", "LIMON",
                                           "GUAYABA", "AGUACATE"};
constexpr std::string_view kSizes0602[] = {"KG"};
constexpr std::string_view kGoods0701[] = {"PAN DE SANDWICH", "PAN DE PERRO CALIENTE",
                                           "GALLETA DE SODA", "GALLETA RELLENA",
                                           "PONQUE",          "TOSTADA DE PAN"};
constexpr std::string_view kSizes0701[] = {"500 G", "360 G", "216 G", "12 UND"};
constexpr std::string_view kGoods0801[] = {
    "CHOCOLATE CON LECHE", "CARAMELO SURTIDO", "PAPAS FRITAS",
    "PLATANITO",           "GOMITA",           "MANI SALADO"};
constexpr std::string_view kSizes0801[] = {"30 G", "100 G", "150 G", "250 G"};
constexpr std::string_view kGoods0901[] = {"DETERGENTE EN POLVO", "SUAVIZANTE", "CLORO",
                                           "JABON AZUL EN PANELA"};
constexpr std::string_view kSizes0901[] = {"1 KG", "2 KG", "1 L", "3.8 L"};
constexpr std::string_view kGoods0902[] = {"LAVAPLATOS EN CREMA", "DESINFECTANTE",
                                           "CERA PARA PISOS", "ESPONJA DOBLE USO",
                                           "BOLSA PARA BASURA"};
constexpr std::string_view kSizes0902[] = {"500 G", "1 L", "UND", "10 UND"};
constexpr std::string_view kGoods1001[] = {"JABON DE TOCADOR", "CHAMPU",
                                           "CREMA DENTAL",     "DESODORANTE",
                                           "PAPEL HIGIENICO",  "PAÑAL DESECHABLE"};
constexpr std::string_view kSizes1001[] = {"110 G", "400 ML", "75 ML", "4 ROLLOS", "24 UND"};

constexpr Family kFamilies[] = {
    {"01", "VIVERES", "0101", "HARINAS", Keeping::kDry, 0, false, 90, 240, kGoods0101, kSizes0101},
    {"01", "VIVERES", "0102", "ARROZ Y GRANOS", Keeping::kDry, 0, false, 80, 320, kGoods0102,
     kSizes0102},
    {"01", "VIVERES", "0103", "PASTAS", Keeping::kDry, 0, false, 70, 260, kGoods0103, kSizes0103},
    {"01", "VIVERES", "0104", "ACEITES Y SALSAS", Keeping::kDry, 16, false, 120, 690, kGoods0104,
     kSizes0104},
    {"01", "VIVERES", "0105", "CAFE Y AZUCAR", Keeping::kDry, 8, false, 100, 780, kGoods0105,
     kSizes0105},
    {"01", "VIVERES", "0106", "ENLATADOS", Keeping::kDry, 16, false, 110, 520, kGoods0106,
     kSizes0106},
    {"02", "BEBIDAS", "0201", "REFRESCOS", Keeping::kDry, 16, false, 70, 310, kGoods0201,
     kSizes0201},
    {"02", "BEBIDAS", "0202", "JUGOS Y AGUA", Keeping::kDry, 16, false, 60, 290, kGoods0202,
     kSizes0202},
    {"02", "BEBIDAS", "0203", "LICORES", Keeping::kDry, 16, false, 140, 2650, kGoods0203,
     kSizes0203},
    {"03", "CHARCUTERIA", "0301", "QUESOS", Keeping::kCold, 8, true, 520, 1180, kGoods0301,
     kSizes0301},
    {"03", "CHARCUTERIA", "0302", "EMBUTIDOS", Keeping::kCold, 16, true, 480, 1290, kGoods0302,
     kSizes0302},
    {"04", "LACTEOS", "0401", "LECHES Y YOGURES", Keeping::kCold, 0, false, 110, 640, kGoods0401,
     kSizes0401},
    {"04", "LACTEOS", "0402", "MANTEQUILLAS", Keeping::kCold, 8, false, 130, 590, kGoods0402,
     kSizes0402},
    {"05", "CARNES", "0501", "RES", Keeping::kCold, 0, true, 560, 1240, kGoods0501, kSizes0501},
    {"05", "CARNES", "0502", "AVES Y CERDO", Keeping::kCold, 0, true, 290, 790, kGoods0502,
     kSizes0502},
    {"06", "FRUVER", "0601", "HORTALIZAS", Keeping::kFresh, 0, true, 60, 340, kGoods0601,
     kSizes0601},
    {"06", "FRUVER", "0602", "FRUTAS", Keeping::kFresh, 0, true, 70, 520, kGoods0602, kSizes0602},
    {"07", "PANADERIA", "0701", "PANES Y GALLETAS", Keeping::kDry, 0, false, 60, 420, kGoods0701,
     kSizes0701},
    {"08", "CONFITERIA", "0801", "DULCES Y PASAPALOS", Keeping::kDry, 16, false, 40, 480,
     kGoods0801, kSizes0801},
    {"09", "LIMPIEZA", "0901", "LAVANDERIA", Keeping::kDry, 16, false, 90, 980, kGoods0901,
     kSizes0901},
    {"09", "LIMPIEZA", "0902", "HOGAR", Keeping::kDry, 16, false, 70, 560, kGoods0902, kSizes0902},
    {"10", "CUIDADO PERSONAL", "1001", "HIGIENE", Keeping::kDry, 16, false, 60, 890, kGoods1001,
     kSizes1001},
};
constexpr std::string_view kBrands[] = {"TORUNAL",    "VALDELARA",   "SABANERA",   "ARAGUIN",
                                        "CUMBRELLA",  "DOÑA ZULIMA", "GUAICAMAR",  "LARENSA",
                                        "MONTE YARI", "ORINPAN",     "PALMARETA",  "QUIBORAL",
                                        "SAMANAL",    "TEPUYANA",    "TURPIALITO", "YARACAL"};

std::string_view PickFrom(Random& random, Texts texts) { return texts[random.Below(texts.size())]; }

/// GS1: twelve digits and the digit that makes their weighted sum a multiple of ten.
std::string BarcodeOf(std::int64_t body) {
  std::string digits = fmt::format("759{:09}", body);
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) sum += (digits[i] - '0') * (i % 2 == 0 ? 1 : 3);
  return digits + static_cast<char>('0' + (10 - sum % 10) % 10);
}

/// kg of "500 G", "1.5 L" or "12 UND", in grams.
std::int64_t GramsOf(Random& random, std::string_view size) {
  const std::string_view number = size.substr(0, size.find(' '));
  const Result<Decimal> amount = Decimal::Parse(number);
  if (!amount.ok()) return Between(random, 80, 900);
  const std::string_view unit = size.substr(size.rfind(' ') + 1);
  const bool large = unit == "KG" || unit == "L";
  if (!large && unit != "G" && unit != "ML") return Between(random, 80, 900);
  return (*amount * Decimal(large ? 1000 : 1)).Rounded(0).Units().value_or(500);
}

}  // namespace

std::vector<Product> MakeProducts(std::uint64_t seed, int count) {
  std::vector<Product> products;
  products.reserve(static_cast<std::size_t>(count));
  SeededRandom random = StreamOf(seed, Draw::kProduct, {});
  std::set<std::int64_t> codes;
  // Half of the codes lie below 10 000, as old products have low numbers.
  while (codes.size() < static_cast<std::size_t>(count)) {
    codes.insert(random.Below(2) == 0 ? Between(random, 1, 9'999 + count)
                                      : Between(random, 10'000, 199'999));
  }
  std::vector<std::int64_t> ranks(codes.size());
  std::iota(ranks.begin(), ranks.end(), 1);
  for (std::size_t i = ranks.size(); i > 1; --i) std::swap(ranks[i - 1], ranks[random.Below(i)]);
  for (const std::int64_t code : codes) {
    const Family& family = kFamilies[random.Below(std::size(kFamilies))];
    Product product;
    product.code = fmt::format("{:06}", code);
    product.number = static_cast<std::uint64_t>(code);
    const std::string_view size = PickFrom(random, family.sizes);
    const std::string_view brand = PickFrom(random, kBrands);
    const std::string_view goods = PickFrom(random, family.goods);
    const bool branded = !(family.keeping == Keeping::kFresh || random.Below(12) == 0);
    product.brand = branded ? brand : "N/A";
    product.name =
        branded ? fmt::format("{} {} {}", goods, brand, size) : fmt::format("{} {}", goods, size);
    const std::uint64_t coded = random.Below(20);
    product.barcode = family.weighed || coded == 0 ? "N/A" : coded == 1 ? "" : BarcodeOf(code * 37);
    product.presentation = size;
    product.category_code = family.category_code;
    product.category = family.category;
    product.subcategory_code = family.subcategory_code;
    product.subcategory = family.subcategory;
    product.keeping = family.keeping;
    product.weighed = family.weighed;
    product.price = Decimal::FromUnits(Between(random, family.price_low, family.price_high), 2);
    product.cost_percent = static_cast<int>(Between(random, 62, 86));
    product.tax_rate = Decimal(family.tax);
    const std::int64_t grams = family.weighed ? 1000 : GramsOf(random, size);
    product.weight = Decimal::FromUnits(grams, 3);
    product.volume = Decimal::FromUnits(grams * 3 / 2, 6);
    product.per_case = family.weighed ? 10 : static_cast<int>(Between(random, 1, 4)) * 6;
    // Few products make most of the lines.
    product.demand =
        static_cast<std::uint32_t>(1'000'000 / (ranks[products.size()] + count / 40 + 4));
    products.push_back(std::move(product));
  }
  return products;
}

Decimal PriceOf(std::uint64_t seed, const Product& product, Date date) {
  const auto quarter = static_cast<std::uint64_t>(static_cast<int>(date.year())) * 4 +
                       (static_cast<unsigned>(date.month()) - 1) / 3;
  const auto change =
      static_cast<std::int64_t>(Hash(seed, Draw::kPrice, {product.number, quarter}) % 13) - 4;
  const Decimal price = (product.price * Decimal::FromUnits(100 + change, 2)).Rounded(2);
  return price.is_zero() ? Decimal::FromUnits(1, 2) : price;
}

Decimal CostAt(const Product& product, const Decimal& price) {
  return (price * Decimal::FromUnits(product.cost_percent, 2)).Rounded(4);
}

namespace {

/// ISO 8601: the year and week of a date are those of its Thursday.
std::pair<int, int> WeekOf(Date date) {
  using std::chrono::days;
  const std::chrono::sys_days day(date);
  const auto iso = static_cast<int>(std::chrono::weekday(day).iso_encoding());
  const std::chrono::sys_days thursday = day + days(4 - iso);
  const std::chrono::year year = Date(thursday).year();
  const std::chrono::sys_days first(year / std::chrono::January / 1);
  return {static_cast<int>(year), static_cast<int>((thursday - first).count()) / 7 + 1};
}

}  // namespace

int PromotionOf(std::uint64_t seed, const Product& product, Date date) {
  const auto [year, week] = WeekOf(date);
  const std::uint64_t hash =
      Hash(seed, Draw::kPromotion, {product.number, static_cast<std::uint64_t>(year * 100 + week)});
  return hash % 25 == 0 ? 5 * static_cast<int>(1 + hash / 25 % 4) : 0;
}

std::string PromotionCode(const Product& product, Date date) {
  const auto [year, week] = WeekOf(date);
  return fmt::format("P{:02}{:02}-{}", year % 100, week, product.code);
}

}  // namespace telar::samples::shops
