#include "bench/pos/till_answers.h"

#include <fmt/format.h>

#include <cstdint>
#include <fstream>
#include <iterator>

#include "core/decimal.h"

namespace telar::bench {
namespace {

constexpr int kMinutes = 90;

std::uint64_t Mixed(std::uint64_t a, std::uint64_t b, std::uint64_t c) {
  std::uint64_t x = a * 0x9E3779B97F4A7C15U ^ b * 0xC2B2AE3D27D4EB4FU ^ c * 0x165667B19E3779F9U;
  x ^= x >> 29;
  x *= 0xBF58476D1CE4E5B9U;
  return x ^ x >> 32;
}

std::int64_t Below(std::uint64_t mixed, std::uint64_t most) {
  return static_cast<std::int64_t>(mixed % most);
}

std::string Plain(std::int64_t units, int scale) {
  return Decimal::FromUnits(units, scale).ToString();
}

void WriteStock(const Chain& chain, int place, int cycle, const std::filesystem::path& file) {
  std::ofstream out(file, std::ios::binary);
  out << fmt::format(R"({{"meta": {{"total_articulos": {}}}, "articulos": [)", chain.products);
  const auto where = static_cast<std::uint64_t>(place);
  for (int p = 0; p < chain.products; ++p) {
    const auto product = static_cast<std::uint64_t>(p);
    std::int64_t quantity = Below(Mixed(where, product, 1), 300'000);
    for (int c = 1; c <= cycle; ++c) {
      if (Below(Mixed(where, product, 100 + static_cast<std::uint64_t>(c)),
                static_cast<std::uint64_t>(chain.changed_in)) == 0) {
        quantity -= 1000;
      }
    }
    out << (p == 0 ? "\n" : ",\n")
        << fmt::format(
               R"({{"Codigo": "{:06}", "NombreProducto": "PRODUCTO DE PRUEBA {:06} 1 KG", "Barra": "759{:010}", "Categoria": "{:02}", "Descripcion": "CATEGORIA {:02}", "Subcategoria": "{:03}", "Descripcion_categoria": "SUBCATEGORIA {:03}", "Marca": "MARCA {:03}", "Precio": {}, "Iva": 16.00, "stock": {}}})",
               p, p, p, p % 30, p % 30, p % 200, p % 200, p % 400,
               Plain(10'000 + Below(Mixed(product, 7, 7), 200'000), 4), Plain(quantity, 3));
  }
  out << "\n]}\n";
}

void WriteSales(const Chain& chain, int place, int cycle, const std::filesystem::path& file) {
  constexpr std::int64_t kMillis = std::int64_t{kMinutes} * 60'000;
  const auto where = static_cast<std::uint64_t>(place);
  const std::int64_t step = kMillis / chain.lines_a_window;
  const std::int64_t from = std::int64_t{WindowStart(cycle)} * 60'000, to = from + kMillis;
  const std::int64_t first = (from + step - 1) / step, end = (to + step - 1) / step;
  std::ofstream out(file, std::ios::binary);
  out << fmt::format(R"({{"meta": {{"total_registros": {}}}, "ventas": [)", end - first);
  for (std::int64_t k = first; k < end; ++k) {
    const std::int64_t second = k * step / 1000;
    const auto line = static_cast<std::uint64_t>(k);
    std::string text = k == first ? "\n" : ",\n";
    AppendSalesLine(text, {.place = place,
                           .document = k / 8,
                           .line = k % 8 + 1,
                           .date = "2026-01-15",
                           .hour = fmt::format("{:02}:{:02}:{:02}", second / 3600, second / 60 % 60,
                                               second % 60),
                           .product = static_cast<int>(Below(
                               Mixed(where, line, 4), static_cast<std::uint64_t>(chain.products))),
                           .quantity = 1 + Below(Mixed(where, line, 3), 5),
                           .price = 10'000 + Below(Mixed(where, line, 2), 90'000)});
    out << text;
  }
  out << "\n]}\n";
}

}  // namespace

std::string PlaceId(const Chain& chain, int place) {
  return fmt::format("{}_{:02}", place <= chain.stores ? "tienda" : "cedi", place);
}
std::string WarehouseCode(int place) { return fmt::format("W{:02}", place); }
std::string BranchCode(int place) { return fmt::format("SUC{:03}", place); }
int WindowStart(int cycle) { return 8 * 60 + cycle * kMinutes / 3; }

void AppendSalesLine(std::string& out, const TillLine& line) {
  const std::int64_t price = line.price, quantity = line.quantity, cost = price * 7 / 10;
  const auto usd = [](std::int64_t units) { return Plain(units, 4); };
  const auto bs = [](std::int64_t units) { return Plain(units * 40, 4); };
  const auto into = std::back_inserter(out);
  fmt::format_to(
      into,
      R"({{"numero_factura": "F{:02}-{:08}", "linea": {}, "fecha": "{}", "hora": "{}.0000000", "fecha_hora_completa": "{}T{}.0000000", "total_factura": {}, "tasa_usd": 40.000000, "es_no_fiscal": false, "tiene_promocion": false, "codigo_promocion": null,)",
      line.place, line.document, line.line, line.date, line.hour, line.date, line.hour,
      bs(price * 8));
  fmt::format_to(
      into,
      R"( "producto": [{{"codigo_producto": "{:06}", "descripcion_producto": "PRODUCTO DE PRUEBA", "marca_producto": "MARCA", "modelo_producto": null, "categoria_producto": "01", "categoria_nombre": "CATEGORIA 01", "grupo_articulo": "001", "subgrupo_producto": "001", "codigo_barras": "7590000000001", "serial": null, "imei": null}}],)",
      line.product);
  fmt::format_to(
      into,
      R"( "cantidad": [{{"codigo_almacen": "{}", "nombre_almacen": "Piso de venta {:02}", "cantidad_vendida": {}.000, "peso_unitario": 1.0000, "peso_bruto": 1.0000, "peso_calculado": {}.0000, "volumen_unitario": 0.0010, "unidad_medida_venta": "UNIDAD", "factor_unidad_medida": 1.0000, "total_cantidad_por_unidad_medida": {}.0000}}],)",
      WarehouseCode(line.place), line.place, quantity, quantity, quantity);
  fmt::format_to(
      into,
      R"( "financiero": [{{"costo_unitario_bs": {}, "costo_unitario_usd": {}, "precio_unitario_bs": {}, "precio_unitario_usd": {}, "impuesto_porcentaje": 16.00, "impuesto_monto": {}, "porcentaje_descuento": 0.00, "monto_descuento": 0.00, "venta_total_bs": {}, "venta_total_usd": {}, "costo_total_bs": {}, "costo_total_usd": {}, "utilidad_bruta_bs": {}, "utilidad_bruta_usd": {}}}]}})",
      bs(cost), usd(cost), bs(price), usd(price), bs(price * quantity / 100 * 16),
      bs(price * quantity), usd(price * quantity), bs(cost * quantity), usd(cost * quantity),
      bs((price - cost) * quantity), usd((price - cost) * quantity));
}

void WriteAnswers(const Chain& chain, int cycle, const std::filesystem::path& folder) {
  for (int place = 1; place <= chain.places; ++place) {
    WriteStock(chain, place, cycle, folder / ("stock-" + WarehouseCode(place) + ".json"));
    if (place > chain.stores) continue;
    WriteSales(chain, place, cycle, folder / ("sales-" + BranchCode(place) + ".json"));
  }
}

}  // namespace telar::bench
