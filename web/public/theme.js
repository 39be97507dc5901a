// Before the first paint, so that nobody who chose the dark is blinded.
const chosen = localStorage.getItem("seance.theme");
const dark = chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
document.documentElement.setAttribute("data-mantine-color-scheme", dark ? "dark" : "light");
