// What the pages share: the frame, help, and errors.
#include "search-api/handlers.h"
#include "search-api/page_language.h"
#include "text/clean.h"

namespace lontar::api {
namespace {

constexpr std::string_view kSiteName = " – Lontar";
constexpr std::size_t kWindowTitle = 150;  // characters before the site's name

// What a window, a tab and a bookmark can show: one line, of bounded length, which steers nothing.
std::string window_title(const std::string& title) {
  std::string_view words = title;
  const bool named = words.ends_with(kSiteName);
  if (named) words.remove_suffix(kSiteName.size());
  std::string line = text::clean_line(words);
  std::size_t characters = 0;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const bool begins = (static_cast<unsigned char>(line[at]) & 0xC0) != 0x80;
    if (!begins || ++characters <= kWindowTitle) continue;
    line.resize(at);
    line += "…";
    break;
  }
  if (named) line += line.empty() ? "Lontar" : kSiteName;
  return line;
}

}  // namespace

View page_view(const Site& site, const Request& request, const std::string& title) {
  View view = object();
  view.set("page_title", window_title(title));
  view.set("style_url", site.web.static_url("style.css"));
  view.set("script_url", site.web.static_url("lontar.js"));
  view.set("icon_url", site.web.static_url("icon.svg"));
  view.set("languages", language_views(request, site.web.texts()));
  return view;
}

std::string error_page(const Site& site, const Request& request, const Problem& problem) {
  const Wording words{site.vocabulary, interface_text(request, site.web.texts())};
  const std::string title = words.problem_title(*problem.kind);
  View view = page_view(site, request, title);
  view.set("problem_status", std::to_string(problem.status));
  view.set("problem_title", title);
  view.set("problem_detail", problem.detail);
  view.set("problem_explanation", words.problem_explanation(*problem.kind));
  const std::string explained = "problem_explanations." + std::string(problem.kind->slug);
  set(view, "problem_translated", words.text.find_own(explained) != nullptr);
  return Renderer(site.web).render("error", words.text, view);
}

OrProblem<Response> get_help_page(Context& context) {
  const InterfaceText& text = context.text;
  const View view = page_view(context.site, context.request, text.get("help.title"));
  return html_response(context.renderer->render("help", text, view));
}

OrProblem<Response> get_problems_page(Context& context) {
  const Wording words = context.wording();
  View view = page_view(context.site, context.request, words.text.get("problems.title"));
  View problems = list();
  for (const ProblemKind& kind : kProblems) {
    View row = object();
    row.set("slug", std::string(kind.slug));
    row.set("problem_status", std::to_string(kind.status));
    row.set("problem_title", words.problem_title(kind));
    row.set("problem_explanation", words.problem_explanation(kind));
    problems << row;
  }
  view.set("problems", problems);
  return html_response(context.renderer->render("problems", words.text, view));
}

}  // namespace lontar::api
