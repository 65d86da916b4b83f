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

# telar_test(ROOM SOURCES … USES … VENDOR … [SLOW] [DEPENDS program…]): the tests of one folder in
# one program; every case is a ctest case of its own. SLOW cases run only with `./dev test --slow`.
function(telar_test room)
  cmake_parse_arguments(ARG "SLOW" "TIMEOUT" "SOURCES;USES;VENDOR;DEPENDS" ${ARGN})
  string(REPLACE "/" "_" target ${room}_test)
  add_executable(${target} ${ARG_SOURCES})
  set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  target_include_directories(${target} PRIVATE ${CMAKE_SOURCE_DIR})
  # gtest's own macros build C-style casts and shadowed names into our code.
  target_compile_options(${target} PRIVATE -Wno-old-style-cast -Wno-shadow -Wno-sign-conversion)
  list(TRANSFORM ARG_USES PREPEND telar_)
  target_link_libraries(${target} PRIVATE ${ARG_USES} telar_test_support ${ARG_VENDOR}
    GTest::gmock_main)
  if(ARG_DEPENDS)
    add_dependencies(${target} ${ARG_DEPENDS})
  endif()
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 120)
  endif()
  set(labels ${room})
  if(ARG_SLOW)
    list(APPEND labels slow)
  endif()
  include(GoogleTest)
  gtest_discover_tests(${target} TEST_PREFIX "${room}." DISCOVERY_MODE PRE_TEST
    PROPERTIES LABELS "${labels}" TIMEOUT ${ARG_TIMEOUT}
               ENVIRONMENT "LSAN_OPTIONS=suppressions=${CMAKE_SOURCE_DIR}/tests/support/lsan.supp")
endfunction()
