import {
  Badge,
  createTheme,
  type CSSVariablesResolver,
  localStorageColorSchemeManager,
  type MantineColorSchemeManager,
  type MantineColorsTuple,
} from "@mantine/core";

const velvet: MantineColorsTuple = [
  "#fdeef1",
  "#f6d8de",
  "#efacb9",
  "#e87d92",
  "#e25670",
  "#de3d5a",
  "#c92f4c",
  "#a52a44",
  "#8d2039",
  "#74152c",
];

/** A hall when the lights are down; the brightest are for words, the last for the ground. */
const dark: MantineColorsTuple = [
  "#f6eff4",
  "#dccfd9",
  "#b9a8b5",
  "#8f7d8b",
  "#59465a",
  "#402f40",
  "#2a1c2a",
  "#1b111b",
  "#140c14",
  "#0d070d",
];

export const theme = createTheme({
  primaryColor: "velvet",
  primaryShade: { light: 7, dark: 7 },
  colors: { velvet, dark },
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Badge: Badge.extend({ defaultProps: { tt: "none", fw: 600 } }),
    // The dialog's heading is a <header>, which beside the page's own would be a second banner.
    Modal: { defaultProps: { attributes: { header: { role: "presentation" } } } },
  },
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif",
});

const memory = localStorageColorSchemeManager({ key: "seance.theme" });

/**
 * Who chose neither here nor, as far as one can tell, for all pages, has it dark in the evening: a browser says
 * "light" also of those who never chose. `public/theme.js` says the same before the first paint.
 */
export const themeMemory: MantineColorSchemeManager = {
  ...memory,
  get: (otherwise) => memory.get(isEvening(new Date().getHours()) ? "dark" : otherwise),
};

export const isEvening = (hour: number): boolean => hour >= 18 || hour < 6;

/** Quiet words that can still be read: 4.5 : 1 and better on every ground (WCAG 2.2, 1.4.3). */
export const readable: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-body": "#fdfaf8",
    "--mantine-color-text": "#231722",
    "--mantine-color-dimmed": "#594d58",
    "--mantine-color-placeholder": "#6b6b76",
    "--mantine-color-error": "#b42318",
    "--mantine-color-orange-light-color": "#8a3b00",
  },
  dark: {
    "--mantine-color-dimmed": "#bfb0bb",
    "--mantine-color-placeholder": "#a797a3",
    "--mantine-color-anchor": velvet[2],
    "--mantine-color-error": "#ff9b9b",
  },
});
