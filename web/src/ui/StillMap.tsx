import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { config } from "../session/config";
import type { Point } from "./pins";
import { pixels, tilesAround } from "./still";

const HEIGHT = 200;
const WIDEST = 760;

/** A picture of a place without a library: the tiles and the point, or the circle where only the area is known. */
export function StillMap({ point, label }: { point: Point; label: string }) {
  const { data } = useQuery({ queryKey: ["config"], queryFn: config, staleTime: Infinity });
  const zoom = point.vague ? 13 : 15;
  const radius = point.vague ? pixels(1000, point.latitude, zoom) : 9;
  const tiles = data?.map_tiles ? tilesAround(point.latitude, point.longitude, zoom, WIDEST, HEIGHT) : [];
  return (
    <div role="img" aria-label={label} className="map still" style={{ height: HEIGHT }}>
      {tiles.map(({ x, y, left, top }) => (
        <img
          key={`${x}/${y}`}
          alt=""
          loading="lazy"
          onError={(failed) => (failed.currentTarget.hidden = true)}
          src={data?.map_tiles
            ?.replace("{z}", String(zoom))
            .replace("{x}", String(x))
            .replace("{y}", String(y))
            .replace("{s}", "a")}
          style={{ left: `calc(50% + ${left}px)`, top: `calc(50% + ${top}px)` }}
        />
      ))}
      <span className={point.vague ? "area" : "spot"} style={{ width: radius * 2, height: radius * 2 }} />
      {data?.map_tiles && (
        <Text size="xs" className="credit">
          {data.map_attribution}
        </Text>
      )}
    </div>
  );
}
