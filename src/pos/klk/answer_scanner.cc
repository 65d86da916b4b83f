#include "pos/klk/answer_scanner.h"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace telar::pos::klk {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t kMostKeyBytes = 64;  // longer than every name that matters

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// A set of bytes. Answers are a token every few bytes long, where searching functions spend their
/// time on being called.
class Bytes {
 public:
  constexpr explicit Bytes(std::string_view of) {
    for (const char c : of) Add(static_cast<unsigned char>(c));
  }
  constexpr Bytes AndControls() const {
    Bytes more = *this;
    for (unsigned c = 0; c < 0x20; ++c) more.Add(c);
    return more;
  }
  /// Where the first of them is; the size when there is none.
  std::size_t FindIn(std::string_view text) const {
    std::size_t at = 0;
    while (at < text.size() && !is_[static_cast<unsigned char>(text[at])]) ++at;
    return at;
  }

 private:
  constexpr void Add(std::size_t byte) { is_[byte] = true; }
  std::array<bool, 256> is_{};
};

constexpr Bytes kBrackets("\"{}[]");
constexpr Bytes kScalarEnds(" \t\n\r,]}\"{[:");
constexpr Bytes kStringEnds = Bytes("\"\\").AndControls();

bool SaysNothing(std::string_view json) {
  return json == "null" || json == "false" || json == "0" || json == "\"\"" || json == "{}" ||
         json == "[]";
}

}  // namespace

AnswerScanner::AnswerScanner(std::string list, ElementFn element)
    : list_(std::move(list)), element_(std::move(element)) {}

void AnswerScanner::Break(std::string_view cause) {
  failure_ = Status::InvalidInput(
      fmt::format("the answer is not of the known form: {} at byte {}", cause, offset_));
}

Status AnswerScanner::Add(std::string_view piece) {
  while (failure_.ok() && !piece.empty()) {
    const std::size_t used = Step(piece);
    piece.remove_prefix(used);
    offset_ += used;
  }
  return failure_;
}

Status AnswerScanner::Finish() {
  TELAR_RETURN_IF_ERROR(failure_);
  if (state_ == State::kEnd) return Status::Ok();
  failure_ = state_ == State::kStart
                 ? Status::Unavailable("the answer is empty")
                 : Status::Unavailable(fmt::format("the answer ends early, after {} bytes and {} "
                                                   "rows",
                                                   offset_, elements_));
  return failure_;
}

std::size_t AnswerScanner::Step(std::string_view rest) {
  if (state_ != State::kInValue) {
    At(rest.front());
    return 1;
  }
  const std::size_t used = InValue(rest);
  if (failure_.ok() && depth_ == 0 && !in_string_ && !scalar_) EndValue();
  return used;
}

void AnswerScanner::At(char c) {
  if (state_ == State::kInKey) return AtKeyByte(c);
  if (state_ == State::kStart) return AtStart(c);
  if (IsBlank(c)) return;
  switch (state_) {
    case State::kKeyOrEnd:
      if (c == '}') {
        state_ = State::kEnd;
        return;
      }
      [[fallthrough]];
    case State::kKey:
      if (c != '"') return Break("no name where one belongs");
      key_.clear();
      state_ = State::kInKey;
      return;
    case State::kColon:
      if (c != ':') return Break("no colon where one belongs");
      state_ = State::kValue;
      return;
    case State::kValue: return BeginMember(c);
    case State::kAfterValue:
      if (c != ',' && c != '}') return Break("no comma where one belongs");
      state_ = c == ',' ? State::kKey : State::kEnd;
      return;
    case State::kElementOrEnd:
      if (c == ']') return EndList();
      [[fallthrough]];
    case State::kElement: return BeginValue(c, Sink::kElement);
    case State::kAfterElement:
      if (c == ']') return EndList();
      if (c != ',') return Break("no comma where one belongs");
      state_ = State::kElement;
      return;
    default: return Break("more after the end");
  }
}

void AnswerScanner::AtStart(char c) {
  const auto mark = static_cast<std::size_t>(mark_);
  if (offset_ == mark && mark < kByteOrderMark.size() && c == kByteOrderMark[mark]) {
    ++mark_;
    return;
  }
  if (mark != 0 && mark != kByteOrderMark.size()) return Break("no JSON");
  if (IsBlank(c)) return;
  if (c == '<') return Break("HTML or XML instead of JSON");
  if (c == '{') {
    state_ = State::kKeyOrEnd;
  } else if (c == '[') {
    bare_list_ = true;
    BeginList();
  } else {
    return Break("neither an object nor a list");
  }
}

void AnswerScanner::AtKeyByte(char c) {
  if (escaped_) {
    escaped_ = false;
  } else if (c == '\\') {
    escaped_ = true;
  } else if (c == '"') {
    state_ = State::kColon;
    return;
  }
  if (key_.size() < kMostKeyBytes) key_ += c;
}

void AnswerScanner::BeginMember(char c) {
  if (key_ == list_ && c == '[') {
    if (has_list_) return Break("a second list of rows");
    BeginList();
    return;
  }
  return BeginValue(c, key_ == "meta" ? Sink::kMeta : key_ == "error" ? Sink::kError : Sink::kNone);
}

void AnswerScanner::BeginValue(char c, Sink sink) {
  if (c == ',' || c == ':' || c == '}' || c == ']') return Break("no value where one belongs");
  sink_ = sink == Sink::kElement && !element_ ? Sink::kNone : sink;
  if (sink == Sink::kElement) ++elements_;
  state_ = State::kInValue;
  value_.clear();
  too_large_ = false;
  scalar_ = c != '"' && c != '{' && c != '[';
  in_string_ = c == '"';
  if (c == '{' || c == '[') Open(c);
  Keep({&c, 1});
}

std::size_t AnswerScanner::InValue(std::string_view rest) {
  if (scalar_) {
    const std::size_t end = kScalarEnds.FindIn(rest);
    Keep(rest.substr(0, end));
    if (end < rest.size()) {
      scalar_ = false;
      offset_ += end;
      if (std::string_view("\"{[:").find(rest[end]) != std::string_view::npos)
        Break("no comma where one belongs");
      offset_ -= end;
    }
    return end;
  }
  std::size_t at = 0, kept = 0;
  while (at < rest.size() && (depth_ > 0 || in_string_) && failure_.ok()) {
    if (escaped_) {
      escaped_ = false;
      ++at;
      continue;
    }
    at += (in_string_ ? kStringEnds : kBrackets).FindIn(rest.substr(at));
    if (at == rest.size()) break;
    const char c = rest[at];
    if (c == '"') {
      in_string_ = !in_string_;
    } else if (c == '\\') {
      escaped_ = true;
    } else if (in_string_) {  // a control character, which JSON does not allow there
      Keep(rest.substr(kept, at - kept));
      Keep(fmt::format("\\u{:04x}", static_cast<unsigned>(c)));
      kept = at + 1;
    } else {
      offset_ += at;
      if (c == '{' || c == '[') Open(c);
      else Close(c);
      offset_ -= at;
    }
    ++at;
  }
  Keep(rest.substr(kept, at - kept));
  return at;
}

void AnswerScanner::Open(char bracket) {
  if (depth_ == kDeepest) {
    Break("too many brackets within each other");
    return;
  }
  ++depth_;
  brackets_ = brackets_ << 1U | (bracket == '[' ? 1U : 0U);
}

void AnswerScanner::Close(char bracket) {
  if ((brackets_ & 1U) != (bracket == ']' ? 1U : 0U)) {
    Break("a bracket that does not match");
    return;
  }
  --depth_;
  brackets_ >>= 1U;
}

void AnswerScanner::Keep(std::string_view text) {
  if (sink_ == Sink::kNone || too_large_) return;
  if (value_.size() + text.size() > kMostValueBytes) {
    too_large_ = true;
    value_.clear();
    return;
  }
  value_ += text;
}

void AnswerScanner::EndValue() {
  state_ = in_list_ ? State::kAfterElement : State::kAfterValue;
  switch (sink_) {
    case Sink::kElement: failure_ = element_(value_); break;
    case Sink::kMeta: meta_ = value_; break;
    case Sink::kError:
      error_ = value_;
      has_error_ = has_error_ || too_large_ || !SaysNothing(value_);
      break;
    case Sink::kNone: break;
  }
}

void AnswerScanner::BeginList() {
  has_list_ = in_list_ = true;
  state_ = State::kElementOrEnd;
}

void AnswerScanner::EndList() {
  in_list_ = false;
  state_ = bare_list_ ? State::kEnd : State::kAfterValue;
}

}  // namespace telar::pos::klk
