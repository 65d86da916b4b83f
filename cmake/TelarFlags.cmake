# Flags every target of ours gets; vendor headers are SYSTEM and stay silent.
add_compile_options(-Wall -Wextra -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor
                    -Wold-style-cast -Woverloaded-virtual -Wnull-dereference -Werror
                    -fdiagnostics-color=auto)
# GCC 12 warns about its own library under optimisation (bugs 105329, 105651, 107852).
add_compile_options($<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
                    $<$<AND:$<CXX_COMPILER_ID:GNU>,$<NOT:$<CONFIG:Debug>>>:-Wno-null-dereference>
                    $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)

# Members that a designated initializer leaves out have their defaults; that is what it is for.
add_compile_options(-Wno-missing-field-initializers)

if(TELAR_SANITIZE)
  add_compile_options(-fsanitize=${TELAR_SANITIZE} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${TELAR_SANITIZE})
endif()
if(TELAR_COVERAGE)
  add_compile_options(--coverage)
  add_link_options(--coverage)
endif()
