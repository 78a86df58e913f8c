// Templates and data to HTML. Everything put in with {{name}} is escaped, and its direction kept to
// itself (bidi.h); {{{name}}} is for snippets, which come escaped but for <mark>, for JSON-LD,
// which comes without < > &, and for nothing else. For .cc files of this folder only: it shows
// kainjow's types. One Renderer per thread.
#pragma once

#include <kainjow/mustache.hpp>
#include <map>
#include <string>
#include <string_view>

#include "search-api/web_files.h"

namespace lontar::api {

using View = kainjow::mustache::data;

class Renderer {
 public:
  explicit Renderer(const WebFiles& web) : web_(&web) {}  // `web` outlives the renderer

  // The template must exist, in the language of `text`; a test renders each of them.
  std::string render(std::string_view page, const InterfaceText& text, const View& view);

 private:
  const WebFiles* web_;
  std::map<const std::string*, kainjow::mustache::mustache> parsed_;  // by the source in *web_
};

View object();
View list();
// Sets only what is not empty: in a template, an empty string would count as there.
void set(View& view, const std::string& name, const std::string& value);
void set(View& view, const std::string& name, bool value);
void set_list(View& view, const std::string& name, View items);  // left out when empty
// The same, and has_NAME: for what stands around the list once.
void set_known(View& view, const std::string& name, View items);

}  // namespace lontar::api
