#include "models/bundled_model.h"

#include <cstddef>

// The file becomes part of the program's read-only data as it is.
asm(R"(
.section .rodata
.global telar_bundled_model
.global telar_bundled_model_end
telar_bundled_model:
.incbin ")" TELAR_BUNDLED_MODEL R"("
telar_bundled_model_end:
.byte 0
.previous
)");

extern "C" {
extern const char telar_bundled_model[];
extern const char telar_bundled_model_end[];
}

namespace telar::models {

std::string BundledModel() { return {telar_bundled_model, telar_bundled_model_end}; }

}  // namespace telar::models
