/**
 * What a device needs to know to install the pages as an application. It lies in assets/, one folder
 * below them.
 *
 * @param icon Its address, from there.
 */
export function webManifest(icon: string): string {
  return JSON.stringify({
    name: "Latchkey",
    short_name: "Latchkey",
    start_url: "../",
    scope: "../",
    display: "standalone",
    background_color: "#f4f6f7",
    theme_color: "#17675a",
    icons: [{ src: icon, sizes: "any", type: "image/svg+xml" }],
  });
}
