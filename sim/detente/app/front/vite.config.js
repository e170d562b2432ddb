import { viteSingleFile } from "vite-plugin-singlefile";

// One file a page, nothing to fetch: the templates into which Python puts words and data. `vite build --mode NAME` builds one of them.
const PAGES = { lesson: "lesson.html", desk: "desk.html" };

export default ({ mode }) => ({
  plugins: [viteSingleFile({ removeViteModuleLoader: true })],
  build: { target: "es2020", outDir: "../built", emptyOutDir: false, cssCodeSplit: false, assetsInlineLimit: 1e8,
    modulePreload: false, reportCompressedSize: false, rollupOptions: { input: PAGES[mode] ?? PAGES.lesson } },
});
