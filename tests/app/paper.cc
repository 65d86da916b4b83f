#include "tests/app/paper.h"

#include "tests/support/pdf_writer.h"

namespace telar::testing {

std::string PaperInvoice(const std::string& number) {
  PdfWriter pdf;
  pdf.Page();
  double y = 60;
  const auto row = [&](std::initializer_list<std::pair<double, const char*>> cells) {
    for (const auto& [x, text] : cells) pdf.Text(x, y, text);
    y += 18;
  };
  row({{50, "Hilos del Valle S.A."}});
  row({{50, "RUC: 1790012345001"}});
  y += 10;
  pdf.Text(50, y, "Factura: " + number);
  y += 18;
  row({{50, "Fecha: 15/01/2026"}});
  row({{50, "Orden de compra: 4500012345"}});
  row({{50, "Moneda: USD"}});
  y += 10;
  row({{50, "Descripcion"}, {250, "Cantidad"}, {330, "Unidad"}, {400, "Precio"}, {480, "Importe"}});
  row({{50, "Tela de algodon"}, {250, "2"}, {330, "m"}, {400, "30.00"}, {480, "60.00"}});
  row({{50, "Hilo blanco"}, {250, "4"}, {330, "u"}, {400, "10.00"}, {480, "40.00"}});
  y += 10;
  row({{400, "Subtotal"}, {480, "100.00"}});
  row({{400, "IVA 12%"}, {480, "12.00"}});
  row({{400, "Total"}, {480, "112.00"}});
  return pdf.Bytes();
}

}  // namespace telar::testing
