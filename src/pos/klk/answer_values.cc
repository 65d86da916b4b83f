#include "pos/klk/answer_values.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <functional>
#include <utility>

#include "core/text.h"

namespace telar::pos::klk {
namespace {

namespace ondemand = simdjson::ondemand;

template <typename Field>
struct Name {
  std::string_view name;
  Field field;
};

constexpr auto kStock = std::to_array<Name<StockField>>({
    {"Barra", StockField::kBarcode},
    {"Categoria", StockField::kCategoryCode},
    {"Codigo", StockField::kProduct},
    {"Descripcion", StockField::kCategory},
    {"Descripcion_categoria", StockField::kSubcategory},
    {"Iva", StockField::kTaxRate},
    {"Marca", StockField::kBrand},
    {"NombreProducto", StockField::kName},
    {"Precio", StockField::kPrice},
    {"Subcategoria", StockField::kSubcategoryCode},
    {"stock", StockField::kQuantity},
});

constexpr auto kSale = std::to_array<Name<SaleField>>({
    {"codigo_promocion", SaleField::kPromotionCode},
    {"es_no_fiscal", SaleField::kNonFiscal},
    {"fecha", SaleField::kDate},
    {"hora", SaleField::kTime},
    {"linea", SaleField::kLine},
    {"numero_factura", SaleField::kInvoice},
    {"tasa_usd", SaleField::kRate},
    {"tiene_promocion", SaleField::kPromotion},
    {"total_factura", SaleField::kInvoiceTotalBs},
});

constexpr auto kProduct = std::to_array<Name<SaleField>>({
    {"categoria_producto", SaleField::kCategory},
    {"codigo_barras", SaleField::kBarcode},
    {"codigo_producto", SaleField::kProduct},
    {"cuadrante_producto", SaleField::kQuadrant},
    {"descripcion_producto", SaleField::kProductName},
    {"grupo_articulo", SaleField::kGroup},
    {"imei", SaleField::kImei},
    {"marca_producto", SaleField::kBrand},
    {"modelo_producto", SaleField::kModel},
    {"serial", SaleField::kSerial},
    {"subgrupo_producto", SaleField::kSubgroup},
});

constexpr auto kQuantity = std::to_array<Name<SaleField>>({
    {"cantidad_vendida", SaleField::kQuantity},
    {"codigo_almacen", SaleField::kWarehouse},
    {"factor_unidad_medida", SaleField::kUnitFactor},
    {"nombre_almacen", SaleField::kWarehouseName},
    {"peso_bruto", SaleField::kGrossWeight},
    {"peso_calculado", SaleField::kWeight},
    {"peso_unitario", SaleField::kUnitWeight},
    {"total_cantidad_por_unidad_medida", SaleField::kUnitTotal},
    {"unidad_medida_venta", SaleField::kUnit},
    {"volumen_unitario", SaleField::kUnitVolume},
});

constexpr auto kFinance = std::to_array<Name<SaleField>>({
    {"costo_total_bs", SaleField::kTotalCostBs},
    {"costo_total_usd", SaleField::kTotalCost},
    {"costo_unitario_bs", SaleField::kUnitCostBs},
    {"costo_unitario_usd", SaleField::kUnitCost},
    {"impuesto_monto", SaleField::kTax},
    {"impuesto_porcentaje", SaleField::kTaxRate},
    {"monto_descuento", SaleField::kDiscount},
    {"porcentaje_descuento", SaleField::kDiscountRate},
    {"precio_unitario_bs", SaleField::kUnitPriceBs},
    {"precio_unitario_usd", SaleField::kUnitPrice},
    {"utilidad_bruta_bs", SaleField::kProfitBs},
    {"utilidad_bruta_usd", SaleField::kProfit},
    {"venta_total_bs", SaleField::kTotalBs},
    {"venta_total_usd", SaleField::kTotal},
});

template <typename Names>
constexpr bool Sorted(const Names& names) {
  return std::is_sorted(names.begin(), names.end(),
                        [](const auto& a, const auto& b) { return a.name < b.name; });
}
static_assert(Sorted(kStock) && Sorted(kSale) && Sorted(kProduct) && Sorted(kQuantity) &&
              Sorted(kFinance));

template <typename Names>
auto Find(const Names& names, std::string_view name) {
  const auto found = std::lower_bound(names.begin(), names.end(), name,
                                      [](const auto& n, std::string_view s) { return n.name < s; });
  return found != names.end() && found->name == name ? &*found : nullptr;
}

/// Calls `member` with each member of an object; false when the JSON is broken or `member` says so.
template <typename Fn>
bool EachMember(ondemand::object& object, const Fn& member) {
  for (auto entry : object) {
    ondemand::field field;
    std::string_view key;
    if (std::move(entry).get(field) != simdjson::SUCCESS) return false;
    if (field.unescaped_key().get(key) != simdjson::SUCCESS) return false;
    if (!member(key, field.value())) return false;
  }
  return true;
}

enum class Shape { kText, kObject, kList, kNull, kOther };

Shape ShapeOf(std::string_view token) {
  switch (token.empty() ? '\0' : token.front()) {
    case '"': return Shape::kText;
    case '{': return Shape::kObject;
    case '[': return Shape::kList;
    default: return token == "null" ? Shape::kNull : Shape::kOther;
  }
}

/// The text of a plain value; `text` stays as it is for null, a list or an object. False for broken
/// JSON.
bool Plain(ondemand::value value, std::optional<std::string_view>& text) {
  const std::string_view token = Trim(value.raw_json_token());
  switch (ShapeOf(token)) {
    case Shape::kText: {
      std::string_view content;
      if (value.get_string().get(content) != simdjson::SUCCESS) return false;
      text = content;
      return true;
    }
    case Shape::kOther: text = token; return !token.empty();
    default: return true;
  }
}

/// Calls `member` with each member of a bare object or of the first one in a list.
template <typename Fn>
bool EachMemberWithin(ondemand::value value, const Fn& member) {
  ondemand::object object;
  const Shape shape = ShapeOf(Trim(value.raw_json_token()));
  if (shape == Shape::kObject)
    return value.get_object().get(object) == simdjson::SUCCESS && EachMember(object, member);
  if (shape != Shape::kList) return true;
  ondemand::array list;
  if (value.get_array().get(list) != simdjson::SUCCESS) return false;
  bool found = false;
  for (auto entry : list) {
    ondemand::value inner;
    if (std::move(entry).get(inner) != simdjson::SUCCESS) return false;
    if (found || ShapeOf(Trim(inner.raw_json_token())) != Shape::kObject) continue;
    found = true;
    if (inner.get_object().get(object) != simdjson::SUCCESS || !EachMember(object, member))
      return false;
  }
  return true;
}

template <typename Names, typename Field>
bool SetPlain(const Names& names, std::string_view key, ondemand::value value,
              Record<Field>& record) {
  const auto* known = Find(names, key);
  if (known == nullptr) return true;
  std::optional<std::string_view> text;
  if (!Plain(value, text)) return false;
  if (text) record.Set(known->field, *text);
  return true;
}

/// Half of a surrogate pair where `at` begins "\uD800" … "\uDFFF", in `half` 1 or 2; else 0.
int SurrogateAt(std::string_view json, std::size_t at) {
  if (at + 6 > json.size() || json[at] != '\\' || json[at + 1] != 'u') return 0;
  const char d = json[at + 2], next = json[at + 3];
  if (d != 'd' && d != 'D') return 0;
  if (std::strchr("89abAB", next) != nullptr) return 1;
  return std::strchr("cdefCDEF", next) != nullptr ? 2 : 0;
}

/// Escapes of lone halves of surrogate pairs replaced by that of U+FFFD. Whether anything was.
bool MendSurrogates(std::string& json) {
  bool mended = false;
  for (std::size_t at = 0; at + 1 < json.size(); ++at) {
    if (json[at] != '\\') continue;
    const int half = SurrogateAt(json, at);
    if (half == 1 && SurrogateAt(json, at + 6) == 2) {
      at += 11;
    } else if (half != 0) {
      json.replace(at, 6, "\\ufffd");
      mended = true;
      at += 5;
    } else {
      ++at;
    }
  }
  return mended;
}

bool IsHarmless(std::string_view text) {
  if (!IsValidUtf8(text)) return false;
  std::size_t word = 0, digits = 0;
  for (const char c : text) {
    const bool letter =
        static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool digit = c >= '0' && c <= '9';
    if (!letter && !digit && std::strchr(" .,;!?()'-_", c) == nullptr) return false;
    word = letter || digit ? word + 1 : 0;
    digits = digit ? digits + 1 : digits;
    if (word > 20 || digits > 8 || c == '\0') return false;
  }
  const std::string folded = Fold(text);
  constexpr std::array kWords = {"passw", "pwd",  "clave",   "contrasen", "secret",
                                 "token", "user", "usuario", "login",     "key"};
  return std::none_of(kWords.begin(), kWords.end(), [&](const char* secretive) {
    return folded.find(secretive) != std::string::npos;
  });
}

/// A JSON object being read.
struct Json {
  ondemand::parser parser;
  ondemand::document document;
  std::string text;

  void Take(std::string_view json) {
    if (IsValidUtf8(json)) {
      text = json;
    } else {
      text = ToValidUtf8(json);
    }
  }

  /// Calls `member` for each member of the text, which is an object; false when it is not.
  template <typename Fn>
  bool Read(const Fn& member) {
    if (text.empty()) return false;
    text.reserve(text.size() + simdjson::SIMDJSON_PADDING);
    ondemand::object object;
    return parser.iterate(text.data(), text.size(), text.capacity()).get(document) ==
               simdjson::SUCCESS &&
           document.get_object().get(object) == simdjson::SUCCESS && EachMember(object, member);
  }

  /// `fill` gives whether the text could be read into a record.
  template <typename R, typename Fill>
  R Record(std::string_view element, const Fill& fill) {
    Take(element);
    R record;
    if (fill(record)) return record;
    record.Clear();
    if (MendSurrogates(text) && fill(record)) return record;
    record.Clear();
    return record;
  }
};

}  // namespace

struct RowReader::Parser : Json {};

RowReader::RowReader() : parser_(std::make_unique<Parser>()) {}
RowReader::~RowReader() = default;

StockRecord RowReader::Stock(std::string_view element) {
  return parser_->Record<StockRecord>(element, [this](StockRecord& record) {
    return parser_->Read([&](std::string_view key, ondemand::value value) {
      return SetPlain(kStock, key, value, record);
    });
  });
}

SaleRecord RowReader::Sale(std::string_view element) {
  return parser_->Record<SaleRecord>(element, [this](SaleRecord& record) {
    std::optional<std::string_view> category;
    const auto section = [&](const auto& names, ondemand::value value) {
      return EachMemberWithin(value, [&](std::string_view key, ondemand::value inner) {
        return SetPlain(names, key, inner, record);
      });
    };
    const bool whole = parser_->Read([&](std::string_view key, ondemand::value value) {
      if (key == "cantidad") return section(kQuantity, value);
      if (key == "financiero") return section(kFinance, value);
      if (key != "producto") return SetPlain(kSale, key, value, record);
      return EachMemberWithin(value, [&](std::string_view name, ondemand::value inner) {
        if (name == "categoria_nombre") return Plain(inner, category);
        return SetPlain(kProduct, name, inner, record);
      });
    });
    if (category && !Trim(*category).empty()) record.Set(SaleField::kCategory, *category);
    return whole;
  });
}

std::optional<std::int64_t> CountIn(std::string_view object, std::string_view name) {
  Json parser;
  parser.Take(object);
  std::optional<std::string_view> text;
  const bool whole = parser.Read([&](std::string_view key, ondemand::value value) {
    return key != name || Plain(value, text);
  });
  if (!whole || !text) return std::nullopt;
  const std::string_view digits = Trim(*text);
  std::int64_t count = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), count);
  std::string_view rest = digits.substr(static_cast<std::size_t>(end - digits.data()));
  if (rest.starts_with(".0") && rest.find_first_not_of('0', 1) == std::string_view::npos) rest = {};
  if (error != std::errc() || count < 0 || !rest.empty()) return std::nullopt;
  return count;
}

std::string HarmlessText(std::string_view json) {
  Json parser;
  parser.Take(json.starts_with('"') ? "{\"error\":" + std::string(json) + "}" : std::string(json));
  std::string found;
  const bool whole = parser.Read([&](std::string_view key, ondemand::value value) {
    if (!found.empty() || (key != "error" && key != "message" && key != "detail")) return true;
    std::optional<std::string_view> text;
    if (!Plain(value, text)) return false;
    if (text) found = CollapseSpaces(*text);
    return true;
  });
  if (!whole || !IsHarmless(found)) return "";
  std::u32string letters = DecodeUtf8(found);
  if (letters.size() > 100) letters = letters.substr(0, 99) + U'…';
  return EncodeUtf8(letters);
}

}  // namespace telar::pos::klk
