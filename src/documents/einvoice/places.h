#pragma once

#include <initializer_list>
#include <string_view>

#include "documents/einvoice.h"
#include "documents/einvoice/xml.h"

namespace telar::documents::einvoice {

/// The first child that has one of these names, in the order of the names: one part under the names
/// of several versions.
XmlElement ChildOf(const XmlElement& from, std::initializer_list<std::string_view> names);

/// The text of the first of these paths where there is some.
Published FirstOf(const XmlElement& from, std::initializer_list<std::string_view> paths);

}  // namespace telar::documents::einvoice
