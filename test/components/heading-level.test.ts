import { expect } from '@open-wc/testing';
import { findHeadingLevel } from '../../components/internal/find-heading-level.js';

/** The level at the element `x-here` of some markup; `<x-host>` has what is in it in a shadow root. */
function levelIn(markup: string): number {
  const page = document.createElement('div');
  page.innerHTML = markup;
  document.body.append(page);
  try {
    const host = page.querySelector('x-host');
    const root = host?.attachShadow({ mode: 'open' });
    if (root) root.append(...host!.childNodes);
    return findHeadingLevel((root ?? page).querySelector('x-here')!);
  } finally {
    page.remove();
  }
}

const HERE = '<x-here><h5>Its own</h5></x-here>';

describe('the level of a heading', () => {
  for (const [says, markup, level] of [
    ['is one below the last one before it', `<h1>News</h1><h2>Today</h2>${HERE}<h4>More</h4>`, 3],
    ['is so in whatever section that is', `<section><h1>News</h1><h4>A</h4></section><section>${HERE}</section>`, 5],
    ['is six at most', `<h6>Deep</h6>${HERE}`, 6],
    ['is not below a heading around it', `<h3>News</h3><h4>${HERE}</h4>`, 4],
    ['does not count elements that begin like one', `<h2>News</h2><hr><h7>x</h7>${HERE}`, 3],
    ['goes on outside of a shadow root', `<h2>News</h2><x-host><p>x</p>${HERE}</x-host><h4>More</h4>`, 3],
    ['is below one in the same shadow root', `<h2>News</h2><x-host><h3>x</h3>${HERE}</x-host>`, 4],
  ] as const) {
    it(says, () => {
      expect(levelIn(markup)).to.equal(level);
    });
  }
});
