#include <string>

#include "fuzz/support/require.h"
#include "models/keras/import.h"

/// Any bytes as a Keras model: refused as invalid input, or imported to the same file every time.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace telar;
  using fuzz::Require;
  const std::string_view bytes = fuzz::AsText(data, size);
  const auto imported = models::ImportKeras(bytes);
  if (!imported.ok()) {
    Require(imported.status().code() == Code::kInvalidInput, "a bad model is refused as such");
    return 0;
  }
  Require(models::IsHdf5(bytes), "only HDF5 is imported");
  Require(*models::ImportKeras(bytes) == *imported, "a model is imported the same way again");
  return 0;
}
