// Before the first paint, so that nobody who has it dark is blinded (src/theme.ts).
const chosen = localStorage.getItem("seance.theme");
const hour = new Date().getHours();
const evening = !chosen && (hour >= 18 || hour < 6);
const dark =
  chosen === "dark" || evening || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
document.documentElement.setAttribute("data-mantine-color-scheme", dark ? "dark" : "light");
