#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "documents/einvoice/xml.h"

/// What a tree is made of, for the sources that grow it and walk it.
namespace telar::documents::einvoice {

inline constexpr std::uint32_t kNoNode = 0xFFFFFFFF;

/// Grows without moving what it holds, so that a large tree never lies in memory twice.
template <typename T>
class XmlBlocks {
 public:
  std::uint32_t size() const { return size_; }
  T& operator[](std::uint32_t i) { return blocks_[i / kBlock][i % kBlock]; }
  const T& operator[](std::uint32_t i) const { return blocks_[i / kBlock][i % kBlock]; }
  void Add(T value) {
    if (size_ % kBlock == 0) blocks_.emplace_back(new T[kBlock]);
    blocks_.back()[size_++ % kBlock] = value;
  }

 private:
  static constexpr std::uint32_t kBlock = 4096;
  std::vector<std::unique_ptr<T[]>> blocks_;
  std::uint32_t size_ = 0;
};

/// A part of the tree's text.
struct XmlPiece {
  std::uint32_t at = 0, size = 0;
};

/// A qualified name in a namespace.
struct XmlName {
  std::string_view qualified, local;  // views into the key of the table
  std::uint32_t ns = 0;
};

struct XmlTree::Data {
  struct Node {
    std::uint32_t parent, next, line, name;
    XmlPiece text;
    std::uint32_t attributes;         // the first; those of the next node end them
    std::uint32_t ordinal : 27;       // 1-based, among the siblings of its name
    std::uint32_t several : 1;        // there are more of that name
    std::uint32_t blanks_before : 2;  // of its text as written: 1 for one space, 2 for others
    std::uint32_t blanks_behind : 2;  // how many, 3 for more
  };
  struct Attribute {
    std::uint32_t name;
    XmlPiece value;
  };

  std::string_view Text(XmlPiece piece) const {
    return std::string_view(text).substr(piece.at, piece.size);
  }

  XmlBlocks<Node> nodes;  // in document order, so that a first child follows its parent
  XmlBlocks<Attribute> attributes;
  std::string text;
  std::vector<XmlName> names;
  std::map<std::string, std::uint32_t, std::less<>> name_ids;  // 4 bytes of the namespace, name
  std::vector<std::string_view> spaces;
  std::map<std::string, std::uint32_t, std::less<>> space_ids;
  std::string broken, encoding_note;
};

}  // namespace telar::documents::einvoice
