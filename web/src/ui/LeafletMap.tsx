import L from "leaflet";
import "leaflet/dist/leaflet.css";
import { useEffect, useRef } from "react";
import { config } from "../session/config";

export interface Point {
  latitude: number;
  longitude: number;
  /** Where only the area may be known: a circle of a kilometre instead of a point. */
  vague?: boolean;
  label?: string;
  href?: string;
}
export interface MapProps {
  points: Point[];
  label: string;
  onPick?: (latitude: number, longitude: number) => void;
  onOpen?: (href: string) => void;
}

const COLOR = "#a52a44";

/** Leaflet, with the tiles that the installation names; without tiles the points still show. */
export default function LeafletMap({ points, label, onPick, onOpen }: MapProps) {
  const box = useRef<HTMLDivElement>(null);
  const made = useRef<{ map: L.Map; marks: L.FeatureGroup }>(undefined);
  const calls = useRef({ onPick, onOpen });
  useEffect(() => {
    calls.current = { onPick, onOpen };
  });

  useEffect(() => {
    if (!box.current) return;
    const map = L.map(box.current, { scrollWheelZoom: false }).setView([55.75, 37.62], 4);
    map.attributionControl.setPrefix(false);
    map.on("click", ({ latlng }) => calls.current.onPick?.(round(latlng.lat), round(latlng.wrap().lng)));
    made.current = { map, marks: L.featureGroup().addTo(map) };
    void config().then(({ map_tiles, map_attribution }) => {
      if (map_tiles && made.current?.map === map) L.tileLayer(map_tiles, { maxZoom: 19, attribution: map_attribution ?? "" }).addTo(map);
    });
    return () => {
      made.current = undefined;
      map.remove();
    };
  }, []);

  const shown = JSON.stringify(points);
  useEffect(() => {
    if (!made.current) return;
    const { map, marks } = made.current;
    marks.clearLayers();
    for (const point of JSON.parse(shown) as Point[]) {
      const at: L.LatLngTuple = [point.latitude, point.longitude];
      const mark = point.vague
        ? L.circle(at, { radius: 1000, color: COLOR })
        : L.circleMarker(at, { radius: 9, color: "#fff", weight: 2, fillColor: COLOR, fillOpacity: 1 });
      if (point.label) mark.bindTooltip(escaped(point.label));
      if (point.href) mark.on("click", () => calls.current.onOpen?.(point.href ?? "/"));
      marks.addLayer(mark);
    }
    if (marks.getLayers().length) map.fitBounds(marks.getBounds(), { maxZoom: 14, padding: [24, 24], animate: false });
  }, [shown]);

  return <div ref={box} className="map" role="region" aria-label={label} />;
}

/** A tooltip takes an element, whose text is never HTML. */
function escaped(text: string): HTMLElement {
  const element = document.createElement("span");
  element.textContent = text;
  return element;
}

function round(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5;
}
