#include "bench/scale/made_tills.h"

#include <fmt/format.h>

#include <cmath>
#include <ctime>

#include "bench/pos/till_answers.h"
#include "bench/support/or_die.h"

namespace telar::bench {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kPiece = std::size_t{1} << 16;

std::int64_t ThreadTime() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * 1'000'000'000 + now.tv_nsec;
}

std::string After(const std::string& body, std::string_view mark) {
  const std::size_t at = body.find(mark);
  if (at == std::string::npos) return "";
  const std::size_t start = at + mark.size();
  return body.substr(start, body.find('"', start) - start);
}

/// Line `n` of a store's day, of `of`; `day` counts from Till::kFirst.
TillLine LineOf(int place, int day, const std::string& date, std::int64_t n, std::int64_t of) {
  const std::int64_t all = (std::int64_t{day} * Till::kStores + place) * of + n;
  const double drawn = static_cast<double>(all * 7'368'787 % 15'485'863) / 15'485'863;
  const std::int64_t second = 7 * 3600 + n * (14 * 3600) / of;
  return {.place = place,
          .document = std::int64_t{day} * (of / 5 + 1) + n / 5,
          .line = 1 + n % 5,
          .date = date,
          .hour = fmt::format("{:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60),
          .product = 99'999 + static_cast<int>(std::pow(Till::kProducts, drawn)),
          .quantity = 1 + all % 4,
          .price = 10'000 * (1 + all % 37)};
}

}  // namespace

std::vector<pos::Location> Till::Locations() {
  std::vector<pos::Location> locations;
  for (int place = 1; place <= kStores; ++place) {
    pos::Location location;
    location.id = fmt::format("t{}", 10 + place);
    location.name = "SHOP " + location.id;
    location.kind = pos::Location::Kind::kStore;
    location.region = place % 2 == 0 ? "NORTE" : "SUR";
    location.zone = OrDie(pos::Zone::Find("America/Caracas"));
    location.branch = BranchCode(place);
    location.warehouses = {{WarehouseCode(place), "Piso de venta"}};
    location.opens = 7h;
    location.closes = 21h;
    location.first_sync = kFirst;
    locations.push_back(std::move(location));
  }
  return locations;
}

Result<net::HttpResponse> MadeTills::Send(const net::HttpRequest& request, std::stop_token) {
  const std::string branch = After(request.body, "\"sucursal\":\"");
  const std::string date = After(request.body, "\"fecha_desde\":\"");
  TELAR_ASSIGN_OR_RETURN(const Date asked, ParseDate(date));
  const int place = std::stoi(branch.substr(3));
  const auto day = static_cast<int>(
      (std::chrono::sys_days(asked) - std::chrono::sys_days(Till::kFirst)).count());
  const std::int64_t lines =
      Till::kLinesADay / Till::kStores + (place <= Till::kLinesADay % Till::kStores ? 1 : 0);
  std::int64_t began = ThreadTime();
  std::string piece = fmt::format(R"({{"meta": {{"total_registros": {}}}, "ventas": [)", lines);
  const auto send = [&]() -> Status {
    spent_ += ThreadTime() - began;
    TELAR_RETURN_IF_ERROR(request.on_body(piece));
    piece.clear();
    began = ThreadTime();
    return {};
  };
  for (std::int64_t n = 0; n < lines; ++n) {
    piece += n == 0 ? "\n" : ",\n";
    AppendSalesLine(piece, LineOf(place, day, date, n, lines));
    if (piece.size() >= kPiece) TELAR_RETURN_IF_ERROR(send());
  }
  piece += "\n]}\n";
  TELAR_RETURN_IF_ERROR(send());
  return net::HttpResponse{.status = 200};
}

}  // namespace telar::bench
