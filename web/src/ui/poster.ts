/** How a poster is drawn: the colours by the first known genre, the title in lines that fit. */
const HUES: [RegExp, number][] = [
  [/comed|комед/i, 32],
  [/horror|ужас/i, 0],
  [/science|фантаст/i, 200],
  [/fantas|фэнтези|сказ/i, 275],
  [/romance|мелодр/i, 335],
  [/war|воен/i, 90],
  [/animat|мульт|аниме/i, 165],
  [/crime|thrill|крим|трилл|детектив/i, 230],
  [/adventure|western|action|приключ|вестерн|боевик/i, 18],
  [/document|histor|докум|истор/i, 55],
  [/drama|драма/i, 215],
];

export function drawn(
  title: string,
  genres: string[],
): {
  dark: string;
  light: string;
  lines: string[];
  size: number;
} {
  const hue = genres.flatMap((genre) => HUES.filter(([words]) => words.test(genre)))[0]?.[1] ?? 345;
  const longest = Math.max(...title.split(/\s+/).map(breadth));
  const size = Math.max(13, Math.min(28, Math.floor(168 / (longest * 0.7))));
  return {
    dark: `hsl(${hue} 45% 22%)`,
    light: `hsl(${hue} 70% 60%)`,
    lines: wrap(title, Math.floor(168 / (size * 0.7))),
    size,
  };
}

/** How broad a text is, in letters of ours: those of China, Japan and Korea are half as broad again. */
function breadth(text: string): number {
  return text.length + (text.match(/[\u2e80-\u9fff\uac00-\ud7af\uff00-\uff60]/g)?.length ?? 0) / 2;
}

/** Words into at most seven lines of that many letters; what is longer ends in an ellipsis. */
export function wrap(text: string, width: number, most = 7): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = lines.at(-1);
    const room = Math.floor((word.length * width) / breadth(word));
    if (last !== undefined && breadth(`${last} ${word}`) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word.length > room ? `${word.slice(0, room - 1)}…` : word);
  }
  return lines.length > most ? [...lines.slice(0, most - 1), `${lines[most - 1] ?? ""}…`] : lines;
}
