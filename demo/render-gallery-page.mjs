import { WORDS } from './gallery-words.mjs';
import { listSpecimens, makeGalleryConfig } from './list-specimens.mjs';

/** The switches, by the name in the address; the first position of each is the default. */
export const SWITCHES = {
  scheme: { auto: 'As the device', light: 'Light', dark: 'Dark' },
  theme: { default: 'Default', tabloid: 'Tabloid', magazine: 'Magazine', business: 'Business daily' },
  lang: {
    en: 'English',
    de: 'Deutsch',
    fr: 'Français',
    es: 'Español',
    pt: 'Português',
    ar: 'العربية',
    ja: '日本語',
  },
};

const NAMES = { scheme: 'Colours', theme: 'Theme', lang: 'Language' };

/** The positions of the switches in an address; an unknown position becomes the default. */
function readPositions(query) {
  const positions = {};
  for (const [name, all] of Object.entries(SWITCHES)) {
    const asked = query.get(name);
    positions[name] = asked !== null && Object.hasOwn(all, asked) ? asked : Object.keys(all)[0];
  }
  return positions;
}

function addressOf(positions, only) {
  const query = new URLSearchParams();
  for (const [name, position] of Object.entries(positions)) {
    if (position !== Object.keys(SWITCHES[name])[0]) query.set(name, position);
  }
  if (only) query.set('only', only);
  return query.size > 0 ? `/gallery?${escapeHtml(String(query))}` : '/gallery';
}

const escapeHtml = (text) =>
  text.replace(/[&<>"]/g, (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[character]);

function renderSwitches(positions, only) {
  return Object.entries(SWITCHES)
    .map(([name, all]) => {
      const links = Object.entries(all).map(([position, says]) => {
        const current = positions[name] === position ? ' aria-current="true"' : '';
        const lang = name === 'lang' ? ` lang="${position}"` : '';
        return `<li><a href="${addressOf({ ...positions, [name]: position }, only)}"${lang}${current}>${says}</a></li>`;
      });
      return `<div class="switch"><h2 id="switch-${name}">${NAMES[name]}</h2><ul aria-labelledby="switch-${name}">${links.join('')}</ul></div>`;
    })
    .join('\n        ');
}

/** @param {import('./list-specimens.mjs').Specimen} specimen */
function renderElement({ id, tag, properties, feature }, words, headingLevel) {
  if (tag) {
    const given = tag === 'zephr-custom-block' ? properties : { headingLevel, ...properties };
    return `<${tag} component="${id}" data-properties="${escapeHtml(JSON.stringify(given))}"></${tag}>`;
  }
  const story = words.story.map((text) => `<p>${text}</p>`).join('');
  return `<zephr-feature feature="${feature}">${story}</zephr-feature>`;
}

function renderStage(specimen, { lang }, words, headingLevel) {
  return `<div class="stage" lang="${lang}" dir="${words.dir}">${renderElement(specimen, words, headingLevel)}</div>`;
}

function renderSheet(positions, words) {
  const groups = listSpecimens(words).map(({ says, specimens }, index) => {
    const cards = specimens.map((specimen) => {
      const { id, says: state, room = 'usual', isZone } = specimen;
      const alone = `<a href="${addressOf(positions, id)}">${isZone ? 'Show it' : 'Alone'}<span class="unseen">: ${state}</span></a>`;
      return `<article class="specimen specimen--${isZone ? 'zone' : room}" id="${id}" aria-labelledby="${id}-says">
            <div class="specimen__head"><h3 id="${id}-says">${state}</h3>${alone}</div>
            ${isZone ? '' : renderStage(specimen, positions, words, 4)}
          </article>`;
    });
    return `<section aria-labelledby="group-${index}">
          <h2 class="gallery__group" id="group-${index}">${says}</h2>
          <div class="sheet">
          ${cards.join('\n          ')}
          </div>
        </section>`;
  });
  return `<header class="gallery__head">
        <h1>Walls in every state</h1>
        <p>What readers may meet, side by side. <a href="/">Back to the tutorial</a></p>
        <nav class="switches" aria-label="How they are shown">
        ${renderSwitches(positions)}
        </nav>
      </header>
      <main>
        ${groups.join('\n        ')}
      </main>`;
}

function renderAlone(specimen, positions, words) {
  // A zone covers the page that it belongs to, so there is one.
  return `<main class="gallery__alone gallery__alone--${specimen.isZone ? 'zone' : (specimen.room ?? 'usual')}">
        <h1 class="unseen" lang="en" dir="ltr">${specimen.says}</h1>
        ${renderStage(specimen, positions, words, 2)}
      </main>`;
}

/**
 * The contact sheet: every component in every state, or one specimen alone (`?only=paywall-3`), with its switches
 * applied.
 *
 * @param {URLSearchParams} query
 * @returns {string | null} Its markup; `null` where there is no specimen of that name.
 */
export function renderGalleryPage(query) {
  const positions = readPositions(query);
  const words = WORDS[positions.lang];
  const name = query.get('only');
  const only = listSpecimens(words)
    .flatMap(({ specimens }) => specimens)
    .find(({ id }) => id === name);
  if (name !== null && !only) return null;
  const { scheme, theme, lang } = positions;
  const attributes = only ? `lang="${lang}" dir="${words.dir}"` : 'lang="en"';
  const sheet = theme === 'default' ? '' : `\n    <link rel="stylesheet" href="/assets/themes/${theme}.css">`;
  return `<!doctype html>
<html ${attributes} data-scheme="${scheme}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
    <meta name="color-scheme" content="${scheme === 'auto' ? 'light dark' : scheme}">
    <title>${only ? `${only.says} – ` : ''}Walls in every state – The Alabama Ledger</title>
    <link rel="icon" href="/assets/favicon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="/assets/gallery.css">${sheet}
    <script src="/zephr.js" data-config="/gallery.json?lang=${lang}"></script>
    <script type="module" src="/components.mjs"></script>
    <script type="module" src="/assets/gallery.js"></script>
  </head>
  <body class="gallery">
      ${only ? renderAlone(only, positions, words) : renderSheet(positions, words)}
  </body>
</html>
`;
}

/**
 * The config of the features on that page.
 *
 * @param {string | null} lang
 */
export function galleryConfig(lang) {
  return makeGalleryConfig(WORDS[Object.hasOwn(WORDS, lang ?? '') ? lang : 'en']);
}
