# telar_install(): what `./dev install` puts under a prefix. The folder may then be moved or packed: programs look for
# their libraries and models beside themselves, the layout that the build folder has too. What Debian has stays a
# dependency (packages.txt, group run).
set(CMAKE_BUILD_WITH_INSTALL_RPATH ON)
set(CMAKE_INSTALL_RPATH "$ORIGIN/../lib/telar" "$ORIGIN/../lib/telar-duckdb")

function(telar_install)
  foreach(program telar telar-reader telar-samples telar-train)
    if(TARGET ${program})
      install(TARGETS ${program} RUNTIME DESTINATION bin)
    endif()
  endforeach()
  if(OpenVINO_FOUND)
    install(DIRECTORY ${TELAR_VENDOR_DIR}/openvino/libs/ DESTINATION lib/telar)
    install(DIRECTORY ${TELAR_VENDOR_DIR}/ocr/ DESTINATION share/telar/ocr)
  endif()
  if(DuckDB_FOUND)
    install(FILES ${telar_duckdb} DESTINATION lib/telar-duckdb)
    install(FILES ${TELAR_VENDOR_DIR}/duckdb/LICENSE DESTINATION share/doc/telar/licenses/duckdb)
  endif()
  foreach(wheel openvino rapidocr)
    file(GLOB licenses ${TELAR_VENDOR_DIR}/${wheel}-*.dist-info/licenses)
    install(DIRECTORY ${licenses}/ DESTINATION share/doc/telar/licenses/${wheel})
  endforeach()
  install(FILES LICENSE README.md CHANGELOG.md config/telar.example.yaml config/locations.example.yaml
    DESTINATION share/doc/telar)
  # The program knows its own manual and completions.
  install(CODE [[
    set(prefix $ENV{DESTDIR}${CMAKE_INSTALL_PREFIX})
    function(telar_says file)
      cmake_path(GET file PARENT_PATH folder)
      file(MAKE_DIRECTORY ${prefix}/share/${folder})
      message(STATUS "Installing: ${prefix}/share/${file}")
      execute_process(COMMAND ${prefix}/bin/telar ${ARGN} WORKING_DIRECTORY ${prefix}
        OUTPUT_FILE ${prefix}/share/${file} COMMAND_ERROR_IS_FATAL ANY)
    endfunction()
    telar_says(man/man1/telar.1 man)
    telar_says(bash-completion/completions/telar completions bash)
    telar_says(zsh/site-functions/_telar completions zsh)
    telar_says(fish/vendor_completions.d/telar.fish completions fish)
  ]])
endfunction()
