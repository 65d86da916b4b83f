#include "models/keras/hdf5_objects.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace telar::models {
namespace {

// More than any model has; they bound what a file that refers to itself can cost.
constexpr std::size_t kMostMessages = 1000, kMostMembers = 1000, kMostNodes = 1000;
constexpr int kMostDepth = 8;
constexpr std::uint64_t kNowhere = ~std::uint64_t{0};

// Adds the messages of one block; those that continue elsewhere go to `blocks`.
void ReadBlock(std::string_view file, std::string_view block, std::vector<Hdf5Message>& messages,
               std::vector<std::string_view>& blocks) {
  Hdf5Bytes bytes(block);
  while (!bytes.empty() && messages.size() < kMostMessages) {
    Hdf5Message message;
    message.type = static_cast<int>(bytes.Number(2));
    const std::uint64_t size = bytes.Number(2);
    message.shared = (bytes.Number(1) & 2) != 0;
    bytes.Skip(3);
    message.content = bytes.Take(size);
    if (!bytes.ok()) return;  // a gap at the end of a block is too short for a message
    if (message.type == hdf5_message::kContinuation) {
      Hdf5Bytes where(message.content);
      const std::uint64_t place = where.Number(8), length = where.Number(8);
      Hdf5Bytes there(Hdf5From(file, place));
      const std::string_view more = there.Take(length);
      if (where.ok() && there.ok()) blocks.push_back(more);
    }
    messages.push_back(message);
  }
}

// Collects the members below a node of a group's tree.
class Tree {
 public:
  Tree(std::string_view file, std::string_view names) : file_(file), names_(names) {}

  Status Read(std::uint64_t place, int depth) {
    if (depth > kMostDepth || ++nodes_ > kMostNodes) return Hdf5Damaged("a group is too deep");
    Hdf5Bytes node(Hdf5From(file_, place));
    if (node.Take(4) != "TREE" || node.Number(1) != 0) return Hdf5Damaged("a group has no tree");
    const std::uint64_t level = node.Number(1), children = node.Number(2);
    node.Skip(8 + 8 + 8);  // siblings and the first key
    for (std::uint64_t i = 0; i < children; ++i) {
      const std::uint64_t child = node.Number(8);
      node.Skip(8);
      if (!node.ok()) return Hdf5Damaged("a group's tree is cut off");
      TELAR_RETURN_IF_ERROR(level > 0 ? Read(child, depth + 1) : ReadLeaf(child));
    }
    return Status::Ok();
  }
  std::vector<Hdf5Member> members() && { return std::move(members_); }

 private:
  Status ReadLeaf(std::uint64_t place) {
    if (++nodes_ > kMostNodes) return Hdf5Damaged("a group is too large");
    Hdf5Bytes leaf(Hdf5From(file_, place));
    if (leaf.Take(4) != "SNOD") return Hdf5Damaged("a group has no symbols");
    leaf.Skip(2);
    const std::uint64_t symbols = leaf.Number(2);
    for (std::uint64_t i = 0; i < symbols; ++i) {
      const std::uint64_t name = leaf.Number(8), header = leaf.Number(8), cache = leaf.Number(4);
      leaf.Skip(4 + 16);
      if (!leaf.ok()) return Hdf5Damaged("a group's symbols are cut off");
      if (cache > 1 || header == kNowhere) continue;  // a symbolic link
      const std::string_view text = Hdf5From(names_, name);
      const std::size_t end = text.find('\0');
      if (end == std::string_view::npos) return Hdf5Damaged("a name does not end");
      if (members_.size() >= kMostMembers) return Hdf5Damaged("a group is too large");
      members_.push_back({std::string(text.substr(0, end)), header});
    }
    return Status::Ok();
  }

  const std::string_view file_, names_;
  std::size_t nodes_ = 0;
  std::vector<Hdf5Member> members_;
};

}  // namespace

std::string_view Hdf5Bytes::Take(std::uint64_t count) {
  if (!ok_ || count > left_.size()) {
    ok_ = false;
    left_ = {};
    return {};
  }
  const std::string_view taken = left_.substr(0, count);
  left_.remove_prefix(count);
  return taken;
}

std::uint64_t Hdf5Bytes::Number(int bytes) {
  std::uint64_t number = 0;
  const std::string_view taken = Take(static_cast<std::uint64_t>(bytes));
  for (std::size_t i = taken.size(); i > 0; --i) {
    number = number << 8 | static_cast<unsigned char>(taken[i - 1]);
  }
  return number;
}

Status Hdf5Damaged(std::string_view why) {
  return Status::InvalidInput(fmt::format("read HDF5: {}", why));
}

std::string_view Hdf5From(std::string_view file, std::uint64_t place) {
  return place <= file.size() ? file.substr(place) : std::string_view();
}

Result<std::vector<Hdf5Message>> Hdf5Messages(std::string_view file, std::uint64_t place) {
  Hdf5Bytes header(Hdf5From(file, place));
  const std::uint64_t version = header.Number(1);
  header.Skip(1);
  const std::uint64_t count = header.Number(2);
  header.Skip(4);  // how often it is referred to
  const std::uint64_t size = header.Number(4);
  header.Skip(4);
  std::vector<std::string_view> blocks = {header.Take(size)};
  if (!header.ok() || version != 1) return Hdf5Damaged("an object has no header that is known");
  std::vector<Hdf5Message> messages;
  for (std::size_t i = 0; i < blocks.size() && i < kMostNodes; ++i) {
    ReadBlock(file, std::string_view(blocks[i]), messages, blocks);
  }
  if (messages.size() < count) return Hdf5Damaged("an object's header is cut off");
  return messages;
}

Result<std::vector<Hdf5Member>> Hdf5Members(std::string_view file, std::string_view symbol_table) {
  Hdf5Bytes table(symbol_table);
  const std::uint64_t tree_place = table.Number(8), heap_place = table.Number(8);
  Hdf5Bytes heap(Hdf5From(file, heap_place));
  const std::string_view mark = heap.Take(4);
  heap.Skip(4);
  const std::uint64_t size = heap.Number(8);
  heap.Skip(8);
  Hdf5Bytes names(Hdf5From(file, heap.Number(8)));
  const std::string_view text = names.Take(size);
  if (!table.ok() || mark != "HEAP" || !heap.ok() || !names.ok()) {
    return Hdf5Damaged("a group has no names");
  }
  Tree tree(file, text);
  TELAR_RETURN_IF_ERROR(tree.Read(tree_place, 0));
  return std::move(tree).members();
}

}  // namespace telar::models
