#include "samples/tds/tds_session.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/text.h"

namespace telar::samples::tds {
namespace {

// Tokens of [MS-TDS] 2.2.7.
enum Token : std::uint8_t {
  kReturnStatus = 0x79,
  kColumns = 0x81,
  kError = 0xAA,
  kReturnValue = 0xAC,
  kLoginAck = 0xAD,
  kRow = 0xD1,
  kEnvironment = 0xE3,
  kDone = 0xFD,
  kDoneCall = 0xFE,
  kDoneInCall = 0xFF,
};
enum DoneState : std::uint16_t {
  kFinal = 0,
  kMore = 1,
  kFailed = 2,
  kCounted = 0x10,
  kStopped = 0x20
};
enum Environment : std::uint8_t { kDatabase = 1, kPacketSize = 4, kCollation = 7 };
// Procedures that are called by number, 2.2.6.6.
enum Procedure : std::uint16_t {
  kExecuteSql = 10,
  kPrepare = 11,
  kExecute = 12,
  kPrepExec = 13,
  kUnprepare = 15
};
constexpr std::string_view kCollationBytes("\x09\x04\xD0\x00\x34", 5);
constexpr std::string_view kName = "telar-samples";
constexpr std::chrono::hours kForEver(24 * 365);
constexpr std::uint32_t kVersion72 = 0x72090002, kVersion74 = 0x74000004;

std::string Short(std::string_view text) {
  const std::string wide = ToUtf16(text);
  std::string out;
  Append(out, wide.size() / 2, 1);
  return out + wide;
}

std::string Sized(std::uint8_t token, std::string_view body) {
  std::string out;
  Append(out, token, 1);
  Append(out, body.size(), 2);
  return out.append(body);
}

std::string Change(Environment what, std::string_view now, std::string_view before) {
  std::string body;
  Append(body, what, 1);
  return Sized(kEnvironment, body + Short(now) + Short(before));
}

/// What comes before the statement since 7.2: a length that includes itself, and headers.
void SkipHeaders(ByteReader& reader) {
  const std::uint64_t length = reader.Number(4);
  reader.Take(length < 4 ? 0 : length - 4);
}

std::string FirstWord(std::string_view sql) {
  sql = Trim(sql);
  return AsciiLower(sql.substr(0, sql.find_first_of(" \t\r\n;")));
}

std::optional<Procedure> ProcedureOf(std::string_view name) {
  const std::string lower = AsciiLower(name);
  if (lower == "sp_executesql") return kExecuteSql;
  if (lower == "sp_prepare") return kPrepare;
  if (lower == "sp_prepexec") return kPrepExec;
  if (lower == "sp_execute") return kExecute;
  if (lower == "sp_unprepare") return kUnprepare;
  return std::nullopt;
}

}  // namespace

void Session::Run() {
  Message message;
  while (channel_.Read(message)) {
    bool goes_on = true;
    switch (message.kind) {
      case Packet::kPrelogin: {
        if (options_.hang_at_login) {
          channel_.Wait(kForEver, true);
          return;
        }
        // Options of 2.2.6.5: version 16.0, no encryption, instance, thread, no MARS.
        constexpr std::string_view kAnswer(
            "\x00\x00\x1A\x00\x06\x01\x00\x20\x00\x01\x02\x00\x21\x00\x01\x03\x00\x22\x00\x00"
            "\x04\x00\x22\x00\x01\xFF\x10\x00\x00\x00\x00\x00\x02\x00\x00",
            35);
        goes_on = channel_.Write(kAnswer) && channel_.End();
        break;
      }
      case Packet::kLogin: goes_on = TakeLogin(message.body); break;
      case Packet::kBatch: goes_on = TakeBatch(message.body); break;
      case Packet::kRpc: goes_on = TakeCall(message.body); break;
      case Packet::kAttention:
        events_.attention();
        goes_on = Finish(kStopped, 0, false, 0);
        break;
      case Packet::kReply: return;
      default: return;
    }
    if (!goes_on) return;
  }
}

std::string Session::TokenOf(const Error& error) const {
  std::string body;
  Append(body, static_cast<std::uint32_t>(error.number), 4);
  Append(body, 1, 1);
  Append(body, error.severity, 1);
  const std::string wide = ToUtf16(error.message);
  Append(body, wide.size() / 2, 2);
  body += wide + Short(kName) + Short("");
  Append(body, 1, modern_ ? 4 : 2);
  return Sized(kError, body);
}

bool Session::Refuse(const Error& error) {
  channel_.Write(TokenOf(error));
  Finish(kFailed, 0, false, 0);
  return false;
}

bool Session::TakeLogin(std::string_view body) {
  // LOGIN7, 2.2.6.4: fixed part, then offsets and lengths in UTF-16 units of what follows.
  ByteReader fixed(body);
  fixed.Take(4);
  const auto version = static_cast<std::uint32_t>(fixed.Number(4));
  const std::uint64_t packet_size = fixed.Number(4);
  if (fixed.failed()) return false;
  modern_ = version >= kVersion72;
  const auto text = [&](std::size_t at) -> std::string_view {
    ByteReader offsets(body.substr(std::min(at, body.size())));
    const std::uint64_t offset = offsets.Number(2), length = offsets.Number(2) * 2;
    return offset > body.size() ? std::string_view{} : body.substr(offset, length);
  };
  Login login;
  login.host = FromUtf16(text(36));
  login.user = FromUtf16(text(40));
  std::string password(text(44));
  for (char& c : password) {
    const unsigned plain = static_cast<unsigned char>(c) ^ 0xA5u;
    c = static_cast<char>((plain << 4 | plain >> 4) & 0xFF);
  }
  login.password = FromUtf16(password);
  login.application = FromUtf16(text(48));
  login.database = FromUtf16(text(68));
  events_.login(login);
  if (!options_.user.empty() &&
      (login.user != options_.user || login.password != options_.password)) {
    return Refuse({18456, 14, "Login failed for user '" + login.user + "'."});
  }
  const auto& known = options_.databases;
  if (!known.empty() && !login.database.empty() &&
      std::find(known.begin(), known.end(), login.database) == known.end()) {
    return Refuse({4060, 11, "Cannot open database \"" + login.database + "\"."});
  }
  user_ = login.user;
  database_ = login.database.empty() ? "master" : login.database;
  const std::size_t size =
      packet_size == 0 ? 4096 : std::clamp<std::size_t>(packet_size, 512, 32767);
  std::string ack;
  Append(ack, 1, 1);
  const std::uint32_t ours = std::min(version, kVersion74);
  for (int shift = 24; shift >= 0; shift -= 8) Append(ack, ours >> shift, 1);
  ack += Short(kName) + std::string("\x10\x00\x00\x00", 4);
  std::string collation;
  Append(collation, kCollation, 1);
  Append(collation, kCollationBytes.size(), 1);
  collation.append(kCollationBytes) += '\0';
  const bool sent =
      channel_.Write(Change(kDatabase, database_, "master") + Sized(kEnvironment, collation) +
                     Sized(kLoginAck, ack) + Change(kPacketSize, std::to_string(size), "4096")) &&
      Finish(kFinal, 0, false, 0);
  channel_.set_packet_size(size);
  return sent;
}

bool Session::TakeBatch(std::string_view body) {
  ByteReader reader(body);
  if (modern_) SkipHeaders(reader);
  if (reader.failed()) return false;
  Request request;
  request.sql = FromUtf16(reader.rest());
  const std::string first = FirstWord(request.sql);
  if (first == "set") return Finish(kFinal, 0, false, 0);
  if (first == "use") {
    std::string name(Trim(Trim(request.sql).substr(3)));
    std::erase_if(name, [](char c) { return c == '[' || c == ']' || c == '"' || c == ';'; });
    const std::string before = std::exchange(database_, name);
    return channel_.Write(Change(kDatabase, database_, before)) && Finish(kFinal, 0, false, 0);
  }
  return Do(request, false);
}

bool Session::TakeCall(std::string_view body) {
  ByteReader reader(body);
  if (modern_) SkipHeaders(reader);
  const std::uint64_t length = reader.Number(2);
  std::optional<Procedure> procedure;
  std::string name;
  if (length == 0xFFFF) {
    procedure = static_cast<Procedure>(reader.Number(2));
  } else {
    name = FromUtf16(reader.Take(length * 2));
    procedure = ProcedureOf(name);
  }
  reader.Take(2);
  std::vector<Parameter> given;
  while (!reader.empty()) {
    const std::uint64_t name_length = reader.Byte();
    std::string own = FromUtf16(reader.Take(name_length * 2));
    reader.Byte();
    auto parameter = DecodeParameter(reader);
    if (!parameter.ok()) {
      channel_.Write(TokenOf({8009, 16, parameter.status().message()}));
      return Finish(kFailed, 0, true, 0);
    }
    parameter->name = std::move(own);
    given.push_back(*std::move(parameter));
  }
  if (reader.failed()) return false;
  // Where the statement stands, and how many arguments come before those of the statement.
  std::size_t sql = 0, skip = 0;
  switch (procedure.value_or(Procedure{})) {
    case kExecuteSql: sql = 0, skip = 2; break;
    case kPrepare: sql = 2, skip = given.size(); break;
    case kPrepExec: sql = 2, skip = 3; break;
    case kExecute: skip = 1; break;
    case kUnprepare:
      if (!given.empty()) prepared_.erase(std::atoi(given[0].value.value_or("0").c_str()));
      return Finish(kFinal, 0, true, 0);
    default:
      channel_.Write(TokenOf({2812, 16, "Could not find stored procedure '" + name + "'."}));
      return Finish(kFailed, 0, true, 0);
  }
  if (sql >= given.size()) {
    channel_.Write(TokenOf({201, 16, "The procedure expects a parameter that was not supplied."}));
    return Finish(kFailed, 0, true, 0);
  }
  Request request;
  std::int32_t handle = 0;
  if (procedure == kExecute) {
    const auto found = prepared_.find(std::atoi(given[0].value.value_or("0").c_str()));
    if (found == prepared_.end()) {
      channel_.Write(TokenOf({8179, 16, "Could not find prepared statement."}));
      return Finish(kFailed, 0, true, 0);
    }
    request.sql = found->second;
  } else {
    request.sql = given[sql].value.value_or("");
    if (procedure != kExecuteSql) {
      handle = prepared_.empty() ? 1 : prepared_.rbegin()->first + 1;
      prepared_[handle] = request.sql;
    }
  }
  if (procedure == kPrepare) return Finish(kFinal, 0, true, handle);
  skip = std::min(skip, given.size());
  request.parameters.assign(given.begin() + static_cast<std::ptrdiff_t>(skip), given.end());
  return Do(request, true, handle);
}

bool Session::Do(const Request& asked, bool call, std::int32_t handle) {
  Request request = asked;
  request.database = database_;
  request.user = user_;
  events_.request(request);
  return SendAnswer(options_.handler(request), call, handle);
}

bool Session::Interrupted(const Answer& answer) {
  if (answer.deaf || !channel_.TakeAttention()) return false;
  events_.attention();
  channel_.Discard();
  return Finish(kStopped, 0, false, 0);
}

bool Session::SendRows(const Answer& answer, std::int64_t& rows) {
  std::vector<Cell> row;
  std::string token;
  while (true) {
    row.clear();
    if (!answer.next || !answer.next(row)) return true;
    token.assign(1, static_cast<char>(kRow));
    row.resize(answer.columns.size());
    for (std::size_t i = 0; i < row.size(); ++i) {
      auto value = EncodeValue(answer.columns[i], row[i]);
      if (!value.ok()) return channel_.Write(TokenOf({50001, 16, value.status().message()}));
      token += *value;
    }
    if (answer.cut_after == rows) {
      token.resize(token.size() / 2);
      channel_.Write(token);
      channel_.Flush();
      channel_.Close(answer.reset);
      return false;
    }
    if (!channel_.Write(token)) return false;
    ++rows;
    events_.row();
  }
}

bool Session::SendAnswer(const Answer& answer, bool call, std::int32_t handle) {
  if (answer.delay.count() > 0 && !channel_.Wait(answer.delay, answer.deaf)) {
    return Interrupted(answer);
  }
  if (answer.reset && !answer.cut_after) {
    channel_.Close(true);
    return false;
  }
  std::int64_t rows = 0;
  if (!answer.columns.empty()) {
    std::string token;
    Append(token, kColumns, 1);
    Append(token, answer.columns.size(), 2);
    for (const Column& column : answer.columns) {
      constexpr std::uint64_t kNullable = 1;
      Append(token, 0, modern_ ? 4 : 2);
      Append(token, kNullable, 2);
      token += EncodeType(column) + Short(column.name);
    }
    if (!channel_.Write(token) || !SendRows(answer, rows)) return Interrupted(answer);
  }
  if (answer.hang) {
    channel_.Flush();
    channel_.Wait(kForEver, answer.deaf);
    return Interrupted(answer);
  }
  if (answer.error && !channel_.Write(TokenOf(*answer.error))) return Interrupted(answer);
  return Finish(answer.error             ? kFailed
                : answer.columns.empty() ? kFinal
                                         : kCounted,
                rows, call, handle);
}

bool Session::Finish(std::uint16_t status, std::int64_t rows, bool call, std::int32_t handle) {
  std::string out;
  const auto done = [&](std::uint8_t token, unsigned state) {
    Append(out, token, 1);
    Append(out, state, 2);
    Append(out, 0xC1, 2);  // SELECT
    Append(out, static_cast<std::uint64_t>(rows), modern_ ? 8 : 4);
  };
  if (!call) {
    done(kDone, status);
    return channel_.Write(out) && channel_.End();
  }
  done(kDoneInCall, status | kMore);
  Append(out, kReturnStatus, 1);
  Append(out, status == kFailed ? 1 : 0, 4);
  if (handle != 0) {
    Append(out, kReturnValue, 1);
    Append(out, 0, 2);
    out += Short("@handle");
    Append(out, 1, 1);
    Append(out, 0, modern_ ? 4 : 2);
    Append(out, 0, 2);
    const Column column{.name = "handle", .type = Type::kInt};
    out += EncodeType(column) + *EncodeValue(column, std::to_string(handle));
  }
  done(kDoneCall, status == kFailed ? kFailed : kFinal);
  return channel_.Write(out) && channel_.End();
}

}  // namespace telar::samples::tds
