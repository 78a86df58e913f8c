// The page of the reading lists. The lists themselves are kept by the browser and filled in there.
#include "search-api/handlers.h"

namespace lontar::api {

OrProblem<Response> get_list_page(Context& context) {
  View view =
      page_view(context.site, context.request, context.text.get("list.title") + " – Lontar");
  view.set("list_script_url", context.site.web.static_url("list-page.js"));
  return html_response(context.renderer->render("list", context.text, view));
}

}  // namespace lontar::api
