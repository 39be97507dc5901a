import { Skeleton } from "@mantine/core";
import { lazy, Suspense } from "react";
import type { MapProps } from "./LeafletMap";

const Leaflet = lazy(() => import("./LeafletMap"));

/** A map; its library comes only where one is shown. */
export function PlaceMap(props: MapProps) {
  return (
    <Suspense fallback={<Skeleton className="map" />}>
      <Leaflet {...props} />
    </Suspense>
  );
}
