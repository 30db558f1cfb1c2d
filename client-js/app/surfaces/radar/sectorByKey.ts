import { QUADRANTS, RINGS, type Sector } from "./radarBook.js";

/** Up and down go from ring to ring, left and right from quadrant to quadrant. */
export function sectorByKey({ quadrant, ring }: Sector, key: string): Sector | null {
  switch (key) {
    case "ArrowUp":
      return { quadrant, ring: Math.max(ring - 1, 0) };
    case "ArrowDown":
      return { quadrant, ring: Math.min(ring + 1, RINGS - 1) };
    case "ArrowLeft":
      return { quadrant: (quadrant + QUADRANTS - 1) % QUADRANTS, ring };
    case "ArrowRight":
      return { quadrant: (quadrant + 1) % QUADRANTS, ring };
    default:
      return null;
  }
}
