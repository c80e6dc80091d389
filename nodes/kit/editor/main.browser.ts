import { register } from "./register.browser.ts";

/** Loaded once by the editor's page, before the first form. */
const style = document.createElement("link");
style.rel = "stylesheet";
style.href = new URL("form.css", import.meta.url).href;
document.head.append(style);

Object.assign(globalThis, { twinloom: Object.freeze({ register }) });
