/**
 * The time from an empty folder to a first wall in Chromium: `npm run bench:first-wall`. Reports the seconds of each step.
 */
import { timeFirstWall } from '../../test/support/first-wall.js';
import { report } from '../report.js';
import { packPackage } from '../../test/support/packed-package.js';

await using packed = await packPackage();
const { install, init, wall, total, heading } = await timeFirstWall(packed.tarball);
await report('first-wall', {
  rounds: 'one run',
  tables: [
    {
      title: 'From an empty folder to a first wall in Chromium',
      about: `The wall says “${heading}”.`,
      columns: [{ title: 'took', unit: 's', digits: 1 }],
      rows: [
        { says: '`npm install` of the packed package', cells: [install] },
        { says: '`zephr init --page`', cells: [init] },
        { says: 'the wall shown', cells: [wall] },
        { says: 'all', cells: [total] },
      ],
    },
  ],
});
