#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.h"

namespace telar::invoices::templates {

/// A pattern of Python's `re`, said in the syntax of PCRE2 10.42 with UTF and UCP on and newline
/// set to LF.
struct PythonPattern {
  std::string pcre;  ///< Groups are numbered as in Python; none is named.
  std::vector<std::pair<std::string, int>> names;  ///< Named groups in the order of their numbers.
  int groups = 0;
  bool caseless = false, multiline = false, dot_all = false, ascii = false;
};

/// Translates what differs: {,n} and literal braces, \Z, \v, \u and octal escapes, [ inside a
/// class, named groups and references to them, conditions, flags for the whole pattern, verbose
/// patterns. Flags for the whole pattern count wherever they stand (Python 3.11 wants them first).
/// Of the `regex` module's syntax, \p{…}, \P{…}, \X, \R and (?<name>…) are taken.
///
/// kInvalidInput with the cause and its place in the pattern for what Python refuses (unknown
/// escapes and extensions, a name used twice, an unknown name) and for what only the `regex` module
/// knows: fuzzy matching ({e<=1}), recursion, branch reset, \K, \m, \M, \L and others.
/// What is left for PCRE2 to refuse: unbalanced parentheses, nothing to repeat, a lookbehind
/// without a length.
Result<PythonPattern> TranslatePython(std::string_view pattern);

}  // namespace telar::invoices::templates
