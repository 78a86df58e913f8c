// Which kind of file bytes are, which kind a server says they are, and which a name promises. Only
// kinds that Lontar reads; what is none of them is kNone. Free functions, safe from any thread.
#pragma once

#include <string_view>

namespace lontar::harvest {

enum class Media { kNone, kPdf, kHtml, kXml, kJson, kMarkdown, kText };

std::string_view name(Media media);       // "PDF", "HTML", ...
std::string_view extension(Media media);  // ".pdf", ...

// By the extension of a file's name or of a path; kNone when it promises nothing.
Media media_of_name(std::string_view name);
// By a Content-Type; kNone when there is none or it means nothing in particular
// (application/octet-stream).
Media media_of_type(std::string_view content_type);
// Whether a Content-Type names something that Lontar does not read (image/png, application/zip).
bool is_foreign_type(std::string_view content_type);
// By the first bytes of a file (1024 are enough).
Media media_of_bytes(std::string_view head);

// Whether bytes of kind `bytes` may be what was called `called`; anything may be kNone, and every
// kind of plain text may be called text. HTML is only ever HTML.
bool agree(Media called, Media bytes);

}  // namespace lontar::harvest
