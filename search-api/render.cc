#include "search-api/render.h"

#include "search-api/bidi.h"

namespace lontar::api {
namespace {

kainjow::mustache::mustache parsed(const std::string& source) {
  kainjow::mustache::mustache page(source);
  page.set_custom_escape([](const std::string& value) {
    return kainjow::mustache::html_escape(contain_direction(value));
  });
  return page;
}

}  // namespace

std::string Renderer::render(std::string_view page, const InterfaceText& text, const View& view) {
  const std::string* source = web_->page_template(page, text.code());
  if (source == nullptr) return {};
  auto found = parsed_.find(source);
  if (found == parsed_.end()) found = parsed_.emplace(source, parsed(*source)).first;
  return found->second.render(view);
}

View object() { return View(View::type::object); }

View list() { return View(View::type::list); }

void set(View& view, const std::string& name, const std::string& value) {
  if (!value.empty()) view.set(name, value);
}

void set(View& view, const std::string& name, bool value) {
  view.set(name, value ? View::type::bool_true : View::type::bool_false);
}

void set_list(View& view, const std::string& name, View items) {
  if (!items.is_empty_list()) view.set(name, items);
}

void set_known(View& view, const std::string& name, View items) {
  set(view, "has_" + name, !items.is_empty_list());
  set_list(view, name, std::move(items));
}

}  // namespace lontar::api
