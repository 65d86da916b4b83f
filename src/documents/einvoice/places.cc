#include "documents/einvoice/places.h"

#include "documents/einvoice/as_published.h"

namespace telar::documents::einvoice {

XmlElement ChildOf(const XmlElement& from, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    if (const XmlElement child = from.Child(name)) return child;
  }
  return {};
}

Published FirstOf(const XmlElement& from, std::initializer_list<std::string_view> paths) {
  for (const std::string_view path : paths) {
    if (Published value = TextAt(from.At(path)); !value.empty()) return value;
  }
  return {};
}

}  // namespace telar::documents::einvoice
