#include "pos/field_reader.h"

#include "core/text.h"

namespace telar::pos {
namespace {

/// A longest prefix of at most `most` bytes that ends between code points.
std::string_view CutAt(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;
  return text.substr(0, most);
}

}  // namespace

std::optional<Decimal> Fitted(const Decimal& number, int scale, int digits) {
  const Decimal rounded = number.scale() > scale ? number.Rounded(scale) : number;
  std::int64_t limit = 1;
  for (int i = 0; i < digits; ++i) limit *= 10;
  if (rounded.Abs() >= Decimal(limit)) return std::nullopt;
  return rounded.Normalized();
}

template <typename Field>
std::optional<std::string> FieldReader<Field>::Text(Field field, std::string_view name,
                                                    std::size_t most, bool cut) {
  const auto raw = record_.Get(field);
  if (!raw) return std::nullopt;
  const std::string_view text = Trim(*raw);
  if (text.empty()) return std::nullopt;
  if (!IsValidUtf8(text) || text.find('\0') != std::string_view::npos) {
    Bad(name, "not_text", text);
    return std::nullopt;
  }
  if (text.size() > most && !cut) {
    Bad(name, "too_large", text);
    return std::nullopt;
  }
  return std::string(CutAt(text, most));
}

template <typename Field>
std::string FieldReader<Field>::Needed(Field field, std::string_view name, std::size_t most) {
  auto text = Text(field, name, most, false);
  if (!text) Bad(name, "missing", "");
  return std::move(text).value_or("");
}

template <typename Field>
std::optional<Decimal> FieldReader<Field>::Number(Field field, std::string_view name, int scale,
                                                  int digits) {
  const auto raw = record_.Get(field);
  if (!raw || Trim(*raw).empty()) return std::nullopt;
  const auto number = ParseNumber(*raw);
  if (!number) {
    Bad(name, "not_a_number", *raw);
    return std::nullopt;
  }
  const auto fitted = Fitted(*number, scale, digits);
  if (!fitted) Bad(name, "too_large", *raw);
  return fitted;
}

template <typename Field>
Decimal FieldReader<Field>::NeededNumber(Field field, std::string_view name, int scale,
                                         int digits) {
  const auto number = Number(field, name, scale, digits);
  if (!number) Bad(name, "missing", "");
  return number.value_or(Decimal());
}

template <typename Field>
std::optional<bool> FieldReader<Field>::Flag(Field field, std::string_view name) {
  const auto raw = record_.Get(field);
  if (!raw) return std::nullopt;
  const std::string text = AsciiLower(Trim(*raw));
  if (text.empty()) return std::nullopt;
  if (text == "true" || text == "1" || text == "t") return true;
  if (text == "false" || text == "0" || text == "f") return false;
  Bad(name, "not_a_flag", *raw);
  return std::nullopt;
}

template class FieldReader<SaleField>;
template class FieldReader<StockField>;

}  // namespace telar::pos
