#include "samples/tills/klk_answer.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string_view>

namespace telar::samples::tills {
namespace {

using shops::Product;
using shops::SaleLine;
using shops::Shop;
using shops::StockLevel;

/// Texts of this chain need no more than these escapes.
std::string Quoted(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    if (static_cast<unsigned char>(c) < ' ') {
      quoted += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      quoted += c;
    }
  }
  return quoted + '"';
}

std::string QuotedOrNull(const std::string& text) { return text.empty() ? "null" : Quoted(text); }

/// Writes one object's fields after another.
class Object {
 public:
  Object(std::string& out, const RowFaults& faults) : out_(out), faults_(faults) { out_ += '{'; }
  void End() { out_ += '}'; }
  void Name(std::string_view name) {
    if (!first_) out_ += ',';
    first_ = false;
    out_ += '"';
    out_ += name;
    out_ += "\":";
  }
  void Text(std::string_view name, std::string_view value) {
    Name(name);
    out_ += Quoted(value);
  }
  /// A field that says little, which a fault may leave null.
  void Minor(std::string_view name, std::string_view value) {
    Name(name);
    out_ += faults_.nulls ? "null" : Quoted(value);
  }
  void Number(std::string_view name, const Decimal& value) { Plain(name, value.ToString()); }
  void Number(std::string_view name, int value) { Plain(name, std::to_string(value)); }
  void Bool(std::string_view name, bool value) {
    Name(name);
    out_ += value ? "true" : "false";
  }

 private:
  void Plain(std::string_view name, const std::string& number) {
    Name(name);
    out_ += faults_.numbers_as_text ? '"' + number + '"' : number;
  }
  std::string& out_;
  const RowFaults& faults_;
  bool first_ = true;
};

std::string FloorName(const Shop& shop) {
  return (shop.sells() ? "PISO DE VENTA " : "ALMACEN PRINCIPAL ") + std::string(shop.name);
}

void AddProduct(const Product& product, const RowFaults& faults, std::string& out) {
  Object object(out, faults);
  object.Text("codigo_producto", product.code);
  object.Text("descripcion_producto", product.name);
  object.Minor("marca_producto", product.brand);
  object.Minor("modelo_producto", "N/A");
  object.Minor("categoria_producto", product.category_code);
  object.Minor("grupo_articulo", product.category);
  object.Minor("subgrupo_producto", product.subcategory);
  object.Minor("categoria_nombre", product.category);
  object.Minor("codigo_barras", product.barcode);
  object.Minor("serial", "");
  object.Minor("imei", "");
  object.End();
}

void AddQuantity(const SaleLine& line, const RowFaults& faults, std::string& out) {
  const Product& product = *line.product;
  Object object(out, faults);
  object.Text("codigo_almacen", line.shop->warehouse);
  object.Text("nombre_almacen", FloorName(*line.shop));
  object.Number("cantidad_vendida", line.quantity);
  object.Number("peso_unitario", product.weight);
  object.Number("peso_bruto", product.weight);
  object.Number("volumen_unitario", product.volume);
  object.Text("unidad_medida_venta", product.weighed ? "KG" : "UNIDAD");
  object.Number("factor_unidad_medida", 1);
  object.Number("total_cantidad_por_unidad_medida", line.quantity);
  object.Number("peso_calculado", line.weight);
  object.End();
}

void AddMoney(const SaleLine& line, const RowFaults& faults, std::string& out) {
  const Decimal none = Decimal::FromUnits(0, 2);
  Object object(out, faults);
  object.Number("costo_unitario_bs", line.unit_cost_bs);
  object.Number("costo_unitario_usd", line.unit_cost);
  object.Number("precio_unitario_bs", line.unit_price_bs);
  object.Number("precio_unitario_usd", line.unit_price);
  object.Number("impuesto_porcentaje", line.product->tax_rate);
  object.Number("impuesto_monto", line.tax_bs);
  object.Number("porcentaje_descuento", line.discount_rate);
  object.Number("monto_descuento", line.discount_bs);
  object.Number("porcentaje_descuento_fidelidad", none);
  object.Number("monto_descuento_fidelidad", none);
  object.Number("porcentaje_descuento_forma_pago", none);
  object.Number("monto_descuento_forma_pago", none);
  object.Number("venta_total_bs", line.total_bs);
  object.Number("venta_total_usd", line.total);
  object.Number("costo_total_bs", line.cost_bs);
  object.Number("costo_total_usd", line.cost);
  object.Number("utilidad_bruta_bs", line.profit_bs);
  object.Number("utilidad_bruta_usd", line.profit);
  object.End();
}

std::string Row(const SaleLine& line, const RowFaults& faults) {
  std::string out;
  const std::string day = line.Day(), hour = line.Hour();
  Object object(out, faults);
  object.Text("numero_factura", line.invoice);
  object.Number("linea", line.line);
  object.Text("fecha", day);
  object.Text("hora", hour);
  object.Text("fecha_hora_completa", day + "T" + hour);
  object.Number("total_factura", line.invoice_total_bs);
  object.Number("tasa_usd", line.rate);
  object.Bool("es_no_fiscal", line.non_fiscal);
  object.Bool("tiene_promocion", !line.promotion.empty());
  object.Text("codigo_promocion", line.promotion);
  object.Name("producto");
  out += '[';
  AddProduct(*line.product, faults, out);
  out += ']';
  object.Name("cantidad");
  out += '[';
  AddQuantity(line, faults, out);
  out += ']';
  object.Name("financiero");
  out += '[';
  AddMoney(line, faults, out);
  out += ']';
  object.End();
  return out;
}

std::string Row(const StockLevel& level, const RowFaults& faults) {
  const Product& product = *level.product;
  std::string out;
  Object object(out, faults);
  object.Text("Codigo", product.code);
  object.Text("NombreProducto", product.name);
  object.Minor("Barra", product.barcode);
  object.Minor("Categoria", product.category_code);
  object.Text("Descripcion", product.category);
  object.Minor("Subcategoria", product.subcategory_code);
  object.Minor("Descripcion_categoria", product.subcategory);
  object.Minor("Marca", product.brand);
  object.Number("Precio", level.price);
  object.Number("Iva", product.tax_rate);
  object.Number("stock", level.quantity);
  object.End();
  return out;
}

/// Replaces the value of the first field of that name by `value`, which is JSON.
void Spoil(std::string& row, std::string_view field, std::string_view value) {
  const std::string name = fmt::format("\"{}\":", field);
  const std::size_t at = row.find(name);
  if (at == std::string::npos) return;
  const std::size_t begin = at + name.size();
  std::size_t end = begin;
  for (bool quoted = false; quoted || (row[end] != ',' && row[end] != '}'); ++end) {
    if (row[end] == '"') quoted = !quoted;
  }
  row.replace(begin, end - begin, value);
}

std::string Garbage(const SaleLine& line, int number, const RowFaults& faults) {
  std::string row = Row(line, faults);
  Spoil(row, "numero_factura", fmt::format("\"C99-09-{:08}\"", number));
  switch (number % 5) {
    case 0: Spoil(row, "fecha", "\"2026-13-45\""); break;
    case 1: Spoil(row, "codigo_producto", "\"\""); break;
    case 2: Spoil(row, "numero_factura", "null"); break;
    case 3: Spoil(row, "cantidad_vendida", "\"dos\""); break;
    default: Spoil(row, "hora", "\"25:61\""); break;
  }
  return row;
}

std::string Garbage(const StockLevel& level, int number, const RowFaults& faults) {
  std::string row = Row(level, faults);
  Spoil(row, "Codigo", fmt::format("\"99{:04}\"", number));
  switch (number % 3) {
    case 0: Spoil(row, "Codigo", "\"\""); break;
    case 1: Spoil(row, "stock", "\"N/D\""); break;
    default: Spoil(row, "stock", "\"1.2.3\""); break;
  }
  return row;
}

/// All rows with their faults, and what the answer claims their number to be.
template <typename Rows>
std::int64_t AddRows(const Rows& rows, const RowFaults& faults, bool& first, std::string& out) {
  const auto add = [&](const std::string& row) {
    if (!first) out += ',';
    first = false;
    out += row;
  };
  const auto count = static_cast<std::int64_t>(rows.size());
  if (faults.empty) return faults.claims_all ? count : 0;
  const std::int64_t doubled = std::min<std::int64_t>(faults.doubled, count);
  const std::int64_t step = doubled > 0 ? count / doubled : 0;
  for (std::int64_t i = 0; i < count; ++i) {
    const std::string row = Row(rows[static_cast<std::size_t>(i)], faults);
    add(row);
    if (step > 0 && i % step == 0 && i / step < doubled) add(row);
  }
  const std::int64_t garbage = count > 0 ? faults.garbage : 0;
  for (int i = 0; i < garbage; ++i) {
    add(Garbage(rows[static_cast<std::size_t>(i) % rows.size()], i, faults));
  }
  return count + doubled + garbage;
}

std::string ListAsText(const std::vector<std::string>& codes) {
  std::string list = "[";
  for (const std::string& code : codes) {
    if (list.size() > 1) list += ", ";
    list += Quoted(code);
  }
  return Quoted(list + "]");
}

}  // namespace

std::string SalesAnswer(const SalesQuery& query, const std::vector<SaleLine>& lines,
                        const std::string& made_at, const RowFaults& faults) {
  std::string rows;
  bool first = true;
  const std::int64_t total = AddRows(lines, faults, first, rows) + faults.total_off;
  std::string out = fmt::format(
      R"({{"meta":{{"sucursal_codigo":{},"fecha_desde":{},"fecha_hasta":{},"hora_desde":{},)"
      R"("hora_hasta":{},"CodArticulo":{},"almacen":{},"total_registros":{},)"
      R"("fecha_generacion":{}}},"ventas":[)",
      Quoted(query.branch), Quoted(query.from_date), Quoted(query.to_date),
      QuotedOrNull(query.from_hour), QuotedOrNull(query.to_hour), QuotedOrNull(query.product),
      QuotedOrNull(query.warehouse), total, Quoted(made_at));
  out += rows;
  return out + "]}";
}

std::string StockAnswer(const std::vector<WarehouseStock>& stock,
                        const std::vector<std::string>& codes, bool by_branch,
                        const std::string& made_at, const RowFaults& faults) {
  std::string rows;
  bool first = true;
  std::int64_t total = faults.total_off;
  for (const WarehouseStock& one : stock) total += AddRows(one.levels, faults, first, rows);
  std::string out = fmt::format(
      R"({{"meta":{{"{}":{},"total_articulos":{},"fecha_generacion":{}}},"articulos":[)",
      by_branch ? "tiendas_filtradas" : "almacences_filtrados", ListAsText(codes), total,
      Quoted(made_at));
  out += rows;
  return out + "]}";
}

std::string WarehousesAnswer(const std::string& branch, bool sales_floors) {
  std::string out = "[";
  const auto add = [&](std::string_view name, std::string_view code, std::string_view warehouse,
                       std::string_view warehouse_name) {
    if (out.size() > 1) out += ',';
    out += fmt::format(
        R"({{"NombreSucursal":{},"CodigoSucursal":{},"CodigoAlmacen":{},"NombreAlmacen":{}}})",
        Quoted(name), Quoted(code), Quoted(warehouse), Quoted(warehouse_name));
  };
  for (const Shop& shop : shops::Chain()) {
    if (shop.till != Shop::Till::kKlk || (!branch.empty() && shop.branch != branch)) continue;
    if (sales_floors && !shop.sells()) continue;
    add(shop.name, shop.branch, shop.warehouse, FloorName(shop));
  }
  if (sales_floors) add("CONSOLIDADO", "SUC000", "PVCONS", "PISO DE VENTA CONSOLIDADO");
  return out + "]";
}

std::string ErrorAnswer(const std::string& message) {
  return fmt::format(R"({{"error":{}}})", Quoted(message));
}

}  // namespace telar::samples::tills
