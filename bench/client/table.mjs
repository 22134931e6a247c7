// Prints what was measured as the tables of bench/README.md.

export function head(...names) {
  row(...names);
  row(...names.map((_, i) => (i === 0 ? "---" : "---:")));
}

export function row(...cells) {
  console.log(`| ${cells.map((cell) => cell ?? "").join(" | ")} |`);
}

export function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

export function percentile(values, part) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * part)];
}
