#include "tests/app/till_shop.h"

namespace telar::testing {

std::string ThreeLocations() {
  return R"(
defaults: {zone: UTC, source: klk, region: NORTE}
locations:
  - {id: tienda_01, name: Plaza, branch: SUC901, warehouses: [W901]}
  - {id: tienda_02, name: Puerto, branch: SUC902, warehouses: [W902]}
  - {id: cedi_norte, name: Almacén Norte, kind: cedi, warehouses: [W990]}
)";
}

Reply QuietTill(const Asked& asked) {
  if (asked.path() == "/maestra/articulos/almacen") {
    return {.body = R"({"meta": {"total_articulos": 1}, "articulos": [{"Codigo": "000101",
      "NombreProducto": "Arroz 1 kg", "Barra": "7590000001018", "Categoria": "01",
      "Descripcion": "VIVERES", "Subcategoria": "0101", "Descripcion_categoria": "GRANOS",
      "Marca": "Espiga", "Precio": 1.25, "Iva": 16, "stock": 12}]})"};
  }
  if (asked.path() == "/ventas")
    return {.body = R"({"meta": {"total_registros": 0}, "ventas": []})"};
  return {.status = 404, .body = "{}"};
}

}  // namespace telar::testing
