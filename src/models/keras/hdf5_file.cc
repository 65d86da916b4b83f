#include "models/keras/hdf5_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <optional>

#include "core/text.h"
#include "models/keras/hdf5_objects.h"

namespace telar::models {
namespace {

static_assert(std::endian::native == std::endian::little, "floats are copied as they lie");

using Messages = std::vector<Hdf5Message>;

constexpr std::string_view kMagic = "\x89HDF\r\n\x1a\n";
constexpr std::size_t kMostText = std::size_t{4} << 20;
constexpr int kMostDepth = 8;
constexpr std::size_t kMostObjects = 1000;
constexpr std::uint64_t kMostRank = 4;

// The one message of a type; nothing when there is none or its content lies elsewhere.
const Hdf5Message* Find(const Messages& messages, int type) {
  const auto found = std::find_if(messages.begin(), messages.end(),
                                  [&](const Hdf5Message& m) { return m.type == type; });
  return found == messages.end() || found->shared ? nullptr : &*found;
}

// Sizes of a dataspace; none for a single value. Nothing when it cannot be read.
std::optional<std::vector<std::uint64_t>> SizesOf(std::string_view dataspace) {
  Hdf5Bytes bytes(dataspace);
  const std::uint64_t version = bytes.Number(1), rank = bytes.Number(1);
  bytes.Skip(version == 1 ? 6 : 2);
  if ((version != 1 && version != 2) || rank > kMostRank) return std::nullopt;
  std::vector<std::uint64_t> sizes;
  for (std::uint64_t i = 0; i < rank; ++i) sizes.push_back(bytes.Number(8));
  if (!bytes.ok()) return std::nullopt;
  return sizes;
}

// Class and properties of a datatype.
struct Datatype {
  int kind = 0;  // 1 floating point, 3 text of fixed length, 9 of variable length
  std::uint64_t bits = 0, size = 0;
  Hdf5Bytes properties;
};

Datatype DatatypeOf(std::string_view content) {
  Hdf5Bytes bytes(content);
  const auto kind = static_cast<int>(bytes.Number(1) & 15);
  const std::uint64_t bits = bytes.Number(3), size = bytes.Number(4);
  return {kind, bits, size, bytes};
}

// IEEE 754 binary32, little-endian.
bool IsFloat32(std::string_view content) {
  Datatype type = DatatypeOf(content);
  if (type.kind != 1 || type.size != 4 || (type.bits & 0x41) != 0) return false;
  Hdf5Bytes& p = type.properties;
  const bool whole = p.Number(2) == 0 && p.Number(2) == 32;
  const bool exponent = p.Number(1) == 23 && p.Number(1) == 8;
  const bool mantissa = p.Number(1) == 0 && p.Number(1) == 23;
  return whole && exponent && mantissa && p.Number(4) == 127 && p.ok();
}

// The bytes of a dataset; nothing unless they lie in one piece inside the file.
std::optional<std::string_view> DataOf(std::string_view file, const Messages& messages) {
  const Hdf5Message* layout = Find(messages, hdf5_message::kLayout);
  if (layout == nullptr || Find(messages, hdf5_message::kExternal) != nullptr ||
      Find(messages, hdf5_message::kFilters) != nullptr) {
    return std::nullopt;
  }
  Hdf5Bytes bytes(layout->content);
  if (bytes.Number(1) != 3) return std::nullopt;
  const std::uint64_t how = bytes.Number(1);
  if (how == 0) {
    const std::string_view data = bytes.Take(bytes.Number(2));
    return bytes.ok() ? std::optional(data) : std::nullopt;
  }
  if (how != 1) return std::nullopt;
  const std::uint64_t place = bytes.Number(8), size = bytes.Number(8);
  Hdf5Bytes there(Hdf5From(file, place));
  const std::string_view data = there.Take(size);
  return bytes.ok() && there.ok() ? std::optional(data) : std::nullopt;
}

Result<FloatArray> ReadDataset(std::string_view file, const Messages& messages,
                               std::string_view name) {
  const auto refuse = [&](std::string_view why) {
    return Hdf5Damaged(fmt::format("\"{}\" {}", name, why));
  };
  const Hdf5Message* type = Find(messages, hdf5_message::kDatatype);
  if (type == nullptr || !IsFloat32(type->content)) return refuse("does not hold 32-bit floats");
  const Hdf5Message* space = Find(messages, hdf5_message::kDataspace);
  const auto sizes = space == nullptr ? std::nullopt : SizesOf(space->content);
  if (!sizes || sizes->empty()) return refuse("has no sizes");
  const auto data = DataOf(file, messages);
  if (!data) return refuse("does not lie in one piece inside the file");
  std::uint64_t count = 1;
  for (const std::uint64_t size : *sizes) {
    if (size == 0 || count > data->size() / size) return refuse("is not whole");
    count *= size;
  }
  if (count * sizeof(float) != data->size()) return refuse("is not whole");
  FloatArray array{*sizes, std::vector<float>(count)};
  std::memcpy(array.values.data(), data->data(), data->size());
  return array;
}

// Looks for one dataset by its last name, depth first.
class Search {
 public:
  Search(std::string_view file, std::string_view name)
      : file_(file), name_(name), indexed_(name_ + ":0") {}

  Status Below(std::string_view symbol_table, int depth) {
    if (depth > kMostDepth) return Hdf5Damaged("groups lie too deep");
    TELAR_ASSIGN_OR_RETURN(const auto members, Hdf5Members(file_, symbol_table));
    for (const Hdf5Member& member : members) {
      if (++seen_ > kMostObjects) return Hdf5Damaged("there are too many objects");
      TELAR_ASSIGN_OR_RETURN(const Messages messages, Hdf5Messages(file_, member.header));
      if (const Hdf5Message* group = Find(messages, hdf5_message::kSymbolTable)) {
        TELAR_RETURN_IF_ERROR(Below(group->content, depth + 1));
      } else if (member.name == name_ || member.name == indexed_) {
        if (found) return Hdf5Damaged(fmt::format("there is more than one \"{}\"", name_));
        TELAR_ASSIGN_OR_RETURN(found, ReadDataset(file_, messages, name_));
      }
    }
    return Status::Ok();
  }

  std::optional<FloatArray> found;

 private:
  const std::string_view file_;
  const std::string name_, indexed_;
  std::size_t seen_ = 0;
};

// An object of the heap that texts of variable length lie in.
std::optional<std::string_view> HeapObject(std::string_view file, std::uint64_t place,
                                           std::uint64_t wanted) {
  Hdf5Bytes head(Hdf5From(file, place));
  const std::string_view mark = head.Take(4);
  head.Skip(4);
  const std::uint64_t size = head.Number(8);
  if (mark != "GCOL" || !head.ok() || size < 16) return std::nullopt;
  Hdf5Bytes objects(head.Take(size - 16));
  while (objects.ok() && !objects.empty()) {
    const std::uint64_t index = objects.Number(2);
    objects.Skip(6);
    const std::uint64_t length = objects.Number(8);
    if (index == 0) break;  // what is left is free
    const std::string_view object = objects.Take(length);
    if (index == wanted && objects.ok()) return object;
    objects.Skip((8 - length % 8) % 8);
  }
  return std::nullopt;
}

struct Attribute {
  std::string_view name, datatype, dataspace;
  Hdf5Bytes data;
};

// Nothing when it cannot be read.
std::optional<Attribute> AttributeOf(std::string_view content) {
  Hdf5Bytes bytes(content);
  const std::uint64_t version = bytes.Number(1), flags = bytes.Number(1);
  const std::uint64_t name = bytes.Number(2), datatype = bytes.Number(2),
                      dataspace = bytes.Number(2);
  if (version < 1 || version > 3 || (version > 1 && flags != 0)) return std::nullopt;
  if (version == 3) bytes.Skip(1);  // how the name is encoded
  const auto part = [&](std::uint64_t size) {
    const std::string_view taken = bytes.Take(size);
    if (version == 1) bytes.Skip((8 - size % 8) % 8);
    return taken;
  };
  std::string_view text = part(name);
  text = text.substr(0, text.find('\0'));
  const std::string_view type = part(datatype), space = part(dataspace);
  if (!bytes.ok()) return std::nullopt;
  return Attribute{text, type, space, bytes};
}

Result<std::string> TextOf(std::string_view file, Attribute attribute) {
  const auto refuse = [&](std::string_view why) {
    return Hdf5Damaged(fmt::format("attribute {} {}", attribute.name, why));
  };
  const Datatype type = DatatypeOf(attribute.datatype);
  const auto sizes = SizesOf(attribute.dataspace);
  if (!sizes || !sizes->empty()) return refuse("is not one text");
  std::string_view text;
  if (type.kind == 3) {
    text = attribute.data.Take(type.size);
  } else if (type.kind == 9 && (type.bits & 15) == 1) {
    const std::uint64_t length = attribute.data.Number(4), place = attribute.data.Number(8),
                        index = attribute.data.Number(4);
    const auto object = HeapObject(file, place, index);
    if (!object || length > object->size()) return refuse("is cut off");
    text = object->substr(0, length);
  } else {
    return refuse("is no text");
  }
  if (!attribute.data.ok()) return refuse("is cut off");
  if (text.size() > kMostText) return refuse("is too long");
  return std::string(text.substr(0, text.find('\0')));
}

}  // namespace

bool IsHdf5(std::string_view bytes) { return bytes.starts_with(kMagic); }

Result<Hdf5File> Hdf5File::Open(std::string_view bytes) {
  if (!IsHdf5(bytes)) return Hdf5Damaged("it is no HDF5 file");
  Hdf5Bytes head(bytes.substr(kMagic.size()));
  const std::uint64_t version = head.Number(1);
  head.Skip(4);
  const std::uint64_t offset_size = head.Number(1), length_size = head.Number(1);
  if (version > 1 || offset_size != 8 || length_size != 8) {
    return Hdf5Damaged("it is written in a form that Keras does not use");
  }
  head.Skip(1 + 2 + 2 + 4 + (version == 1 ? 4 : 0));
  const std::uint64_t base = head.Number(8);
  head.Skip(8);
  const std::uint64_t end = head.Number(8);
  head.Skip(8 + 8);  // driver, and the root's name
  const std::uint64_t root = head.Number(8);
  if (!head.ok() || base != 0 || end > bytes.size()) return Hdf5Damaged("the file is cut off");
  return Hdf5File(bytes.substr(0, end), root);
}

Result<std::string> Hdf5File::Text(std::string_view attribute) const {
  TELAR_ASSIGN_OR_RETURN(const Messages messages, Hdf5Messages(bytes_, root_));
  for (const Hdf5Message& message : messages) {
    if (message.type != hdf5_message::kAttribute || message.shared) continue;
    const auto read = AttributeOf(message.content);
    if (read && read->name == attribute) return TextOf(bytes_, *read);
  }
  return Hdf5Damaged(fmt::format("there is no attribute {}", attribute));
}

Result<FloatArray> Hdf5File::Floats(std::string_view group, std::string_view name) const {
  const std::string shown = ToValidUtf8(group);
  std::uint64_t at = root_;
  std::string_view table;
  const auto enter = [&]() -> Status {
    TELAR_ASSIGN_OR_RETURN(const Messages messages, Hdf5Messages(bytes_, at));
    const Hdf5Message* found = Find(messages, hdf5_message::kSymbolTable);
    if (found == nullptr) return Hdf5Damaged(fmt::format("\"{}\" is no group", shown));
    table = found->content;
    return Status::Ok();
  };
  TELAR_RETURN_IF_ERROR(enter());
  for (const std::string_view part : Split(group, '/')) {
    TELAR_ASSIGN_OR_RETURN(const auto members, Hdf5Members(bytes_, table));
    const auto member = std::find_if(members.begin(), members.end(),
                                     [&](const Hdf5Member& m) { return m.name == part; });
    if (member == members.end()) return Hdf5Damaged(fmt::format("there is no group \"{}\"", shown));
    at = member->header;
    TELAR_RETURN_IF_ERROR(enter());
  }
  Search search(bytes_, name);
  TELAR_RETURN_IF_ERROR(search.Below(table, 0));
  if (!search.found) {
    return Hdf5Damaged(fmt::format("there is no \"{}\" in \"{}\"", name, shown));
  }
  return *std::move(search.found);
}

}  // namespace telar::models
