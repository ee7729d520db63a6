/**
 * The time from an empty folder to a first wall in Chromium: `npm run bench:first-wall`. Prints the seconds of each step.
 */
import { timeFirstWall } from '../../test/support/first-wall.js';
import { packPackage } from '../../test/support/packed-package.js';

await using packed = await packPackage();
const { install, init, wall, total, heading } = await timeFirstWall(packed.tarball);
console.log(`npm install   ${install} s
init --page   ${init} s
wall shown    ${wall} s  ("${heading}")
all           ${total} s`);
