/** The WordPress plugin as editors and administrators meet it: the block, the settings, and taking it away. */
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { launchChromium } from '../support/launch-chromium.js';
import { logIn, NO_WORDPRESS, startWordPress, type WordPressSite } from '../support/wordpress-site.js';

const SETTINGS = '/wp-admin/options-general.php?page=zephr-onpage';
const EDITOR_TIMEOUT_MS = 30_000;

/** Interface of the editor for scripts, as far as the tests use it. */
interface EditorWindow {
  wp: {
    blocks: { createBlock: (name: string, attributes?: object, inner?: readonly unknown[]) => { clientId: string } };
    data: {
      select: (store: string) => Record<string, (...args: readonly unknown[]) => never>;
      dispatch: (store: string) => Record<string, (...args: readonly unknown[]) => Promise<unknown>>;
    };
  };
}

let browser: Browser;
let site: WordPressSite;
let page: Page;
before(async () => {
  if (NO_WORDPRESS) return;
  [browser, site] = await Promise.all([
    launchChromium({ defaultViewport: { width: 1400, height: 900 } }),
    startWordPress({ users: { ed: 'editor' }, posts: { story: 'open1' } }),
  ]);
  page = await browser.newPage();
  await logIn(page, site, 'admin');
});
after(async () => {
  await browser?.close();
  await site?.[Symbol.asyncDispose]();
});

const optionOf = (name: string): Promise<string> => site.php(`echo get_option('${name}');`);

/** Saves a config by the form of the settings page. Gives the notices that it shows then. */
async function save(config: string, cut?: string): Promise<readonly string[]> {
  await page.goto(site.origin + SETTINGS);
  await page.$eval('#zephr_onpage_config', (field, text) => void ((field as HTMLTextAreaElement).value = text), config);
  if (cut !== undefined) {
    await page.$eval('#zephr_onpage_cut', (field, text) => void ((field as HTMLInputElement).value = text), cut);
  }
  await Promise.all([page.waitForNavigation(), page.click('#submit')]);
  return page.$$eval('.notice:not(.hidden) p', (lines) => lines.map(({ textContent }) => textContent.trim()));
}

const CONFIG = {
  version: 1,
  components: { register: { type: 'registration-wall', heading: 'Join' } },
  features: { articles: { rules: { anonymous: { content: 'hide', components: ['register'] } } } },
};

const configWith = (changes: object): string => JSON.stringify({ ...CONFIG, ...changes });

suite('the block', () => {
  test(
    'is inserted, gets its feature in the sidebar, is saved, and gates what is in it',
    { skip: NO_WORDPRESS },
    async () => {
      await page.goto(`${site.origin}/wp-admin/post.php?post=${site.posts['story']}&action=edit`);
      await page.waitForFunction(
        () => (window as unknown as EditorWindow).wp?.data?.select('core/block-editor')?.['getBlocks']!()['length'] > 0,
        { timeout: EDITOR_TIMEOUT_MS },
      );
      await page.evaluate(async () => {
        const { blocks, data } = (window as unknown as EditorWindow).wp;
        await data.dispatch('core/edit-post')['toggleFeature']!('welcomeGuide').catch?.(() => undefined);
        const inner = blocks.createBlock('core/paragraph', { content: 'gated1' });
        const block = blocks.createBlock('zephr/feature', {}, [inner]);
        await data.dispatch('core/block-editor')['insertBlock']!(block);
        await data.dispatch('core/block-editor')['selectBlock']!(block.clientId);
        await data.dispatch('core/edit-post')['openGeneralSidebar']!('edit-post/block');
      });
      const select = await page.waitForSelector('.components-select-control__input', { timeout: EDITOR_TIMEOUT_MS });
      const warned = await page.$eval(
        '.wp-block-zephr-feature small, [data-type="zephr/feature"] small',
        (line) => line.textContent,
      );
      await select!.select('articles');
      await page.evaluate(() => (window as unknown as EditorWindow).wp.data.dispatch('core/editor')['savePost']!());
      const content = await site.php(`echo get_post(${site.posts['story']})->post_content;`);
      await page.reload();
      await page.waitForFunction(
        () => (window as unknown as EditorWindow).wp?.data?.select('core/block-editor')?.['getBlocks']!()['length'] > 1,
        { timeout: EDITOR_TIMEOUT_MS },
      );
      const blocks = await page.evaluate(() =>
        (
          (window as unknown as EditorWindow).wp.data.select('core/block-editor')['getBlocks']!() as readonly {
            readonly name: string;
            readonly isValid: boolean;
            readonly attributes: object;
          }[]
        ).map(({ name, isValid, attributes }) => [name, isValid, JSON.stringify(attributes)]),
      );
      const html = await (await fetch(`${site.origin}/?p=${site.posts['story']}`)).text();

      assert.match(warned, /choose a feature/);
      assert.match(
        content,
        /<!-- wp:zephr\/feature \{"feature":"articles"\} -->\s*<!-- wp:paragraph -->\s*<p>gated1<\/p>/,
      );
      assert.deepEqual(blocks.at(-1), ['zephr/feature', true, '{"feature":"articles"}']);
      assert.match(html, /<zephr-feature feature="articles">\s*<p>gated1<\/p>\s*<\/zephr-feature>/);
    },
  );
});

suite('the settings', () => {
  test('save a config, which pages then have', { skip: NO_WORDPRESS }, async () => {
    const notices = await save(
      configWith({
        components: {
          register: { ...CONFIG.components.register, heading: '</script><script>window.broken = 1</script>' },
        },
      }),
    );
    const html = await (await fetch(`${site.origin}/`)).text();
    const [, inline] = /data-zephr-config>(.*?)<\/script>/.exec(html)!;
    const config = JSON.parse(inline!) as typeof CONFIG & { jwt: { publicKey: { kty: string } } };

    assert.deepEqual(notices, ['Settings saved.']);
    assert.equal(config.components.register.heading, '</script><script>window.broken = 1</script>');
    assert.equal(config.jwt.publicKey.kty, 'EC');
  });

  test('keep what was typed, and the config as it was, where there is a mistake', { skip: NO_WORDPRESS }, async () => {
    await save(configWith({}));
    const typed = '{ "version": 1, </textarea><script>window.broken = 1</script> }';
    const notices = await save(typed);
    const shown = await page.$eval('#zephr_onpage_config', (field) => (field as HTMLTextAreaElement).value);
    const broken = await page.evaluate(() => (window as { broken?: number }).broken);

    assert.match(notices.join(), /not JSON that can be used: Syntax error/);
    assert.deepEqual([shown, broken], [typed, undefined]);
    assert.deepEqual(JSON.parse(await optionOf('zephr_onpage_config')), CONFIG);
  });

  const MISTAKES: readonly (readonly [string, object, RegExp])[] = [
    ['another version', { version: 2 }, /\/version: write 1/],
    ['no feature', { features: {} }, /\/features: a config has at least one/],
    ['a shared secret', { jwt: { secret: 'x' } }, /\/jwt\/secret: is a secret/],
    ['a private JWK', { jwt: { publicKey: { kty: 'EC', d: 'x' } } }, /\/jwt\/publicKey: is a secret key/],
    ['a private key as PEM', { note: ['-----BEGIN EC PRIVATE KEY-----'] }, /\/note\/0: is a secret key/],
    ['an unknown type', { components: { register: { type: 'wall' } } }, /\/components\/register\/type: write/],
    ['a component that is missing', { components: {} }, /"register" is not a component/],
    ['an unknown user state', { features: { articles: { rules: { member: 'show' } } } }, /user states are/],
    ['a step that is missing', { features: { articles: { rules: { anonymous: 'shw' } } } }, /"shw" is not "show"/],
    [
      'a product of an unknown feature',
      { products: { gold: { claimValue: 'editor', features: ['videos'] } } },
      /"videos" is not a feature/,
    ],
    ['a product without a role', { products: { gold: { features: ['articles'] } } }, /claimValue: write the role/],
  ];
  test('name the place of each mistake, and refuse it', { skip: NO_WORDPRESS }, async () => {
    const configs = JSON.stringify(MISTAKES.map(([, changes]) => configWith(changes)));
    const found = JSON.parse(
      await site.php(`$configs = json_decode(base64_decode('${Buffer.from(configs).toString('base64')}'));
        echo json_encode(array_map('ZephrOnpage\\check_config', $configs));`),
    ) as readonly (readonly (readonly [level: string, text: string])[])[];
    for (const [at, [name, , message]] of MISTAKES.entries()) {
      const errors = found[at]!.filter(([level]) => level === 'error').map(([, text]) => text);
      assert.match(errors.join('\n'), message, name);
    }
  });

  test(
    'warn of a role that the site does not have, and of a cut without its feature',
    { skip: NO_WORDPRESS },
    async () => {
      const notices = await save(
        configWith({ products: { gold: { claimValue: 'gold', features: ['articles'] } } }),
        'videos',
      );
      await save(configWith({}), 'articles');

      assert.match(notices.join('\n'), /"gold" is not a role of this site/);
      assert.match(notices.join('\n'), /"videos", is not in the config/);
      assert.match(notices.join('\n'), /Settings saved/);
    },
  );

  test('are refused to an editor, and without a nonce', { skip: NO_WORDPRESS }, async () => {
    const before = await optionOf('zephr_onpage_config');
    const context = await browser.createBrowserContext();
    const other = await context.newPage();
    await logIn(other, site, 'ed');
    const refused = (await other.goto(site.origin + SETTINGS))!.status();
    const send = (on: Page): Promise<number> =>
      on.evaluate(async () => {
        const body = new URLSearchParams({ option_page: 'zephr-onpage', action: 'update', zephr_onpage_config: '{}' });
        return (await fetch('/wp-admin/options.php', { method: 'POST', body })).status;
      });
    const sent = [await send(other), await send(page)];
    await context.close();

    assert.deepEqual([refused, sent], [403, [403, 403]]);
    assert.equal(await optionOf('zephr_onpage_config'), before);
  });
});

test(
  'a config with a key of another issuer is left alone, and the plugin makes no tokens',
  { skip: NO_WORDPRESS },
  async () => {
    const jwt = { jwksUrl: 'https://id.news.example/keys', issuer: 'https://id.news.example/' };
    await save(configWith({ jwt }));
    const html = await (await fetch(`${site.origin}/`)).text();
    const signs = await site.php(`echo json_encode(ZephrOnpage\\signs_tokens());`);
    await save(configWith({}));

    assert.deepEqual((JSON.parse(/data-zephr-config>(.*?)<\/script>/.exec(html)![1]!) as { jwt: unknown }).jwt, jwt);
    assert.equal(signs, 'false');
  },
);

test(
  'without its script the page keeps gated content back, and administrators read why',
  { skip: NO_WORDPRESS },
  async () => {
    const file = `WP_PLUGIN_DIR . '/zephr-onpage/zephr.js'`;
    await site.php(`rename(${file}, ${file} . '.off');`);
    const other = await browser.newPage();
    await other.goto(`${site.origin}/?p=${site.posts['story']}`);
    const seen = await other.evaluate(() => document.body.innerText.includes('gated1'));
    await other.close();
    await page.goto(`${site.origin}/wp-admin/index.php`);
    const notices = await page.$$eval('.notice-error', (lines) => lines.map(({ textContent }) => textContent));
    await site.php(`rename(${file} . '.off', ${file});`);

    assert.equal(seen, false);
    assert.match(notices.join(), /gated content is hidden from everybody/);
  },
);

test(
  'uninstalling leaves nothing of the plugin in the database, and posts as they were',
  { skip: NO_WORDPRESS },
  async () => {
    await save('{ broken');
    const count = `echo $wpdb->get_var("SELECT COUNT(*) FROM $wpdb->options WHERE option_name LIKE '%zephr%'"), ' ';`;
    const [earlier, left, content] = (
      await site.php(`global $wpdb; require_once ABSPATH . 'wp-admin/includes/plugin.php'; require_once ABSPATH . 'wp-admin/includes/file.php';
      ${count}
      deactivate_plugins('zephr-onpage/zephr-onpage.php'); uninstall_plugin('zephr-onpage/zephr-onpage.php');
      ${count}
      echo (int) str_contains(get_post(${site.posts['story']})->post_content, 'gated1');`)
    ).split(' ');
    const html = await (await fetch(`${site.origin}/?p=${site.posts['story']}`)).text();

    assert.ok(Number(earlier) > 3, earlier);
    assert.deepEqual([left, content], ['0', '1']);
    assert.doesNotMatch(html, /zephr\.js|<zephr-feature/);
  },
);
