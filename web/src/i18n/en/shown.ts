/** In which languages a film is shown, in English. */
export const shown = {
  shown: {
    spoken: "Spoken language",
    unsaid: "Not said",
    subtitles: "Subtitles",
    none: "None",
  },
};
