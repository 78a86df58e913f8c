// The start page and the page of results: each comfort is a module of its own.
import { copyButtons } from "./copy.js";
import { facetFilters } from "./facets.js";
import { pickButtons } from "./list-buttons.js";
import { startPages } from "./pages.js";
import { suggest } from "./suggest.js";

// For what is on the page now, and for each <main> that takes its place.
function enhance(root) {
  copyButtons(root);
  facetFilters(root);
  pickButtons(root);
  suggest(root);
}

enhance(document);
startPages(enhance);
