#include "invoices/table_header.h"

#include <algorithm>
#include <set>

#include "core/text.h"

namespace telar::invoices {
namespace {

struct HeaderWord {
  std::string_view words;  // folded, one space between; longer before what they begin with
  Column column;
};

constexpr HeaderWord kHeaderWords[] = {
    {"precio unitario", Column::kPrice},
    {"precio unit", Column::kPrice},
    {"valor unitario", Column::kPrice},
    {"valor unit", Column::kPrice},
    {"vr unitario", Column::kPrice},
    {"vlr unitario", Column::kPrice},
    {"p unitario", Column::kPrice},
    {"p unit", Column::kPrice},
    {"p u", Column::kPrice},
    {"costo unitario", Column::kPrice},
    {"unit price", Column::kPrice},
    {"price per unit", Column::kPrice},
    {"unit cost", Column::kPrice},
    {"prix unitaire", Column::kPrice},
    {"preco unitario", Column::kPrice},
    {"prezzo unitario", Column::kPrice},
    {"prijs per stuk", Column::kPrice},
    {"vk preis", Column::kPrice},
    {"u price", Column::kPrice},
    {"u p", Column::kPrice},
    {"s price", Column::kPrice},
    {"rsp", Column::kPrice},
    {"einzelpreis", Column::kPrice},
    {"precio", Column::kPrice},
    {"tasa", Column::kPrice},
    {"tarifa", Column::kPrice},
    {"unitario", Column::kPrice},
    {"price", Column::kPrice},
    {"rate", Column::kPrice},
    {"prix", Column::kPrice},
    {"preis", Column::kPrice},
    {"prijs", Column::kPrice},
    {"pvp", Column::kPrice},
    {"preco", Column::kPrice},
    {"prezzo", Column::kPrice},
    {"harga", Column::kPrice},
    {"precio total", Column::kAmount},
    {"valor total", Column::kAmount},
    {"vr total", Column::kAmount},
    {"vlr total", Column::kAmount},
    {"line total", Column::kAmount},
    {"prijs incl btw", Column::kAmount},
    {"total price", Column::kAmount},
    {"total amount", Column::kAmount},
    {"montant ht", Column::kAmount},
    {"importe", Column::kAmount},
    {"total", Column::kAmount},
    {"amount", Column::kAmount},
    {"amt", Column::kAmount},
    {"monto", Column::kAmount},
    {"montant", Column::kAmount},
    {"valor", Column::kAmount},
    {"zeilenbetrag", Column::kAmount},
    {"betrag", Column::kAmount},
    {"gesamtpreis", Column::kAmount},
    {"gesamt", Column::kAmount},
    {"bedrag", Column::kAmount},
    {"totaal", Column::kAmount},
    {"importo", Column::kAmount},
    {"totale", Column::kAmount},
    {"subtotal", Column::kAmount},
    {"jumlah", Column::kAmount},
    {"neto", Column::kAmount},
    {"cantidad", Column::kQuantity},
    {"cant", Column::kQuantity},
    {"cantd", Column::kQuantity},
    {"ctd", Column::kQuantity},
    {"qty", Column::kQuantity},
    {"quantity", Column::kQuantity},
    {"qte", Column::kQuantity},
    {"quantite", Column::kQuantity},
    {"menge", Column::kQuantity},
    {"anzahl", Column::kQuantity},
    {"aantal", Column::kQuantity},
    {"hoeveelheid", Column::kQuantity},
    {"quantidade", Column::kQuantity},
    {"qtd", Column::kQuantity},
    {"qta", Column::kQuantity},
    {"quantita", Column::kQuantity},
    {"kuantiti", Column::kQuantity},
    {"hours", Column::kQuantity},
    {"horas", Column::kQuantity},
    {"uds", Column::kQuantity},
    {"unidades", Column::kQuantity},
    {"articulo", Column::kDescription},
    {"articulos", Column::kDescription},
    {"descripcion", Column::kDescription},
    {"description", Column::kDescription},
    {"concepto", Column::kDescription},
    {"producto", Column::kDescription},
    {"detalle", Column::kDescription},
    {"item description", Column::kDescription},
    {"item name", Column::kDescription},
    {"product", Column::kDescription},
    {"item", Column::kDescription},
    {"items", Column::kDescription},
    {"particulars", Column::kDescription},
    {"designation", Column::kDescription},
    {"libelle", Column::kDescription},
    {"beschreibung", Column::kDescription},
    {"bezeichnung", Column::kDescription},
    {"artikel", Column::kDescription},
    {"omschrijving", Column::kDescription},
    {"descricao", Column::kDescription},
    {"descrizione", Column::kDescription},
    {"servicio", Column::kDescription},
    {"service", Column::kDescription},
    {"desc", Column::kDescription},
    {"butiran", Column::kDescription},
    {"leistung", Column::kDescription},
    {"codigo", Column::kCode},
    {"cod", Column::kCode},
    {"code", Column::kCode},
    {"sku", Column::kCode},
    {"referencia", Column::kCode},
    {"ref", Column::kCode},
    {"item code", Column::kCode},
    {"product code", Column::kCode},
    {"reference", Column::kCode},
    {"artikelnummer", Column::kCode},
    {"art nr", Column::kCode},
    {"item no", Column::kCode},
    {"part no", Column::kCode},
    {"unidad", Column::kUnit},
    {"und", Column::kUnit},
    {"um", Column::kUnit},
    {"u m", Column::kUnit},
    {"uom", Column::kUnit},
    {"unit", Column::kUnit},
    {"unite", Column::kUnit},
    {"unita", Column::kUnit},
    {"unidade", Column::kUnit},
    {"einheit", Column::kUnit},
    {"eenheid", Column::kUnit},
    {"iva", Column::kTax},
    {"igv", Column::kTax},
    {"vat", Column::kTax},
    {"tax", Column::kTax},
    {"btw", Column::kTax},
    {"mwst", Column::kTax},
    {"tva", Column::kTax},
    {"aliq", Column::kTax},
    {"aliquota", Column::kTax},
    {"taux", Column::kTax},
    {"gst", Column::kTax},
    {"ust", Column::kTax},
    {"impuesto", Column::kTax},
    {"descuento", Column::kDiscount},
    {"dto", Column::kDiscount},
    {"dcto", Column::kDiscount},
    {"desc to", Column::kDiscount},
    {"discount", Column::kDiscount},
    {"disc", Column::kDiscount},
    {"rabatt", Column::kDiscount},
    {"remise", Column::kDiscount},
    {"korting", Column::kDiscount},
    {"pos", Column::kPosition},
    {"position", Column::kPosition},
    {"no", Column::kPosition},
    {"nr", Column::kPosition},
    {"n", Column::kPosition},
    {"linea", Column::kPosition},
    {"sl", Column::kPosition},
    {"price each", Column::kPrice},
    {"unit rate", Column::kPrice},
    {"prix unit", Column::kPrice},
    {"prix unit ht", Column::kPrice},
    {"prix unitaire ht", Column::kPrice},
    {"p u ht", Column::kPrice},
    {"pu ht", Column::kPrice},
    {"pu", Column::kPrice},
    {"preco unit", Column::kPrice},
    {"preis pro einheit", Column::kPrice},
    {"stuckpreis", Column::kPrice},
    {"e preis", Column::kPrice},
    {"einzel", Column::kPrice},
    {"stukprijs", Column::kPrice},
    {"prezzo unit", Column::kPrice},
    {"vl un", Column::kPrice},
    {"vr unit", Column::kPrice},
    {"prijs stuk", Column::kPrice},
    {"cost each", Column::kPrice},
    {"net amount", Column::kAmount},
    {"total ht", Column::kAmount},
    {"montant total", Column::kAmount},
    {"total ttc", Column::kAmount},
    {"summe", Column::kAmount},
    {"summe netto", Column::kAmount},
    {"total liquido", Column::kAmount},
    {"totaal excl", Column::kAmount},
    {"total net", Column::kAmount},
    {"line amount", Column::kAmount},
    {"extended price", Column::kAmount},
    {"ext price", Column::kAmount},
    {"prezzo totale", Column::kAmount},
    {"zeilensumme", Column::kAmount},
    {"totale riga", Column::kAmount},
    {"valore", Column::kAmount},
    {"units", Column::kQuantity},
    {"quant", Column::kQuantity},
    {"no of units", Column::kQuantity},
    {"q ta", Column::kQuantity},
    {"aant", Column::kQuantity},
    {"unids", Column::kQuantity},
    {"stuckzahl", Column::kQuantity},
    {"stuck", Column::kQuantity},
    {"pieces", Column::kQuantity},
    {"nombre", Column::kQuantity},
    {"stunden", Column::kQuantity},
    {"heures", Column::kQuantity},
    {"uren", Column::kQuantity},
    {"ore", Column::kQuantity},
    {"details", Column::kDescription},
    {"artigo", Column::kDescription},
    {"designacao", Column::kDescription},
    {"articolo", Column::kDescription},
    {"descrizione beni e servizi", Column::kDescription},
    {"produit", Column::kDescription},
    {"article", Column::kDescription},
    {"prestation", Column::kDescription},
    {"goods", Column::kDescription},
    {"prodotto", Column::kDescription},
    {"ware", Column::kDescription},
    {"artikelnr", Column::kCode},
    {"artikel nr", Column::kCode},
    {"art no", Column::kCode},
    {"codice", Column::kCode},
    {"cod art", Column::kCode},
    {"code article", Column::kCode},
    {"sku no", Column::kCode},
    {"u de m", Column::kUnit},
    {"me", Column::kUnit},
    {"unit of measure", Column::kUnit},
    {"vpe", Column::kUnit},
    {"unidad de medida", Column::kUnit},
    {"sales tax", Column::kTax},
    {"taux tva", Column::kTax},
    {"icms", Column::kTax},
    {"taxa", Column::kTax},
    {"qst", Column::kTax},
    {"hst", Column::kTax},
    {"sst", Column::kTax},
    {"rab", Column::kDiscount},
    {"rem", Column::kDiscount},
    {"sconto", Column::kDiscount},
    {"sc", Column::kDiscount},
    {"krt", Column::kDiscount},
    {"desconto", Column::kDiscount},
    {"num", Column::kPosition},
};

bool IsNumberColumn(Column column) {
  return column == Column::kQuantity || column == Column::kPrice || column == Column::kAmount;
}

/// How many atoms from `i` on are the longest heading known, and its column; 0 for none.
std::size_t WordsAt(const Row& row, std::size_t i, Column& column) {
  std::size_t used = 0;
  for (const HeaderWord& word : kHeaderWords) {
    std::size_t at = i, from = 0;
    bool fits = true;
    while (fits && from < word.words.size()) {
      const std::size_t space = std::min(word.words.find(' ', from), word.words.size());
      const std::string_view part = word.words.substr(from, space - from);
      fits = at < row.atoms.size() &&
             (row.atoms[at].folded == part ||
              (part.size() >= 7 && row.atoms[at].folded.size() >= 6 &&
               row.atoms[at].folded.size() < 20 && row.atoms[at].folded.back() == part.back() &&
               EditDistance(row.atoms[at].folded, part) == 1));
      from = space + 1;
      ++at;
    }
    if (!fits || at - i <= used) continue;
    used = at - i;
    column = word.column;
  }
  return used;
}

/// What two headings under each other mean together: "Unit" above "price" is a price.
Column Together(Column upper, Column lower) {
  const bool price = (upper == Column::kUnit && lower == Column::kPrice) ||
                     (upper == Column::kPrice && lower == Column::kUnit);
  if (price) return Column::kPrice;
  if (upper == Column::kDescription && lower == Column::kPosition) return Column::kCode;
  if (upper == Column::kPrice && lower == Column::kAmount) return Column::kAmount;
  return upper;
}

}  // namespace

std::vector<HeaderColumn> ReadHeader(const Evidence& evidence, std::size_t r) {
  const Row& row = evidence.row(r);
  if (row.atoms.size() > 30 || std::any_of(evidence.amounts[r].begin(), evidence.amounts[r].end(),
                                           [](const Amount& a) { return a.money(); })) {
    return {};
  }
  std::vector<HeaderColumn> columns;
  if (row.text.starts_with("# ") || row.text.starts_with("#\t"))
    columns.push_back({Column::kPosition, row.BoxOf({0, 1})});
  std::size_t other = 0, short_word = 0;
  for (std::size_t i = 0; i < row.atoms.size();) {
    Column column = Column::kDescription;
    const std::size_t used = WordsAt(row, i, column);
    if (used == 0) {
      if (row.atoms[i].folded.size() > 3 && MeaningOf(row.Text(row.atoms[i].span)) == std::nullopt)
        ++other;
      ++i;
      continue;
    }
    columns.push_back(
        {column, row.BoxOf({row.atoms[i].span.begin, row.atoms[i + used - 1].span.end})});
    // Of two columns that may be descriptions, "Desc." is the discount.
    if (row.atoms[i].folded == "desc" && used == 1) short_word = columns.size() - 1;
    i += used;
  }
  const auto descriptions =
      std::count_if(columns.begin(), columns.end(),
                    [](const HeaderColumn& c) { return c.column == Column::kDescription; });
  if (short_word > 0 && descriptions > 1) columns[short_word].column = Column::kDiscount;
  std::set<Column> kinds;
  std::size_t numbers = 0;
  for (const HeaderColumn& c : columns) {
    kinds.insert(c.column);
    if (IsNumberColumn(c.column)) ++numbers;
  }
  const bool named = kinds.contains(Column::kDescription) || kinds.contains(Column::kCode) ||
                     kinds.contains(Column::kPosition);
  const bool enough =
      (named && numbers >= 1 && columns.size() >= 3) ||
      (kinds.contains(Column::kDescription) && numbers >= 1 && row.segments.size() >= 2) ||
      (kinds.contains(Column::kQuantity) && numbers >= 2);
  // A summary of taxes has codes and amounts, but nothing that is sold.
  const bool sold = kinds.contains(Column::kDescription) || kinds.contains(Column::kQuantity) ||
                    kinds.contains(Column::kPrice);
  if (!enough || !sold || kinds.size() < 2 || other > columns.size()) return {};
  if (!kinds.contains(Column::kAmount)) {
    for (const Column twice : {Column::kQuantity, Column::kPrice}) {
      const auto count = std::count_if(columns.begin(), columns.end(),
                                       [&](const HeaderColumn& c) { return c.column == twice; });
      if (count < 2) continue;
      const auto last = std::find_if(columns.rbegin(), columns.rend(),
                                     [&](const HeaderColumn& c) { return c.column == twice; });
      last->column = Column::kAmount;
      break;
    }
  }
  return columns;
}

bool ReadHeaderBelow(const Evidence& evidence, std::size_t r, std::vector<HeaderColumn>& columns) {
  constexpr float kSameColumn = 0.2F;
  if (r + 1 >= evidence.size()) return false;
  const Row &row = evidence.row(r), &below = evidence.row(r + 1);
  if (below.page != row.page || below.box.y0 - row.box.y1 > 0.6F * row.height ||
      !evidence.amounts[r + 1].empty() || below.atoms.empty() || below.atoms.size() > 12) {
    return false;
  }
  const auto has_digit = [](const Atom& atom) {
    return std::any_of(atom.folded.begin(), atom.folded.end(),
                       [](char c) { return c >= '0' && c <= '9'; });
  };
  if (std::any_of(below.atoms.begin(), below.atoms.end(), has_digit)) return false;
  // Every piece is a heading of its own or stands under one, as no description would.
  std::vector<HeaderColumn> more;
  for (std::size_t i = 0; i < below.atoms.size();) {
    Column column = Column::kDescription;
    const std::size_t used = WordsAt(below, i, column);
    const std::size_t last = i + std::max<std::size_t>(used, 1) - 1;
    more.push_back({column, below.BoxOf({below.atoms[i].span.begin, below.atoms[last].span.end})});
    if (used == 0) {
      const bool under = std::any_of(columns.begin(), columns.end(), [&](const HeaderColumn& c) {
        return c.column != Column::kDescription && c.column != Column::kCode &&
               HorizontalOverlap(c.box, more.back().box) > kSameColumn;
      });
      if (!under || below.atoms[i].folded.size() > 20) return false;
      more.pop_back();
    }
    i = last + 1;
  }
  for (const HeaderColumn& next : more) {
    const auto above = std::find_if(columns.begin(), columns.end(), [&](const HeaderColumn& c) {
      return HorizontalOverlap(c.box, next.box) > kSameColumn;
    });
    if (above == columns.end()) {
      columns.push_back(next);
      continue;
    }
    above->column = Together(above->column, next.column);
    above->box = Around(above->box, next.box);
  }
  std::sort(columns.begin(), columns.end(), [](const HeaderColumn& a, const HeaderColumn& b) {
    return a.box.center_x() < b.box.center_x();
  });
  return true;
}

}  // namespace telar::invoices
