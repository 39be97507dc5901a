/** What is on posters, drawn in 200 × 300: each composition by chance, which the film decides. */

/** A filled or stroked path; colours are places in a palette. */
export interface Shape {
  d: string;
  fill?: number;
  stroke?: number;
  width?: number;
  opacity?: number;
}
/** A number from one to below another, and the next is another. */
export type Chance = (from: number, to: number) => number;
type Point = [number, number];

const round = (value: number): number => Math.round(value * 10) / 10;
const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
const circle = (x: number, y: number, r: number): string =>
  `M${round(x - r)} ${round(y)}a${round(r)} ${round(r)} 0 1 0 ${round(2 * r)} 0a${round(r)} ${round(r)} 0 1 0 ${round(-2 * r)} 0Z`;
const box = (x: number, y: number, w: number, h: number): string =>
  `M${round(x)} ${round(y)}h${round(w)}v${round(h)}h${round(-w)}Z`;
const line = (...points: Point[]): string => `M${points.map(([x, y]) => `${round(x)} ${round(y)}`).join("L")}`;
const area = (...points: Point[]): string => `${line(...points)}Z`;
const turned = ([x, y]: Point, angle: number): Point => [
  100 + (x - 100) * Math.cos(angle) - (y - 150) * Math.sin(angle),
  150 + (x - 100) * Math.sin(angle) + (y - 150) * Math.cos(angle),
];
/** Somebody from afar. */
const figure = (x: number, y: number, size: number): string =>
  circle(x, y - size * 0.84, size * 0.16) +
  `M${round(x - size * 0.2)} ${round(y)}V${round(y - size * 0.42)}a${round(size * 0.2)} ${round(size * 0.2)} 0 0 1 ${round(size * 0.4)} 0V${round(y)}Z`;

function rings(chance: Chance): Shape[] {
  const [x, y, step] = [chance(30, 170), chance(70, 180), chance(15, 24)];
  return range(8).map((ring) => ({ d: circle(x, y, (8 - ring) * step), fill: [1, 0, 2, 0, 3, 0, 1, 4][ring] ?? 1 }));
}

function horizon(chance: Chance): Shape[] {
  const [x, y, r] = [chance(60, 140), chance(95, 135), chance(52, 78)];
  const slits = range(5).map((slit) => box(0, y + slit * 13 - 4, 200, 2 + slit * 1.6));
  const hill = (top: number, lift: number) =>
    `M0 ${round(top)}C60 ${round(top - lift)} 120 ${round(top + lift)} 200 ${round(top - lift / 2)}V300H0Z`;
  return [
    { d: circle(x, y, r), fill: 1 },
    { d: slits.join(""), fill: 0 },
    { d: hill(y + 50, chance(15, 40)), fill: 3 },
    { d: hill(y + 80, chance(-40, -15)), fill: 2 },
    { d: hill(y + 115, chance(10, 30)), fill: 1 },
  ];
}

function windows(chance: Chance): Shape[] {
  const [cols, rows] = [Math.floor(chance(3, 5)), Math.floor(chance(5, 7))];
  const [w, h] = [(200 - 16) / cols, 284 / rows];
  const lit = Math.floor(chance(cols, cols * (rows - 2)));
  const panes = range(cols * rows).map((pane): Shape => {
    const [x, y] = [12 + (pane % cols) * w, 12 + Math.floor(pane / cols) * h];
    return { d: box(x, y, w - 8, h - 8), fill: pane === lit ? 1 : chance(0, 1) > 0.7 ? 3 : 2, opacity: pane === lit ? 1 : chance(0.3, 0.85) };
  }); // prettier-ignore
  const [x, y] = [12 + (lit % cols) * w, 12 + Math.floor(lit / cols) * h];
  return [...panes, { d: figure(x + (w - 8) / 2, y + h - 8, h * 0.68), fill: 0 }];
}

function staircase(chance: Chance): Shape[] {
  const [steps, left] = [Math.floor(chance(6, 10)), chance(0, 1) > 0.5];
  const [w, h] = [220 / steps, 210 / steps];
  const mirrored = ([x, y]: Point): Point => [left ? x : 200 - x, y];
  const outline = (lift: number): Point[] =>
    range(steps).flatMap((step): Point[] => [
      [step * w, 280 - lift - step * h],
      [(step + 1) * w, 280 - lift - step * h],
    ]);
  const up = Math.floor(steps * 0.6);
  const [x, y] = mirrored([up * w + w / 2, 280 - up * h]);
  return [
    { d: circle(left ? 60 : 140, 80, chance(34, 52)), fill: 2 },
    { d: area(...[...outline(34), [240, 320], [0, 320]].map((each) => mirrored(each as Point))), fill: 3 },
    { d: area(...[...outline(0), [240, 320], [0, 320]].map((each) => mirrored(each as Point))), fill: 1 },
    { d: figure(x, y, 44), fill: 4 },
  ];
}

function strip(chance: Chance): Shape[] {
  const angle = chance(0.2, 0.55) * (chance(0, 1) > 0.5 ? 1 : -1);
  const at = (x: number, y: number, w: number, h: number) =>
    area(...([[x, y], [x + w, y], [x + w, y + h], [x, y + h]] as Point[]).map((each) => turned(each, angle))); // prettier-ignore
  const x = chance(40, 70);
  const frames = range(6).map((frame) => frame * 82 - 90 + chance(0, 1));
  return [
    { d: circle(chance(20, 180), chance(40, 110), chance(60, 90)), fill: 3 },
    { d: at(x, -120, 100, 540), fill: 4 },
    { d: range(30).map((hole) => at(x + 6, hole * 18 - 120, 8, 9) + at(x + 86, hole * 18 - 120, 8, 9)).join(""), fill: 0 }, // prettier-ignore
    { d: frames.map((y) => at(x + 21, y, 58, 72)).join(""), fill: 1 },
    { d: frames.map((y) => circle(...turned([x + 50, y + 40], angle), 18)).join(""), fill: 2 },
  ];
}

function constellation(chance: Chance): Shape[] {
  const stars = range(9).map((): Point => [chance(18, 182), chance(24, 250)]);
  const path = [...stars].sort(([, one], [, other]) => one - other);
  return [
    { d: circle(chance(40, 160), chance(200, 260), chance(80, 120)), fill: 3, opacity: 0.55 },
    { d: line(...path), stroke: 2, width: 1.6 },
    { d: stars.map(([x, y]) => circle(x, y, chance(3, 8))).join(""), fill: 1 },
    {
      d: range(46)
        .map(() => circle(chance(0, 200), chance(0, 300), chance(0.5, 1.6)))
        .join(""),
      fill: 4,
    },
  ];
}

function rain(chance: Chance): Shape[] {
  const [x, y, slant] = [chance(70, 130), chance(150, 190), chance(-26, 26)];
  const drops = (count: number) =>
    range(count).map(() => {
      const [left, top, length] = [chance(-20, 220), chance(-30, 290), chance(0.4, 1.6)];
      return line([left, top], [left + slant * length, top + 44 * length]);
    });
  return [
    { d: drops(34).join(""), stroke: 2, width: 2.4, opacity: 0.8 },
    { d: drops(16).join(""), stroke: 3, width: 4 },
    { d: `M${round(x - 62)} ${round(y)}a62 58 0 0 1 124 0q-15 -13 -31 0q-15 -13 -31 0q-15 -13 -31 0q-15 -13 -31 0Z`, fill: 1 }, // prettier-ignore
    { d: line([x, y - 58], [x, y + 70]), stroke: 4, width: 3 },
    { d: figure(x + 10, y + 130, 108), fill: 4 },
  ];
}

function spiral(chance: Chance): Shape[] {
  const [x, y, twist, turns] = [chance(60, 140), chance(90, 160), chance(0, 6), chance(5, 8)];
  const points = range(Math.floor(turns * 28)).map((step): Point => {
    const angle = step * 0.224 + twist;
    return [x + Math.cos(angle) * step * 0.92, y + Math.sin(angle) * step * 0.92];
  });
  return [
    { d: circle(x, y, 150), fill: 3, opacity: 0.4 },
    { d: line(...points), stroke: 1, width: 9 },
    { d: circle(x, y, 13), fill: 2 },
    { d: figure(x + 4, y + 64, 70), fill: 4 },
  ];
}

function beams(chance: Chance): Shape[] {
  const left = chance(0, 1) > 0.5;
  const [x, y] = [left ? 14 : 186, chance(20, 60)];
  const far = left ? 260 : -60;
  const ends = [0, 55, 105, 170, 235, 310, 400].map((end) => end + chance(-14, 14));
  return [
    ...range(6).map((beam): Shape => ({ d: area([x, y], [far, ends[beam] ?? 0], [far, ends[beam + 1] ?? 0]), fill: [1, 0, 2, 0, 3, 1][beam] ?? 1 })), // prettier-ignore
    { d: circle(x, y, 44), fill: 0 },
    { d: circle(x, y, 34), fill: 4 },
    { d: circle(x, y, 17), fill: 1 },
  ];
}

function arches(chance: Chance): Shape[] {
  const [x, count] = [chance(85, 115), Math.floor(chance(4, 7))];
  const arch = (r: number) =>
    `M${round(x - r)} 320V${round(110 + r * 0.3)}a${round(r)} ${round(r)} 0 0 1 ${round(2 * r)} 0V320Z`;
  return [
    ...range(count).map((each): Shape => ({ d: arch(104 - each * (84 / count)), fill: [1, 3, 2, 0][each % 4] ?? 1 })),
    { d: arch(20), fill: 4 },
    { d: figure(x, 232, 62), fill: 0 },
  ]; // prettier-ignore
}

function waves(chance: Chance): Shape[] {
  const [r, from] = [chance(19, 34), Math.floor(chance(0, 3))];
  const rows = Math.ceil(300 / (r * 0.62)) + 2;
  const cols = Math.ceil(200 / (2 * r)) + 2;
  const sun: Shape = { d: circle(chance(60, 140), 66, chance(30, 42)), fill: 1 };
  const rolling = range(rows).flatMap((row): Shape[] => {
    const y = 74 + row * r * 0.62;
    const each = (size: number) =>
      range(cols).map((col) => circle(col * 2 * r + (row % 2 ? 0 : r) - r, y + r, size)).join(""); // prettier-ignore
    return [
      { d: each(r), fill: 0 },
      { d: each(r * 0.88), fill: 1 + ((row + from) % 3) },
      { d: each(r * 0.52), fill: 0 },
      { d: each(r * 0.36), fill: 1 + ((row + from + 1) % 3) },
    ];
  });
  return [sun, ...rolling];
}

function curtain(chance: Chance): Shape[] {
  const [folds, gap, x] = [Math.floor(chance(3, 6)), chance(22, 46), chance(80, 120)];
  const side = (edge: number, to: number): Shape[] =>
    range(folds).map((fold) => {
      const [a, b] = [fold / folds, (fold + 1) / folds].map((part) => edge + (to - edge) * part) as Point;
      const sweep = (b - a) * 0.7;
      return { d: `M${round(a)} 0H${round(b)}C${round(b)} 160 ${round(b - sweep)} 220 ${round(b - sweep * 0.5)} 300H${round(a - sweep * 0.6)}C${round(a - sweep)} 220 ${round(a)} 160 ${round(a)} 0Z`, fill: fold % 2 ? 3 : 1 }; // prettier-ignore
    });
  return [
    { d: area([x - 16, 0], [x + 16, 0], [x + 74, 300], [x - 74, 300]), fill: 2, opacity: 0.75 },
    { d: figure(x, 238, 84), fill: 0 },
    ...side(-6, x - gap).reverse(),
    ...side(206, x + gap).reverse(),
  ];
}

function road(chance: Chance): Shape[] {
  const [x, y] = [chance(70, 130), chance(110, 150)];
  return [
    { d: circle(x, y - chance(0, 30), chance(44, 70)), fill: 1 },
    { d: box(0, y, 200, 200), fill: 3 },
    { d: area([x - 5, y], [x + 5, y], [x + 130, 300], [x - 130, 300]), fill: 0 },
    { d: range(6).map((dash) => { const [near, far] = [(dash + 0.55) / 6, dash / 6].map((part) => part ** 2 * (300 - y)) as Point; return area([x - far * 0.04 - 1, y + far], [x + far * 0.04 + 1, y + far], [x + near * 0.04 + 1, y + near], [x - near * 0.04 - 1, y + near]); }).join(""), fill: 2 }, // prettier-ignore
    { d: range(3).map((bird) => { const [left, top] = [chance(20, 160), 30 + bird * 18]; return `M${round(left)} ${top}q6 -7 10 0q4 -7 10 0`; }).join(""), stroke: 4, width: 2 }, // prettier-ignore
  ];
}

function tiles(chance: Chance): Shape[] {
  return range(24).flatMap((tile): Shape[] => {
    const [x, y, turn] = [(tile % 4) * 50, Math.floor(tile / 4) * 50, Math.floor(chance(0, 5))];
    const colour = 1 + Math.floor(chance(0, 3));
    const [cx, cy] = [x + (turn % 2) * 50, y + (turn > 1 ? 50 : 0)];
    const quarter = `M${cx} ${cy}h${turn % 2 ? -50 : 50}A50 50 0 0 ${(turn % 2 ? 1 : 0) ^ (turn > 1 ? 1 : 0) ? 0 : 1} ${cx} ${cy + (turn > 1 ? -50 : 50)}Z`;
    return turn === 4
      ? [{ d: box(x, y, 50, 50), fill: colour }, { d: circle(x + 25, y + 25, 15), fill: 4 }]
      : [{ d: quarter, fill: colour }];
  }); // prettier-ignore
}

function eye(chance: Chance): Shape[] {
  const [y, r] = [chance(110, 150), chance(36, 48)];
  const lid = (h: number) => `M6 ${round(y)}Q100 ${round(y - h)} 194 ${round(y)}Q100 ${round(y + h)} 6 ${round(y)}Z`;
  const lashes = range(11).map((lash) => { const angle = Math.PI * (1.1 + lash * 0.08); return line([100 + Math.cos(angle) * 92, y + Math.sin(angle) * 78], [100 + Math.cos(angle) * 116, y + Math.sin(angle) * 108]); }); // prettier-ignore
  return [
    { d: lashes.join(""), stroke: 3, width: 5 },
    { d: lid(130), fill: 4 },
    { d: circle(100, y, r), fill: 1 },
    { d: circle(100, y, r * 0.62), fill: 2 },
    { d: circle(100, y, r * 0.4), fill: 0 },
    { d: circle(100 + r * 0.3, y - r * 0.32, r * 0.16), fill: 4 },
  ];
}

/** Only colours: the letter on it is the title's first. */
function letter(chance: Chance): Shape[] {
  return [{ d: circle(chance(40, 160), chance(60, 130), chance(80, 120)), fill: 2 }, { d: box(0, chance(180, 230), 200, 120), fill: 3 }]; // prettier-ignore
}

export const COMPOSITIONS: readonly ((chance: Chance) => Shape[])[] = [
  letter, rings, horizon, windows, staircase, strip, constellation, rain, spiral, beams, arches, waves, curtain, road, tiles, eye,
]; // prettier-ignore
