/** The app of the console. `zephr console` serves it on loopback. */
import './without-eval.js';
import './web-awesome.js';
import { BundlePart } from './changes/bundle-part.js';
import { PreviewLinkForm } from './delivery/preview-link-form.js';
import { RuleCanvas } from './features/rule-canvas.js';
import { RuleEditor } from './features/rule-editor.js';
import { RuleOutline } from './features/rule-outline.js';
import { TestGroups } from './features/test-groups.js';
import { KeyField } from './jwt/key-field.js';
import { TokenBench } from './jwt/token-bench.js';
import { OfferForm } from './offers/offer-form.js';
import { TextPane } from './text/text-pane.js';
import { DefaultTexts } from './walls/default-texts.js';
import { ComponentForm } from './walls/component-form.js';
import { MemberMap } from './parts/member-map.js';
import { ReaderForm } from './readers/reader-form.js';
import { ReaderMatrix } from './readers/reader-matrix.js';
import { ComponentPreview } from './preview/component-preview.js';
import { SiteForm } from './sites/site-form.js';
import { SplitTestForm } from './split-tests/split-test-form.js';
import { ProductForm } from './catalogue/product-form.js';
import { followColorScheme } from './shell/color-scheme.js';
import { ConsoleShell } from './shell/console-shell.js';
import { takeToken } from './shell/route.js';
import { ConsoleApi } from './store/console-api.js';
import { ConsoleStore } from './store/console-store.js';
import { JudgeClient } from './store/judge-client.js';
import { LayoutClient } from './store/layout-client.js';
import { startWorkers } from './work/start-worker.js';

/** The elements of the app, by name. */
const ELEMENTS: Readonly<Record<string, CustomElementConstructor>> = {
  'zephr-bundle': BundlePart,
  'zephr-preview-link': PreviewLinkForm,
  'zephr-key-field': KeyField,
  'zephr-token-bench': TokenBench,
  'zephr-product': ProductForm,
  'zephr-offer': OfferForm,
  'zephr-component': ComponentForm,
  'zephr-default-texts': DefaultTexts,
  'zephr-component-preview': ComponentPreview,
  'zephr-rule': RuleEditor,
  'zephr-test-groups': TestGroups,
  'zephr-members': MemberMap,
  'zephr-split-test': SplitTestForm,
  'zephr-site': SiteForm,
  'zephr-matrix': ReaderMatrix,
  'zephr-test-reader': ReaderForm,
  'zephr-outline': RuleOutline,
  'zephr-canvas': RuleCanvas,
  'zephr-text': TextPane,
};

followColorScheme();
const token = takeToken();
const [judge, layout] = startWorkers(['/judge.mjs', '/layout.mjs']) as [Worker, Worker];
const store = new ConsoleStore(new ConsoleApi(token ?? ''), new JudgeClient(judge));
store.layout = new LayoutClient(layout);
for (const [name, element] of Object.entries(ELEMENTS)) customElements.define(name, element);
customElements.define('zephr-console', ConsoleShell);
document.body.prepend(Object.assign(new ConsoleShell(), { store }));
void store.load();
