# telar_room(NAME SOURCES … USES … VENDOR …): one static library for one folder of src/.
#   USES    rooms whose headers this room's headers or sources include (the arrows)
#   VENDOR  libraries from outside; PRIVATE, so their headers stay in this folder's .cc files
function(telar_room name)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES;VENDOR" ${ARGN})
  add_library(telar_${name} STATIC ${ARG_SOURCES})
  target_include_directories(telar_${name} PUBLIC ${CMAKE_SOURCE_DIR}/src)
  list(TRANSFORM ARG_USES PREPEND telar_)
  target_link_libraries(telar_${name} PUBLIC ${ARG_USES} PRIVATE ${ARG_VENDOR})
endfunction()

# telar_program(NAME SOURCES … USES … VENDOR …): one program in build/PRESET/bin.
function(telar_program name)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES;VENDOR" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  list(TRANSFORM ARG_USES PREPEND telar_)
  target_link_libraries(${name} PRIVATE ${ARG_USES} ${ARG_VENDOR})
endfunction()

# How the code of tests is compiled: unoptimised, which takes half the time, without the warnings
# that gtest's own macros cause, which build C-style casts and shadowed names into our code, and with
# a precompiled header (tests/support) that ccache can share.
function(telar_test_options target)
  target_compile_options(${target} PRIVATE -O0 -Wno-old-style-cast -Wno-shadow
    -Wno-sign-conversion
    $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>
    "$<$<CXX_COMPILER_ID:Clang>:SHELL:-Xclang -fno-pch-timestamp>")
endfunction()

# The environment of every test.
set(TELAR_TEST_ENVIRONMENT
  "LSAN_OPTIONS=suppressions=${CMAKE_SOURCE_DIR}/tests/support/lsan.supp:print_suppressions=0"
  "UBSAN_OPTIONS=print_stacktrace=1"
  # Their servers are on this machine, whatever proxy leads out of it.
  "no_proxy=127.0.0.1,localhost")

# telar_test(ROOM SOURCES … USES … VENDOR … [SLOW] [TIMEOUT seconds] [DEPENDS program…]): the tests
# of one folder in one program; every suite is a ctest test named ROOM.SUITE, as starting a program
# for every case takes longer than the cases (ListSuites.cmake). TIMEOUT is a suite's. SLOW suites
# run only with `./dev test --slow`.
function(telar_test room)
  cmake_parse_arguments(ARG "SLOW" "TIMEOUT" "SOURCES;USES;VENDOR;DEPENDS" ${ARGN})
  string(REPLACE "/" "_" target ${room}_test)
  add_executable(${target} ${ARG_SOURCES})
  set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  target_include_directories(${target} PRIVATE ${CMAKE_SOURCE_DIR})
  telar_test_options(${target})
  target_precompile_headers(${target} REUSE_FROM telar_test_headers)
  list(TRANSFORM ARG_USES PREPEND telar_)
  target_link_libraries(${target} PRIVATE ${ARG_USES} telar_test_support ${ARG_VENDOR}
    GTest::gmock_main)
  if(ARG_DEPENDS)
    add_dependencies(${target} ${ARG_DEPENDS})
  endif()
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 300)
  endif()
  set(labels ${room})
  if(ARG_SLOW)
    list(APPEND labels slow)
  endif()
  set(suites ${CMAKE_CURRENT_BINARY_DIR}/${target}_suites.cmake)
  add_custom_command(TARGET ${target} POST_BUILD BYPRODUCTS ${suites} VERBATIM
    COMMAND ${CMAKE_COMMAND} -D PROGRAM=$<TARGET_FILE:${target}> -D PREFIX=${room}.
      -D "LABELS=${labels}" -D TIMEOUT=${ARG_TIMEOUT} -D "ENVIRONMENT=${TELAR_TEST_ENVIRONMENT}"
      -D OUTPUT=${suites} -P ${CMAKE_SOURCE_DIR}/cmake/ListSuites.cmake)
  set(included ${CMAKE_CURRENT_BINARY_DIR}/${target}_included.cmake)
  file(WRITE ${included} "if(EXISTS \"${suites}\")\n  include(\"${suites}\")\nelse()\n"
    "  add_test(${room}.NOT_BUILT ${target})\nendif()\n")
  set_property(DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES ${included})
endfunction()
