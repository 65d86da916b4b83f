# Every library from outside, found once. A room names the targets it needs under VENDOR.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(CLI11 REQUIRED)
find_package(date REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(CURL REQUIRED)
find_package(Boost 1.81 REQUIRED)
find_package(JPEG REQUIRED)
find_package(PNG REQUIRED)
find_package(TIFF REQUIRED)
if(TELAR_TESTS)
  find_package(GTest REQUIRED)
endif()

function(telar_pkg name)
  pkg_check_modules(${name} REQUIRED IMPORTED_TARGET ${ARGN})
endfunction()
telar_pkg(tesseract tesseract)
telar_pkg(leptonica lept)
telar_pkg(jpeg libjpeg)
telar_pkg(poppler poppler-cpp)
telar_pkg(expat expat)
telar_pkg(zlib zlib)
telar_pkg(simdjson simdjson)
telar_pkg(yaml yaml-cpp)
telar_pkg(pcre2 libpcre2-8)
telar_pkg(seccomp libseccomp)
telar_pkg(libpq libpq)
telar_pkg(odbc odbc)
telar_pkg(pango pangocairo pangoft2 cairo-pdf fontconfig)

# OpenVINO, unpacked by `./dev setup` from its pinned wheel: only the libraries that Telar loads, which
# the wheel's own CMake package would refuse. Without it OCR is Tesseract alone.
set(TELAR_VENDOR_DIR ${CMAKE_SOURCE_DIR}/.cache/vendor CACHE PATH "Libraries and models from wheels and npm")
file(GLOB telar_openvino ${TELAR_VENDOR_DIR}/openvino/libs/libopenvino.so.*)
# It loads its parts with RTLD_DEEPBIND, which no sanitizer runtime survives.
if(telar_openvino AND NOT TELAR_SANITIZE)
  set(OpenVINO_FOUND TRUE)
  add_library(openvino::runtime SHARED IMPORTED GLOBAL)
  set_target_properties(openvino::runtime PROPERTIES
    IMPORTED_LOCATION ${telar_openvino}
    INTERFACE_INCLUDE_DIRECTORIES ${TELAR_VENDOR_DIR}/openvino/include
    INTERFACE_SYSTEM_INCLUDE_DIRECTORIES ${TELAR_VENDOR_DIR}/openvino/include)
  # The layout of an installation, so that programs find everything beside themselves.
  file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/lib ${CMAKE_BINARY_DIR}/share/telar)
  file(CREATE_LINK ${TELAR_VENDOR_DIR}/openvino/libs ${CMAKE_BINARY_DIR}/lib/telar SYMBOLIC)
  file(CREATE_LINK ${TELAR_VENDOR_DIR}/ocr ${CMAKE_BINARY_DIR}/share/telar/ocr SYMBOLIC)
endif()

# DuckDB, unpacked by `./dev build` from its pinned npm packages. Without it duckdb: databases cannot be
# opened, and everything else is as it is.
set(telar_duckdb ${TELAR_VENDOR_DIR}/duckdb/lib/libduckdb.so)
# The thread sanitizer cannot see the locks inside a library that it did not compile.
if(EXISTS ${telar_duckdb} AND NOT TELAR_SANITIZE MATCHES thread)
  set(DuckDB_FOUND TRUE)
  add_library(duckdb SHARED IMPORTED GLOBAL)
  set_target_properties(duckdb PROPERTIES
    IMPORTED_LOCATION ${telar_duckdb}
    IMPORTED_SONAME libduckdb.so
    INTERFACE_INCLUDE_DIRECTORIES ${TELAR_VENDOR_DIR}/duckdb/include
    INTERFACE_SYSTEM_INCLUDE_DIRECTORIES ${TELAR_VENDOR_DIR}/duckdb/include)
  # Not in lib/telar, all of which the sandboxed reader may load.
  file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/lib)
  file(CREATE_LINK ${TELAR_VENDOR_DIR}/duckdb/lib ${CMAKE_BINARY_DIR}/lib/telar-duckdb SYMBOLIC)
endif()

# Training; without it there is no telar-train, and everything else is as it is.
find_package(Torch QUIET)
# Its threads and caches are not made for sanitizers.
if(Torch_FOUND AND NOT TELAR_SANITIZE)
  # Their headers are no business of our warnings.
  add_library(telar_torch INTERFACE)
  target_include_directories(telar_torch SYSTEM INTERFACE ${TORCH_INCLUDE_DIRS})
  target_link_libraries(telar_torch INTERFACE ${TORCH_LIBRARIES})
endif()

# The published checker of model files, for tests alone.
find_library(ONNX_LIBRARY onnx)
find_package(Protobuf QUIET)
if(TELAR_TESTS AND ONNX_LIBRARY AND Protobuf_FOUND AND NOT TELAR_SANITIZE)
  add_library(telar_onnx INTERFACE)
  target_compile_definitions(telar_onnx INTERFACE ONNX_ML=1 ONNX_NAMESPACE=onnx)
  target_link_libraries(telar_onnx INTERFACE onnx onnx_proto protobuf::libprotobuf)
endif()
