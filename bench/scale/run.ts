/**
 * How cost grows with what is on a page and in a config: `npm run bench:scale`.
 *
 * In Chromium, on the built script with its config in the page: many places, many features, many walls, a config of 1 MB and
 * one of 10,000 features, beside the same elements registered and doing nothing. Each page is loaded in a process of its own,
 * by turns; medians. The slope is what one more costs, between the least and the largest amount; beside it how much more one
 * more costs in the upper part than in the lower one: 1 is a straight line. On Node: `zephr validate`, `zephr bundle` and the
 * endpoint with up to 10,000 features. `--measure node` and `--measure page` leave out the other; `--check` fails where a line bends.
 */
import { parseArgs } from 'node:util';
import { reportNode } from './report-node.js';
import { reportPages } from './report-pages.js';

const { values } = parseArgs({ options: { measure: { type: 'string' } }, strict: false });
const rounds = process.env['ROUNDS'];

if (values.measure !== 'node') await reportPages(Number(rounds ?? 15));
if (values.measure !== 'page') await reportNode(Number(rounds ?? 5));
