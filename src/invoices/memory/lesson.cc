#include "invoices/memory/lesson.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "core/digest.h"

namespace telar::invoices {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kForms[] = {"amount", "date", "code", "text"};

Json MaybeBool(const std::optional<bool>& value) { return value ? Json(*value) : Json(nullptr); }

std::optional<bool> MaybeBool(const Json& json, const char* name) {
  const auto it = json.find(name);
  if (it == json.end() || !it->is_boolean()) return std::nullopt;
  return it->get<bool>();
}

// Four decimals are finer than any print and the same on every machine.
Json Rounded(double value) { return Json::parse(fmt::format("{:.4f}", value)); }

Json PlaceJson(const FieldPlace& place) {
  return {{"form", kForms[static_cast<std::size_t>(place.form)]},
          {"left", place.left},
          {"left_gap", Rounded(place.left_gap)},
          {"above", place.above},
          {"above_gap", Rounded(place.above_gap)},
          {"x0", Rounded(place.x0)},
          {"x1", Rounded(place.x1)},
          {"y", Rounded(place.y)},
          {"last_page", place.last_page},
          {"opens", place.opens},
          {"outline", place.outline},
          {"length", place.length},
          {"words", place.words},
          {"month_first", MaybeBool(place.month_first)},
          {"decimal_comma", MaybeBool(place.decimal_comma)}};
}

void ParsePlace(const Json& json, FieldPlace& place) {
  const std::string form = json.value("form", "code");
  for (std::size_t i = 0; i < std::size(kForms); ++i) {
    if (form == kForms[i]) place.form = static_cast<ValueForm>(i);
  }
  place.left = json.value("left", "");
  place.left_gap = json.value("left_gap", 0.0);
  place.above = json.value("above", "");
  place.above_gap = json.value("above_gap", 0.0);
  place.x0 = json.value("x0", 0.0);
  place.x1 = json.value("x1", 0.0);
  place.y = json.value("y", 0.0);
  place.last_page = json.value("last_page", false);
  place.opens = json.value("opens", true);
  place.outline = json.value("outline", "");
  place.length = json.value("length", std::size_t{0});
  place.words = json.value("words", 1);
  place.month_first = MaybeBool(json, "month_first");
  place.decimal_comma = MaybeBool(json, "decimal_comma");
}

Json WritingJson(const Written& writing) {
  return {{"printed", writing.signs.printed},
          {"written", writing.written},
          {"behind_short", writing.signs.behind_short},
          {"at_end", writing.signs.at_end}};
}

Json Content(const Lesson& lesson) {
  switch (lesson.kind) {
    case LessonKind::kValue: return {{"value", lesson.value}, {"read_as", lesson.read_as}};
    case LessonKind::kFace: return {{"lines", lesson.face.lines}, {"numbers", lesson.face.numbers}};
    case LessonKind::kWriting: return WritingJson(lesson.writing);
    case LessonKind::kPlace: break;
  }
  return PlaceJson(lesson.place);
}

}  // namespace

std::string_view LessonKindName(LessonKind kind) {
  switch (kind) {
    case LessonKind::kFace: return "face";
    case LessonKind::kValue: return "value";
    case LessonKind::kWriting: return "writing";
    case LessonKind::kPlace: break;
  }
  return "place";
}

std::string ContentJson(const Lesson& lesson) {
  return Content(lesson).dump(-1, ' ', false, Json::error_handler_t::replace);
}

Status ParseContent(const std::string& text, Lesson& lesson) {
  const Json json = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object()) return Status::InvalidInput("read a lesson: not a JSON object");
  try {
    switch (lesson.kind) {
      case LessonKind::kValue:
        lesson.value = json.at("value").get<std::string>();
        lesson.read_as = json.value("read_as", std::vector<std::string>());
        break;
      case LessonKind::kFace:
        lesson.face.lines = json.value("lines", std::vector<std::string>());
        lesson.face.numbers = json.value("numbers", std::vector<std::string>());
        break;
      case LessonKind::kPlace: ParsePlace(json, lesson.place); break;
      case LessonKind::kWriting:
        lesson.writing.signs.printed = json.at("printed").get<std::string>();
        lesson.writing.written = json.at("written").get<std::string>();
        lesson.writing.signs.behind_short = json.value("behind_short", false);
        lesson.writing.signs.at_end = json.value("at_end", false);
        break;
    }
  } catch (const Json::exception& error) {
    return Status::InvalidInput(
        fmt::format("read a lesson: a member has the wrong type ({})", error.id));
  }
  return Status::Ok();
}

LessonId IdOf(const Lesson& lesson) {
  std::string key = lesson.supplier.value();
  key += '\0' + lesson.field + '\0' + std::string(LessonKindName(lesson.kind)) + '\0' +
         (lesson.kind == LessonKind::kValue ? lesson.value : ContentJson(lesson));
  return LessonId(Sha256Hex(key).substr(0, 16));
}

std::string Describe(const Lesson& lesson) {
  switch (lesson.kind) {
    case LessonKind::kValue: return "is \"" + lesson.value + "\"";
    case LessonKind::kFace:
      return fmt::format("{} lines and {} numbers of its letterhead", lesson.face.lines.size(),
                         lesson.face.numbers.size());
    case LessonKind::kWriting:
      return fmt::format("writes \"{}\"{}{} as \"{}\"", lesson.writing.signs.printed,
                         lesson.writing.signs.behind_short ? " behind a short word" : "",
                         lesson.writing.signs.at_end ? " at the end" : "", lesson.writing.written);
    case LessonKind::kPlace: break;
  }
  const FieldPlace& place = lesson.place;
  std::string text = fmt::format("a{} {}", place.form == ValueForm::kAmount ? "n" : "",
                                 kForms[static_cast<std::size_t>(place.form)]);
  if (!place.left.empty()) text += fmt::format(" behind \"{}\"", place.left);
  if (!place.above.empty()) text += fmt::format(" below \"{}\"", place.above);
  text += fmt::format(" at {:.0f} % of the width, {:.0f} % of the height", 100 * place.x0,
                      100 * place.y);
  return text;
}

}  // namespace telar::invoices
