#include "models/keras/hdf5_file.h"

#include <fmt/format.h>
#include <hdf5.h>

#include <algorithm>
#include <cstring>
#include <mutex>
#include <optional>
#include <utility>

#include "core/text.h"

namespace telar::models {
namespace {

constexpr std::string_view kMagic = "\x89HDF\r\n\x1a\n";
constexpr std::size_t kMostText = 1 << 20;
constexpr int kMostDepth = 8, kMostRank = 4;
constexpr std::size_t kMostObjects = 1000;

std::mutex& TheLock() {
  static std::mutex lock;
  return lock;
}

// An id of the library, closed at the end.
class Handle {
 public:
  using Close = herr_t (*)(hid_t);
  Handle(hid_t id, Close close) : id_(id), close_(close) {}
  Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, -1)), close_(other.close_) {}
  Handle& operator=(Handle&&) = delete;
  ~Handle() {
    if (id_ >= 0) close_(id_);
  }
  bool ok() const { return id_ >= 0; }
  hid_t get() const { return id_; }

 private:
  hid_t id_;
  Close close_;
};

// The library is lent the caller's bytes instead of copying them.
void* LendImage(size_t, H5FD_file_image_op_t, void* bytes) { return bytes; }
void* KeepImage(void* to, const void*, size_t, H5FD_file_image_op_t, void*) { return to; }
void* NoLargerImage(void*, size_t, H5FD_file_image_op_t, void*) { return nullptr; }
herr_t LeaveImage(void*, H5FD_file_image_op_t, void*) { return 0; }
void* SameUser(void* user) { return user; }
herr_t LeaveUser(void*) { return 0; }

Status Damaged(const std::string& what) {
  return Status::InvalidInput(fmt::format("read HDF5: {}", what));
}

void QuietOnce() {
  static const bool quiet = [] {
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
    H5PLset_loading_state(0);
    return true;
  }();
  (void)quiet;
}

bool IsHardLink(hid_t parent, const char* name) {
  H5L_info_t info;
  return H5Lexists(parent, name, H5P_DEFAULT) > 0 &&
         H5Lget_info(parent, name, &info, H5P_DEFAULT) >= 0 && info.type == H5L_TYPE_HARD;
}

Handle OpenObject(hid_t parent, const char* name) {
  if (!IsHardLink(parent, name)) return {-1, H5Oclose};
  return {H5Oopen(parent, name, H5P_DEFAULT), H5Oclose};
}

// The names in a group that hard links have; at most kMostObjects.
std::vector<std::string> Names(hid_t group) {
  std::vector<std::string> names;
  hsize_t at = 0;
  const auto take = [](hid_t, const char* name, const H5L_info_t* info, void* into) -> herr_t {
    auto& list = *static_cast<std::vector<std::string>*>(into);
    if (info->type == H5L_TYPE_HARD) list.emplace_back(name);
    return list.size() < kMostObjects ? 0 : 1;
  };
  H5Literate(group, H5_INDEX_NAME, H5_ITER_INC, &at, take, &names);
  return names;
}

Result<FloatArray> ReadDataset(hid_t dataset, const std::string& name) {
  const auto refuse = [&](std::string_view why) {
    return Damaged(fmt::format("\"{}\" {}", ToValidUtf8(name), why));
  };
  const Handle type(H5Dget_type(dataset), H5Tclose), space(H5Dget_space(dataset), H5Sclose),
      making(H5Dget_create_plist(dataset), H5Pclose);
  if (!type.ok() || !space.ok() || !making.ok()) return refuse("cannot be opened");
  if (H5Tget_class(type.get()) != H5T_FLOAT || H5Tget_size(type.get()) != sizeof(float)) {
    return refuse("does not hold 32-bit floats");
  }
  const H5D_layout_t layout = H5Pget_layout(making.get());
  if ((layout != H5D_CONTIGUOUS && layout != H5D_COMPACT) ||
      H5Pget_external_count(making.get()) != 0) {
    return refuse("is stored in pieces or outside the file");
  }
  const int rank = H5Sget_simple_extent_ndims(space.get());
  if (rank < 1 || rank > kMostRank) return refuse("has an odd number of dimensions");
  hsize_t sizes[kMostRank] = {};
  if (H5Sget_simple_extent_dims(space.get(), sizes, nullptr) != rank) {
    return refuse("has no sizes");
  }
  FloatArray array;
  const hsize_t stored = H5Dget_storage_size(dataset) / sizeof(float);
  hsize_t count = 1;
  for (int i = 0; i < rank; ++i) {
    array.sizes.push_back(sizes[i]);
    if (sizes[i] == 0 || count > stored / sizes[i]) return refuse("is not whole");
    count *= sizes[i];
  }
  if (count != stored) return refuse("is not whole");
  array.values.resize(count);
  if (H5Dread(dataset, H5T_NATIVE_FLOAT, H5S_ALL, H5S_ALL, H5P_DEFAULT, array.values.data()) < 0) {
    return refuse("cannot be read");
  }
  return array;
}

// Looks for one dataset by its last name, depth first.
class Search {
 public:
  Search(const std::string& name, std::size_t most_bytes)
      : name_(name), indexed_(name + ":0"), most_bytes_(most_bytes) {}

  Status Below(hid_t group, int depth) {
    if (depth > kMostDepth) return Damaged("groups lie too deep");
    for (const std::string& name : Names(group)) {
      if (++seen_ > kMostObjects) return Damaged("there are too many objects");
      const Handle object = OpenObject(group, name.c_str());
      if (!object.ok()) return Damaged(fmt::format("\"{}\" cannot be opened", ToValidUtf8(name)));
      const H5I_type_t type = H5Iget_type(object.get());
      if (type == H5I_GROUP) {
        TELAR_RETURN_IF_ERROR(Below(object.get(), depth + 1));
      } else if (type == H5I_DATASET && (name == name_ || name == indexed_)) {
        if (found_) return Damaged(fmt::format("there is more than one \"{}\"", name_));
        if (H5Dget_storage_size(object.get()) > most_bytes_) return Damaged("it is not whole");
        TELAR_ASSIGN_OR_RETURN(found_, ReadDataset(object.get(), name));
      }
    }
    return Status::Ok();
  }
  std::optional<FloatArray>& found() { return found_; }

 private:
  const std::string name_, indexed_;
  const std::size_t most_bytes_;
  std::size_t seen_ = 0;
  std::optional<FloatArray> found_;
};

Result<std::string> ReadText(hid_t attribute, const std::string& name) {
  const auto refuse = [&](std::string_view why) {
    return Damaged(fmt::format("attribute {} {}", name, why));
  };
  const Handle type(H5Aget_type(attribute), H5Tclose), space(H5Aget_space(attribute), H5Sclose);
  if (!type.ok() || H5Tget_class(type.get()) != H5T_STRING ||
      H5Sget_simple_extent_npoints(space.get()) != 1) {
    return refuse("is no text");
  }
  if (H5Tis_variable_str(type.get()) > 0) {
    const Handle memory(H5Tcopy(H5T_C_S1), H5Tclose);
    H5Tset_size(memory.get(), H5T_VARIABLE);
    H5Tset_cset(memory.get(), H5Tget_cset(type.get()));
    char* text = nullptr;
    if (H5Aread(attribute, memory.get(), &text) < 0 || text == nullptr) {
      return refuse("cannot be read");
    }
    std::string copy(text, strnlen(text, kMostText + 1));
    H5free_memory(text);
    if (copy.size() > kMostText) return refuse("is too long");
    return copy;
  }
  const std::size_t size = H5Tget_size(type.get());
  if (size == 0 || size > kMostText) return refuse("is too long");
  std::string text(size, '\0');
  if (H5Aread(attribute, type.get(), text.data()) < 0) return refuse("cannot be read");
  text.resize(std::min(text.find('\0'), text.size()));
  return text;
}

}  // namespace

struct Hdf5File::State {
  State(hid_t id, std::size_t size) : file(id, H5Fclose), bytes(size) {}
  Handle file;
  std::size_t bytes;
};

Hdf5File::Hdf5File(std::unique_ptr<State> state) : state_(std::move(state)) {}

Hdf5File::~Hdf5File() {
  const std::lock_guard lock(TheLock());
  state_.reset();
}

bool IsHdf5(std::string_view bytes) { return bytes.starts_with(kMagic); }

Result<std::unique_ptr<Hdf5File>> Hdf5File::Open(std::string_view bytes) {
  if (!IsHdf5(bytes)) return Damaged("it is no HDF5 file");
  const std::lock_guard lock(TheLock());
  QuietOnce();
  const Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
  // Opened for reading alone, the library does not write into what it is lent.
  void* const image = const_cast<char*>(bytes.data());
  H5FD_file_image_callbacks_t callbacks = {LendImage, KeepImage, NoLargerImage, LeaveImage,
                                           SameUser,  LeaveUser, image};
  if (!access.ok() || H5Pset_fapl_core(access.get(), 1 << 16, 0) < 0 ||
      H5Pset_file_image_callbacks(access.get(), &callbacks) < 0 ||
      H5Pset_file_image(access.get(), image, bytes.size()) < 0) {
    return Status::Internal("read HDF5: the library refuses a file in memory");
  }
  auto state =
      std::make_unique<State>(H5Fopen("memory", H5F_ACC_RDONLY, access.get()), bytes.size());
  if (!state->file.ok()) return Damaged("the file is damaged or cut off");
  return std::unique_ptr<Hdf5File>(new Hdf5File(std::move(state)));
}

Result<std::string> Hdf5File::Text(const std::string& attribute) {
  const std::lock_guard lock(TheLock());
  const hid_t file = state_->file.get();
  if (H5Aexists(file, attribute.c_str()) <= 0) {
    return Damaged(fmt::format("there is no attribute {}", attribute));
  }
  const Handle handle(H5Aopen(file, attribute.c_str(), H5P_DEFAULT), H5Aclose);
  if (!handle.ok()) return Damaged(fmt::format("attribute {} cannot be opened", attribute));
  return ReadText(handle.get(), attribute);
}

Result<FloatArray> Hdf5File::Floats(const std::string& group, const std::string& name) {
  const std::lock_guard lock(TheLock());
  std::vector<Handle> path;
  hid_t at = state_->file.get();
  for (const std::string_view part : Split(group, '/')) {
    path.push_back(OpenObject(at, std::string(part).c_str()));
    if (!path.back().ok() || H5Iget_type(path.back().get()) != H5I_GROUP) {
      return Damaged(fmt::format("there is no group \"{}\"", ToValidUtf8(group)));
    }
    at = path.back().get();
  }
  Search search(name, state_->bytes);
  TELAR_RETURN_IF_ERROR(search.Below(at, 0));
  if (!search.found()) {
    return Damaged(fmt::format("there is no \"{}\" in \"{}\"", name, ToValidUtf8(group)));
  }
  return *std::move(search.found());
}

}  // namespace telar::models
