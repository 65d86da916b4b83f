#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "core/clock.h"
#include "core/text.h"
#include "fuzz/support/require.h"
#include "pos/klk/answer_scanner.h"
#include "pos/klk/answer_values.h"
#include "pos/klk/klk_source.h"

namespace {

using namespace telar;
using namespace telar::pos;
using fuzz::Require;

/// A till that answers with these bytes, in pieces of this size.
class Till final : public net::HttpClient {
 public:
  Till(std::string_view answer, std::size_t size) : answer_(answer), size_(size) {}
  Result<net::HttpResponse> Send(const net::HttpRequest& request, std::stop_token) override {
    for (std::size_t at = 0; at < answer_.size(); at += size_)
      TELAR_RETURN_IF_ERROR(request.on_body(answer_.substr(at, size_)));
    return net::HttpResponse{.status = 200};
  }

 private:
  std::string_view answer_;
  std::size_t size_;
};

/// Everything that can be seen of a record.
template <typename Field>
std::string Shown(const Record<Field>& record) {
  std::string shown;
  for (int i = 0; i < static_cast<int>(Field::kCount); ++i) {
    const auto text = record.Get(static_cast<Field>(i));
    if (!text) continue;
    Require(IsValidUtf8(*text), "texts are valid UTF-8");
    shown += std::to_string(i) + "=" + std::string(*text) + '\0';
  }
  return shown;
}

struct Outcome {
  std::string status;
  std::vector<std::string> rows;
  std::int64_t received = 0;
  std::optional<std::int64_t> claimed;
  friend bool operator==(const Outcome&, const Outcome&) = default;
};

Result<RawAnswer> Fetch(TillSource& source, bool sales) {
  Location location;
  location.id = "tienda_90";
  location.branch = "SUC090";
  location.warehouses = {{.code = "TT90", .name = ""}};
  const FetchOrder order{.location = location, .warehouse = location.warehouses.front()};
  const LocalTime day = MidnightOf(Date(std::chrono::year(2026) / 1 / 2));
  return sales ? source.FetchSales(order, {day, day + std::chrono::days(1)})
               : source.FetchStock(order);
}

Outcome Ask(std::string_view answer, std::size_t size, bool sales) {
  Till till(answer, size);
  const SystemClock clock;
  const auto source = klk::OpenKlkSource({.url = "http://till.example"}, till, clock);
  Outcome outcome;
  const Result<RawAnswer> fetched = Fetch(**source, sales);
  outcome.status = fetched.status().ToString();
  if (!fetched.ok()) {
    Require(fetched.status().code() != Code::kInternal, "a failure is named", outcome.status);
    return outcome;
  }
  outcome.received = fetched->received;
  outcome.claimed = fetched->claimed;
  const auto take = [&](const auto& record, std::int64_t position) {
    Require(position == static_cast<std::int64_t>(outcome.rows.size()), "positions count up");
    outcome.rows.push_back(Shown(record));
    return Status::Ok();
  };
  const Status read = sales ? (*source)->ReadSales(fetched->bytes, take)
                            : (*source)->ReadStock(fetched->bytes, take);
  Require(read.ok(), "what was fetched can be read", read.ToString());
  Require(outcome.received == static_cast<std::int64_t>(outcome.rows.size()),
          "every row that was counted is read");
  return outcome;
}

/// The rows that are handed over before a failure, too.
Outcome Scan(std::string_view answer, std::size_t size) {
  Outcome outcome;
  klk::RowReader reader;
  klk::AnswerScanner scanner("ventas", [&](std::string_view element) {
    outcome.rows.push_back(Shown(reader.Sale(element)));
    return Status::Ok();
  });
  for (std::size_t at = 0; at < answer.size(); at += size)
    if (!scanner.Add(answer.substr(at, size)).ok()) break;
  outcome.status = scanner.Finish().ToString();
  outcome.received = scanner.elements();
  return outcome;
}

}  // namespace

/// Any bytes as an answer, in one piece and byte by byte, give the same rows or the same failure.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view answer = fuzz::AsText(data, size);
  for (const bool sales : {false, true}) {
    const Outcome whole = Ask(answer, size + 1, sales);
    Require(Ask(answer, 1, sales) == whole, "pieces do not matter", whole.status);
  }
  const Outcome whole = Scan(answer, size + 1);
  Require(Scan(answer, 1) == whole, "pieces do not matter to what comes before a failure",
          whole.status);
  Require(IsValidUtf8(klk::HarmlessText(answer)), "quoted words are valid UTF-8");
  return 0;
}
