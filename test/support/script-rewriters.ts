/**
 * Small models of tag managers and optimisers: each does to the scripts of a page what the product does, by its documents and
 * by pages that it has made. A rewriter changes the HTML on its way; the script that it adds runs in the page.
 */

/** An optimiser: its changes to the HTML of a page, and whether it waits until the reader moves. */
export interface Rewriter {
  readonly rewrite: (html: string) => string;
  readonly waitsForReader?: boolean;
}

/** The compiler of the tests gives functions their names by a helper, which a page does not have. */
const NAME_HELPER = 'globalThis.__name ??= (value) => value;';

const SCRIPT = /<script((?:\s[^>]*)?)>([^]*?)<\/script>/g;

/** Changes the classic scripts that do not ask to be left alone, and adds the optimiser's own at the end. */
const changeScripts =
  (leave: RegExp, change: (attributes: string) => string, run: () => void) =>
  (html: string): string =>
    html
      .replace(SCRIPT, (whole, attributes: string, code: string) =>
        /type="(?!text\/javascript)/.test(attributes) || leave.test(attributes)
          ? whole
          : `<script${change(attributes)}>${code}</script>`,
      )
      .replace('</body>', `<script>${NAME_HELPER}(${run.toString()})()</script></body>`);

/** Puts in place of each script that waits one with the same attributes, one after the other. */
function loadInTurn(): void {
  const later = [...document.querySelectorAll<HTMLScriptElement>('script[type$="-text/javascript"]')];
  const next = (): void => {
    const script = later.shift();
    if (!script) return;
    const copy = document.createElement('script');
    for (const { name, value } of script.attributes) if (name !== 'type') copy.setAttribute(name, value);
    copy.text = script.text;
    copy.addEventListener('load', next);
    script.replaceWith(copy);
    if (!copy.src) next();
  };
  addEventListener('DOMContentLoaded', next);
}

/** Fetches each script that waits and evaluates its text: `document.currentScript` is `null`. */
function evaluateInTurn(): void {
  addEventListener('load', () => {
    const later = [...document.querySelectorAll<HTMLScriptElement>('script[type="text/rocketscript"]')];
    void later.reduce(async (earlier, script) => {
      await earlier;
      const address = script.dataset['rocketsrc'];
      const code = address ? await (await fetch(address)).text() : script.text;
      setTimeout(() => (0, eval)(code));
    }, Promise.resolve());
  });
}

/** Runs what waits when the reader first moves; inline code from a `blob:` address. */
function loadOnInterest(): void {
  addEventListener(
    'mouseover',
    () => {
      for (const script of document.querySelectorAll<HTMLScriptElement>('script[type="litespeed/javascript"]')) {
        const copy = document.createElement('script');
        for (const { name, value } of script.attributes) {
          if (name !== 'type') copy.setAttribute(name === 'data-src' ? 'src' : name, value);
        }
        copy.type = 'text/javascript';
        if (!copy.src && script.text) {
          const code = script.text.replace(/^(?:<!--)?(.*?)(?:-->)?$/gm, '$1');
          copy.src = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
        }
        script.after(copy);
        script.remove();
      }
    },
    { once: true },
  );
}

/**
 * Runs what waits when the reader first moves, in the same elements; inline code from a `data:` address. Meanwhile the document
 * says that it is loading, and what listens for its end is put off.
 */
function delayUntilInterest(): void {
  addEventListener(
    'mouseover',
    () => {
      const putOff: EventListener[] = [];
      const listen = document.addEventListener.bind(document);
      document.addEventListener = (type: string, listener: EventListener, options?: object) =>
        type === 'DOMContentLoaded' ? void putOff.push(listener) : listen(type, listener, options);
      Object.defineProperty(document, 'readyState', { configurable: true, get: () => 'loading' });
      const later = document.querySelectorAll<HTMLScriptElement>('script[type="rocketlazyloadscript"]');
      const ends = [...later].map((script) => {
        const end = new Promise((done) => script.addEventListener('load', done));
        const code = `data:text/javascript;base64,${btoa(unescape(encodeURIComponent(script.text)))}`;
        script.removeAttribute('type');
        script.async = false;
        script.src = script.dataset['rocketSrc'] ?? code;
        return end;
      });
      void Promise.all(ends).then(() => {
        Reflect.deleteProperty(document, 'readyState');
        for (const listener of putOff) listener(new Event('rocket-DOMContentLoaded'));
      });
    },
    { once: true },
  );
}

/** Optimisers by name. */
export const REWRITERS: Readonly<Record<string, Rewriter>> = {
  // https://blog.cloudflare.com/too-old-to-rocket-load-too-young-to-die/ and
  // https://developers.cloudflare.com/speed/optimization/content/rocket-loader/ignore-javascripts/
  'Rocket Loader': {
    rewrite: changeScripts(
      /\sdata-cfasync="false".*\ssrc=/,
      (attributes) => ` type="5f1b2c-text/javascript"${attributes}`,
      loadInTurn,
    ),
  },
  // Its markup in https://github.com/NanoTools/nanoNodeMonitor/pull/66; without a current script:
  // https://github.com/divolte/divolte-collector/pull/179
  'Rocket Loader of earlier years': {
    rewrite: changeScripts(
      /\sdata-cfasync="false".*\ssrc=/,
      (attributes) => `${attributes.replace(/\ssrc=/, ' data-rocketsrc=')} type="text/rocketscript"`,
      evaluateInTurn,
    ),
  },
  // https://github.com/litespeedtech/lscache_wp, assets/js/js_delay.js
  'LiteSpeed Cache': {
    rewrite: changeScripts(
      /\sdata-no-(optimize|defer)\b/,
      (attributes) => ` data-optimized="1" type="litespeed/javascript"${attributes.replace(/\ssrc=/, ' data-src=')}`,
      loadOnInterest,
    ),
    waitsForReader: true,
  },
  // https://docs.wp-rocket.me/article/1349-delay-javascript-execution and the markup of pages made by it
  'WP Rocket': {
    rewrite: changeScripts(
      /\snowprocket\b/,
      (attributes) => ` type="rocketlazyloadscript"${attributes.replace(/\ssrc=/, ' data-rocket-src=')}`,
      delayUntilInterest,
    ),
    waitsForReader: true,
  },
  'one that adds async': { rewrite: (html) => html.replaceAll('<script src=', '<script async src=') },
  'one that adds defer': { rewrite: (html) => html.replaceAll('<script src=', '<script defer src=') },
  'one that moves scripts to the end': {
    rewrite: (html) => {
      const scripts = html.match(/<script[^>]*\ssrc=[^>]*><\/script>/g) ?? [];
      return scripts
        .reduce((text, script) => text.replace(script, ''), html)
        .replace('</body>', `${scripts.join('')}</body>`);
    },
  },
};

/**
 * Runs a tag of the type "Custom HTML" as Google Tag Manager does: its markup comes into the body, and for each script an element
 * that is made by code, with nothing of its attributes but `type`, `id`, `charset` and `src`. Sent to the page as text.
 *
 * @see https://github.com/umami-software/umami/issues/430 "GTM strips custom data attributes from script tags"
 */
export function runCustomHtml(html: string): void {
  const holder = document.createElement('div');
  holder.innerHTML = html;
  for (const given of holder.querySelectorAll('script')) {
    const script = document.createElement('script');
    script.async = false;
    script.type = 'text/javascript';
    script.id = given.id;
    script.text = given.text;
    const src = given.getAttribute('src');
    if (src) script.src = src;
    document.body.append(script);
  }
}
