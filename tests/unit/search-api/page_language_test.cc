#include "search-api/page_language.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace lontar::api {
namespace {

const InterfaceTexts& texts() {
  static const auto kTexts = InterfaceTexts::load(LONTAR_SOURCE_DIR "/web/i18n");
  return kTexts.value();
}

std::string spoken(const std::string& accept_language, const std::string& cookie = "") {
  Request request;
  if (!accept_language.empty()) request.headers.emplace_back("accept-language", accept_language);
  if (!cookie.empty()) request.headers.emplace_back("cookie", cookie);
  return interface_text(request, texts()).code();
}

TEST(PageLanguage, TheBrowsersWishIsLookedUpByPrefixAndAlias) {
  EXPECT_EQ(spoken(""), "en");
  EXPECT_EQ(spoken("th-TH,th;q=0.9,en;q=0.8"), "th");
  EXPECT_EQ(spoken("in"), "id");
  EXPECT_EQ(spoken("in-ID"), "id");
  EXPECT_EQ(spoken("tl-PH, en"), "fil");
  EXPECT_EQ(spoken("VI-vn"), "vi");
  EXPECT_EQ(spoken("ms-Latn-MY-x-private"), "ms");
  EXPECT_EQ(spoken("fr-FR, km;q=0.9, vi;q=0.3, id;q=0.5"), "id");
  EXPECT_EQ(spoken("en;q=0, th;q=0, *"), "en");
  EXPECT_EQ(spoken("fr, de"), "en");
  EXPECT_EQ(spoken("-, th-"), "th");
}

TEST(PageLanguage, WhatWasChosenComesFirst) {
  EXPECT_EQ(spoken("th", "lontar_language=vi"), "vi");
  EXPECT_EQ(spoken("th", "a=b; lontar_language=en; c=d"), "en");
  EXPECT_EQ(spoken("th", "lontar_language=xx"), "th");
  EXPECT_EQ(spoken("th", "lontar_language="), "th");
  EXPECT_EQ(spoken("th", "not_lontar_language=vi"), "th");
  EXPECT_EQ(spoken("th", "lontar_languages=vi; lontar_language"), "th");
}

TEST(PageLanguage, TheWayBackStaysOnTheSite) {
  for (const char* path : {"/", "/search?q=haze&page=2", "/documents/%2Fakn%2Fx?at=art_1"})
    EXPECT_EQ(safe_way_back(path), path);
  for (const char* path : {"", "search", "//evil.example", "/\\evil.example", "\\\\evil.example",
                           "https://evil.example", "javascript:alert(1)", "/a b",
                           "/\t/evil.example", "/a\r\nSet-Cookie: x=y", "/ä", "/\x7f"})
    EXPECT_EQ(safe_way_back(path), "/") << path;
}

RC_GTEST_PROP(PageLanguage, AnyHeaderHasALanguage, (const std::string& header)) {
  RC_ASSERT(texts().find(spoken(header, header)) != nullptr);
  RC_ASSERT(texts().find(spoken("th;q=0.5," + header)) != nullptr);
}

}  // namespace
}  // namespace lontar::api
