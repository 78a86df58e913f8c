// Addresses, names of files and kinds of bytes: what the harvest believes, and what not.
#include <gtest/gtest.h>

#include "harvest/address.h"
#include "harvest/list.h"
#include "harvest/media.h"

namespace lontar::harvest {
namespace {

TEST(Address, IsTakenApart) {
  const auto address = parse_address("HTTPS://Example.ORG/a%20b/Treaty.pdf?x=1#page=2");
  ASSERT_TRUE(address.ok());
  EXPECT_EQ(address->text, "https://example.org/a%20b/Treaty.pdf?x=1");
  EXPECT_EQ(address->origin, "https://example.org:443");
  EXPECT_EQ(address->path, "/a%20b/Treaty.pdf?x=1");
  EXPECT_EQ(address->file_name(), "Treaty.pdf");
  EXPECT_EQ(parse_address("http://example.org:8080")->path, "/");
  EXPECT_EQ(parse_address("https://example.org:443/x")->text, "https://example.org/x");
}

TEST(Address, OnlyTheWebWithoutPasswords) {
  for (const char* bad : {"", "example.org/x", "ftp://example.org/x", "file:///etc/passwd",
                          "javascript:alert(1)", "https://", "https://a:b@example.org/",
                          "https://a@example.org/", "https://example.org/\nx", "http://[::1"}) {
    EXPECT_FALSE(parse_address(bad).ok()) << bad;
  }
}

TEST(Address, PrivateNetworks) {
  for (const char* ip : {"127.0.0.1",        "10.1.2.3",          "172.16.0.1",    "172.31.255.255",
                         "192.168.1.1",      "169.254.169.254",   "0.0.0.0",       "100.64.0.1",
                         "224.0.0.1",        "255.255.255.255",   "::1",           "::",
                         "fe80::1",          "fe80::1%eth0",      "fd00::1",       "ff02::1",
                         "::ffff:127.0.0.1", "64:ff9b::10.0.0.1", "2002:7f00:1::", "nonsense"}) {
    EXPECT_TRUE(is_private_ip(ip)) << ip;
  }
  for (const char* ip : {"8.8.8.8", "172.32.0.1", "192.169.0.1", "223.255.255.255",
                         "2606:4700::1111", "::ffff:8.8.8.8"}) {
    EXPECT_FALSE(is_private_ip(ip)) << ip;
  }
}

TEST(Names, PathsStayBelowTheFolder) {
  EXPECT_EQ(*safe_path("a.pdf"), "a.pdf");
  EXPECT_EQ(*safe_path("./sub\\b.pdf"), "sub/b.pdf");
  for (const char* bad : {"", "/a", "../a", "a/../../b", "a//b", "a/", ".a", "a/.b/c", "c:/x"}) {
    EXPECT_FALSE(safe_path(bad).ok()) << bad;
  }
}

TEST(Names, AreMadeOfTheIdOrTheAddress) {
  const auto stem = [](const char* id, const char* url) {
    Row row;
    if (*id) row.cells["id"] = id;
    return file_stem(row, *parse_address(url));
  };
  EXPECT_EQ(stem("/akn/x/2001:1", "https://e.org/y.pdf"), "akn-x-2001-1");
  EXPECT_EQ(stem("", "https://e.org/a/The%20Treaty%20(1).pdf"), "The-Treaty-1");
  EXPECT_EQ(stem("", "https://e.org/%2e%2e%2fx%2f..%2f.hidden"), "x-..-.hidden");
  EXPECT_EQ(stem("", "https://e.org/"), "e.org");
  EXPECT_EQ(stem("", "https://e.org/%E0%B8%AA.html"), "\xE0\xB8\xAA");
}

TEST(Media, OfNamesAndTypes) {
  EXPECT_EQ(media_of_name("a/b.PDF"), Media::kPdf);
  EXPECT_EQ(media_of_name("b.akn"), Media::kXml);
  EXPECT_EQ(media_of_name("b.php"), Media::kNone);
  EXPECT_EQ(media_of_type("Text/HTML; charset=utf-8"), Media::kHtml);
  EXPECT_EQ(media_of_type("application/akn+xml"), Media::kXml);
  EXPECT_EQ(media_of_type("application/octet-stream"), Media::kNone);
  EXPECT_FALSE(is_foreign_type("application/octet-stream"));
  EXPECT_FALSE(is_foreign_type(""));
  EXPECT_TRUE(is_foreign_type("image/png"));
  EXPECT_EQ(extension(Media::kXml), ".xml");
}

TEST(Media, OfBytes) {
  EXPECT_EQ(media_of_bytes("%PDF-1.7"), Media::kPdf);
  EXPECT_EQ(media_of_bytes("junk\n%PDF-1.7"), Media::kPdf);
  EXPECT_EQ(media_of_bytes("<!DOCTYPE HTML><p>%PDF-1.7"), Media::kHtml);
  EXPECT_EQ(media_of_bytes("<?xml version='1.0'?><html xmlns='x'>"), Media::kHtml);
  EXPECT_EQ(media_of_bytes("\xEF\xBB\xBF <akomaNtoso>"), Media::kXml);
  EXPECT_EQ(media_of_bytes(std::string_view("\xFF\xFE<\0h\0t\0m\0l\0", 12)), Media::kHtml);
  EXPECT_EQ(media_of_bytes("{\"a\": 1}"), Media::kJson);
  EXPECT_EQ(media_of_bytes("plain"), Media::kText);
  EXPECT_EQ(media_of_bytes("PK\x03\x04"), Media::kNone);
  EXPECT_EQ(media_of_bytes(""), Media::kNone);
}

TEST(Media, WhatMayBeCalledWhat) {
  EXPECT_TRUE(agree(Media::kNone, Media::kPdf));
  EXPECT_TRUE(agree(Media::kText, Media::kXml));
  EXPECT_TRUE(agree(Media::kMarkdown, Media::kText));
  EXPECT_FALSE(agree(Media::kPdf, Media::kHtml));
  EXPECT_FALSE(agree(Media::kText, Media::kHtml));
  EXPECT_FALSE(agree(Media::kMarkdown, Media::kHtml));
  EXPECT_FALSE(agree(Media::kXml, Media::kPdf));
}

}  // namespace
}  // namespace lontar::harvest
