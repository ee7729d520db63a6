/** The WordPress plugin as readers meet it: walls, login, feeds and what a page cache would keep. */
import assert from 'node:assert/strict';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'puppeteer-core';
import { aBundle } from '../support/a-bundle.js';
import { SHOWN, WALLED } from '../support/bare-page.js';
import { describePlace } from '../support/in-page.js';
import { launchChromium } from '../support/launch-chromium.js';
import { logIn, NO_WORDPRESS, startWordPress, type WordPressSite } from '../support/wordpress-site.js';

const PAYWALL = 'walled paywall';
const SETTLED_TIMEOUT_MS = 10_000;

/** Posts whose words begin with `open` or `gated`, as readers without an account may and may not see them. */
const POSTS = {
  classic: 'open1 <em>open2</em>\n\n<!--more-->\n\ngated1\n\n<script>if (1 < 2) window.ran = true;</script>\n\ngated2',
  inside: 'open1 <strong>open2<!--more--> gated1</strong> gated2\n\ngated3',
  division: '<div class="lead">open1<!--more-->gated1</div>\n\ngated2 <div>gated3</div>',
  blocks: `<!-- wp:paragraph --><p>open1</p><!-- /wp:paragraph -->
<!-- wp:more {"customText":"Read on"} --><!--more Read on--><!-- /wp:more -->
<!-- wp:paragraph --><p>gated1</p><!-- /wp:paragraph -->
<!-- wp:group --><div class="wp-block-group"><!-- wp:paragraph --><p>gated2</p><!-- /wp:paragraph --></div><!-- /wp:group -->`,
  shortcode: 'open1\n\n[zephr feature="articles"]gated1\n\ngated2[/zephr]\n\nopen2',
  phrase: 'open1 [zephr feature="articles"]gated1[/zephr] open2',
  unended: 'open1\n\n[zephr feature="articles"]\n\ngated1\n\ngated2',
  'shortcode without a feature': 'open1\n\n[zephr]gated1\n\ngated2[/zephr]\n\nopen2 [[zephr]] is how it is written',
  'elements without an end': 'open1\n\n<!--more-->\n\n<div><ul><li>gated1\n\n<p>gated2',
  'shortcode blocks': `<!-- wp:paragraph --><p>open1</p><!-- /wp:paragraph -->
<!-- wp:shortcode -->[zephr feature="articles"]<!-- /wp:shortcode -->
<!-- wp:paragraph --><p>gated1</p><!-- /wp:paragraph -->
<!-- wp:shortcode -->[/zephr]<!-- /wp:shortcode -->
<!-- wp:paragraph --><p>open2</p><!-- /wp:paragraph -->`,
  block: `<!-- wp:paragraph --><p>open1</p><!-- /wp:paragraph -->
<!-- wp:zephr/feature {"feature":"articles"} --><!-- wp:paragraph --><p>gated1</p><!-- /wp:paragraph --><!-- /wp:zephr/feature -->
<!-- wp:paragraph --><p>open2</p><!-- /wp:paragraph -->`,
  'block without a feature': `<!-- wp:paragraph --><p>open1</p><!-- /wp:paragraph -->
<!-- wp:zephr/feature --><!-- wp:paragraph --><p>gated1</p><!-- /wp:paragraph --><!-- /wp:zephr/feature -->`,
  pages: 'open1\n\n<!--more-->\n\ngated1\n\n<!--nextpage-->\n\ngated2',
};

let browser: Browser;
let site: WordPressSite;
before(async () => {
  if (NO_WORDPRESS) return;
  [browser, site] = await Promise.all([
    launchChromium(),
    startWordPress({ users: { sam: 'subscriber', kim: 'contributor' }, posts: POSTS }),
  ]);
});
after(async () => {
  await browser?.close();
  await site?.[Symbol.asyncDispose]();
});

const addressOf = (title: string, more = ''): string => `${site.origin}/?p=${site.posts[title]}${more}`;

/** Browsers of readers who are logged in, by name. */
const sessions = new Map<string, Promise<BrowserContext>>();

async function startSession(name: string): Promise<BrowserContext> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await logIn(page, site, name);
  await page.close();
  return context;
}

/** A page of a new reader; where they have a name, of the one who is logged in by it. It fails where the page throws. */
async function visit(name: string | null, use: (page: Page) => Promise<void>): Promise<void> {
  if (name && !sessions.has(name)) sessions.set(name, startSession(name));
  const context = await (name ? sessions.get(name)! : browser.createBrowserContext());
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  await use(page);
  await (name ? page : context).close();
  assert.deepEqual(problems, []);
}

/** Opens a page and waits for its walls. */
async function open(page: Page, address: string): Promise<string> {
  await page.goto(address, { waitUntil: 'domcontentloaded' });
  return settle(page);
}

async function settle(page: Page): Promise<string> {
  await page.waitForSelector('zephr-feature:is([state=shown], [state=walled], [state=fault])', {
    timeout: SETTLED_TIMEOUT_MS,
  });
  return page.evaluate(describePlace, 'articles');
}

/** The test words that a reader sees. */
const wordsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => document.body.innerText.match(/\b(open|gated)\d\b/g) ?? []);

const wordsIn = (text: string): string[] => text.match(/\b(open|gated)\d\b/g) ?? [];

suite('a post behind its cut', () => {
  test(
    'has a wall for an anonymous reader, opens when they log in there, and closes when they log out',
    { skip: NO_WORDPRESS },
    async () => {
      await visit(null, async (page) => {
        const anonymous = [await open(page, addressOf('classic')), await wordsOf(page)];
        await Promise.all([
          page.waitForNavigation(),
          page.evaluate(() =>
            document
              .querySelector('zephr-registration-wall')!
              .shadowRoot!.querySelector<HTMLElement>('a[href]')!
              .click(),
          ),
        ]);
        await logIn(page, site, 'sam');
        const back = page.url();
        const subscriber = [await settle(page), await wordsOf(page)];
        const { token } = await page.evaluate(() => window.Zephr.identity());
        // The link is in a menu that opens on hover.
        const logout = await page.evaluate(
          () => document.querySelector<HTMLAnchorElement>('a[href*="action=logout"]')!.href,
        );
        await page.goto(logout);
        const cookies = (await page.browserContext().cookies()).map(({ name }) => name);
        const left = await open(page, addressOf('classic'));

        assert.deepEqual(anonymous, [WALLED, ['open1', 'open2']]);
        assert.equal(back, addressOf('classic'));
        assert.deepEqual(subscriber, [SHOWN, ['open1', 'open2', 'gated1', 'gated2']]);
        assert.equal(token.status, 'valid');
        assert.ok(!cookies.includes('blaize_jwt'), cookies.join());
        assert.equal(left, WALLED);
      });
    },
  );

  test('has a paywall for a role that holds no product', { skip: NO_WORDPRESS }, async () => {
    await visit('kim', async (page) => {
      assert.deepEqual([await open(page, addressOf('classic')), await wordsOf(page)], [PAYWALL, ['open1', 'open2']]);
    });
  });

  for (const title of Object.keys(POSTS)) {
    test(`keeps open what is open, and nothing else: ${title}`, { skip: NO_WORDPRESS }, async () => {
      const all = wordsIn(POSTS[title as keyof typeof POSTS].split('<!--nextpage-->')[0]!);
      const isBroken = title.endsWith('without a feature');
      await visit(null, async (page) => {
        await open(page, addressOf(title)).catch(() => undefined);
        assert.deepEqual(
          await wordsOf(page),
          all.filter((word) => word.startsWith('open')),
        );
        assert.match(await page.evaluate(() => document.body.innerText), /powered by WordPress/, 'the end of the page');
      });
      await visit('sam', async (page) => {
        await open(page, addressOf(title)).catch(() => undefined);
        assert.deepEqual(await wordsOf(page), isBroken ? all.filter((word) => word.startsWith('open')) : all);
      });
    });
  }

  test('is gated as a whole where another plugin removes the marks of the plugin', { skip: NO_WORDPRESS }, async () => {
    const html = await site.php(`add_filter('the_content', fn($html) => strip_tags($html, '<p>'), 50);
      $post = get_post(${site.posts['shortcode']});
      setup_postdata($post);
      echo apply_filters('the_content', $post->post_content);`);

    assert.match(html, /^<zephr-feature feature="articles">[^]*open1[^]*gated2[^]*open2[^]*<\/zephr-feature>\s*$/);
  });

  test('is gated where another plugin writes the marks in other words', { skip: NO_WORDPRESS }, async () => {
    const html = await site.php(`add_filter('the_content', function ($html) {
        return preg_replace('#<hr class="([^"]*)" data-zephr="([^"]*)">#', "<hr data-zephr='$2' class='$1 other' />", $html);
      }, 50);
      $post = get_post(${site.posts['shortcode']});
      setup_postdata($post);
      echo apply_filters('the_content', $post->post_content);`);

    assert.match(
      html,
      /open1<\/p>\s*<zephr-feature feature="articles">\s*<p>gated1[^]*gated2<\/p>\s*<\/zephr-feature>\s*<p>open2/,
    );
  });

  test('is gated on its further pages too', { skip: NO_WORDPRESS }, async () => {
    await visit(null, async (page) => {
      assert.deepEqual([await open(page, addressOf('pages', '&page=2')), await wordsOf(page)], [WALLED, []]);
    });
  });

  test('runs a script of its content for a reader who may read it', { skip: NO_WORDPRESS }, async () => {
    await visit('sam', async (page) => {
      await open(page, addressOf('classic'));
      assert.equal(await page.evaluate('window.ran'), true);
    });
  });
});

suite('what others than readers of the page get', () => {
  const PLACES = {
    'the feed with whole texts': () => '/?feed=rss2',
    'the Atom feed': () => '/?feed=atom',
    'the front page': () => '/',
    'a search': () => '/?s=open1',
    'the REST API': () => '/?rest_route=/wp/v2/posts&per_page=50',
    'an embed of every post': (title: string) => addressOf(title, '&embed=true').slice(site.origin.length),
    'a post by oEmbed': (title: string) => `/?rest_route=/oembed/1.0/embed&url=${encodeURIComponent(addressOf(title))}`,
  };
  for (const [name, pathOf] of Object.entries(PLACES)) {
    test(`holds no gated text: ${name}`, { skip: NO_WORDPRESS }, async () => {
      for (const title of pathOf.length > 0 ? Object.keys(POSTS) : ['']) {
        const response = await fetch(site.origin + pathOf(title));
        const text = await response.text();
        assert.equal(response.status, 200, title);
        assert.deepEqual(
          wordsIn(text).filter((word) => word.startsWith('gated')),
          [],
          title,
        );
        assert.doesNotMatch(text, /zephr-onpage-mark/);
      }
    });
  }

  test('is excerpts without gated text where a feed has excerpts', { skip: NO_WORDPRESS }, async () => {
    await site.php(`update_option('rss_use_excerpt', 1);`);
    const text = await (await fetch(`${site.origin}/?feed=rss2`)).text();
    await site.php(`update_option('rss_use_excerpt', 0);`);

    assert.ok(text.includes('open1'));
    assert.doesNotMatch(text, /gated\d/);
  });

  test(
    'is excerpts in the block of latest posts, which prints posts as they are stored',
    { skip: NO_WORDPRESS },
    async () => {
      const block =
        '<!-- wp:latest-posts {"postsToShow":50,"displayPostContent":true,"displayPostContentRadio":"full_post"} /-->';
      const id = await site.php(
        `echo wp_insert_post(['post_status' => 'publish', 'post_content' => wp_slash('${block}')]);`,
      );
      const text = await (await fetch(`${site.origin}/?p=${id}`)).text();
      await site.php(`wp_delete_post(${id}, true);`);

      assert.ok(wordsIn(text).length >= Object.keys(POSTS).length);
      assert.doesNotMatch(text, /gated\d/);
    },
  );

  test('has a link to the post in a feed', { skip: NO_WORDPRESS }, async () => {
    const text = await (await fetch(`${site.origin}/?feed=rss2`)).text();

    assert.ok(text.includes(`<a href="${addressOf('classic')}">Continue reading</a>`));
  });

  test('the page itself holds the gated text, as the README says', { skip: NO_WORDPRESS }, async () => {
    const text = await (await fetch(addressOf('classic'))).text();

    assert.ok(text.includes('gated1'));
  });
});

suite('pages that a cache may keep', () => {
  test(
    'are the same for every reader, set no cookie for anonymous ones, and hold no private key',
    { skip: NO_WORDPRESS },
    async () => {
      const anonymous = await fetch(addressOf('blocks'));
      const html = await anonymous.text();
      let loggedIn = '';
      await visit('sam', async (page) => {
        loggedIn = (await (await page.goto(addressOf('blocks')))!.text()).toString();
      });
      const oursIn = (text: string): readonly string[] =>
        [
          /<style>zephr-feature[^]*?<script[^]*?<\/script>\s*<script[^>]*><\/script>/,
          /<zephr-feature[^]*?<\/zephr-feature>/,
        ].map((part) => part.exec(text)?.[0] ?? 'missing');

      assert.deepEqual(oursIn(loggedIn), oursIn(html));
      assert.ok(!oursIn(html).includes('missing'));
      assert.deepEqual(anonymous.headers.getSetCookie(), []);
      assert.doesNotMatch(html, /PRIVATE KEY|"d":/);
    },
  );

  test(
    'are not those that set a token: of a reader who was logged in before the plugin was there',
    { skip: NO_WORDPRESS },
    async () => {
      await visit('sam', async (page) => {
        const cookies = await page.browserContext().cookies();
        await page.browserContext().deleteCookie(...cookies.filter(({ name }) => name === 'blaize_jwt'));
        const headers = (await page.goto(addressOf('classic')))!.headers();

        assert.match(headers['set-cookie'] ?? '', /blaize_jwt=[\w-]+\.[\w-]+\.[\w-]+;/);
        assert.match(headers['cache-control'] ?? '', /no-cache/);
        assert.equal(await settle(page), SHOWN);
      });
    },
  );

  test('open for a subscriber whose token has ended: the page asks for a new one', { skip: NO_WORDPRESS }, async () => {
    const cached = await (await fetch(addressOf('classic'))).text();
    await visit('sam', async (page) => {
      const expired =
        await site.php(`add_filter('zephr_onpage_claims', fn($claims) => ['exp' => time() - 60] + $claims);
        echo ZephrOnpage\\make_token(get_user_by('login', 'sam'));`);
      await page.browserContext().setCookie({ name: 'blaize_jwt', value: expired, domain: '127.0.0.1', path: '/' });
      await page.setRequestInterception(true);
      page.on('request', (request) =>
        request.resourceType() === 'document'
          ? void request.respond({ contentType: 'text/html; charset=utf-8', body: cached })
          : void request.continue(),
      );
      await page.goto(addressOf('classic'), { waitUntil: 'domcontentloaded' });
      await page.waitForSelector('zephr-feature[state=shown]', { timeout: SETTLED_TIMEOUT_MS });
    });
  });

  test('a new token is refused to a reader who is not logged in', { skip: NO_WORDPRESS }, async () => {
    const answer = await fetch(`${site.origin}/wp-admin/admin-ajax.php?action=zephr_onpage_token`, { method: 'POST' });

    assert.equal(answer.status, 401);
    assert.match(answer.headers.get('cache-control') ?? '', /no-cache/);
  });

  test('another role counts with the next page that WordPress makes', { skip: NO_WORDPRESS }, async () => {
    await visit('kim', async (page) => {
      const earlier = await open(page, addressOf('classic'));
      await site.php(`get_user_by('login', 'kim')->set_role('subscriber');`);
      const promoted = await open(page, addressOf('classic'));
      await site.php(`get_user_by('login', 'kim')->set_role('contributor');`);

      assert.deepEqual([earlier, promoted], [PAYWALL, SHOWN]);
    });
  });
});

test('one file in place of the script and its chunks serves both readers', { skip: NO_WORDPRESS }, async () => {
  const config = JSON.parse(await site.php(`echo json_encode(ZephrOnpage\\page_config());`)) as object;
  const { text } = await aBundle(config, ['--single']);
  const pathTo = (name: string): string => join(site.plugin, name);
  for (const name of ['zephr.js', 'chunks']) await rename(pathTo(name), pathTo(`${name}.off`));
  await writeFile(pathTo('zephr.js'), text);
  const seen: string[] = [];
  const requests: string[] = [];
  for (const name of [null, 'sam']) {
    await visit(name, async (page) => {
      page.on('request', (request) => requests.push(request.url()));
      seen.push(await open(page, addressOf('blocks')));
    });
  }
  for (const name of ['zephr.js', 'chunks']) await rename(pathTo(`${name}.off`), pathTo(name));

  assert.deepEqual(seen, [WALLED, SHOWN]);
  assert.ok(!requests.some((url) => url.includes('/chunks/')));
});

test('every signature is two numbers of 32 octets, and verifies', { skip: NO_WORDPRESS }, async () => {
  const { jwk, tokens } = JSON.parse(
    await site.php(`$user = get_user_by('login', 'sam'); $tokens = [];
      for ($number = 0; $number < 600; $number++) {
        add_filter('zephr_onpage_claims', fn($claims) => ['number' => $number] + $claims);
        $tokens[] = ZephrOnpage\\make_token($user);
        remove_all_filters('zephr_onpage_claims');
      }
      echo json_encode(['jwk' => ZephrOnpage\\public_jwk(ZephrOnpage\\private_key()), 'tokens' => $tokens]);`),
  ) as { jwk: JsonWebKey; tokens: string[] };
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('jwk', jwk, algorithm, false, ['verify']);
  let short = 0;
  for (const token of tokens) {
    const [head, body, signature] = token.split('.');
    const octets = Buffer.from(signature!, 'base64url');
    if (octets[0] === 0 || octets[32] === 0) short++;

    assert.equal(octets.length, 64);
    assert.ok(await crypto.subtle.verify(algorithm, key, octets, Buffer.from(`${head}.${body}`)));
  }
  assert.ok(short > 0, 'some of them begin with a zero, which OpenSSL leaves out');
});
