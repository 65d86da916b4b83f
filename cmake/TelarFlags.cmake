# Flags every target of ours gets; vendor headers are SYSTEM and stay silent.
add_compile_options(-Wall -Wextra -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor
                    -Wold-style-cast -Woverloaded-virtual -Werror
                    -fdiagnostics-color=auto)
# GCC 12 warns about its own library under optimisation (bugs 105329, 105651); its -Wnull-dereference
# does so for streams and is left out.
add_compile_options($<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
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
