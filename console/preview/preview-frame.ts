/**
 * The document of a preview. It runs in a frame of an opaque origin, without the token of the console and without a network, and
 * shows a component by the elements that pages have.
 */
import { defineFeature } from '../../components/feature/define.js';
import type { Decision, TrialLeft } from '../../src/model/decision.js';
import type { FeatureHost, FeatureSession, FeatureView, Presentation } from '../../src/model/feature-host.js';
import { fillForm, submitForm } from './drive-form.js';
import type { PreviewReport, PreviewRequest } from './preview-messages.js';

/** Id of the feature that shows the component. */
const FEATURE = 'preview';
/** Articles of the trial that is shown. */
const TRIAL_LIMIT = 5;

const PAGE_STYLE = `
:root { overflow: auto; }
body { margin: 0; padding: 16px; font-family: system-ui, sans-serif; background: Canvas; color: CanvasText; }
body.panel { min-height: 560px; }
main.next { position: absolute; inset: 0 0 auto; padding: 16px; visibility: hidden; }
.line { height: 10px; margin: 0 0 10px; border-radius: 5px; background: color-mix(in srgb, CanvasText 14%, Canvas); }
.line:nth-child(3n) { width: 62%; }
.line + zephr-feature { display: block; margin-top: 24px; }
`;

/** Shows components one after the other; a request that has been overtaken shows nothing. */
class PreviewStage {
  #request: PreviewRequest | null = null;
  #turn = 0;
  #faults: string[] = [];
  #shown: HTMLElement | null = null;
  #ending = new AbortController();
  #presented: Promise<void> = Promise.resolve();
  #session: FeatureSession = this.#createSession();
  readonly #theme = new CSSStyleSheet();

  readonly host: FeatureHost = this.#createHost();

  constructor() {
    const page = new CSSStyleSheet();
    page.replaceSync(PAGE_STYLE);
    document.adoptedStyleSheets = [page, this.#theme];
  }

  async show(request: PreviewRequest): Promise<void> {
    const turn = ++this.#turn;
    this.#ending.abort();
    this.#ending = new AbortController();
    this.#session = this.#createSession();
    this.#request = request;
    this.#faults = [];
    const { documentElement: root, body } = document;
    root.lang = request.language;
    root.dir = request.language === 'ar' ? 'rtl' : 'ltr';
    root.style.colorScheme = request.scheme;
    this.#theme.replaceSync(request.theme);
    body.classList.toggle('panel', request.zone !== 'inline');
    const { main, feature } = createPage();
    body.append(main);
    await this.#presented;
    if (turn !== this.#turn) return main.remove();
    this.#shown?.remove();
    this.#shown = main;
    main.classList.remove('next');
    for (const other of document.querySelectorAll('main.next')) other.remove();
    await driveTo(request, feature);
    tell({ faults: this.#faults, height: body.offsetHeight });
  }

  #createHost(): FeatureHost {
    const session = (): FeatureSession => this.#session;
    return {
      get session() {
        return session();
      },
      connect: (view: FeatureView) => {
        this.#presented = view.present(presentationOf(this.#request!));
      },
      disconnect: () => {},
      fallback: () => ({ ...presentationOf(this.#request!), broken: true }),
      notify: () => {},
      report: ({ code, message }) => {
        this.#faults.push(`${code}: ${message}`);
        tell({ faults: this.#faults });
      },
    };
  }

  /** A session whose requests are answered here, as the state asks for. */
  #createSession(): FeatureSession {
    return {
      fetch: (input, options) => {
        const url = String(input);
        const { state } = this.#request!;
        if (state === 'pending') return new Promise(() => {});
        if (state === 'refused') return Promise.resolve(Response.json({}, { status: 422 }));
        if (options?.method !== 'POST') return Promise.reject(new Error('a preview requests no files'));
        tell({ says: `The form would be sent to ${url}.` });
        return Promise.resolve(new Response(null, { status: 204 }));
      },
      refresh: () => Promise.resolve(),
      signal: this.#ending.signal,
      store: new Map(),
    };
  }
}

/** A feature below lines that stand for a story. */
function createPage(): { readonly main: HTMLElement; readonly feature: HTMLElement } {
  const main = document.createElement('main');
  main.className = 'next';
  for (let line = 0; line < 6; line++) {
    main.append(Object.assign(document.createElement('div'), { className: 'line' }));
  }
  const feature = document.createElement('zephr-feature');
  feature.setAttribute('feature', FEATURE);
  main.append(feature);
  return { main, feature };
}

function presentationOf({ config, component, zone, state, identity }: PreviewRequest): Presentation {
  const trial: TrialLeft = { limit: TRIAL_LIMIT, remaining: state === 'left' ? 2 : 0, resetsAt: null };
  const trials: Decision['trials'] = state === 'left' || state === 'used' ? { articles: trial } : {};
  const decision: Decision = {
    ...{ feature: FEATURE, userState: identity?.state ?? 'anonymous', outcomeId: 'preview', outcomeLabel: 'Preview' },
    ...{ access: false, content: 'hide', components: [component], zone, trials, splitTests: {}, reason: 'rule' },
    trace: [],
  };
  return { decision, config, identity, broken: false };
}

/** Brings a form into the state that is asked for, as a reader would. */
async function driveTo({ state }: PreviewRequest, feature: HTMLElement): Promise<void> {
  const wall = feature.querySelector<HTMLElement & { updateComplete: Promise<unknown> }>('zephr-registration-wall');
  await wall?.updateComplete;
  const form = wall?.shadowRoot?.querySelector('form');
  if (!wall || !form || state === 'begin' || state === 'left' || state === 'used') return;
  if (state !== 'mistakes') fillForm(form);
  submitForm(form);
}

function tell(report: PreviewReport): void {
  // The frame's own origin is opaque, and the app's address says nothing that is secret.
  parent.postMessage(report, '*');
}

/** Does nothing that leaves the frame, and says what a page would do. */
function stayInside(event: Event): void {
  const path = event.composedPath();
  const link = path.find((target) => target instanceof HTMLAnchorElement);
  const button = path.find((target) => target instanceof HTMLButtonElement);
  if (link instanceof HTMLAnchorElement) {
    tell({ says: `Leads to ${link.getAttribute('href') ?? ''}` });
    event.preventDefault();
  } else if (button instanceof HTMLButtonElement && button.form && button.type === 'submit') {
    // A frame without "allow-forms" submits none, and fires no event about it.
    event.preventDefault();
    submitForm(button.form);
  }
}

/** Listens to the app, and shows what it sends. */
function startPreview(): void {
  const stage = new PreviewStage();
  defineFeature(stage.host);
  addEventListener('click', stayInside);
  document.addEventListener('zephr-submit', (event) => {
    const { offer } = (event as CustomEvent<{ readonly offer?: string }>).detail;
    if (offer !== undefined) tell({ says: `Chooses the offer “${offer}”.` });
  });
  addEventListener('message', ({ source, data }: MessageEvent<PreviewRequest>) => {
    if (source === parent) void stage.show(data);
  });
  new ResizeObserver(() => tell({ height: document.body.offsetHeight })).observe(document.body);
  tell({ isReady: true });
}

startPreview();
