// Before the first paint, so that nobody who has it dark is blinded (src/theme.ts).
const chosen = localStorage.getItem("seance.theme");
const hour = new Date().getHours();
const evening = !chosen && (hour >= 18 || hour < 6);
const dark =
  chosen === "dark" || evening || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
const page = document.documentElement;
page.setAttribute("data-mantine-color-scheme", dark ? "dark" : "light");
// A page that is served ready to read is a stranger's, in the language that the browser asks for (src/served.css).
const language = localStorage.getItem("seance.language");
page.toggleAttribute("data-other", Boolean(language) && language !== page.lang);
page.toggleAttribute(
  "data-mine",
  Boolean(sessionStorage.getItem("seance.session") ?? localStorage.getItem("seance.session")),
);
