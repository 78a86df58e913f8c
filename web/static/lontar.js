// On every page; each page works without it.
import "./keys.js";
import { pickButtons } from "./list-buttons.js";

pickButtons(document);
