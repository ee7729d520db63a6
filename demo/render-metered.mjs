import { readFile } from 'node:fs/promises';

import { keepBlocks } from './keep-blocks.mjs';
import { STORIES } from './stories.mjs';

const PAGE = new URL('metered.html', import.meta.url);

/** Where the section is, and its config. */
export const SECTION = '/metered';
export const SECTION_CONFIG = '/metered.json';

/** Where each story is. */
const PATHS = STORIES.map(({ slug }) => `${SECTION}/${slug}`);

/**
 * @param {string} path
 * @returns {boolean} Whether an address is the section's own page or one of its stories.
 */
export function isMeteredPage(path) {
  return path === SECTION || PATHS.includes(path);
}

/** The line that says whether the story was counted; filled in the page. */
const markOf = (path) => `<span class="mark" data-mark="${path}"></span>`;

const teasers = STORIES.map(
  ({ kicker, headline, standfirst }, index) => `            <li class="teaser">
              <p class="kicker">${kicker} ${markOf(PATHS[index])}</p>
              <h3 class="teaser__headline"><a href="${PATHS[index]}">${headline}</a></h3>
              <p class="teaser__standfirst">${standfirst}</p>
            </li>`,
);

const rows = STORIES.map(
  ({ short }, index) => `              <tr data-item="${PATHS[index]}">
                <th scope="row">${short}</th><td data-in="browser">–</td><td data-in="endpoint">–</td>
              </tr>`,
);

/** @param {number} current - Index of the story above the list. */
function furtherFrom(current) {
  return STORIES.map(({ short }, index) => {
    const here = index === current ? ' aria-current="page"' : '';
    return `            <li><a href="${PATHS[index]}"${here}>${short}</a> ${markOf(PATHS[index])}</li>`;
  });
}

/**
 * A page of the metered section: a story, or the list of them.
 *
 * @param {string} path - One that `isMeteredPage` knows.
 * @param {boolean} signedIn - The reader brings a token, whatever comes of it.
 * @returns {Promise<string>}
 */
export async function renderMetered(path, signedIn) {
  const index = PATHS.indexOf(path);
  const story = STORIES[index];
  const values = {
    title: story ? `${story.short} – The Alabama Ledger` : 'Along the river – The Alabama Ledger',
    config: SECTION_CONFIG,
    // From the list to the first, and from the last to the first again.
    next: PATHS[(index + 1) % PATHS.length],
    sign: signedIn ? 'Sign out' : 'Sign in as the tutorial’s reader',
    teasers: teasers.join('\n'),
    rows: rows.join('\n'),
    further: furtherFrom(index).join('\n'),
    ...story,
    text: story?.text.map((paragraph) => `            <p>${paragraph}</p>`).join('\n') ?? '',
  };
  const page = keepBlocks(await readFile(PAGE, 'utf8'), story ? 'story' : 'overview');
  // Other tags are shown unchanged: they belong to a template of the SDK.
  return page.replace(/\{\{(\w+)\}\}/g, (tag, name) => (Object.hasOwn(values, name) ? values[name] : tag));
}
