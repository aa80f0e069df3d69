// The deck of deck.mjs so often in one process: node many.mjs FOLDER COUNT
import { join } from "node:path";

const [folder, count] = process.argv.slice(2);
for (let at = 0; at < Number(count); at++) {
  process.argv[2] = join(folder, `${at}.pptx`);
  await import(`./deck.mjs?${at}`); // a module runs once for each address
}
