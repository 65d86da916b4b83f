#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/clock.h"
#include "core/result.h"

namespace telar::invoices::templates {

/// What matching may cost. A pattern that wants more fails with kLimitExceeded, so that neither a
/// hostile template nor a hostile document can hold a run.
struct MatchLimits {
  std::uint32_t steps = 2'000'000;          ///< Of the matcher from one place of the text.
  std::uint32_t heap_kib = 64 << 10;        ///< Memory of the matcher.
  std::size_t matches = 100'000;            ///< Found by one call.
  std::size_t text_bytes = 16 << 20;        ///< Of a text after a substitution.
  Duration time = std::chrono::seconds(5);  ///< All matching of one Matching together.
};

/// The patience for one template on one document: made once, handed to every match. `clock` is
/// borrowed. For one thread.
class Matching {
 public:
  explicit Matching(const Clock& clock, MatchLimits limits = {})
      : clock_(clock), limits_(limits), deadline_(Deadline::After(clock, limits.time)) {}
  const Clock& clock() const { return clock_; }
  const MatchLimits& limits() const { return limits_; }
  bool expired() const { return deadline_.Expired(clock_); }

 private:
  const Clock& clock_;
  const MatchLimits limits_;
  const Deadline deadline_;
};

/// Bytes [first, last) of a text.
struct Place {
  std::size_t first = 0, last = 0;
};

/// One match: group 0 is the whole, absent groups took no part.
struct Match {
  std::vector<std::optional<Place>> groups;
  Place whole() const { return *groups[0]; }
};

/// A compiled pattern of Python's `re` (python_pattern.h), matched by PCRE2 without JIT. Texts are
/// valid UTF-8. Results are those of Python 3.7 and later, also for empty matches. Immutable, safe
/// to share between threads.
///
/// Errors of matching: kLimitExceeded (limits above), kCancelled never.
class Regex {
 public:
  /// kInvalidInput with the cause and its place, kLimitExceeded for what compiles to too much.
  static Result<std::shared_ptr<const Regex>> Compile(std::string_view pattern);
  ~Regex();
  Regex(const Regex&) = delete;
  Regex& operator=(const Regex&) = delete;

  int groups() const { return groups_; }
  const std::vector<std::pair<std::string, int>>& names() const { return names_; }

  /// The first match at or after `from`.
  Result<std::optional<Match>> Search(std::string_view text, Matching& matching,
                                      std::size_t from = 0) const;
  /// Python's finditer.
  Result<std::vector<Match>> FindAll(std::string_view text, Matching& matching) const;
  /// Python's split: the pieces between matches, with the groups of each match between them; groups
  /// that took no part are left out.
  Result<std::vector<Place>> Split(std::string_view text, Matching& matching) const;
  /// Python's sub with a replacement of its syntax: \1, \g<1>, \g<name>, \n and so on.
  /// kInvalidInput when the replacement is not well formed.
  Result<std::string> Substitute(std::string_view replacement, std::string_view text,
                                 Matching& matching) const;

 private:
  struct Code;
  Regex() = default;
  Result<std::optional<Match>> SearchFrom(std::string_view text, std::size_t from, bool not_empty,
                                          Matching& matching) const;
  Result<std::string> Expand(std::string_view replacement, std::string_view text,
                             const Match& match) const;

  std::unique_ptr<Code> code_;
  int groups_ = 0;
  std::vector<std::pair<std::string, int>> names_;
};

}  // namespace telar::invoices::templates
