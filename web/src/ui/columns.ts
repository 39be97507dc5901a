/** How many cards stand side by side, by the window's width; their skeletons stand the same. */
export const CARDS = { base: 1, sm: 2, lg: 3 };
export const HALVES = { base: 1, sm: 2 };
export const SHELF = { base: 2, xs: 3, sm: 4, md: 5 };
