// What the pages share: the frame, help, and errors.
#include "search-api/handlers.h"

namespace lontar::api {

View page_view(const Site& site, const std::string& title) {
  View view = object();
  view.set("page_title", title);
  view.set("style_url", site.web.static_url("style.css"));
  view.set("script_url", site.web.static_url("lontar.js"));
  view.set("icon_url", site.web.static_url("icon.svg"));
  return view;
}

std::string error_page(Renderer& renderer, const Site& site, const Problem& problem) {
  View view = page_view(site, std::string(problem.kind->title));
  view.set("problem_status", std::to_string(problem.status));
  view.set("problem_title", std::string(problem.kind->title));
  view.set("problem_detail", problem.detail);
  view.set("problem_explanation", std::string(problem.kind->explanation));
  return renderer.render("error", view);
}

OrProblem<Response> get_help_page(Context& context) {
  return html_response(context.renderer->render("help", page_view(context.site, "How to search")));
}

OrProblem<Response> get_problems_page(Context& context) {
  View view = page_view(context.site, "Problem types");
  View problems = list();
  for (const ProblemKind& kind : kProblems) {
    View row = object();
    row.set("slug", std::string(kind.slug));
    row.set("problem_status", std::to_string(kind.status));
    row.set("problem_title", std::string(kind.title));
    row.set("problem_explanation", std::string(kind.explanation));
    problems << row;
  }
  view.set("problems", problems);
  return html_response(context.renderer->render("problems", view));
}

}  // namespace lontar::api
