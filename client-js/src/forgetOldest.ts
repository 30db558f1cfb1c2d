/** Bounds a map that only grows by one: what was put in first goes. */
export function forgetOldest(map: Map<number | string, unknown>, max: number): void {
  const [oldest] = map.keys();
  if (map.size > max && oldest !== undefined) {
    map.delete(oldest);
  }
}
