import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../components/registration-wall/define.js';
import type { ZephrSubmitDetail } from '../../src/model/events.js';
import { type ZephrRegistrationWallElement } from '../../components/registration-wall/registration-wall.js';
import { type FieldConfig } from '../../src/model/config.js';

const EVERY_TYPE: readonly FieldConfig[] = [
  { name: 'email', type: 'email', required: true },
  { name: 'secret', type: 'password', required: true },
  { name: 'who', type: 'name', label: 'Full name' },
  { name: 'town', type: 'text', label: 'Town', autocomplete: 'address-level2' },
  { name: 'country', type: 'select', label: 'Country', options: [{ value: 'de', label: 'Germany' }] },
  { name: 'news', type: 'checkbox', label: 'Send me the newsletter' },
  { name: 'terms', type: 'consent', label: 'I accept the terms', required: true, href: '/terms' },
];

type Given = Partial<ZephrRegistrationWallElement>;

async function aWall(given: Given = {}): Promise<ZephrRegistrationWallElement> {
  const wall = await fixture<ZephrRegistrationWallElement>(html`
    <zephr-registration-wall feature="articles" component="register"></zephr-registration-wall>
  `);
  Object.assign(wall, given);
  await wall.updateComplete;
  return wall;
}

function find<T extends Element = HTMLElement>(wall: Element, selector: string): T {
  const found = wall.shadowRoot!.querySelector<T>(selector);
  if (!found) throw new Error(`nothing matches ${selector}`);
  return found;
}

const count = (wall: Element, selector: string): number => wall.shadowRoot!.querySelectorAll(selector).length;

/** The event of the wall, and whether the browser may post the form. Nothing is posted. */
function watch(wall: HTMLElement): { readonly submits: ZephrSubmitDetail[]; readonly posts: boolean[] } {
  const seen = { submits: [] as ZephrSubmitDetail[], posts: [] as boolean[] };
  wall.addEventListener('zephr-submit', (event) => seen.submits.push(event.detail));
  wall.shadowRoot!.addEventListener('submit', (event) => {
    seen.posts.push(!event.defaultPrevented);
    event.preventDefault();
  });
  return seen;
}

describe('<zephr-registration-wall> by default', () => {
  it('asks for an e-mail address under a heading of level 2', async () => {
    const wall = await aWall();

    expect(find(wall, 'h2').textContent).to.equal('Read on with a free account');
    expect(find(wall, 'button').textContent).to.equal('Create free account');
    const input = find<HTMLInputElement>(wall, 'input');
    expect([input.type, input.name, input.autocomplete, input.required]).to.deep.equal([
      'email',
      'email',
      'email',
      true,
    ]);
    expect(count(wall, '[part="sign-in"]')).to.equal(0);
  });

  it('can be written in markup alone', async () => {
    const wall = await fixture<ZephrRegistrationWallElement>(html`
      <zephr-registration-wall
        heading="Register"
        heading-level="3"
        fields='[{ "name": "who", "type": "name" }]'
        sign-in='{ "href": "/login" }'
      ></zephr-registration-wall>
    `);

    expect(find(wall, 'h3').textContent).to.equal('Register');
    expect(find<HTMLInputElement>(wall, 'input').autocomplete).to.equal('name');
    expect(find(wall, '[part="sign-in"]').textContent).to.match(/Already have an account\?\s+Sign in/);
  });
});

describe('<zephr-registration-wall> and its config', () => {
  it('gives every type of field the control and the autofill token it needs', async () => {
    const wall = await aWall({ fields: EVERY_TYPE });

    const controls = [...wall.shadowRoot!.querySelectorAll<HTMLInputElement>('input, select')];
    expect(controls.map(({ name, type, autocomplete }) => [name, type, autocomplete])).to.deep.equal([
      ['email', 'email', 'email'],
      ['secret', 'password', 'new-password'],
      ['who', 'text', 'name'],
      ['town', 'text', 'address-level2'],
      ['country', 'select-one', ''],
      ['news', 'checkbox', ''],
      ['terms', 'checkbox', ''],
    ]);
  });

  it('binds every label, and marks what is required', async () => {
    const wall = await aWall({ fields: EVERY_TYPE });

    const labels = [...wall.shadowRoot!.querySelectorAll<HTMLLabelElement>('label')];
    expect(labels.map(({ control }) => control?.getAttribute('name'))).to.deep.equal(
      EVERY_TYPE.map(({ name }) => name),
    );
    expect(labels.filter((label) => label.querySelector('[part="mark"]')).length).to.equal(3);
  });

  it('never ticks a consent in advance, and explains it beside the label', async () => {
    const wall = await aWall({ fields: EVERY_TYPE });

    expect(count(wall, ':checked:not(option)')).to.equal(0);
    expect(find(wall, '[part~="tick"] a').getAttribute('href')).to.equal(`${location.origin}/terms`);
    expect(count(wall, 'label a')).to.equal(0);
  });

  it('shows heading, words, button and sign-in line of the publisher', async () => {
    const wall = await aWall({
      heading: 'Weiterlesen',
      text: 'Kostenlos und ohne Karte.',
      button: 'Konto anlegen',
      signIn: { href: '/anmelden', text: 'Schon dabei?', label: 'Anmelden' },
    });

    const text = find(wall, '[part="wall"]').textContent.replace(/\s+/g, ' ');
    expect(text).to.contain('Weiterlesen').and.contain('Kostenlos und ohne Karte.').and.contain('Konto anlegen');
    expect(text).to.contain('Schon dabei? Anmelden');
  });
});

describe('<zephr-registration-wall> when it is submitted', () => {
  it('fires zephr-submit with the data of the form, composed and bubbling', async () => {
    const wall = await aWall({ fields: EVERY_TYPE });
    const { submits } = watch(wall.parentElement!.appendChild(wall));
    find<HTMLInputElement>(wall, '[name="email"]').value = 'ada@example.org';
    find<HTMLInputElement>(wall, '[name="secret"]').value = 'a long phrase';
    find<HTMLSelectElement>(wall, '[name="country"]').value = 'de';
    find<HTMLInputElement>(wall, '[name="terms"]').click();
    let atDocument: Event | undefined;
    document.addEventListener('zephr-submit', (event) => (atDocument = event), { once: true });

    find(wall, 'button').click();

    expect(submits).to.deep.equal([
      {
        feature: 'articles',
        component: 'register',
        data: { email: 'ada@example.org', secret: 'a long phrase', who: '', town: '', country: 'de', terms: 'true' },
      },
    ]);
    expect(atDocument?.composed).to.equal(true);
  });

  it('stays silent while a required field is empty or wrong', async () => {
    const wall = await aWall({ action: '/register' });
    const seen = watch(wall);

    find(wall, 'button').click();
    find<HTMLInputElement>(wall, 'input').value = 'not an address';
    find(wall, 'button').click();

    expect(seen).to.deep.equal({ submits: [], posts: [] });
  });

  it('is submitted by Enter in a field', async () => {
    const wall = await aWall();
    const { submits } = watch(wall);

    find(wall, 'input').focus();
    await sendKeys({ type: 'ada@example.org' });
    await sendKeys({ press: 'Enter' });

    expect(submits.map(({ data }) => data)).to.deep.equal([{ email: 'ada@example.org' }]);
  });

  it('posts nothing without an action', async () => {
    const wall = await aWall();
    const { posts } = watch(wall);
    find<HTMLInputElement>(wall, 'input').value = 'ada@example.org';

    find(wall, 'button').click();

    expect(posts).to.deep.equal([false]);
  });

  it('posts nothing when the page cancels', async () => {
    const wall = await aWall({ action: '/register' });
    const { posts } = watch(wall);
    find<HTMLInputElement>(wall, 'input').value = 'ada@example.org';
    wall.addEventListener('zephr-submit', (event) => event.preventDefault());

    find(wall, 'button').click();

    expect(posts).to.deep.equal([false]);
  });

  it('lets the browser post the form to the action where it is to', async () => {
    const wall = await aWall({ action: '/register', submit: 'form' });
    const frame = await fixture<HTMLIFrameElement>(html`<iframe name="idp" title="identity provider"></iframe>`);
    const form = find<HTMLFormElement>(wall, 'form');
    form.target = 'idp';
    find<HTMLInputElement>(wall, 'input').value = 'ada@example.org';
    const arrived = new Promise((done) => frame.addEventListener('load', done, { once: true }));

    find(wall, 'button').click();
    await arrived;

    expect(form.method).to.equal('post');
    // The address carries nothing: the data is in the body.
    expect(frame.contentWindow!.location.href).to.equal(new URL('/register', location.href).href);
  });
});

describe('<zephr-registration-wall> and accessibility', () => {
  for (const scheme of ['light', 'dark']) {
    it(`has no fault that axe finds, in ${scheme} colours`, async () => {
      const box = await fixture(html`
        <div style="color-scheme: ${scheme}; background: Canvas">
          <zephr-registration-wall
            text="Three articles a month."
            .fields=${EVERY_TYPE}
            .signIn=${{ href: '/login' }}
          ></zephr-registration-wall>
        </div>
      `);

      await expect(box).to.be.accessible();
    });
  }

  it('is a region named by its heading', async () => {
    const wall = await aWall();

    const section = find(wall, 'section');
    expect(wall.shadowRoot!.getElementById(section.getAttribute('aria-labelledby')!)).to.equal(find(wall, 'h2'));
  });

  it('fits a column of 280 px, in either direction', async () => {
    for (const direction of ['ltr', 'rtl']) {
      const box = await fixture(html`
        <div dir=${direction} style="inline-size: 280px">
          <zephr-registration-wall .fields=${EVERY_TYPE}></zephr-registration-wall>
        </div>
      `);

      expect(box.scrollWidth, direction).to.equal(280);
    }
  });
});

describe('<zephr-registration-wall> in the colours of a paper', () => {
  it('takes a custom property from the page as well as from itself', async () => {
    const box = await fixture(html`
      <div style="--zephr-accent: rgb(120, 0, 60)"><zephr-registration-wall></zephr-registration-wall></div>
    `);
    const wall = box.querySelector('zephr-registration-wall')!;
    const colour = (): string => getComputedStyle(find(wall, 'button')).backgroundColor;

    expect(colour()).to.equal('rgb(120, 0, 60)');
    wall.style.setProperty('--zephr-accent', 'rgb(0, 90, 0)');
    expect(colour()).to.equal('rgb(0, 90, 0)');
  });

  it('lets the page style a part', async () => {
    const box = await fixture(html`
      <div>
        <style>
          zephr-registration-wall::part(button) {
            text-transform: uppercase;
          }
        </style>
        <zephr-registration-wall></zephr-registration-wall>
      </div>
    `);

    const wall = box.querySelector('zephr-registration-wall')!;
    expect(getComputedStyle(find(wall, 'button')).textTransform).to.equal('uppercase');
  });

  it('shows words and small print of the page in its slots', async () => {
    const wall = await fixture<ZephrRegistrationWallElement>(html`
      <zephr-registration-wall text="Not shown"
        ><p>Words</p>
        <small slot="footer">Print</small></zephr-registration-wall
      >
    `);

    const slots = [...wall.shadowRoot!.querySelectorAll('slot')];
    expect(slots.map((slot) => slot.assignedElements().map(({ textContent }) => textContent))).to.deep.equal([
      ['Words'],
      ['Print'],
    ]);
  });
});

describe('<zephr-registration-wall> and a mistaken config', () => {
  it('drops an action and links that are not the address of a page', async () => {
    const wall = await aWall({ action: 'javascript:alert(1)', signIn: { href: 'java\nscript:alert(1)' } });
    const { posts } = watch(wall);
    find<HTMLInputElement>(wall, 'input').value = 'ada@example.org';

    find(wall, 'button').click();

    expect(find(wall, 'form').hasAttribute('action')).to.equal(false);
    expect(count(wall, 'a')).to.equal(0);
    expect(posts).to.deep.equal([false]);
  });

  it('does not post to a mailbox', async () => {
    const wall = await aWall({ action: 'mailto:desk@example.org' });

    expect(find(wall, 'form').hasAttribute('action')).to.equal(false);
  });

  for (const fields of ['x', 7, null, [null], [{ type: 'email' }], [{ name: 1 }]]) {
    it(`asks for an e-mail address where fields are ${JSON.stringify(fields)}`, async () => {
      const wall = await aWall({ fields } as unknown as Given);

      expect(find<HTMLInputElement>(wall, 'input').name).to.equal('email');
    });
  }

  it('shows the sound fields among unsound ones', async () => {
    const fields = [null, { name: 'a', type: 'hologram', label: 7 }, { name: 'b', type: 'select', options: 'x' }];
    const wall = await aWall({ fields, signIn: 'x' } as unknown as Given);

    expect(find<HTMLInputElement>(wall, 'input').type).to.equal('text');
    expect(find(wall, 'label').textContent).to.equal('a');
    expect(count(wall, 'option')).to.equal(1);
  });

  it('shows markup in a text as text', async () => {
    const wall = await aWall({ heading: '<img src=x onerror=alert(1)>', text: '<b>x</b>' });

    expect(count(wall, 'img, b')).to.equal(0);
    expect(find(wall, 'h2').textContent).to.equal('<img src=x onerror=alert(1)>');
  });
});
