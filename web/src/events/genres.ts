import i18next from "i18next";

/** Genres as the reader calls them; a name that the page does not know stays as it is. */
export function genres(codes: string[], most = codes.length): string {
  return codes
    .slice(0, most)
    .map((code) => i18next.t(`genre.${code}` as "genre.drama", { defaultValue: code }))
    .join(", ");
}
