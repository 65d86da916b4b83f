#include "samples/tills/stellar_simulator.h"

#include <algorithm>
#include <functional>
#include <map>
#include <mutex>
#include <utility>

#include "core/text.h"
#include "samples/tills/stellar_query.h"

namespace telar::samples::tills {
namespace {

using shops::SaleLine;
using shops::Shop;
using shops::StockLevel;
using tds::Answer;
using tds::Cell;
using tds::Column;
using tds::Type;

constexpr std::int32_t kNoSuchTable = 208, kDeadlock = 1205, kConversionFailed = 241;

/// How one column is made of a row; `minor` ones say little and may be null by a fault.
template <typename Row>
struct Field {
  Column column;
  std::function<std::string(const Row&)> value;
  bool minor = false;
};

template <typename Row>
using Fields = std::map<std::string, Field<Row>, std::less<>>;

Column Text(int size) { return {.type = Type::kNVarChar, .size = size}; }
Column Number(int scale) { return {.type = Type::kDecimal, .precision = 18, .scale = scale}; }
Column Whole() { return {.type = Type::kInt}; }

/// Every name a field is known under.
template <typename Row>
void Add(Fields<Row>& fields, std::initializer_list<const char*> names, Column column,
         std::function<std::string(const Row&)> value, bool minor = false) {
  for (const char* name : names) fields[name] = {column, value, minor};
}

struct StockRow {
  const Shop* shop = nullptr;
  const StockLevel* level = nullptr;
  int id = 0;
};

/// What stock and sales know alike of a product.
template <typename Row>
void AddProduct(Fields<Row>& fields, std::function<const shops::Product&(const Row&)> product) {
  const auto of = [&](auto member) {
    return [product, member](const Row& row) { return std::string(member(product(row))); };
  };
  using P = shops::Product;
  Add<Row>(fields, {"codigo_producto", "c_codarticulo", "c_codigo", "codigo", "c_codnasa"},
           Text(20), of([](const P& p) { return p.code; }));
  Add<Row>(fields, {"descripcion_producto", "c_descri"}, Text(200),
           of([](const P& p) { return p.name; }));
  Add<Row>(fields, {"categoria_producto", "categoria"}, Text(100),
           of([](const P& p) { return p.category; }), true);
  Add<Row>(fields, {"grupo_producto", "grupo_articulo"}, Text(100),
           of([](const P& p) { return p.subcategory; }), true);
  Add<Row>(fields, {"subgrupo_producto"}, Text(100), of([](const P& p) { return p.subcategory; }),
           true);
  Add<Row>(fields, {"marca_producto", "c_marca"}, Text(50),
           of([](const P& p) { return p.brand == "N/A" ? "" : p.brand; }), true);
  Add<Row>(fields, {"modelo_producto", "c_modelo"}, Text(50), of([](const P&) { return ""; }),
           true);
  Add<Row>(fields, {"cuadrante_producto", "text2"}, Text(20), of([](const P& p) {
             static constexpr const char* kQuadrants[] = {"CUADRANTE I", "CUADRANTE II",
                                                          "CUADRANTE III", "CUADRANTE IV"};
             return p.keeping == shops::Keeping::kFresh ? "FRUVER" : kQuadrants[p.number % 4];
           }),
           true);
  Add<Row>(fields, {"presentacion_producto", "c_presenta"}, Text(50),
           of([](const P& p) { return p.presentation; }), true);
  Add<Row>(fields, {"codigo_barras", "codigo_barra"}, Text(50),
           of([](const P& p) { return p.barcode; }), true);
  Add<Row>(fields, {"impuesto_producto", "n_impuesto1"}, Number(2),
           of([](const P& p) { return p.tax_rate.ToString(); }));
  Add<Row>(fields, {"peso_producto", "peso_unitario", "n_peso"}, Number(3),
           of([](const P& p) { return p.weight.ToString(); }));
  Add<Row>(fields, {"volumen_producto", "volumen_unitario", "n_volumen"}, Number(6),
           of([](const P& p) { return p.volume.ToString(); }));
  Add<Row>(fields, {"tipo_peso", "n_tipopeso"}, Whole(),
           of([](const P& p) { return p.weighed ? "1" : "0"; }));
  Add<Row>(fields, {"cantidad_bultos", "n_cantibul"}, Number(3),
           of([](const P& p) { return std::to_string(p.per_case); }));
}

const Fields<StockRow>& StockFields() {
  static const Fields<StockRow> fields = [] {
    Fields<StockRow> made;
    using R = StockRow;
    AddProduct<R>(made, [](const R& r) -> const shops::Product& { return *r.level->product; });
    Add<R>(made, {"id"}, Whole(), [](const R& r) { return std::to_string(r.id); });
    Add<R>(made, {"codigo_deposito", "c_coddeposito"}, Text(20),
           [](const R& r) { return std::string(r.shop->warehouse); });
    Add<R>(made, {"descripcion_deposito", "c_descripcion"}, Text(100),
           [](const R& r) { return std::string(r.shop->name); });
    Add<R>(made, {"costo_producto", "n_costoact"}, Number(4),
           [](const R& r) { return r.level->cost.ToString(); });
    Add<R>(made, {"precio_producto", "n_precio1"}, Number(4),
           [](const R& r) { return r.level->price.ToString(); });
    Add<R>(made, {"stock", "n_cantidad"}, Number(3),
           [](const R& r) { return r.level->quantity.ToString(); });
    return made;
  }();
  return fields;
}

const Fields<SaleLine>& SaleFields() {
  static const Fields<SaleLine> fields = [] {
    Fields<SaleLine> made;
    using R = SaleLine;
    AddProduct<R>(made, [](const R& r) -> const shops::Product& { return *r.product; });
    const auto of = [](Decimal R::*member) {
      return [member](const R& r) { return (r.*member).ToString(); };
    };
    Add<R>(made, {"numero_factura", "c_numero"}, Text(20), [](const R& r) { return r.invoice; });
    Add<R>(made, {"linea", "n_linea"}, Whole(), [](const R& r) { return std::to_string(r.line); });
    Add<R>(made, {"fecha", "f_fecha"}, {.type = Type::kDate}, [](const R& r) { return r.Day(); });
    Add<R>(made, {"hora", "h_hora"}, {.type = Type::kTime, .scale = 7},
           [](const R& r) { return r.Hour(); });
    Add<R>(made, {"fecha_hora_completa", "fecha_hora"}, {.type = Type::kDateTime2, .scale = 7},
           [](const R& r) { return r.Day() + " " + r.Hour(); });
    Add<R>(made, {"codigo_transaccion"}, Text(20), [](const R& r) { return r.product->code; });
    Add<R>(made, {"codigo_almacen"}, Text(20),
           [](const R& r) { return std::string(r.shop->warehouse); });
    Add<R>(made, {"nombre_almacen"}, Text(100),
           [](const R& r) { return std::string(r.shop->name); });
    Add<R>(made, {"cantidad_vendida", "cantidad"}, Number(3), of(&R::quantity));
    Add<R>(made, {"peso_calculado"}, Number(3), of(&R::weight));
    Add<R>(made, {"costo_unitario", "costo_producto", "n_costoact"}, Number(4), of(&R::unit_cost));
    Add<R>(made, {"precio_unitario", "precio_producto", "n_precio1"}, Number(4),
           of(&R::unit_price));
    Add<R>(made, {"venta_total"}, Number(2), of(&R::total));
    Add<R>(made, {"costo_total"}, Number(2), of(&R::cost));
    Add<R>(made, {"utilidad_bruta"}, Number(2), of(&R::profit));
    return made;
  }();
  return fields;
}

/// A whole answer from rows that stay with it.
template <typename Row>
Answer Rows(const std::vector<std::string>& names, const Fields<Row>& fields,
            std::shared_ptr<const std::vector<Row>> rows, const std::vector<Fault>& faults,
            std::shared_ptr<const void> hold) {
  int doubled = 0, garbage = 0;
  bool nulls = false;
  std::size_t count = rows->size();
  Duration delay{};
  for (const Fault& fault : faults) {
    if (fault.kind == FaultKind::kSlow) {
      delay += fault.delay + fault.per_row * static_cast<std::int64_t>(count);
    }
    if (fault.kind == FaultKind::kDoubled) doubled += std::max(fault.rows, 0);
    if (fault.kind == FaultKind::kGarbage) garbage += std::max(fault.rows, 0);
    if (fault.kind == FaultKind::kNulls) nulls = true;
    if (fault.kind == FaultKind::kEmpty) count = 0;
  }
  // Which row comes when: all, some a second time; then some without what makes them rows.
  const std::size_t again = std::min<std::size_t>(static_cast<std::size_t>(doubled), count);
  const std::size_t spoilt = count == 0 ? 0 : static_cast<std::size_t>(garbage);
  Answer answer;
  answer.delay = std::chrono::duration_cast<std::chrono::milliseconds>(delay);
  std::vector<const Field<Row>*> picked;
  std::vector<std::string> folded;
  for (const std::string& name : names) {
    folded.push_back(AsciiLower(name));
    const auto found = fields.find(folded.back());
    picked.push_back(found == fields.end() ? nullptr : &found->second);
    answer.columns.push_back(picked.back() != nullptr ? picked.back()->column : Text(50));
    answer.columns.back().name = name;
  }
  answer.next = [=, at = std::size_t{0}](std::vector<Cell>& cells) mutable {
    (void)hold;
    if (at == count + again + spoilt) return false;
    const bool bad = at >= count + again;
    const Row& row = (*rows)[at < count ? at : (at - count) % count];
    for (std::size_t i = 0; i < picked.size(); ++i) {
      const bool key = folded[i] == "codigo_producto" || folded[i] == "c_codarticulo" ||
                       folded[i] == "numero_factura" || folded[i] == "c_numero";
      if (picked[i] == nullptr || (nulls && picked[i]->minor) || (bad && key)) {
        cells.emplace_back(std::nullopt);
      } else {
        cells.emplace_back(picked[i]->value(row));
      }
    }
    ++at;
    return true;
  };
  return answer;
}

}  // namespace

class StellarSimulator::Core {
 public:
  Core(const shops::Trade& trade, const Clock& clock, StellarOptions given)
      : options(std::move(given)), plan(options.fault_seed), trade_(trade), clock_(clock) {}

  Answer Handle(const tds::Request& request);

  const StellarOptions options;
  FaultPlan plan;
  std::unique_ptr<tds::Server> server;
  mutable std::mutex mutex;
  StellarCounts counts;  // guarded by mutex

 private:
  Answer Stock(const StellarQuery& query, const Shop& shop, const std::vector<Fault>& faults) const;
  Answer Sales(const StellarQuery& query, const std::vector<Fault>& faults) const;

  const shops::Trade& trade_;
  const Clock& clock_;
};

Answer StellarSimulator::Core::Stock(const StellarQuery& query, const Shop& shop,
                                     const std::vector<Fault>& faults) const {
  const auto levels =
      std::make_shared<const std::vector<StockLevel>>(trade_.TrueStock(shop, clock_.Now()));
  auto rows = std::make_shared<std::vector<StockRow>>();
  int id = static_cast<int>(shop.number()) * 100'000;
  for (const StockLevel& level : *levels) {
    ++id;
    if (query.leaves_out_weighed && level.product->weighed) continue;
    rows->push_back({&shop, &level, id});
  }
  std::reverse(rows->begin(), rows->end());
  return Rows<StockRow>(query.columns, StockFields(), std::move(rows), faults, levels);
}

Answer StellarSimulator::Core::Sales(const StellarQuery& query,
                                     const std::vector<Fault>& faults) const {
  const Result<WallRange> range = RangeOf(query);
  if (!range.ok()) {
    return {.error = tds::Error{kConversionFailed, 16, "Conversion failed for a date or a time."}};
  }
  auto lines = std::make_shared<std::vector<SaleLine>>();
  const Date last = shops::DateOf(range->last);
  for (Date day = shops::DateOf(range->first); options.sells != nullptr && day <= last;
       day = shops::NextDay(day)) {
    for (SaleLine& line : trade_.TrueLines(*options.sells, day, clock_.Now())) {
      if (line.time >= range->first && line.time <= range->last) lines->push_back(std::move(line));
    }
  }
  return Rows<SaleLine>(query.columns, SaleFields(), std::move(lines), faults, nullptr);
}

Answer StellarSimulator::Core::Handle(const tds::Request& request) {
  std::vector<std::string> parameters;
  for (const tds::Parameter& parameter : request.parameters) {
    parameters.push_back(parameter.value.value_or(""));
  }
  const StellarQuery query = ReadStellarQuery(request.sql, parameters);
  const bool stock = query.kind == StellarQuery::Kind::kStock;
  const Shop* shop = options.sells;
  for (const std::string& value : query.values) {
    if (const Shop* found = shops::FindShop(value); stock && found != nullptr) shop = found;
  }
  std::vector<std::string> places;
  if (shop != nullptr) places = {std::string(shop->id), std::string(shop->warehouse)};
  const auto faults = plan.Strike(stock ? "stock" : "sales", places, clock_.Now());
  {
    const std::lock_guard lock(mutex);
    ++counts.queries;
    counts.faults += static_cast<std::int64_t>(faults.size());
  }
  Answer answer;
  if (query.kind == StellarQuery::Kind::kSales) {
    answer = Sales(query, faults);
  } else if (stock && shop != nullptr) {
    answer = Stock(query, *shop, faults);
  } else if (stock) {  // a warehouse that the server does not have
    answer = Rows<StockRow>(query.columns, StockFields(),
                            std::make_shared<const std::vector<StockRow>>(), faults, nullptr);
  } else {
    return {.error = tds::Error{kNoSuchTable, 16, "Invalid object name."}};
  }
  for (const Fault& fault : faults) {
    switch (fault.kind) {
      case FaultKind::kSilence: answer = {.hang = true, .deaf = true}; return answer;
      case FaultKind::kHangUp: answer = {.reset = true}; return answer;
      case FaultKind::kStatus:
      case FaultKind::kError:
        return {.error = tds::Error{kDeadlock, 13, "Transaction was deadlocked; rerun it."}};
      case FaultKind::kCut:
      case FaultKind::kTruncated: answer.cut_after = 10; break;
      default: break;
    }
  }
  return answer;
}

StellarSimulator::StellarSimulator(std::unique_ptr<Core> core) : core_(std::move(core)) {}

StellarSimulator::~StellarSimulator() { core_->server.reset(); }

Result<std::unique_ptr<StellarSimulator>> StellarSimulator::Start(const shops::Trade& trade,
                                                                  const Clock& clock,
                                                                  StellarOptions options) {
  auto core = std::make_unique<Core>(trade, clock, std::move(options));
  tds::Server::Options server;
  server.port = core->options.port;
  server.user = core->options.user;
  server.password = core->options.password;
  server.databases = {"VAD10", "VAD20", "master"};
  server.handler = [core = core.get()](const tds::Request& request) {
    return core->Handle(request);
  };
  TELAR_ASSIGN_OR_RETURN(core->server, tds::Server::Start(std::move(server)));
  return std::unique_ptr<StellarSimulator>(new StellarSimulator(std::move(core)));
}

int StellarSimulator::port() const { return core_->server->port(); }

tds::Answer StellarSimulator::AnswerTo(const tds::Request& request) {
  return core_->Handle(request);
}

void StellarSimulator::SetFaults(std::vector<Fault> faults) { core_->plan.Set(std::move(faults)); }

StellarCounts StellarSimulator::counts() const {
  const std::lock_guard lock(core_->mutex);
  StellarCounts now = core_->counts;
  now.rows = core_->server->rows_sent();
  return now;
}

}  // namespace telar::samples::tills
