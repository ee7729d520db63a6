/** Letters of a long text that are shown. */
const SHOWN = 24;

const raw = (name) => document.querySelector(`[data-raw="${name}"]`);
const shorten = (text) => (text.length > SHOWN * 2 ? `${text.slice(0, SHOWN)}…${text.slice(-6)}` : text);
const print = (value) => JSON.stringify(value, (_name, each) => (typeof each === 'string' ? shorten(each) : each), 1);

/** The element as the server sent it; the document has its walls, and no ciphertext once it is open. */
async function showSource() {
  const source = await (await fetch(location.pathname)).text();
  const [place] = /<zephr-feature[^]*?<\/zephr-feature>/.exec(source);
  raw('source').textContent = place.replace(/\s+/g, ' ');
  const [, header] = /<script type="application\/jose">([\w-]+)\./.exec(place);
  raw('header').textContent = JSON.stringify(
    JSON.parse(atob(header.replaceAll('-', '+').replaceAll('_', '/'))),
    null,
    1,
  );
}

/**
 * Shows the question for keys and its answer, beside the ciphertext.
 *
 * @returns {{ fetch: typeof fetch, decided: (decision: object) => void, opened: () => void, reset: () => void, complain: (error: Error) => void }}
 *   `fetch` is for the SDK.
 */
export function createKeyWatch() {
  const note = document.querySelector('[data-key="note"]');
  let asked = 0;
  let took = 0;

  const reset = () => {
    [asked, took] = [0, 0];
    raw('question').textContent = raw('answer').textContent = '–';
  };

  const notedFetch = async (input, init) => {
    const isForKeys = new URL(String(input), location.href).pathname === '/zephr/keys';
    if (!isForKeys) return fetch(input, init);
    asked += 1;
    raw('question').textContent = print(JSON.parse(init.body));
    const begun = performance.now();
    const response = await fetch(input, init);
    took = performance.now() - begun;
    raw('answer').textContent = print(await response.clone().json());
    return response;
  };

  showSource().catch((error) => {
    raw('source').textContent = String(error);
  });

  return {
    fetch: notedFetch,
    reset,
    decided({ access, by }) {
      if (by === 'endpoint')
        note.textContent = `Asked once, for ${Math.ceil(took)}\u00a0ms. The endpoint refused, and the page shows its wall.`;
      else if (!access) note.textContent = 'Not asked: the page’s own decision gives no access.';
    },
    opened() {
      const times = asked === 1 ? 'Asked once' : `Asked ${asked} times`;
      note.textContent = `${times}, for ${Math.ceil(took)}\u00a0ms. The answer held the key, and the story is open.`;
    },
    complain(error) {
      note.textContent = `The SDK did not start: ${error.message}`;
    },
  };
}
