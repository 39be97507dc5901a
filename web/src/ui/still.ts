/** The squares of a map, as every tile server names them (Web Mercator). */
export const TILE = 256;

export interface Tile {
  x: number;
  y: number;
  left: number;
  top: number;
}

/** Which tiles cover a box of that size around a point, and where each lies from the box's middle. */
export function tilesAround(latitude: number, longitude: number, zoom: number, width: number, height: number): Tile[] {
  const most = 2 ** zoom;
  const sine = Math.sin((latitude * Math.PI) / 180);
  const east = ((longitude + 180) / 360) * most * TILE;
  const south = (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * most * TILE;
  const found: Tile[] = [];
  for (let y = Math.floor((south - height / 2) / TILE); y * TILE < south + height / 2; y++) {
    if (y < 0 || y >= most) continue;
    for (let x = Math.floor((east - width / 2) / TILE); x * TILE < east + width / 2; x++) {
      found.push({ x: ((x % most) + most) % most, y, left: x * TILE - east, top: y * TILE - south });
    }
  }
  return found;
}

/** How many pixels a length has on the map there. */
export function pixels(metres: number, latitude: number, zoom: number): number {
  const round = 40_075_016.7 * Math.cos((latitude * Math.PI) / 180);
  return (metres / round) * TILE * 2 ** zoom;
}
