#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "core/result.h"

namespace telar::pos::klk {

/// Splits a JSON document (RFC 8259) that arrives in pieces into what a KLK answer is made of: the
/// elements of one list, the object `meta`, and `error`. The document is
///
///   {"meta": {…}, "ventas": [element, …]}      members in any order, unknown ones skipped
///   [element, …]                               no meta
///
/// Only structure is looked at: strings, brackets and, outside of elements, commas and colons. What
/// is inside an element is its reader's business, so that one that is broken inside loses no other.
/// A byte order mark before the document and raw control characters in strings, which JSON does not
/// allow, are taken; the latter come out escaped.
///
/// Memory is bounded by kMostValueBytes, whatever arrives. Every byte is looked at once. The
/// outcome does not depend on where the pieces are cut. One thread at a time.
class AnswerScanner {
 public:
  /// The text of one element, valid during the call; "" for one of more than kMostValueBytes.
  using ElementFn = std::function<Status(std::string_view element)>;

  static constexpr std::size_t kMostValueBytes = std::size_t{1} << 20;
  static constexpr int kDeepest = 64;  ///< Brackets within a value of the document.

  /// `list` is the member with the elements. Without `element` they are counted only.
  explicit AnswerScanner(std::string list, ElementFn element = {});

  /// kInvalidInput when this cannot become such a document (HTML, brackets that do not match, a
  /// comma too many, the list twice), naming the byte; what `element` returned. A failure is final:
  /// it is returned by every later call.
  Status Add(std::string_view piece);
  /// After the last piece. kUnavailable when nothing but blanks came, or the document is not
  /// complete.
  Status Finish();

  /// Whether the list was there; null and other values are no list.
  bool has_list() const { return has_list_; }
  /// Elements so far, of whatever kind.
  std::int64_t elements() const { return elements_; }
  /// JSON text of the value of `meta`; "" when there is none or it is larger than kMostValueBytes.
  const std::string& meta() const { return meta_; }
  /// The document has a member `error` that is not null, false, 0 or empty.
  bool has_error() const { return has_error_; }
  /// JSON text of that member; "" when there is none or it is larger than kMostValueBytes.
  const std::string& error() const { return error_; }

 private:
  enum class State {
    kStart,
    kKeyOrEnd,
    kKey,
    kInKey,
    kColon,
    kValue,
    kInValue,
    kAfterValue,
    kElementOrEnd,
    kElement,
    kAfterElement,
    kEnd
  };
  enum class Sink { kNone, kElement, kMeta, kError };

  void Break(std::string_view cause);
  /// Consumes bytes from `rest`, at least one where no value ends; returns how many.
  std::size_t Step(std::string_view rest);
  void At(char c);
  void AtStart(char c);
  void AtKeyByte(char c);
  void BeginMember(char c);
  void BeginValue(char c, Sink sink);
  std::size_t InValue(std::string_view rest);
  void EndValue();
  void BeginList();
  void EndList();
  void Open(char bracket);
  void Close(char bracket);
  void Keep(std::string_view text);

  const std::string list_;
  const ElementFn element_;

  State state_ = State::kStart;
  Status failure_;
  std::uint64_t offset_ = 0;  // bytes before the present one
  int mark_ = 0;              // bytes of a byte order mark seen
  bool has_list_ = false, in_list_ = false, bare_list_ = false, has_error_ = false;
  std::int64_t elements_ = 0;
  std::string key_, meta_, error_;

  // The value in progress.
  Sink sink_ = Sink::kNone;
  std::string value_;
  bool too_large_ = false;
  bool in_string_ = false, escaped_ = false, scalar_ = false;
  int depth_ = 0;
  std::uint64_t brackets_ = 0;  // one bit a level, set for '['
};

}  // namespace telar::pos::klk
