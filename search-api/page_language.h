// Which language the interface speaks to whom: what the reader chose (a cookie), else what the
// browser asks for, else English. And how a reader chooses. For .cc files of this folder only.
#pragma once

#include "search-api/http_message.h"
#include "search-api/interface_text.h"
#include "search-api/parameters.h"
#include "search-api/render.h"

namespace lontar::api {

// By the cookie lontar_language, by Accept-Language (RFC 9110, 12.5.4; looked up as in RFC 4647,
// 3.4), or English.
const InterfaceText& interface_text(const Request& request, const InterfaceTexts& texts);

// The languages to choose from, each as a link that comes back to the page of `request`; the one
// that is spoken has no link.
View language_views(const Request& request, const InterfaceTexts& texts);

// Where /language leads: `back` if it is a path of this site as an address has it, otherwise "/".
std::string safe_way_back(const std::string& back);

}  // namespace lontar::api
