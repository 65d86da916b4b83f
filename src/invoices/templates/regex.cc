#include "invoices/templates/regex.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <algorithm>

#include "core/text.h"
#include "invoices/templates/python_pattern.h"

namespace telar::invoices::templates {
namespace {

constexpr std::size_t kLongestPattern = 16 << 10;
// Places of the text that one call of the matcher looks at: few at first, so that a call that turns
// out slow ends soon; more while calls are quick.
constexpr std::size_t kFirstStretch = 32, kLongestStretch = 64 << 10;
constexpr std::chrono::milliseconds kQuick{5}, kSlow{50};

template <auto Free>
struct Freer {
  template <typename T>
  void operator()(T* pointer) const {
    Free(pointer);
  }
};
using CompiledCode = std::unique_ptr<pcre2_code, Freer<pcre2_code_free>>;
using CompileContext = std::unique_ptr<pcre2_compile_context, Freer<pcre2_compile_context_free>>;
using MatchContext = std::unique_ptr<pcre2_match_context, Freer<pcre2_match_context_free>>;
using MatchData = std::unique_ptr<pcre2_match_data, Freer<pcre2_match_data_free>>;

std::size_t NextCharacter(std::string_view text, std::size_t at) {
  ++at;
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
  return at;
}

std::string_view Cut(std::string_view text, const Place& place) {
  return text.substr(place.first, place.last - place.first);
}

}  // namespace

struct Regex::Code {
  CompiledCode compiled;
};

Regex::~Regex() = default;

Result<std::shared_ptr<const Regex>> Regex::Compile(std::string_view pattern) {
  if (pattern.size() > kLongestPattern) {
    return Status::LimitExceeded("longer than " + std::to_string(kLongestPattern) + " bytes");
  }
  TELAR_ASSIGN_OR_RETURN(PythonPattern python, TranslatePython(pattern));
  std::uint32_t options =
      PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C | PCRE2_ALT_CIRCUMFLEX | PCRE2_USE_OFFSET_LIMIT;
  if (!python.ascii) options |= PCRE2_UCP;
  if (python.caseless) options |= PCRE2_CASELESS;
  if (python.multiline) options |= PCRE2_MULTILINE;
  if (python.dot_all) options |= PCRE2_DOTALL;
  const CompileContext context(pcre2_compile_context_create(nullptr));
  if (context == nullptr) return Status::LimitExceeded("out of memory");
  pcre2_set_newline(context.get(), PCRE2_NEWLINE_LF);
  pcre2_set_bsr(context.get(), PCRE2_BSR_UNICODE);
  pcre2_set_parens_nest_limit(context.get(), 100);
  int error = 0;
  PCRE2_SIZE place = 0;
  CompiledCode compiled(pcre2_compile(reinterpret_cast<PCRE2_SPTR>(python.pcre.data()),
                                      python.pcre.size(), options, &error, &place, context.get()));
  if (compiled == nullptr) {
    PCRE2_UCHAR message[256];
    pcre2_get_error_message(error, message, sizeof message);
    return Status::InvalidInput(reinterpret_cast<const char*>(message));
  }
  const std::shared_ptr<Regex> regex(new Regex());
  regex->code_ = std::make_unique<Code>(Code{std::move(compiled)});
  regex->groups_ = python.groups;
  regex->names_ = std::move(python.names);
  return std::shared_ptr<const Regex>(regex);
}

Result<std::optional<Match>> Regex::SearchFrom(std::string_view text, std::size_t from,
                                               bool not_empty, Matching& matching) const {
  const MatchLimits& limits = matching.limits();
  const MatchContext context(pcre2_match_context_create(nullptr));
  const MatchData data(pcre2_match_data_create(static_cast<std::uint32_t>(groups_ + 1), nullptr));
  if (context == nullptr || data == nullptr) return Status::LimitExceeded("match: out of memory");
  pcre2_set_match_limit(context.get(), limits.steps);
  pcre2_set_heap_limit(context.get(), limits.heap_kib);
  std::size_t stretch = kFirstStretch;
  while (true) {
    if (matching.expired()) {
      return Status::LimitExceeded("match: all patterns together took longer than " +
                                   FormatDuration(limits.time));
    }
    const std::size_t last = std::min(text.size(), from + stretch);
    pcre2_set_offset_limit(context.get(), last);
    const auto before = matching.clock().Steady();
    const int found = pcre2_match(
        code_->compiled.get(), reinterpret_cast<PCRE2_SPTR>(text.data()), text.size(), from,
        PCRE2_NO_UTF_CHECK | (not_empty ? PCRE2_NOTEMPTY_ATSTART : 0U), data.get(), context.get());
    if (found > 0) {
      const PCRE2_SIZE* bounds = pcre2_get_ovector_pointer(data.get());
      Match match;
      match.groups.resize(static_cast<std::size_t>(groups_) + 1);
      for (int i = 0; i < found && i <= groups_; ++i) {
        if (bounds[2 * i] == PCRE2_UNSET) continue;
        match.groups[static_cast<std::size_t>(i)] = Place{bounds[2 * i], bounds[2 * i + 1]};
      }
      return std::optional(std::move(match));
    }
    if (found != PCRE2_ERROR_NOMATCH) {
      if (found == PCRE2_ERROR_MATCHLIMIT || found == PCRE2_ERROR_DEPTHLIMIT) {
        return Status::LimitExceeded("match: more than " + std::to_string(limits.steps) +
                                     " steps from one place");
      }
      if (found == PCRE2_ERROR_HEAPLIMIT || found == PCRE2_ERROR_NOMEMORY) {
        return Status::LimitExceeded("match: more than " + std::to_string(limits.heap_kib) +
                                     " KiB of memory");
      }
      return Status::Internal("match: error " + std::to_string(found) + " of the matcher");
    }
    if (last >= text.size()) return std::optional<Match>();
    from = NextCharacter(text, last);
    not_empty = false;
    const auto took = matching.clock().Steady() - before;
    if (took < kQuick) stretch = std::min(stretch * 4, kLongestStretch);
    else if (took > kSlow) stretch = std::max<std::size_t>(stretch / 16, 1);
  }
}

Result<std::optional<Match>> Regex::Search(std::string_view text, Matching& matching,
                                           std::size_t from) const {
  return SearchFrom(text, from, false, matching);
}

Result<std::vector<Match>> Regex::FindAll(std::string_view text, Matching& matching) const {
  std::vector<Match> matches;
  std::size_t from = 0;
  bool after_empty = false;
  while (from <= text.size()) {
    TELAR_ASSIGN_OR_RETURN(std::optional<Match> match,
                           SearchFrom(text, from, after_empty, matching));
    if (!match) break;
    if (matches.size() == matching.limits().matches) {
      return Status::LimitExceeded("match: more than " + std::to_string(matches.size()) +
                                   " matches");
    }
    from = match->whole().last;
    after_empty = match->whole().first == match->whole().last;
    matches.push_back(*std::move(match));
  }
  return matches;
}

Result<std::vector<Place>> Regex::Split(std::string_view text, Matching& matching) const {
  TELAR_ASSIGN_OR_RETURN(const std::vector<Match> matches, FindAll(text, matching));
  std::vector<Place> pieces;
  std::size_t from = 0;
  for (const Match& match : matches) {
    pieces.push_back({from, match.whole().first});
    for (std::size_t i = 1; i < match.groups.size(); ++i) {
      if (match.groups[i]) pieces.push_back(*match.groups[i]);
    }
    from = match.whole().last;
  }
  pieces.push_back({from, text.size()});
  return pieces;
}

Result<std::string> Regex::Expand(std::string_view replacement, std::string_view text,
                                  const Match& match) const {
  const auto bad = [](std::string_view what) {
    return Status::InvalidInput("replacement: " + std::string(what));
  };
  std::string out;
  const auto put = [&](int number) {
    if (number < 0 || number > groups_) return false;
    const auto& group = match.groups[static_cast<std::size_t>(number)];
    if (group) out += Cut(text, *group);
    return true;
  };
  const auto digit = [&](std::size_t at) {
    return at < replacement.size() && replacement[at] >= '0' && replacement[at] <= '9';
  };
  for (std::size_t at = 0; at < replacement.size();) {
    if (replacement[at] != '\\') {
      out += replacement[at++];
      continue;
    }
    if (++at >= replacement.size()) return bad("a backslash at the end");
    const char c = replacement[at++];
    if (c == 'g') {
      const std::size_t end = replacement.find('>', at);
      if (at >= replacement.size() || replacement[at] != '<' || end == replacement.npos) {
        return bad("\\g without <name>");
      }
      const std::string name(replacement.substr(at + 1, end - at - 1));
      at = end + 1;
      int number = -1;
      const bool digits =
          !name.empty() && name.size() < 4 && name.find_first_not_of("0123456789") == name.npos;
      if (digits) number = std::stoi(name);
      for (const auto& [known, group] : names_) {
        if (known == name) number = group;
      }
      if (!put(number)) return bad("no group of that name");
    } else if (c == '0') {
      int value = 0;
      for (int i = 0; i < 2 && digit(at) && replacement[at] < '8'; ++i) {
        value = value * 8 + (replacement[at++] - '0');
      }
      out += EncodeUtf8(std::u32string(1, static_cast<char32_t>(value)));
    } else if (c >= '1' && c <= '9') {
      int number = c - '0';
      if (digit(at)) number = number * 10 + (replacement[at++] - '0');
      if (!put(number)) return bad("no group of that number");
    } else {
      constexpr std::string_view kLetters = "abfnrtv", kMeanings = "\a\b\f\n\r\t\v";
      const std::size_t known = kLetters.find(c);
      if (known != kLetters.npos) {
        out += kMeanings[known];
      } else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
        return bad(std::string("unknown escape \\") + c);
      } else {
        out += '\\';
        out += c;
        if (c == '\\') out.pop_back();
      }
    }
  }
  return out;
}

Result<std::string> Regex::Substitute(std::string_view replacement, std::string_view text,
                                      Matching& matching) const {
  TELAR_ASSIGN_OR_RETURN(const std::vector<Match> matches, FindAll(text, matching));
  std::string out;
  std::size_t from = 0;
  for (const Match& match : matches) {
    out += text.substr(from, match.whole().first - from);
    TELAR_ASSIGN_OR_RETURN(const std::string put, Expand(replacement, text, match));
    out += put;
    from = match.whole().last;
    if (out.size() > matching.limits().text_bytes) {
      return Status::LimitExceeded("substitute: the text grows beyond " +
                                   std::to_string(matching.limits().text_bytes) + " bytes");
    }
  }
  out += text.substr(from);
  return out;
}

}  // namespace telar::invoices::templates
