#include "search-api/page_language.h"

#include <algorithm>
#include <array>

#include "search-api/handlers.h"
#include "search-api/negotiate.h"
#include "search-api/url.h"

namespace lontar::api {
namespace {

constexpr std::string_view kCookie = "lontar_language";
constexpr std::array kLanguageParameters = {
    Parameter{"set", ParameterKind::kText, "The code of a language of the pages."},
    Parameter{"back", ParameterKind::kText, "The path, with its query, to come back to."},
};

std::string cookie(const Request& request, std::string_view name) {
  const std::string cookies = request.header("cookie");
  std::string_view rest = cookies;
  while (!rest.empty()) {
    const auto end = rest.find(';');
    std::string_view pair = rest.substr(0, end);
    pair.remove_prefix(std::min(pair.find_first_not_of(' '), pair.size()));
    if (pair.starts_with(name) && pair.substr(name.size()).starts_with('='))
      return std::string(pair.substr(name.size() + 1));
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  }
  return {};
}

// "th-TH" is looked for as "th-TH", then as "th".
const InterfaceText* look_up(std::string_view range, const InterfaceTexts& texts) {
  for (;;) {
    if (const InterfaceText* found = texts.find(range)) return found;
    const auto dash = range.rfind('-');
    if (dash == std::string_view::npos) return nullptr;
    range = range.substr(0, dash);
  }
}

// Of the page, as a person would keep it: without parameters that it does not know.
std::string address(const Request& request) {
  QueryPairs pairs = parse_query(request.query);
  const auto match = match_route(request.path);
  std::erase_if(pairs, [&](const auto& pair) {
    return !match || pair.second.empty() ||
           std::ranges::find(match->route->parameters, pair.first, &Parameter::name) ==
               match->route->parameters.end();
  });
  return request.path + format_query(pairs);
}

}  // namespace

const InterfaceText& interface_text(const Request& request, const InterfaceTexts& texts) {
  if (const InterfaceText* chosen = texts.find(cookie(request, kCookie))) return *chosen;
  for (const std::string& range : accepted_languages(request.header("accept-language")))
    if (const InterfaceText* found = look_up(range, texts)) return *found;
  return texts.english();
}

View language_views(const Request& request, const InterfaceTexts& texts) {
  const InterfaceText& spoken = interface_text(request, texts);
  const std::string here = address(request);
  View all = list();
  for (const InterfaceText& text : texts.all()) {
    View view = object();
    view.set("language_code", text.code());
    view.set("language_name", text.own_name());
    if (&text != &spoken)
      view.set("language_url", "/language" + format_query({{"set", text.code()}, {"back", here}}));
    all << view;
  }
  return all;
}

std::string safe_way_back(const std::string& back) {
  // "//host" and, to browsers, "/\host" are other sites; what no address may hold is none of ours.
  const bool ours =
      back.starts_with('/') && !back.starts_with("//") &&
      std::ranges::all_of(back, [](char c) { return c > ' ' && c <= '~' && c != '\\'; });
  return ours ? back : "/";
}

std::span<const Parameter> language_parameters() { return kLanguageParameters; }

OrProblem<Response> get_language(Context& context) {
  Response response;
  response.status = 303;
  response.set("Location", safe_way_back(context.parameters.text("back")));
  const InterfaceText* chosen = context.site.web.texts().find(context.parameters.text("set"));
  if (chosen != nullptr)
    response.set("Set-Cookie", std::string(kCookie) + "=" + chosen->code() +
                                   "; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly");
  return response;
}

}  // namespace lontar::api
