#include "pos/klk/echo.h"

#include <gmock/gmock.h>

#include "tests/support/status_matchers.h"

namespace telar::pos::klk {
namespace {

using ::testing::HasSubstr;

Status Echo(std::string_view meta) { return CheckEcho(meta, "SUC008", "TTMAN"); }

TEST(KlkEcho, WhatWasAskedForIsFineHoweverItIsWritten) {
  for (const char* meta : {
           R"({"sucursal_codigo": "SUC008", "almacen": "TTMAN"})",
           R"({"sucursal_codigo": " suc008 ", "almacen": "ttman"})",
           R"({"almacences_filtrados": "[\"APP-TPF\", \"TTMAN\"]"})",
           R"({"almacences_filtrados": ["TTMAN"]})",
           R"({"almacences_filtrados": "\"TTMAN\""})",
       }) {
    EXPECT_OK(Echo(meta)) << meta;
  }
}

TEST(KlkEcho, NothingSaidIsFine) {
  for (const char* meta :
       {"", "null", "[]", "{}", R"({"sucursal_codigo": null, "almacen": ""})",
        R"({"sucursal_codigo": 8, "almacen": {}})", R"({"almacences_filtrados": "[]"})",
        R"({"sucursal_codigo": "MANONGO"})", R"({"almacen": "all of them, as configured"})"}) {
    EXPECT_OK(Echo(meta)) << meta;
  }
}

TEST(KlkEcho, TheAnswerOfAnotherShopIsRefused) {
  const Status branch = Echo(R"({"sucursal_codigo": "SUC001", "almacen": "TTMAN"})");
  EXPECT_EQ(branch.code(), Code::kUnavailable);
  EXPECT_THAT(branch.message(), HasSubstr("for SUC001, not for SUC008"));
  EXPECT_EQ(Echo(R"({"almacen": "APP-TPF"})").code(), Code::kUnavailable);
  EXPECT_EQ(Echo(R"({"almacences_filtrados": "[\"APP-TPF\"]"})").code(), Code::kUnavailable);
}

}  // namespace
}  // namespace telar::pos::klk
