#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace telar::documents::einvoice {

/// What one XML document may cost; beyond is kLimitExceeded.
struct XmlLimits {
  std::size_t bytes = 64U << 20;
  std::size_t depth = 100;             ///< Of elements in elements.
  std::size_t elements = 3'500'000;    ///< In the whole document; each takes 32 bytes.
  std::size_t attributes = 64;         ///< Of one element, namespace declarations included.
  std::size_t names = 20'000;          ///< Different names of elements and attributes.
  std::size_t name_bytes = 512;        ///< Of one element's or attribute's name, or its namespace.
  std::size_t text_bytes = 32U << 20;  ///< Of one element's own text or one attribute.
  /// What the parser itself may take besides the tree; a tag that does not fit is too long.
  std::size_t parser_bytes = 24U << 20;
};

class XmlTree;

/// One element of a tree: a place in it, cheap to copy, valid as long as the tree. A default one is
/// no element; every question of it is answered with nothing.
class XmlElement {
 public:
  XmlElement() = default;

  explicit operator bool() const { return tree_ != nullptr; }
  friend bool operator==(const XmlElement&, const XmlElement&) = default;

  std::string_view ns() const;    ///< URI of the namespace; empty when it has none.
  std::string_view name() const;  ///< Local name.
  /// Its own text and CDATA, without that of its children, blanks at both ends cut off.
  std::string_view text() const;
  /// How many blanks were cut off behind its text, 3 for more.
  int blanks_behind() const;
  /// What was cut off before its text: 0 nothing, 1 one space, 2 other blanks or several.
  int blanks_before() const;
  int line() const;  ///< 1-based, of its start tag.

  /// Value of the attribute with this local name, in any namespace.
  std::optional<std::string_view> Attribute(std::string_view name) const;

  XmlElement parent() const;
  XmlElement first_child() const;
  XmlElement next_sibling() const;

  /// The first child with this local name, in any namespace.
  XmlElement Child(std::string_view name) const;
  /// The first descendant along a path of local names: At("Price/PriceAmount").
  XmlElement At(std::string_view path) const;
  /// All descendants along a path of local names, in document order.
  std::vector<XmlElement> All(std::string_view path) const;

  /// "/Invoice/cac:InvoiceLine[3]/cbc:ID": prefixes as the document declares them, a number where
  /// the parent has several of that name.
  std::string Path() const;

 private:
  friend class XmlTree;
  XmlElement(const XmlTree* tree, std::uint32_t index) : tree_(tree), index_(index) {}
  const XmlTree* tree_ = nullptr;
  std::uint32_t index_ = 0;
};

/// An XML 1.0 document with namespaces, as a tree that only can be read (expat does the parsing).
///
/// Encodings: UTF-8, UTF-16, ISO-8859-1, US-ASCII, Windows-1252 and ISO-8859-15, and documents that
/// declare another of them than they are written in (encoding.h); everything the tree gives is
/// valid UTF-8. A document type declaration is refused, so there are no entities to resolve but the
/// five of XML; nothing outside the bytes is ever opened. Comments and processing instructions are
/// dropped. A prefix that nothing declares is kept as a prefix, its namespace is empty.
///
/// Errors: kInvalidInput (not well-formed before the root element held an element, text or an
/// attribute, a document type declaration, an encoding that is not known), kLimitExceeded. A
/// document that stops being well-formed later keeps what came before, closed as if its end tags
/// stood there, and broken() says where: the caller decides what that is worth.
///
/// Time and memory are linear in the bytes; Path is linear in the depth. Safe to ask from several
/// threads.
class XmlTree {
 public:
  static Result<std::unique_ptr<const XmlTree>> Parse(std::string_view bytes,
                                                      const XmlLimits& limits = {});
  ~XmlTree();

  XmlElement root() const;
  /// "line 812: mismatched tag", empty for a well-formed document.
  const std::string& broken() const;
  /// That the document is written in another encoding than it declares; empty when it is not.
  const std::string& encoding_note() const;

 private:
  friend class XmlElement;
  friend class XmlBuilder;
  struct Data;
  explicit XmlTree(std::unique_ptr<Data> data);
  std::unique_ptr<Data> data_;
};

}  // namespace telar::documents::einvoice
