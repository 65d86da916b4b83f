#include "samples/tills/klk_query.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace telar::samples::tills {
namespace {

using shops::SaleLine;
using shops::WallTime;

// Tenths of a microsecond, as the till keeps time.
constexpr std::int64_t kSecond = 10'000'000, kMinute = 60 * kSecond, kDay = 24 * 60 * kMinute;

struct Hour {
  std::int64_t at = 0;    // since midnight
  std::int64_t unit = 0;  // what the text does not divide further
};

Result<Hour> ReadHour(const std::string& text, const HourRules& rules) {
  constexpr std::size_t kMinutes = 5, kSeconds = 8;
  const auto wrong = [] { return Status::InvalidInput("Formato de hora no valido"); };
  if (text.size() != kMinutes && text.size() != kSeconds) return wrong();
  const bool seconds = text.size() == kSeconds;
  if (seconds && !rules.takes_seconds) return wrong();
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool colon = i == 2 || i == 5;
    if (colon ? text[i] != ':' : text[i] < '0' || text[i] > '9') return wrong();
  }
  const auto two = [&](std::size_t at) { return (text[at] - '0') * 10 + text[at + 1] - '0'; };
  const int hour = two(0), minute = two(3), second = seconds ? two(6) : 0;
  if (hour > 23 || minute > 59 || second > 59) return wrong();
  return Hour{(hour * 60 + minute) * kMinute + second * kSecond, seconds ? kSecond : kMinute};
}

/// The first time that is no longer asked for.
std::int64_t EndOf(const Hour& hour, HourEnd end) {
  if (end == HourEnd::kExclusive) return hour.at;
  return hour.at + (end == HourEnd::kInclusive ? 1 : hour.unit);
}

std::int64_t TimeOf(const SaleLine& line) {
  return (line.time - shops::MidnightOf(shops::DateOf(line.time))).count() * 10 + line.seventh;
}

}  // namespace

Result<SalesQuery> ReadSalesQuery(std::string_view body) {
  const auto json = nlohmann::json::parse(body, nullptr, false);
  if (!json.is_object()) return Status::InvalidInput("Cuerpo no valido");
  SalesQuery query;
  const std::pair<const char*, std::string*> fields[] = {
      {"sucursal", &query.branch},     {"fecha_desde", &query.from_date},
      {"fecha_hasta", &query.to_date}, {"hora_desde", &query.from_hour},
      {"hora_hasta", &query.to_hour},  {"almacen", &query.warehouse},
      {"CodArticulo", &query.product},
  };
  for (const auto& [name, text] : fields) {
    const auto found = json.find(name);
    if (found == json.end() || found->is_null()) continue;
    if (!found->is_string()) return Status::InvalidInput(std::string("Campo no valido: ") + name);
    *text = found->get<std::string>();
  }
  for (int i = 0; i < 3; ++i) {
    if (fields[i].second->empty()) {
      return Status::InvalidInput(std::string("Falta el campo ") + fields[i].first);
    }
  }
  return query;
}

Result<std::vector<std::string>> ReadCodes(std::string_view body, std::string_view field) {
  const auto json = nlohmann::json::parse(body, nullptr, false);
  const auto wrong = [&] { return Status::InvalidInput("Falta el campo " + std::string(field)); };
  if (!json.is_object() || !json.contains(std::string(field))) return wrong();
  const auto& value = json.at(std::string(field));
  if (value.is_string()) return std::vector<std::string>{value.get<std::string>()};
  if (!value.is_array() || value.empty()) return wrong();
  std::vector<std::string> codes;
  for (const auto& code : value) {
    if (!code.is_string()) return wrong();
    codes.push_back(code.get<std::string>());
  }
  return codes;
}

Result<std::vector<SaleLine>> FindSales(const shops::Trade& trade, const shops::Shop& shop,
                                        const SalesQuery& query, const HourRules& rules,
                                        Instant as_of) {
  const Result<Date> first = ParseDate(query.from_date), last = ParseDate(query.to_date);
  if (!first.ok() || !last.ok()) return Status::InvalidInput("Formato de fecha no valido");
  const std::int64_t days = shops::DayNumber(*last) - shops::DayNumber(*first);
  if (days > 400) return Status::InvalidInput("Rango de fechas demasiado grande");
  std::int64_t from = 0, to = kDay;
  if (!query.from_hour.empty()) {
    TELAR_ASSIGN_OR_RETURN(const Hour hour, ReadHour(query.from_hour, rules));
    from = hour.at;
  }
  if (!query.to_hour.empty()) {
    TELAR_ASSIGN_OR_RETURN(const Hour hour, ReadHour(query.to_hour, rules));
    to = EndOf(hour, rules.end);
  }
  std::vector<SaleLine> found;
  if (!query.warehouse.empty() && query.warehouse != shop.warehouse) return found;
  for (std::int64_t i = 0; i <= days; ++i) {
    const Date day = shops::NextDay(*first, static_cast<int>(i));
    const std::int64_t begin = rules.per_day || i == 0 ? from : 0;
    const std::int64_t end = rules.per_day || i == days ? to : kDay;
    for (SaleLine& line : trade.TrueLines(shop, day, as_of)) {
      const std::int64_t time = TimeOf(line);
      if (time < begin || time >= end) continue;
      if (!query.product.empty() && query.product != line.product->code) continue;
      found.push_back(std::move(line));
    }
  }
  return found;
}

}  // namespace telar::samples::tills
