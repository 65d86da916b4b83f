#include "invoices/templates/python_pattern.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>

namespace telar::invoices::templates {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsOctal(char c) { return c >= '0' && c <= '7'; }
bool IsHex(char c) { return IsDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsNameByte(char c) {
  return IsLetter(c) || IsDigit(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}
bool IsSpace(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

std::string CodePoint(std::uint32_t value) {
  char text[16];
  std::snprintf(text, sizeof text, "\\x{%x}", value);
  return text;
}

class Translator {
 public:
  Translator(std::string_view in, bool verbose) : in_(in), verbose_(verbose) {}

  Result<PythonPattern> Translate() {
    while (at_ < in_.size()) TELAR_RETURN_IF_ERROR(Next());
    return std::move(out_);
  }

  bool wants_verbose() const { return wants_verbose_; }

 private:
  Status Next() {
    const char c = in_[at_];
    if (verbose_ && IsSpace(c)) {
      ++at_;
      return {};
    }
    if (verbose_ && c == '#') {
      at_ = std::min(in_.find('\n', at_), in_.size());
      return {};
    }
    switch (c) {
      case '\\': return Escape();
      case '[': return Class();
      case '(': return Group();
      case ')':
        if (!verbose_stack_.empty()) {
          verbose_ = verbose_stack_.back();
          verbose_stack_.pop_back();
        }
        break;
      case '{': return Brace();
      default: break;
    }
    Put(std::string_view(&in_[at_], 1));
    ++at_;
    return {};
  }

  // {m}, {m,}, {,n}, {m,n} and {,} repeat; any other brace is itself.
  Status Brace() {
    const std::size_t start = at_++;
    const auto digits = [&] {
      const std::size_t from = at_;
      while (at_ < in_.size() && IsDigit(in_[at_])) ++at_;
      return std::string(in_.substr(from, at_ - from));
    };
    const std::string least = digits();
    bool comma = false;
    std::string most = least;
    if (at_ < in_.size() && in_[at_] == ',') {
      comma = true;
      ++at_;
      most = digits();
    }
    if (at_ >= in_.size() || in_[at_] != '}' || (least.empty() && !comma)) {
      at_ = start;
      if (LooksFuzzy()) {
        return Fail(start, "fuzzy matching is a feature of Python's regex module");
      }
      Put("\\{");
      ++at_;
      return {};
    }
    ++at_;
    if (least.size() > 5 || most.size() > 5) return Fail(start, "more than 65535 repetitions");
    std::string repeat = "{" + (least.empty() ? "0" : least);
    if (comma) repeat += "," + most;
    Put(repeat + "}");
    return {};
  }

  bool LooksFuzzy() const {
    const std::size_t end = in_.find('}', at_);
    if (end == in_.npos || end == at_ + 1) return false;
    const std::string_view inside = in_.substr(at_ + 1, end - at_ - 1);
    if (inside.find_first_not_of("0123456789eids<=+, ") != inside.npos) return false;
    const bool kind = inside.find_first_of("eids") != inside.npos;
    return kind && (inside.size() == 1 || inside.find('<') != inside.npos);
  }

  Result<std::uint32_t> Hex(std::size_t count) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < count; ++i, ++at_) {
      if (at_ >= in_.size() || !IsHex(in_[at_])) {
        return Fail(at_, "expected " + std::to_string(count) + " hexadecimal digits");
      }
      const char c = in_[at_];
      const int digit = IsDigit(c) ? c - '0' : (c | 0x20) - 'a' + 10;
      value = value * 16 + static_cast<std::uint32_t>(digit);
    }
    if (value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) {
      return Fail(at_, "no such character");
    }
    return value;
  }

  std::uint32_t Octal(std::size_t most) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < most && at_ < in_.size() && IsOctal(in_[at_]); ++i, ++at_) {
      value = value * 8 + static_cast<std::uint32_t>(in_[at_] - '0');
    }
    return value;
  }

  // Escapes that mean one character in a class and outside of it.
  Result<bool> CharacterEscape(char c) {
    switch (c) {
      case 'a': Put("\\x07"); return true;
      case 'f':
      case 'n':
      case 'r':
      case 't': Put(std::string("\\") + c); return true;
      case 'v': Put("\\x0b"); return true;
      case 'x':
      case 'u':
      case 'U': {
        TELAR_ASSIGN_OR_RETURN(const std::uint32_t value, Hex(c == 'x' ? 2 : c == 'u' ? 4 : 8));
        Put(CodePoint(value));
        return true;
      }
      default: return false;
    }
  }

  Status Property(char c) {
    std::string text = std::string("\\") + c;
    if (at_ < in_.size() && in_[at_] == '{') {
      const std::size_t end = in_.find('}', at_);
      if (end == in_.npos) return Fail(at_, "a property without its closing brace");
      text += in_.substr(at_, end - at_ + 1);
      at_ = end + 1;
    } else if (at_ < in_.size() && IsLetter(in_[at_])) {
      text += in_[at_++];
    } else {
      return Fail(at_, "a property without a name");
    }
    Put(text);
    return {};
  }

  Status Escape() {
    const std::size_t start = at_++;
    if (at_ >= in_.size()) return Fail(start, "a backslash at the end");
    const char c = in_[at_++];
    if (c == '0') {
      Put(CodePoint(Octal(2)));
      return {};
    }
    if (IsDigit(c)) return Reference(start, c);
    TELAR_ASSIGN_OR_RETURN(const bool character, CharacterEscape(c));
    if (character) return {};
    switch (c) {
      case 'A':
      case 'b':
      case 'B':
      case 'd':
      case 'D':
      case 's':
      case 'S':
      case 'w':
      case 'W':
      case 'X':
      case 'R': Put(std::string("\\") + c); return {};
      case 'Z': Put("\\z"); return {};
      case 'p':
      case 'P': return Property(c);
      default: break;
    }
    return Literal(start, c);
  }

  Status Literal(std::size_t start, char c) {
    if (IsLetter(c)) return Fail(start, std::string("unknown escape \\") + c);
    if (static_cast<unsigned char>(c) < 0x80) Put(std::string("\\") + c);
    else Put(std::string(1, c));
    return {};
  }

  Status Reference(std::size_t start, char first) {
    std::string number(1, first);
    if (at_ < in_.size() && IsDigit(in_[at_])) {
      const bool octal =
          IsOctal(first) && IsOctal(in_[at_]) && at_ + 1 < in_.size() && IsOctal(in_[at_ + 1]);
      if (octal) {
        --at_;
        const std::uint32_t value = Octal(3);
        if (value > 0377) return Fail(start, "an octal escape beyond 0o377");
        Put(CodePoint(value));
        return {};
      }
      number += in_[at_++];
    }
    if (std::stoi(number) > out_.groups) return Fail(start, "no such group");
    Put("\\g{" + number + "}");
    return {};
  }

  Status Class() {
    const std::size_t start = at_++;
    std::string_view open = "[";
    if (at_ < in_.size() && in_[at_] == '^') {
      open = "[^";
      ++at_;
    }
    Put(open);
    for (bool first = true;; first = false) {
      if (at_ >= in_.size()) return Fail(start, "a character set without its closing bracket");
      const char c = in_[at_];
      if (c == ']' && !first) break;
      if (c == '\\') {
        TELAR_RETURN_IF_ERROR(ClassEscape());
        continue;
      }
      // PCRE2 knows [:alpha:], [.a.] and [=a=]; Python knows no such thing.
      const bool special = c == '[' || c == ']' || ((c == ':' || c == '.' || c == '=') && first);
      if (special) Put("\\");
      Put(std::string(1, c));
      ++at_;
    }
    Put("]");
    ++at_;
    return {};
  }

  Status ClassEscape() {
    const std::size_t start = at_++;
    if (at_ >= in_.size()) return Fail(start, "a backslash at the end");
    const char c = in_[at_++];
    if (IsOctal(c)) {
      --at_;
      const std::uint32_t value = Octal(3);
      if (value > 0377) return Fail(start, "an octal escape beyond 0o377");
      Put(CodePoint(value));
      return {};
    }
    TELAR_ASSIGN_OR_RETURN(const bool character, CharacterEscape(c));
    if (character) return {};
    switch (c) {
      case 'b': Put("\\x08"); return {};
      case 'd':
      case 'D':
      case 's':
      case 'S':
      case 'w':
      case 'W': Put(std::string("\\") + c); return {};
      case 'p':
      case 'P': return Property(c);
      default: break;
    }
    if (IsDigit(c)) return Fail(start, std::string("unknown escape \\") + c);
    return Literal(start, c);
  }

  Result<std::string> Name(char end) {
    const std::size_t start = at_;
    while (at_ < in_.size() && IsNameByte(in_[at_])) ++at_;
    std::string name(in_.substr(start, at_ - start));
    if (name.empty() || at_ >= in_.size() || in_[at_] != end) {
      return Fail(start, "a group's name is not well formed");
    }
    ++at_;
    return name;
  }

  int NumberOf(const std::string& name) const {
    for (const auto& [known, number] : out_.names) {
      if (known == name) return number;
    }
    return 0;
  }

  void Open(std::string_view text) {
    verbose_stack_.push_back(verbose_);
    Put(text);
  }

  Status NamedGroup(std::size_t start, char end) {
    TELAR_ASSIGN_OR_RETURN(std::string name, Name(end));
    if (IsDigit(name[0])) return Fail(start, "a group's name begins with a digit");
    if (NumberOf(name) != 0) return Fail(start, "a group's name is used twice");
    out_.names.emplace_back(std::move(name), ++out_.groups);
    Open("(");
    return {};
  }

  Status Group() {
    const std::size_t start = at_++;
    const auto peek = [&](std::size_t ahead) {
      return at_ + ahead < in_.size() ? in_[at_ + ahead] : '\0';
    };
    if (peek(0) == '*') return Fail(start, "nothing to repeat");
    if (peek(0) != '?') {
      ++out_.groups;
      Open("(");
      return {};
    }
    ++at_;
    const char c = peek(0);
    if (c == ':' || c == '=' || c == '!' || c == '>') {
      ++at_;
      Open(std::string("(?") + c);
      return {};
    }
    if (c == '<' && (peek(1) == '=' || peek(1) == '!')) {
      Open(std::string("(?<") + peek(1));
      at_ += 2;
      return {};
    }
    if (c == '<') {
      ++at_;
      return NamedGroup(start, '>');
    }
    if (c == 'P' && peek(1) == '<') {
      at_ += 2;
      return NamedGroup(start, '>');
    }
    if (c == 'P' && peek(1) == '=') {
      at_ += 2;
      TELAR_ASSIGN_OR_RETURN(const std::string name, Name(')'));
      const int number = NumberOf(name);
      if (number == 0) return Fail(start, "unknown group name");
      Put("\\g{" + std::to_string(number) + "}");
      return {};
    }
    if (c == '#') {
      const std::size_t end = in_.find(')', at_);
      if (end == in_.npos) return Fail(start, "a comment without its end");
      at_ = end + 1;
      return {};
    }
    if (c == '(') {
      ++at_;
      TELAR_ASSIGN_OR_RETURN(const std::string name, Name(')'));
      const bool digits = std::all_of(name.begin(), name.end(), IsDigit);
      if (digits && name.size() > 3) return Fail(start, "no such group");
      const int number = digits ? std::stoi(name) : NumberOf(name);
      if (number == 0) return Fail(start, "unknown group name");
      Open("(?(" + std::to_string(number) + ")");
      return {};
    }
    if (c == '|' || c == '&' || c == 'R' || IsDigit(c) || c == 'P') {
      return Fail(start, "recursion and branch reset are features of Python's regex module");
    }
    return Flags(start);
  }

  Status Flags(std::size_t start) {
    bool off = false, ascii = false, extended = false, not_extended = false;
    std::string on_letters, off_letters;
    for (;; ++at_) {
      if (at_ >= in_.size()) return Fail(start, "flags without their end");
      const char c = in_[at_];
      if (c == ')' || c == ':') break;
      if (c == '-' && !off) {
        off = true;
        continue;
      }
      if (c == 'u') continue;
      if (c == 'a' && !off) {
        ascii = true;
        continue;
      }
      if (c == 'x') {
        (off ? not_extended : extended) = true;
        continue;
      }
      if (c != 'i' && c != 'm' && c != 's') return Fail(start, "unknown extension");
      (off ? off_letters : on_letters) += c;
    }
    if (in_[at_++] == ')') {
      if (off) return Fail(start, "flags can be turned off for a group only");
      out_.caseless |= on_letters.find('i') != on_letters.npos;
      out_.multiline |= on_letters.find('m') != on_letters.npos;
      out_.dot_all |= on_letters.find('s') != on_letters.npos;
      out_.ascii |= ascii;
      wants_verbose_ |= extended;
      return {};
    }
    if (ascii) return Fail(start, "the flag a for a part of a pattern is not supported");
    std::string open = "(?" + on_letters;
    if (!off_letters.empty()) open += "-" + off_letters;
    Open(open + ":");
    if (extended) verbose_ = true;
    if (not_extended) verbose_ = false;
    return {};
  }

  void Put(std::string_view text) { out_.pcre += text; }

  static Status Fail(std::size_t place, std::string cause) {
    return Status::InvalidInput("at character " + std::to_string(place + 1) + ": " +
                                std::move(cause));
  }

  const std::string_view in_;
  std::size_t at_ = 0;
  bool verbose_;
  bool wants_verbose_ = false;
  std::vector<bool> verbose_stack_;
  PythonPattern out_;
};

}  // namespace

Result<PythonPattern> TranslatePython(std::string_view pattern) {
  Translator translator(pattern, false);
  Result<PythonPattern> plain = translator.Translate();
  if (!translator.wants_verbose()) return plain;
  return Translator(pattern, true).Translate();
}

}  // namespace telar::invoices::templates
