import L from "leaflet";
import "leaflet/dist/leaflet.css";
import { useEffect, useRef } from "react";
import { config } from "../session/config";
import { pinsOf, type Point } from "./pins";

export interface MapProps {
  points: Point[];
  label: string;
  onPick?: (latitude: number, longitude: number) => void;
  onOpen?: (href: string) => void;
  /** What is pointed at elsewhere is marked here, and the other way round. */
  lit?: string | null;
  onLight?: (href: string | null) => void;
  /** Where to look while there is no point. */
  around?: { latitude: number; longitude: number } | undefined;
}

const COLOR = "#a52a44";
const AREA = 1000; // metres around a point of which only the area may be known

/** Leaflet, with the tiles that the installation names; without tiles the points still show. */
export default function LeafletMap({ points, label, onPick, onOpen, lit = null, onLight, around }: MapProps) {
  const box = useRef<HTMLElement>(null);
  const made = useRef<{ map: L.Map; marks: L.FeatureGroup }>(undefined);
  const calls = useRef({ onPick, onOpen, onLight });
  useEffect(() => {
    calls.current = { onPick, onOpen, onLight };
  });

  useEffect(() => {
    if (!box.current) return;
    const moving = !matchMedia("(prefers-reduced-motion: reduce)").matches;
    const shape = { scrollWheelZoom: false, zoomAnimation: moving, fadeAnimation: moving };
    const map = L.map(box.current, shape).setView([55.75, 37.62], 4);
    map.attributionControl.setPrefix(false);
    const pick = ({ lat, lng }: L.LatLng) => calls.current.onPick?.(round(lat), round(lng));
    map.on("click", ({ latlng }) => pick(latlng.wrap()));
    // By the keyboard: arrows move the map under the cross, Enter takes what is there.
    map.on("keydown", ({ originalEvent: pressed }) => {
      if (pressed.key !== "Enter" || pressed.target !== map.getContainer()) return;
      pressed.preventDefault();
      pick(map.getCenter().wrap());
    });
    made.current = { map, marks: L.featureGroup().addTo(map) };
    void config().then(({ map_tiles, map_attribution }) => {
      if (map_tiles && made.current?.map === map)
        L.tileLayer(map_tiles, { maxZoom: 19, attribution: map_attribution ?? "" }).addTo(map);
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
    const all = JSON.parse(shown) as Point[];
    const draw = () => {
      const focused = map.getContainer().contains(document.activeElement);
      marks.clearLayers();
      for (const pin of pinsOf(all, ({ latitude, longitude }) => map.project([latitude, longitude])))
        marks.addLayer(
          markOf(
            pin,
            (href) => calls.current.onOpen?.(href),
            (href) => calls.current.onLight?.(href),
          ),
        );
      if (focused) map.getContainer().focus(); // the pin that had it is gone
    };
    const bounds = L.latLngBounds([]);
    for (const { latitude, longitude, vague } of all) {
      const at = L.latLng(latitude, longitude);
      bounds.extend(vague ? at.toBounds(2 * AREA) : at);
    }
    if (all.length) map.fitBounds(bounds, { maxZoom: 14, padding: [24, 24], animate: false });
    draw(); // at the zoom that shows them all
    map.on("zoomend", draw);
    return () => void map.off("zoomend", draw);
  }, [shown]);

  const { latitude, longitude } = around ?? {};
  useEffect(() => {
    if (shown === "[]" && latitude !== undefined && longitude !== undefined)
      made.current?.map.setView([latitude, longitude], 11, { animate: false });
  }, [shown, latitude, longitude]);

  useEffect(() => {
    for (const pin of box.current?.querySelectorAll<HTMLElement>(".pin") ?? [])
      pin.classList.toggle("lit", Boolean(lit && pin.dataset["leads"]?.split(" ").includes(lit)));
  }, [lit, shown]);

  return <section ref={box} className={onPick ? "map pick" : "map"} aria-label={label} />;
}

function markOf(
  { latitude, longitude, vague, links = [] }: Point,
  open: (href: string) => void,
  light: (href: string | null) => void,
): L.Layer {
  const at: L.LatLngTuple = [latitude, longitude];
  const [first, ...more] = links;
  if (vague) return L.circle(at, { radius: AREA, color: COLOR });
  if (!first) return L.circleMarker(at, { radius: 9, color: "#fff", weight: 2, fillColor: COLOR, fillOpacity: 1 });
  const mark = L.marker(at, {
    icon: L.divIcon({ className: "pin", iconSize: [28, 28], html: more.length ? String(links.length) : "" }),
  });
  mark.on("add", () => {
    const element = mark.getElement();
    element?.setAttribute("role", more.length ? "button" : "link");
    if (element) element.dataset["leads"] = links.map(({ href }) => href).join(" ");
    element?.addEventListener("focus", () => light(first.href));
    element?.addEventListener("blur", () => light(null));
    const labels = links.map(({ label }) => label).join("; ");
    element?.setAttribute("aria-label", more.length ? `${links.length}: ${labels}` : labels);
  });
  mark.on("mouseover", () => light(first.href)).on("mouseout", () => light(null));
  // A popup opens by click and by Enter on its own.
  if (more.length)
    return mark
      .bindPopup(listed(links, open))
      .on("popupopen", ({ popup }) => popup.getElement()?.querySelector("a")?.focus());
  mark.on("click", () => open(first.href));
  mark.on("keydown", ({ originalEvent: pressed }) => {
    if (pressed.key === "Enter") open(first.href);
  });
  return mark.bindTooltip(written("span", first.label));
}

function listed(links: { href: string; label: string }[], open: (href: string) => void): HTMLElement {
  const list = document.createElement("ul");
  for (const { href, label } of links) {
    const link = written("a", label);
    link.href = href;
    link.addEventListener("click", (clicked) => {
      clicked.preventDefault();
      open(href);
    });
    const line = document.createElement("li");
    line.append(link);
    list.append(line);
  }
  return list;
}

/** What people wrote, as the text of an element: never HTML. */
function written<Tag extends "a" | "span">(tag: Tag, text: string): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

function round(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5;
}
