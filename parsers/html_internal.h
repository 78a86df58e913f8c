// Gumbo's tree made safe and small, and the two halves of reading it. Internal to parsers/.
#pragma once

#include <gumbo.h>

#include <functional>
#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/document.h"
#include "parsers/text_cutter.h"
#include "text/languages.h"

namespace lontar::parsers::html {

// Why a page is not given to Gumbo, which would take too long over it; nothing for nearly all
// pages.
std::optional<Warning> too_costly(std::string_view page);

// What `<meta charset>` or its elder form says in the beginning of the page, or "".
std::string declared_encoding(std::string_view bytes);

// A page's tree. It lives in an arena and is freed as a whole: Gumbo's own way of freeing recurses
// as deep as the page does.
class Tree {
 public:
  explicit Tree(std::string source);
  Tree(const Tree&) = delete;
  Tree& operator=(const Tree&) = delete;

  const GumboNode* root() const { return root_; }

 private:
  std::string source_;  // Gumbo's tree points into it
  std::pmr::monotonic_buffer_resource arena_;
  const GumboNode* root_ = nullptr;
};

std::string_view tag(const GumboNode* node);  // lower case; "" for anything but an element
std::string_view attribute(const GumboNode* node, const char* name);
std::vector<const GumboNode*> children(const GumboNode* node);
// All elements of that name below, in document order.
std::vector<const GumboNode*> all(const GumboNode* node, std::string_view tag);
// Whether an element below has a name of which `fits` is true.
bool holds(const GumboNode* node, const std::function<bool(std::string_view)>& fits);
// Text of everything below, as it stands.
std::string text_of(const GumboNode* node);

// <title>, <html lang>, <meta> and <link>.
void read_metadata(const GumboNode* root, const text::Languages& languages, ParsedDocument& parsed);

// The page's own text, cut into passages. Menus, banners and the like are left out, unless that
// would leave little of the page. `languages` must outlive the cutter.
TextCutter read_text(const GumboNode* root, const text::Languages& languages);

}  // namespace lontar::parsers::html
