import { fileURLToPath } from "node:url";

// The widget of a notebook: one ES module, nothing to fetch. The words come from Python with each widget, not from the document.
const words = fileURLToPath(new URL("./src/lab/text.ts", import.meta.url));

export default {
  resolve: { alias: [{ find: /^\.{1,2}\/text$/, replacement: words }] },
  build: { target: "es2020", outDir: "../built", emptyOutDir: false, assetsInlineLimit: 1e8, modulePreload: false, reportCompressedSize: false,
    chunkSizeWarningLimit: 2000,
    rollupOptions: { input: "src/widget.ts", preserveEntrySignatures: "strict",
      output: { format: "es", entryFileNames: "widget.js", codeSplitting: false } } },
};
