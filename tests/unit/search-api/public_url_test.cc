#include "search-api/public_url.h"

#include <gtest/gtest.h>

#include "search-api/file_name.h"
#include "search-api/xml_text.h"

namespace lontar::api {
namespace {

TEST(PublicUrl, IsASchemeAndAHost) {
  EXPECT_EQ(read_public_url(""), "");
  EXPECT_EQ(read_public_url("https://law.example"), "https://law.example");
  EXPECT_EQ(read_public_url("https://law.example/"), "https://law.example");
  EXPECT_EQ(read_public_url("http://127.0.0.1:8080"), "http://127.0.0.1:8080");
  EXPECT_EQ(read_public_url("http://[::1]:8080"), "http://[::1]:8080");
  for (const char* wrong : {"law.example", "ftp://law.example", "https://", "https://law.example/x",
                            "https://a b", "https://a\"b", "https://a?b", "https://u@law.example",
                            "https://law.example:", "https://law.example:x", "https://[::1",
                            "https://law.example:999999"})
    EXPECT_FALSE(read_public_url(wrong)) << wrong;
}

TEST(PublicUrl, TheSettingCountsAndNoProxysHeaderDoes) {
  Request request;
  request.headers = {{"host", "127.0.0.1:80"},
                     {"x-forwarded-proto", "https"},
                     {"x-forwarded-host", "evil.example"}};
  EXPECT_EQ(base_url("https://law.example", request), "https://law.example");
  EXPECT_EQ(base_url("", request), "http://127.0.0.1:80");
}

TEST(PublicUrl, WhatIsNoHostIsNotRepeated) {
  for (const char* host : {"", "a\"><script>", "a b", "a/b", "a,b", "user@host", "a:b:c"}) {
    Request request;
    request.headers = {{"host", host}};
    EXPECT_EQ(base_url("", request), "") << host;
  }
  Request twice;
  twice.headers = {{"host", "a"}, {"host", "b"}};
  EXPECT_EQ(base_url("", twice), "");
}

TEST(FileName, IsMadeOfLettersAndDigits) {
  EXPECT_EQ(file_name_part("\"transboundary haze\" OR ควัน/..", 80), "transboundary-haze-OR-ควัน");
  EXPECT_EQ(file_name_part("../../etc/passwd", 80), "etc-passwd");
  EXPECT_EQ(file_name_part("photo\xE2\x80\xAEgnp.exe", 80), "photognp-exe");
  EXPECT_EQ(file_name_part("???", 80), "");
  EXPECT_EQ(file_name_part("กขค", 4), "กข") << "never half a character";
}

TEST(FileName, IsSentInBothForms) {
  EXPECT_EQ(content_disposition("attachment", "ü\"(1).csv"),
            "attachment; filename=\"___(1).csv\"; filename*=UTF-8''%C3%BC%22%281%29.csv");
}

TEST(XmlText, EscapesAndLeavesOutWhatXmlCannotHold) {
  EXPECT_EQ(xml_text("a<b>&\"c\"'"), "a&lt;b&gt;&amp;&quot;c&quot;'");
  EXPECT_EQ(xml_text(std::string("a\x01\x00"
                                 "b\n\xEF\xBF\xBE\xEF\xBF\xBF"
                                 "ก",
                                 14)),
            "ab\nก");
  EXPECT_EQ(xml_element("id", "a&b"), "<id>a&amp;b</id>\n");
  EXPECT_EQ(xml_element("id", ""), "");
}

}  // namespace
}  // namespace lontar::api
