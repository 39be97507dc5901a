import { useMemo, useState } from "react";
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
  return (
    <div className="poster" role={named ? "img" : undefined} aria-label={label || undefined} aria-hidden={!named}>
      <Drawing film={film} title={filmTitle(film)} />
    </div>
  );
}

/** Drawn by the film's id; the title is shown where it can be read (`.poster-words`). */
export function Drawing({ film, title = "", slice }: { film: Film; title?: string; slice?: boolean }) {
  const { id, year, genres } = film;
  const { colors, shapes, letter, lines, skirt } = useMemo(
    () => drawn({ id, year, genres }, title),
    [id, year, genres, title],
  );
  const [ground, accent, , , ink] = colors;
  const color = (place: number | undefined) => (place === undefined ? "none" : colors[place]);
  return (
    <svg viewBox="0 0 200 300" preserveAspectRatio={slice ? "xMidYMid slice" : undefined} aria-hidden>
      <rect width="200" height="300" fill={ground} />
      {shapes.map(({ d, fill, stroke, width, opacity }, index) => (
        <path key={index} d={d} fill={color(fill)} stroke={color(stroke)} strokeWidth={width} opacity={opacity} />
      ))}
      {letter && (
        <text x="100" y="236" fontSize="330" textAnchor="middle" fill={accent}>
          {letter}
        </text>
      )}
      {!slice && (
        <g className="poster-words">
          <rect y={300 - skirt} width="200" height={skirt} fill={ground} />
          {lines.map((line) => (
            <text
              key={line.y}
              x="8"
              y={line.y}
              fontSize={line.size}
              textLength={line.width}
              lengthAdjust="spacingAndGlyphs"
              fill={ink}
            >
              {line.text}
            </text>
          ))}
        </g>
      )}
    </svg>
  );
}
