#include "pos/stellar/stellar_queries.h"

#include <algorithm>

namespace telar::pos {
namespace {

constexpr std::string_view kStock = R"sql(
SELECT d.id AS id,
       d.c_coddeposito AS codigo_deposito,
       w.c_descripcion AS descripcion_deposito,
       d.c_codarticulo AS codigo_producto,
       p.c_Descri AS descripcion_producto,
       b.c_Codigo AS codigo_barras,
       p.c_Departamento AS codigo_categoria,
       CASE WHEN m.C_DESCRIPCIO = 'CB' THEN 'CANASTA BASICA' ELSE m.C_DESCRIPCIO END
         AS categoria_producto,
       p.c_Grupo AS codigo_grupo,
       g.C_DESCRIPCIO AS grupo_producto,
       s.c_DESCRIPCIO AS subgrupo_producto,
       p.c_Marca AS marca_producto,
       p.Text2 AS cuadrante_producto,
       p.c_Presenta AS presentacion_producto,
       CAST(p.n_CantiBul AS decimal(28, 8)) AS cantidad_bultos,
       CAST(p.n_Peso AS decimal(28, 8)) AS peso_producto,
       CAST(p.n_Volumen AS decimal(28, 8)) AS volumen_producto,
       p.n_TipoPeso AS tipo_peso,
       CAST(p.n_CostoAct AS decimal(28, 8)) AS costo_producto,
       CAST(p.n_Precio1 AS decimal(28, 8)) AS precio_producto,
       CAST(p.n_Impuesto1 AS decimal(28, 8)) AS impuesto_producto,
       CAST(d.n_cantidad AS decimal(28, 8)) AS stock,
       COUNT_BIG(*) OVER () AS filas_totales
  FROM dbo.MA_DEPOPROD AS d
  JOIN dbo.MA_PRODUCTOS AS p ON p.c_Codigo = d.c_codarticulo
  OUTER APPLY (SELECT TOP (1) c.c_Codigo
                 FROM dbo.MA_CODIGOS AS c
                WHERE c.c_CodNasa = p.c_Codigo
                  AND c.c_Descripcion = 'BARRA'
                  AND c.nu_Intercambio = 1
                ORDER BY c.c_Codigo) AS b
  LEFT JOIN dbo.MA_DEPARTAMENTOS AS m ON m.C_CODIGO = p.c_Departamento
  LEFT JOIN dbo.MA_GRUPOS AS g
    ON g.C_CODIGO = p.c_Grupo AND g.C_DEPARTAMENTO = p.c_Departamento
  LEFT JOIN dbo.MA_SUBGRUPOS AS s
    ON s.c_CODIGO = p.c_Subgrupo AND s.c_in_grupo = p.c_Grupo
       AND s.c_in_departamento = p.c_Departamento
  LEFT JOIN dbo.MA_DEPOSITO AS w ON w.c_coddeposito = d.c_coddeposito
 WHERE d.c_coddeposito = ?
   AND p.n_Activo = 1
   AND (p.c_Departamento IS NULL OR p.c_Departamento <> '000017')
 ORDER BY d.c_codarticulo
)sql";

constexpr std::string_view kSalesColumns = R"sql(
SELECT v.c_Numero AS numero_factura,
       v.n_Linea AS numero_linea,
       CAST(v.f_Fecha AS date) AS fecha,
       CAST(v.h_Hora AS time(7)) AS hora,
       v.Codigo AS codigo_transaccion,
       COALESCE(p.c_Codigo, v.Codigo) AS codigo_producto,
       p.c_Descri AS descripcion_producto,
       p.c_Marca AS marca_producto,
       p.c_Modelo AS modelo_producto,
       p.Text2 AS cuadrante_producto,
       p.c_Presenta AS presentacion_producto,
       m.C_DESCRIPCIO AS categoria_producto,
       g.C_DESCRIPCIO AS grupo_producto,
       s.c_DESCRIPCIO AS subgrupo_producto,
       n.cantidad AS cantidad,
       CAST(p.n_CantiBul AS decimal(28, 8)) AS cantidad_bultos,
       n.peso AS peso_producto,
       CAST(p.n_Volumen AS decimal(28, 8)) AS volumen_producto,
       p.n_TipoPeso AS tipo_peso,
       CAST(CASE WHEN m.C_DESCRIPCIO IN ('CHARCUTERIA', 'FRUVER') THEN n.cantidad
                 ELSE n.cantidad * n.peso END AS decimal(28, 6)) AS peso_calculado,
       n.costo AS costo_unitario,
       n.precio AS precio_unitario,
       n.impuesto AS impuesto_producto,
       t.venta AS venta_total,
       t.costo AS costo_total,
       CAST(ROUND(t.venta * n.impuesto / 100, 2) AS decimal(28, 2)) AS impuesto_total,
       t.venta - t.costo AS utilidad_bruta,
       COUNT_BIG(*) OVER () AS filas_totales
  FROM [)sql";

constexpr std::string_view kSalesTables = R"sql(].dbo.MA_TRANSACCION AS v
  OUTER APPLY (SELECT TOP (1) c.c_CodNasa
                 FROM dbo.MA_CODIGOS AS c
                WHERE c.c_Codigo = v.Codigo
                ORDER BY c.c_CodNasa) AS k
  LEFT JOIN dbo.MA_PRODUCTOS AS p ON p.c_Codigo = COALESCE(k.c_CodNasa, v.Codigo)
  LEFT JOIN dbo.MA_DEPARTAMENTOS AS m ON m.C_CODIGO = p.c_Departamento
  LEFT JOIN dbo.MA_GRUPOS AS g
    ON g.C_CODIGO = p.c_Grupo AND g.C_DEPARTAMENTO = p.c_Departamento
  LEFT JOIN dbo.MA_SUBGRUPOS AS s
    ON s.c_CODIGO = p.c_Subgrupo AND s.c_in_grupo = p.c_Grupo
       AND s.c_in_departamento = p.c_Departamento
  CROSS APPLY (SELECT CAST(v.Cantidad AS decimal(18, 6)) AS cantidad,
                      CAST(p.n_Peso AS decimal(18, 6)) AS peso,
                      CAST(p.n_CostoAct AS decimal(18, 6)) AS costo,
                      CAST(p.n_Precio1 AS decimal(18, 6)) AS precio,
                      CAST(p.n_Impuesto1 AS decimal(18, 6)) AS impuesto) AS n
  CROSS APPLY (SELECT CAST(ROUND(n.cantidad * n.precio, 2) AS decimal(18, 2)) AS venta,
                      CAST(ROUND(n.cantidad * n.costo, 2) AS decimal(18, 2)) AS costo) AS t
 WHERE CAST(v.f_Fecha AS date) = CAST(? AS date)
   AND CAST(v.h_Hora AS time(7)) >= CAST(? AS time(7))
)sql";

constexpr std::string_view kSalesEnd = R"sql(   AND CAST(v.h_Hora AS time(7)) < CAST(? AS time(7))
)sql";

constexpr std::string_view kSalesOrder = R"sql( ORDER BY v.c_Numero, v.n_Linea
)sql";

bool IsPlainName(std::string_view name) {
  return !name.empty() && name.size() <= 128 && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
  });
}

}  // namespace

std::string_view StellarStockQuery() { return kStock; }

Result<std::string> StellarSalesQuery(std::string_view sales_database, bool has_end) {
  if (!IsPlainName(sales_database)) {
    return Status::InvalidConfig("read sales_database: it is no plain name of a database")
        .WithHint("Letters, digits, _ and - only, as VAD20.");
  }
  std::string sql(kSalesColumns);
  sql += sales_database;
  sql += kSalesTables;
  if (has_end) sql += kSalesEnd;
  return sql += kSalesOrder;
}

}  // namespace telar::pos
