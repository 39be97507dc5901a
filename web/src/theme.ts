import { createTheme, localStorageColorSchemeManager, type MantineColorsTuple } from "@mantine/core";

const velvet: MantineColorsTuple = [
  "#fdeef1", "#f6d8de", "#efacb9", "#e87d92", "#e25670", "#de3d5a", "#c92f4c", "#a52a44", "#8d2039", "#74152c",
];

export const theme = createTheme({
  primaryColor: "velvet",
  primaryShade: { light: 7, dark: 7 },
  colors: { velvet },
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif",
});

export const themeMemory = localStorageColorSchemeManager({ key: "seance.theme" });
