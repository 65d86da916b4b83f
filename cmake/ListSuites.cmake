# Writes OUTPUT, the ctest tests of the test program PROGRAM: one for each suite of it, named PREFIX
# and the suite, with LABELS, TIMEOUT and ENVIRONMENT. Its output names the cases that fail.
execute_process(COMMAND ${PROGRAM} --gtest_list_tests OUTPUT_VARIABLE listed
  RESULT_VARIABLE failed ERROR_VARIABLE errors)
if(failed)
  message(FATAL_ERROR "${PROGRAM} --gtest_list_tests: ${failed}\n${errors}")
endif()
set(tests "")
string(REGEX MATCHALL "(^|\n)[A-Za-z0-9_/]+\\." suites "${listed}")
foreach(suite IN LISTS suites)
  string(REGEX REPLACE "^\n|\\.$" "" suite "${suite}")
  string(APPEND tests "add_test([=[${PREFIX}${suite}]=] [=[${PROGRAM}]=] [=[--gtest_filter=${suite}.*]=])\n"
    "set_tests_properties([=[${PREFIX}${suite}]=] PROPERTIES LABELS [=[${LABELS}]=] TIMEOUT ${TIMEOUT}"
    " ENVIRONMENT [=[${ENVIRONMENT}]=])\n")
endforeach()
file(WRITE ${OUTPUT} "${tests}")
