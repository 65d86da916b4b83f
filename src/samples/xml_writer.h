#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace telar::samples {

/// Writes an XML document element by element, indented by two blanks, in UTF-8. Names and prefixes
/// are written as given; texts and attributes are escaped.
class XmlWriter {
 public:
  using Attributes = std::initializer_list<std::pair<std::string_view, std::string_view>>;

  XmlWriter();
  XmlWriter& Open(std::string_view name, Attributes attributes = {});
  XmlWriter& Close();
  /// An element with a text; none where the text is empty.
  XmlWriter& Text(std::string_view name, std::string_view text, Attributes attributes = {});
  /// An element without anything in it. Attributes with an empty value are left out.
  XmlWriter& Empty(std::string_view name, Attributes attributes);

  /// The document; every element that is open is closed.
  std::string Take() &&;

 private:
  void Start(std::string_view name, Attributes attributes);

  std::string text_;
  std::vector<std::string> open_;
};

}  // namespace telar::samples
