import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../components/paywall/define.js';
import type { ZephrSubmitDetail } from '../../src/model/events.js';
import { type ZephrPaywallElement } from '../../components/paywall/paywall.js';
import { type OfferConfig } from '../../src/model/config.js';

const MONTHLY: OfferConfig = {
  id: 'monthly',
  title: 'Monthly',
  price: { amount: 9.9, currency: 'EUR' },
  per: 'month',
  href: '#checkout',
};
const ANNUAL: OfferConfig = {
  id: 'annual',
  title: 'Annual',
  text: 'Two months for free',
  price: { amount: 99, currency: 'EUR' },
  per: 'year',
  badge: 'Best value',
  features: ['All articles', 'The app'],
  action: 'Subscribe',
};
const STUDENT: OfferConfig = { id: 'student' };

type Given = Partial<ZephrPaywallElement>;

async function aWall(given: Given = {}, language = 'en'): Promise<ZephrPaywallElement> {
  const box = await fixture(html`
    <div lang=${language}><zephr-paywall feature="articles" component="subscribe"></zephr-paywall></div>
  `);
  const wall = box.querySelector('zephr-paywall')!;
  Object.assign(wall, given);
  await wall.updateComplete;
  return wall;
}

const all = (wall: Element, selector: string): HTMLElement[] => [
  ...wall.shadowRoot!.querySelectorAll<HTMLElement>(selector),
];
const texts = (wall: Element, selector: string): string[] =>
  all(wall, selector).map((found) => found.textContent.trim());

async function priceIn(language: string, offer: OfferConfig = MONTHLY): Promise<string> {
  const wall = await aWall({ offers: [offer] }, language);
  return texts(wall, '[part="price"]').join().replace(/\s+/g, ' ');
}

/** The offers that were chosen, and whether the browser was left to follow their links. */
function watch(wall: HTMLElement): { readonly chosen: ZephrSubmitDetail[]; readonly followed: boolean[] } {
  const seen = { chosen: [] as ZephrSubmitDetail[], followed: [] as boolean[] };
  wall.addEventListener('zephr-submit', (event) => seen.chosen.push(event.detail));
  wall.shadowRoot!.addEventListener('click', (event) => {
    seen.followed.push(!event.defaultPrevented);
    event.preventDefault();
  });
  return seen;
}

describe('<zephr-paywall> by default', () => {
  it('asks to subscribe, and has no empty list where there is no offer', async () => {
    const wall = await aWall();

    expect(texts(wall, 'h2')).to.deep.equal(['Subscribe to keep reading']);
    expect(all(wall, 'ul')).to.deep.equal([]);
  });

  it('can be written in markup alone', async () => {
    const wall = await fixture<ZephrPaywallElement>(html`
      <zephr-paywall offers='[{ "id": "gold" }]' sign-in='{ "href": "/login" }'></zephr-paywall>
    `);

    expect(texts(wall, '[part="button"]')).to.deep.equal(['Choose gold']);
    expect(texts(wall, 'a')).to.deep.equal(['Sign in']);
  });
});

describe('<zephr-paywall> and its offers', () => {
  it('lists title, price, period, badge, words, features and action', async () => {
    const wall = await aWall({ offers: [MONTHLY, ANNUAL, STUDENT] });

    expect(all(wall, 'ul[role="list"] > [part~="offer"]').length).to.equal(3);
    expect(texts(wall, '[part="offer-title"]')).to.deep.equal(['Monthly', 'Annual', 'student']);
    expect(texts(wall, '[part="amount"]')).to.deep.equal(['€9.90', '€99.00']);
    expect(texts(wall, '[part="period"]')).to.deep.equal(['per month', 'per year']);
    expect(texts(wall, '[part="badge"]')).to.deep.equal(['Best value']);
    expect(texts(wall, '[part="offer-text"]')).to.deep.equal(['Two months for free']);
    expect(texts(wall, '[part="benefit"]')).to.deep.equal(['All articles', 'The app']);
    expect(texts(wall, '[part~="button"]')).to.deep.equal(['Choose Monthly', 'Subscribe', 'Choose student']);
  });

  it('titles its offers one level below its heading, whatever that is', async () => {
    const wall = await aWall({ offers: [MONTHLY], headingLevel: 4 });

    expect(texts(wall, 'h4')).to.deep.equal(['Subscribe to keep reading']);
    expect(texts(wall, 'h5')).to.deep.equal(['Monthly']);
  });

  it('writes a price as the language of the page does', async () => {
    expect(await priceIn('en')).to.equal('€9.90 per month');
    expect(await priceIn('de')).to.equal('9,90 € pro Monat');
    expect(await priceIn('fr', { ...MONTHLY, per: 'week' })).to.match(/^9,90 € par semaine$/);
  });

  it('finds the language outside the shadow roots around it', async () => {
    const host = await fixture(html`<div lang="de"></div>`);
    const inner = document.createElement('div');
    host.attachShadow({ mode: 'open' }).append(inner);
    const wall = document.createElement('zephr-paywall');
    wall.offers = [MONTHLY];
    inner.attachShadow({ mode: 'open' }).append(wall);
    await wall.updateComplete;

    expect(texts(wall, '[part="amount"]').join().replace(/\s/g, ' ')).to.equal('9,90 €');
  });

  it('shows a price under an invalid language tag', async () => {
    expect(await priceIn('en_US!')).to.contain('9');
  });

  it('shows amount and code of an invalid currency', async () => {
    const offer = { ...MONTHLY, price: { amount: 9.9, currency: 'coins' } };

    expect(await priceIn('en', offer)).to.equal('9.9 coins per month');
  });

  it('sets offers side by side where there is room, and below each other where not', async () => {
    const offers = [MONTHLY, ANNUAL, STUDENT];
    const rows: number[] = [];
    for (const width of ['900px', '600px', '280px']) {
      const wall = await aWall({ offers });
      wall.parentElement!.style.inlineSize = width;
      rows.push(new Set(all(wall, '[part~="offer"]').map((offer) => offer.getBoundingClientRect().top)).size);
      expect(wall.parentElement!.scrollWidth).to.equal(parseInt(width));
    }

    expect(rows).to.deep.equal([1, 3, 3]);
  });
});

describe('<zephr-paywall> when an offer is chosen', () => {
  it('fires zephr-submit with the id of the offer, and lets its link be followed', async () => {
    const wall = await aWall({ offers: [MONTHLY, ANNUAL] });
    const { chosen, followed } = watch(wall);

    for (const button of all(wall, '[part~="button"]')) button.click();

    expect(chosen).to.deep.equal([
      { feature: 'articles', component: 'subscribe', offer: 'monthly' },
      { feature: 'articles', component: 'subscribe', offer: 'annual' },
    ]);
    expect(followed).to.deep.equal([true, true]);
  });

  it('follows no link when the page cancels', async () => {
    const wall = await aWall({ offers: [MONTHLY] });
    const { followed } = watch(wall);
    document.addEventListener('zephr-submit', (event) => event.preventDefault(), { once: true });

    all(wall, 'a')[0]!.click();

    expect(followed).to.deep.equal([false]);
    expect(location.hash).to.equal('');
  });

  it('is chosen by Enter on a link and by Space on a button', async () => {
    const wall = await aWall({ offers: [MONTHLY, ANNUAL] });
    const { chosen } = watch(wall);
    const [link, button] = all(wall, '[part~="button"]');

    link!.focus();
    await sendKeys({ press: 'Enter' });
    button!.focus();
    await sendKeys({ type: ' ' });

    expect(chosen.map(({ offer }) => offer)).to.deep.equal(['monthly', 'annual']);
  });
});

describe('<zephr-paywall> and accessibility', () => {
  for (const scheme of ['light', 'dark']) {
    it(`has no fault that axe finds, in ${scheme} colours`, async () => {
      const box = await fixture(html`
        <div style="color-scheme: ${scheme}; background: Canvas">
          <zephr-paywall
            text="Every article, every day."
            .offers=${[MONTHLY, ANNUAL, STUDENT]}
            .signIn=${{ href: '/login' }}
          ></zephr-paywall>
        </div>
      `);

      await expect(box).to.be.accessible();
    });
  }

  it('describes each button by title and price, since all of them may say "Subscribe"', async () => {
    const wall = await aWall({ offers: [ANNUAL, STUDENT] });

    const about = all(wall, 'button').map((button) =>
      button
        .getAttribute('aria-describedby')!
        .split(' ')
        .map((id) => wall.shadowRoot!.getElementById(id)!.textContent.trim().replace(/\s+/g, ' ')),
    );
    expect(about).to.deep.equal([['Annual', '€99.00 per year'], ['student']]);
  });
});

describe('<zephr-paywall> in the colours of a paper', () => {
  it('follows the color-scheme of the page, not the device', async () => {
    const background = async (scheme: string): Promise<string> => {
      const box = await fixture(html`<div style="color-scheme: ${scheme}"><zephr-paywall></zephr-paywall></div>`);
      const wall = box.querySelector('zephr-paywall')!;
      return getComputedStyle(all(wall, '[part="wall"]')[0]!).backgroundColor;
    };

    expect(await background('normal')).to.equal('rgb(250, 248, 245)');
    expect(await background('dark')).to.equal('rgb(29, 29, 32)');
  });

  it('takes its colours from custom properties', async () => {
    const wall = await aWall({ offers: [MONTHLY] });
    wall.style.setProperty('--zephr-accent', 'rgb(120, 0, 60)');
    wall.style.setProperty('--zephr-accent-text', 'rgb(255, 250, 240)');

    const { backgroundColor, color } = getComputedStyle(all(wall, '[part="button"]')[0]!);
    expect([backgroundColor, color]).to.deep.equal(['rgb(120, 0, 60)', 'rgb(255, 250, 240)']);
  });

  it('lets the page style a part, the featured offer among them', async () => {
    const style = await fixture(html`
      <style>
        zephr-paywall::part(featured) {
          opacity: 0.5;
        }
      </style>
    `);
    const wall = await aWall({ offers: [MONTHLY, ANNUAL] });
    document.body.append(style);

    expect(all(wall, '[part~="offer"]').map((offer) => getComputedStyle(offer).opacity)).to.deep.equal(['1', '0.5']);
    style.remove();
  });
});

describe('<zephr-paywall> and a mistaken config', () => {
  it('shows an offer without what is unsound in it', async () => {
    const price = { amount: '9', currency: 'EUR' };
    const offer = { id: 'odd', title: 7, price, per: 'aeon', badge: {}, features: 'x', href: 'javascript:alert(1)' };
    const wall = await aWall({ offers: [offer] } as unknown as Given);

    expect(texts(wall, '[part="offer-title"]')).to.deep.equal(['odd']);
    expect(all(wall, '[part="price"], [part="badge"], [part="benefits"], a')).to.deep.equal([]);
    expect(texts(wall, 'button')).to.deep.equal(['Choose odd']);
  });

  for (const offers of ['x', 7, {}, [null, 'x', {}, { id: 7 }]]) {
    it(`shows the wall without offers where they are ${JSON.stringify(offers)}`, async () => {
      const wall = await aWall({ offers, signIn: { href: '/login' } } as unknown as Given);

      expect(texts(wall, 'h2')).to.deep.equal(['Subscribe to keep reading']);
      expect(all(wall, '[part~="offer"]')).to.deep.equal([]);
      expect(texts(wall, 'a')).to.deep.equal(['Sign in']);
    });
  }

  it('has a heading of level 2 where HTML does not have the level', async () => {
    const wall = await aWall({ headingLevel: NaN });

    expect(all(wall, 'h2').length).to.equal(1);
  });
});
