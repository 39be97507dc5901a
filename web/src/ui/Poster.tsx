import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Film } from "../api/types";
import { filmTitle } from "../format";
import { drawn } from "./poster";

/** A film's poster, or a drawn one where it has none. Beside the film's title it only decorates. */
export function Poster({ film, named = false }: { film: Film; named?: boolean }) {
  const { t } = useTranslation();
  const [broken, setBroken] = useState(false);
  const label = named ? t("event.poster", { title: filmTitle(film) }) : "";
  if (film.poster_url && !broken) {
    return <img className="poster" src={film.poster_url} alt={label} loading="lazy" onError={() => setBroken(true)} />;
  }
  const { dark, light, lines, size } = drawn(filmTitle(film), film.genres);
  return (
    <svg className="poster" viewBox="0 0 200 300" role="img" aria-label={label} aria-hidden={!named}>
      <rect width="200" height="300" fill={dark} />
      <circle cx="200" cy="20" r="120" fill={light} opacity="0.35" />
      <path d="M0 210 Q100 170 200 230 V300 H0Z" fill={light} opacity="0.25" />
      {lines.map((line, index) => (
        <text key={index} x="16" y={52 + index * (size + 5)} fontSize={size} fontWeight="700" fill="#fff">
          {line}
        </text>
      ))}
      <text x="16" y="280" fontSize="18" fill="#fff">
        {film.year}
      </text>
    </svg>
  );
}
