import { viteSingleFile } from "vite-plugin-singlefile";

// One file, nothing to fetch: the template into which Python puts a lesson.
export default {
  plugins: [viteSingleFile({ removeViteModuleLoader: true })],
  build: { target: "es2020", outDir: "../built", emptyOutDir: false, cssCodeSplit: false, assetsInlineLimit: 1e8,
    modulePreload: false, reportCompressedSize: false, rollupOptions: { input: "lesson.html" } },
};
