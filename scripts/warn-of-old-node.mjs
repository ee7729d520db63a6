/** Prints one clear line on a version of Node that is older than `engines` in package.json says. Imported for its effect. */
import { readFileSync } from 'node:fs';

const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const oldest = Number.parseInt(engines.node.replace('>=', ''), 10);
if (Number.parseInt(process.versions.node, 10) < oldest) {
  console.error(
    `This needs Node ${oldest} or newer, and this is Node ${process.versions.node}. Node 22 is recommended.`,
  );
}
