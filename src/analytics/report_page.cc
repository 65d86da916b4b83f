#include "analytics/report_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "analytics/report_pictures.h"
#include "analytics/report_style.h"
#include "analytics/spanish.h"
#include "core/html.h"
#include "core/text.h"

namespace telar::analytics {
namespace {

constexpr std::size_t kMostRows = 50, kMostLocations = 60, kMostStates = 12;
constexpr std::size_t kMostLetters = 50;
constexpr int kHeats = 7;

/// A text of the database, cut.
std::string Cut(const std::string& text) {
  std::u32string letters = DecodeUtf8(text);
  if (letters.size() <= kMostLetters) return text;
  letters.resize(kMostLetters - 1);
  return EncodeUtf8(letters) + "…";
}

std::string Said(const std::string& text) { return HtmlText(Cut(text)); }

std::string Count(std::int64_t n) { return SpanishNumber(Decimal(n), 0); }
std::string Usd(double value) { return "US$\u00A0" + SpanishNumber(value, 0); }
std::string Usd(const Decimal& value) { return "US$\u00A0" + SpanishNumber(value, 0); }
std::string Plural(std::int64_t n, std::string_view one, std::string_view many) {
  return Count(n) + " " + std::string(n == 1 ? one : many);
}

double Share(double part, double whole) {
  return whole > 0 && std::isfinite(part) ? part / whole : 0;
}
double Share(std::int64_t part, std::int64_t whole) {
  return Share(static_cast<double>(part), static_cast<double>(whole));
}

std::string StateWord(const std::string& state) {
  static const std::map<std::string, std::string> words{
      {"ACTIVO", "Activo"},          {"AGOTANDOSE", "Agotándose"}, {"DORMIDO", "Dormido"},
      {"CRITICO", "Crítico"},        {"ANOMALIA", "Anomalía"},     {"FANTASMA", "Fantasma"},
      {"URGENTE", "Urgente"},        {"OPTIMO", "Óptimo"},         {"EXCESO", "Exceso"},
      {"SIN_DEMANDA", "Sin demanda"}};
  const auto found = words.find(state);
  return found == words.end() ? Said(state) : found->second;
}

std::string ModelWords(const std::string& model) {
  if (model == "ranking_volumen") return "clases por puesto en unidades vendidas";
  if (model == "ranking_valor") return "clases por puesto en venta";
  if (model == "pareto_volumen") return "clases por participación en las unidades (Pareto)";
  if (model == "pareto_valor") return "clases por participación en la venta (Pareto)";
  return "";
}

std::string ClassWord(const std::string& abc) {
  const bool known = std::find(Report::kAbc.begin(), Report::kAbc.end(), abc) != Report::kAbc.end();
  if (!known) return R"(<span class="kind">–</span>)";
  return fmt::format(R"(<span class="kind {0}">{0}</span>)", abc);
}

/// The first cell of a row: a product, and small below it what else names it.
std::string Named(const std::string& name, const std::string& code, const std::string& where = "") {
  const std::string shown = name.empty() ? Said(code) : Said(name);
  std::string small = name.empty() ? "" : Said(code);
  if (!where.empty()) small += (small.empty() ? "" : " · ") + Said(where);
  return fmt::format(R"(<th scope="row" class="name">{}<small>{}</small></th>)", shown, small);
}

struct Column {
  std::string_view header, kind = "";
};

std::string Table(std::string_view caption, std::span<const Column> columns,
                  const std::string& rows, std::string_view kind = "") {
  std::string head;
  for (const Column& column : columns) {
    head += fmt::format(R"(<th scope="col"{}>{}</th>)",
                        column.kind.empty() ? "" : fmt::format(R"( class="{}")", column.kind),
                        column.header);
  }
  return fmt::format(
      "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{0}\"><table{1}><caption>"
      "{0}</caption>\n<thead><tr>{2}</tr></thead>\n<tbody>\n{3}</tbody></table></div>\n",
      caption, kind.empty() ? "" : fmt::format(R"( class="{}")", kind), head, rows);
}

std::string Section(std::string_view kind, std::string_view title, const std::string& inside) {
  return fmt::format("<section class=\"{}\"><h2>{}</h2>\n{}</section>\n", kind, title, inside);
}

std::string Soft(const std::string& text) { return "<p class=\"soft\">" + text + "</p>\n"; }

std::string Where(const std::string& id, const std::string& name) {
  return name.empty() ? id : name;
}

std::string Tile(const std::string& label, const std::string& figure, const std::string& note) {
  return fmt::format("<li><span class=\"soft\">{}</span><strong>{}</strong>{}</li>\n", label,
                     figure, note);
}

std::string Small(const std::string& text) { return "<small>" + text + "</small>"; }

std::string Tiles(const Report& report) {
  std::int64_t shorts = 0, wanted = 0;
  for (const auto& location : report.locations) {
    shorts += location.products[0] + location.products[1];
    wanted += location.Wanted();
  }
  std::string html = "<ul class=\"tiles\">\n";
  html += Tile(fmt::format("Venta de {}",
                           Plural(static_cast<std::int64_t>(report.days.size()), "día", "días")),
               Usd(report.value), ColumnsPicture(report.days, "Venta de cada día del período"));
  html += Tile(
      "Productos vendidos", Count(report.products),
      Small(fmt::format("{} en la clase A, {} de la venta", Count(report.ClassTotal(0).products),
                        SpanishPercent(Share(report.ClassTotal(0).value,
                                             report.value.ToDoubleForStatistics())))));
  html +=
      Tile("Por reponer", SpanishPercent(Share(shorts, wanted)),
           Small(fmt::format("{} de {} existencias con demanda", Count(shorts), Count(wanted))));
  html += Tile("Venta perdida, A y B", Usd(report.lost_value),
               Small("estimada, por " + Plural(report.stockout_days, "día", "días") +
                     " de producto sin existencia"));
  html += Tile("Inventario dormido", Usd(report.dead_at_cost + report.dead_at_price),
               Small(Plural(report.dead_pairs, "existencia", "existencias") + " sin venta" +
                     (report.dead_at_price.is_zero() ? "" : ", en parte a precio de venta")));
  return html + "</ul>\n";
}

std::string Curve(const Report& report) {
  std::string rows;
  for (std::size_t i = 0; i < Report::kAbc.size(); ++i) {
    const auto total = report.ClassTotal(i);
    if (total.products == 0) continue;
    rows += fmt::format(
        "<tr><th scope=\"row\"><span class=\"key {}\"></span>{}</th><td>{}</td><td>{}</td><td>{}"
        "</td><td>{}</td></tr>\n",
        AsciiLower(Report::kAbc[i]), Report::kAbc[i], Count(total.products),
        SpanishPercent(Share(total.products, report.products)), SpanishNumber(total.value, 0),
        SpanishPercent(Share(total.value, report.value.ToDoubleForStatistics())));
  }
  constexpr std::array<Column, 5> columns{
      {{"Clase"}, {"Productos"}, {"% de ellos"}, {"Venta US$"}, {"% de la venta"}}};
  const auto best = report.ClassTotal(0);
  const std::string intro =
      fmt::format("{} de los productos, los de clase A, hacen {} de la venta.",
                  SpanishPercent(Share(best.products, report.products)),
                  SpanishPercent(Share(best.value, report.value.ToDoubleForStatistics())));
  return Section(
      "short", "Curva ABC",
      Soft(intro) + CurvePicture(report) + Table("Cuánto pesa cada clase", columns, rows));
}

std::string Matrix(const Report& report) {
  const double all = report.value.ToDoubleForStatistics();
  std::string rows;
  for (std::size_t i = 0; i < Report::kAbc.size(); ++i) {
    if (report.ClassTotal(i).products == 0) continue;
    rows += fmt::format("<tr><th scope=\"row\">{}<small>{}</small></th>", Report::kAbc[i],
                        SpanishPercent(Share(report.ClassTotal(i).value, all)));
    for (const auto& cell : report.matrix[i]) {
      const double share = Share(cell.value, all);
      const int heat = static_cast<int>(
          std::clamp(std::lround(std::sqrt(std::max(share, 0.0)) * kHeats), 0L, kHeats - 1L));
      if (cell.products == 0) rows += "<td>–</td>";
      else {
        rows += fmt::format("<td class=\"h{}\"><b>{}</b><small>{}</small></td>", heat,
                            Count(cell.products), SpanishPercent(share));
      }
    }
    rows += "</tr>\n";
  }
  constexpr std::array<Column, 5> columns{{{"Clase"},
                                           {"X<br/>constante"},
                                           {"Y<br/>variable"},
                                           {"Z<br/>errático"},
                                           {"–<br/>sin clase"}}};
  return Section(
      "short", "Matriz ABC × XYZ",
      Soft("Arriba lo que más pesa, a la izquierda lo que se vende parejo: AX se repone "
           "solo, AZ se vigila.") +
          Table("Productos de cada casilla y su parte de la venta", columns, rows, "matrix"));
}

std::string StripWords(const Report& report, const Report::Stockout& out) {
  std::string words = fmt::format("{} de {} días sin existencia", out.days, out.without.size());
  const auto last = std::find(out.without.rbegin(), out.without.rend(), true);
  if (last != out.without.rend() && report.to) {
    words += ", el último el " + SpanishDay(Date(std::chrono::sys_days(*report.to) -
                                                 std::chrono::days(last - out.without.rbegin())));
  }
  return words;
}

std::string Stockouts(const Report& report) {
  std::string intro =
      report.stockout_pairs == 0
          ? "A ninguna tienda le faltó un producto de clase A o B."
          : fmt::format(
                "{} de clase A o B {} en alguna tienda: {} en total, unos {} de venta "
                "perdida.",
                Plural(report.stockout_pairs, "existencia", "existencias"),
                report.stockout_pairs == 1 ? "faltó" : "faltaron",
                Plural(report.stockout_days, "día", "días"), Usd(report.lost_value));
  if (report.stockouts.empty()) return Section("whole", "Quiebres de stock", Soft(intro));
  std::string rows;
  for (std::size_t i = 0; i < std::min(report.stockouts.size(), kMostRows); ++i) {
    const auto& out = report.stockouts[i];
    const auto number = [](const std::optional<double>& value, int decimals) {
      return value ? SpanishNumber(*value, decimals) : std::string("—");
    };
    rows += fmt::format(
        "<tr>{}<td class=\"left wide\">{}</td><td class=\"left\">{}{}{}</td><td class=\"wide\">{}"
        "</td><td class=\"wide\">{}</td><td>{}</td></tr>\n",
        Named(out.name, out.product, Where(out.location, out.location_name)), ClassWord(out.abc),
        Plural(out.days, "día", "días"), out.still ? " <span class=\"bad\">y sigue</span>" : "",
        StripPicture(out.without, StripWords(report, out)), number(out.demand, 1),
        number(out.lost_units, 0), number(out.lost_value, 0));
  }
  constexpr std::array<Column, 6> columns{{{"Producto y tienda"},
                                           {"Clase", "left wide"},
                                           {"Sin existencia", "left"},
                                           {"Venta diaria", "wide"},
                                           {"Unidades perdidas", "wide"},
                                           {"US$ perdidos"}}};
  const std::string days =
      report.stockout_from && report.to
          ? fmt::format(", días del {} al {}", SpanishDay(*report.stockout_from),
                        SpanishDay(*report.to))
          : "";
  return Section("whole", "Quiebres de stock",
                 Soft(intro) + Table("Los que más venta costaron" + days, columns, rows));
}

std::string Dead(const Report& report) {
  std::string intro = report.dead_pairs == 0
                          ? "Toda la existencia se mueve."
                          : fmt::format("{} sin venta: {} a costo",
                                        Plural(report.dead_pairs, "existencia", "existencias"),
                                        Usd(report.dead_at_cost));
  if (!report.dead_at_price.is_zero()) {
    intro += fmt::format(" y {} a precio de venta, donde el costo no se conoce",
                         Usd(report.dead_at_price));
  }
  if (report.dead_without_value > 0) {
    intro += fmt::format("; {} sin costo ni precio", Count(report.dead_without_value));
  }
  if (report.dead_pairs > 0) intro += ".";
  if (report.dead.empty()) return Section("", "Inventario dormido", Soft(intro));
  std::string rows;
  for (std::size_t i = 0; i < std::min(report.dead.size(), kMostRows); ++i) {
    const auto& dead = report.dead[i];
    rows += fmt::format(
        "<tr>{}<td>{}</td><td>{}</td><td>{}{}</td></tr>\n",
        Named(dead.name, dead.product, Where(dead.location, dead.location_name)),
        dead.last_sale ? SpanishDay(*dead.last_sale) : std::string("nunca"),
        SpanishNumber(dead.stock.Normalized(), std::min(dead.stock.Normalized().scale(), 2)),
        dead.value ? SpanishNumber(*dead.value, 0) : std::string("—"), dead.at_price ? "*" : "");
  }
  constexpr std::array<Column, 4> columns{
      {{"Producto y lugar"}, {"Última venta"}, {"Existencia"}, {"Valor US$"}}};
  return Section("", "Inventario dormido",
                 Soft(intro) + Table("Lo que más vale de lo que no se vende (* a precio de venta)",
                                     columns, rows));
}

std::string Changes(const Report& report) {
  const std::string since = report.previous.empty()
                                ? ""
                                : " desde el cálculo del " + HtmlText(SpanishTime(report.previous));
  if (report.changes.empty()) {
    return Section("", "Cambios de clase", Soft("Ningún producto cambió de clase" + since + "."));
  }
  std::string rows;
  for (std::size_t i = 0; i < std::min(report.changes.size(), kMostRows); ++i) {
    const auto& change = report.changes[i];
    const bool up = change.before.empty() || (!change.now.empty() && change.now < change.before);
    rows += fmt::format(
        "<tr>{}<td class=\"left\">{} <span class=\"{}\">{}</span> {}</td><td>{}</td></tr>\n",
        Named(change.name, change.product), ClassWord(change.before), up ? "up" : "down",
        up ? "↗" : "↘", ClassWord(change.now),
        change.value ? SpanishNumber(*change.value, 0) : std::string("—"));
  }
  constexpr std::array<Column, 3> columns{{{"Producto"}, {"Antes y ahora", "left"}, {"Venta US$"}}};
  const std::string intro = fmt::format(
      "{} subieron, {} bajaron, {} son nuevos y {} dejaron de venderse{}.", Count(report.risen),
      Count(report.fallen), Count(report.appeared), Count(report.vanished), since);
  return Section("", "Cambios de clase", Soft(intro) + Table("Los de mayor venta", columns, rows));
}

std::string States(const Report& report) {
  std::int64_t all = 0;
  for (const auto& state : report.states) all += state.products;
  static const std::map<std::string, std::string_view> meanings{
      {"ACTIVO", "con existencia y venta"},
      {"AGOTANDOSE", "se vende y queda poco en tiendas o nada en los centros"},
      {"DORMIDO", "con existencia y sin venta"},
      {"CRITICO", "solo queda en los centros y no se vende"},
      {"ANOMALIA", "se vendió y no hay existencia"},
      {"FANTASMA", "ni existencia ni venta"}};
  std::string rows;
  for (std::size_t i = 0; i < std::min(report.states.size(), kMostStates); ++i) {
    const auto& state = report.states[i];
    const auto meaning = meanings.find(state.name);
    const double share = Share(state.products, all);
    rows += fmt::format(
        "<tr><th scope=\"row\" "
        "class=\"name\">{0}<small>{1}</small></th><td>{2}</td><td>{3}</td><td>"
        "{4}</td></tr>\n",
        StateWord(state.name), meaning == meanings.end() ? "" : meaning->second,
        Count(state.products), SpanishPercent(share),
        BarPicture(share, StateWord(state.name) + ": " + SpanishPercent(share)));
  }
  constexpr std::array<Column, 4> columns{{{"Estado"}, {"Productos"}, {"%"}, {""}}};
  return Section("short", "Estado de los productos",
                 rows.empty() ? Soft("No hay productos.")
                              : Table("De todos los productos conocidos", columns, rows));
}

std::string Cover(const Report& report) {
  std::int64_t all = 0;
  for (const auto& cover : report.cover) all += cover.pairs;
  std::string rows;
  for (const auto& cover : report.cover) {
    std::string band = "sin existencia";
    if (cover.to < 0) band = fmt::format("{:.0f} días y más", cover.from);
    else if (cover.from == 0 && cover.to > 0) band = fmt::format("menos de {:.0f} días", cover.to);
    else if (cover.to > 0) band = fmt::format("{:.0f} a {:.0f} días", cover.from, cover.to);
    const double share = Share(cover.pairs, all);
    rows += fmt::format(
        "<tr><th scope=\"row\" class=\"fit\">{}</th><td>{}</td><td>{}</td><td>{}</td></tr>\n", band,
        Count(cover.pairs), SpanishPercent(share),
        BarPicture(share, band + ": " + SpanishPercent(share)));
  }
  constexpr std::array<Column, 4> columns{{{"Alcanza para"}, {"Existencias"}, {"%"}, {""}}};
  return Section("short", "Días de cobertura",
                 all == 0
                     ? Soft("No hay existencias con demanda.")
                     : Table("Existencias con demanda, por los días que alcanzan", columns, rows));
}

std::string Locations(const Report& report) {
  if (report.locations.empty()) {
    return Section("whole", "Existencias por tienda", Soft("No hay existencias."));
  }
  std::string legend, rows;
  for (std::size_t i = 0; i < Report::kStockStates.size(); ++i) {
    legend += fmt::format("{}<span class=\"key k{}\"></span>{}", i > 0 ? " \u2003" : "", i,
                          StateWord(std::string(Report::kStockStates[i])));
  }
  const std::size_t shown = std::min(report.locations.size(), kMostLocations);
  for (std::size_t i = 0; i < shown; ++i) {
    const auto& location = report.locations[i];
    std::string cells, title = Cut(Where(location.id, location.name)) + ":";
    for (std::size_t s = 0; s < location.products.size(); ++s) {
      cells += "<td>" + Count(location.products[s]) + "</td>";
      title += fmt::format(" {} {},", StateWord(std::string(Report::kStockStates[s])),
                           Count(location.products[s]));
    }
    title.back() = '.';
    rows += fmt::format("<tr><th scope=\"row\" class=\"name\">{}{}{}</th>{}<td>{}</td></tr>\n",
                        Said(Where(location.id, location.name)),
                        location.centre ? " <small>centro de distribución</small>" : "",
                        StackPicture(location.products, title), cells,
                        SpanishPercent(location.Short()));
  }
  constexpr std::array<Column, 7> columns{{{"Lugar"},
                                           {"Crítico"},
                                           {"Urgente"},
                                           {"Óptimo"},
                                           {"Exceso"},
                                           {"Sin demanda"},
                                           {"Por reponer"}}};
  if (shown < report.locations.size()) {
    rows += fmt::format("<tr><th scope=\"row\">y {} más</th><td colspan=\"6\"></td></tr>\n",
                        Count(static_cast<std::int64_t>(report.locations.size() - shown)));
  }
  return Section("whole", "Existencias por tienda",
                 Soft(legend) + Table("Productos en cada estado", columns, rows, "places"));
}

std::string Definitions(const Report& report) {
  std::string html = "<dl>\n";
  const auto define = [&](std::string_view what, const std::string& meaning) {
    html += fmt::format("<div><dt>{}</dt><dd>{}</dd></div>\n", what, meaning);
  };
  define("Venta",
         "Lo vendido menos lo devuelto, en US$, de los productos clasificados. El día del "
         "cálculo no cuenta.");
  define(
      "Clase ABC",
      "Por puesto: A hasta el primer límite, luego B, C y D. Por participación (Pareto): A hasta "
      "su parte del total; el producto que cruza el límite queda en la clase mejor. La curva va "
      "clase por clase y, dentro de cada una, de mayor a menor venta.");
  define("Clase XYZ",
         "Desviación estándar de la venta diaria entre su media, con los días sin venta "
         "y sin los días sin existencia: X es pareja, Y variable, Z errática.");
  define("Día sin existencia",
         "Día de trabajo de la tienda en que no había producto al abrir, no "
         "llegó y no se vendió.");
  define("Venta perdida",
         "Días sin existencia × venta media de los días con existencia × precio "
         "medio de la tienda (si no vendió, el de la cadena o el vigente). Es una "
         "estimación.");
  define("Dormido",
         "Hay existencia y no hubo venta en los últimos días (los que dice la "
         "configuración). Vale su costo; con *, su precio de venta porque el costo no se "
         "conoce.");
  define("Crítico, urgente, óptimo, exceso",
         "La existencia llega hasta el stock de seguridad, hasta el punto de reorden, hasta el "
         "máximo, o lo pasa. Por reponer es crítico y urgente entre todo lo que tiene demanda.");
  define("Días de cobertura",
         "Existencia entre la demanda diaria (percentil 75 de los días que "
         "cuentan).");
  if (report.exclusions > 0) {
    define("Exclusiones",
           Plural(report.exclusions, "producto o día no cuenta", "productos o días no cuentan") +
               " (tabla analisis_exclusiones).");
  }
  return Section("whole", "Qué significa cada cifra", html + "</dl>\n");
}

std::string Head(const Report& report) {
  const std::string who =
      report.store.empty() ? "toda la cadena" : Said(Where(report.store, report.store_name));
  std::vector<std::string> facts;
  if (report.from && report.to) {
    facts.push_back(
        fmt::format("Ventas del {} al {}", SpanishDate(*report.from), SpanishDate(*report.to)));
  }
  if (!report.calculated.empty()) {
    facts.push_back("calculado el " + HtmlText(SpanishTime(report.calculated)));
  }
  if (const std::string model = ModelWords(report.model); !model.empty()) facts.push_back(model);
  return fmt::format("<header><h1>Informe de compras: {}</h1>\n{}</header>\n", who,
                     Soft(Join(facts, " · ")));
}

}  // namespace

std::string ReportPage(const Report& report) {
  std::string html = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"es-VE\"><head><meta charset=\"utf-8\"/>\n<meta "
      "name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>Informe de "
      "compras</title>\n<style>{}</style></head>\n<body>\n",
      kReportStyle);
  html += Head(report);
  if (report.products == 0 && report.locations.empty()) {
    return html + Soft("No hay ventas ni existencias en el período.") + "</body></html>\n";
  }
  const auto column = [](const std::string& inside) {
    return "<div class=\"column\">" + inside + "</div>\n";
  };
  html += Tiles(report) + "<main class=\"board\">\n" + Curve(report) +
          column(Matrix(report) + States(report)) + Stockouts(report) + Dead(report) +
          column(Changes(report) + Cover(report)) + Locations(report) + Definitions(report);
  return html + "</main>\n</body></html>\n";
}

}  // namespace telar::analytics
