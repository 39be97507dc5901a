import {
  Badge,
  createTheme,
  type CSSVariablesResolver,
  localStorageColorSchemeManager,
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

export const theme = createTheme({
  primaryColor: "velvet",
  primaryShade: { light: 7, dark: 7 },
  colors: { velvet },
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

export const themeMemory = localStorageColorSchemeManager({ key: "seance.theme" });

/** Quiet words that can still be read: 4.5 : 1 and better on every ground (WCAG 2.2, 1.4.3). */
export const readable: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-dimmed": "#52525b",
    "--mantine-color-placeholder": "#6b6b76",
    "--mantine-color-error": "#b42318",
    "--mantine-color-orange-light-color": "#8a3b00",
  },
  dark: {
    "--mantine-color-dimmed": "#b3b3bd",
    "--mantine-color-placeholder": "#9a9aa5",
    "--mantine-color-anchor": velvet[2],
    "--mantine-color-error": "#ff9b9b",
  },
});
