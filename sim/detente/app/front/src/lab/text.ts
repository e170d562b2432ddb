// Words of the laboratory. It stands in for `text.ts` in the widget's build: a notebook may hold several screens, each with its
// own words and language, and none of them owns the document. Whoever is about to draw says first whose words are meant.
export * from "../spoken";
