import type { Plugin } from "vite";

import { digest } from "./digest.js";
import { webManifest } from "./webManifest.js";

const ICON = /<link rel="icon" href="\.\/assets\/([^"]+)"[^>]*>/;

/**
 * Writes the built page twice: index.html with relative addresses, for static hosting in any
 * folder, and broker.html with addresses from the root, which the broker serves on every route of
 * the application. Each script, module preload and style sheet gets its SRI digest. The manifest, by
 * which the pages can be installed, names the icon as it is called in the build.
 */
export function appPages(): Plugin {
  return {
    name: "latchkey-app-pages",
    apply: "build",
    enforce: "post",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const page = bundle["index.html"];
        if (page?.type !== "asset") {
          this.error("index.html is not in the bundle");
        }
        const withIntegrity = text(page.source).replace(
          /<(?:script|link)\b[^>]*\s(?:src|href)="\.\/([^"]+\.(?:js|css))"[^>]*(?=>)/g,
          (tag, path: string) => {
            const file = bundle[path];
            if (file === undefined) {
              this.error(`the page names ${path}, which is not in the bundle`);
            }
            const content = file.type === "chunk" ? file.code : file.source;
            return `${tag} integrity="${digest(content)}"`;
          },
        );
        const [iconLink, icon = this.error("the page names no icon")] =
          ICON.exec(withIntegrity) ?? [];
        const manifest = this.getFileName(
          this.emitFile({ type: "asset", name: "app.webmanifest", source: webManifest(icon) }),
        );
        page.source = withIntegrity.replace(
          String(iconLink),
          `$&\n    <link rel="manifest" href="./${manifest}">`,
        );
        this.emitFile({
          type: "asset",
          fileName: "broker.html",
          source: page.source
            .replaceAll(/(\s(?:src|href)=")\.\//g, "$1/")
            .replace(
              'name="latchkey-routes" content="query"',
              'name="latchkey-routes" content="path"',
            ),
        });
      },
    },
  };
}

function text(source: string | Uint8Array): string {
  return typeof source === "string" ? source : new TextDecoder().decode(source);
}
