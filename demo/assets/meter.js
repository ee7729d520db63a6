import { showDecision, showStage } from './show-decision.js';

const FEATURE = 'metered';
const TRACKER = 'stories';

/** The list of stories is not a story, so it counts nothing. */
const isStory = document.querySelector('zephr-feature') !== null;

const cell = (name) => document.querySelector(`[data-meter="${name}"]`);

/**
 * The number of articles that are left. A decision counts its own page, and the list of stories is not counted.
 *
 * @param {{ access: boolean, trials: Record<string, { limit: number, remaining: number }> }} decision
 * @returns {{ left: number, limit: number } | null} `null` where nothing is counted.
 */
function whatIsLeft({ access, trials }) {
  const trial = trials[TRACKER];
  return trial ? { limit: trial.limit, left: trial.remaining + (isStory || !access ? 0 : 1) } : null;
}

function viewInWords({ access }, counted) {
  if (!isStory) return 'This list counts nothing. Each story does, once a month.';
  if (!counted) return 'A subscriber is not counted.';
  if (counted.decrementedInDecision) return 'This page view was counted.';
  return access
    ? 'This page view was not counted: the story was before.'
    : 'This page view was not counted: none is left.';
}

function leftInWords({ left }) {
  return left === 1 ? '1 article left' : `${left || 'No'} articles left`;
}

function announce(words) {
  const announcement = document.querySelector('[data-announce]');
  if (announcement.textContent !== words) announcement.textContent = words;
}

async function show() {
  // A dry run reads what was decided, and spends nothing.
  const decision = await window.Zephr.decide(FEATURE, { dryRun: true });
  const { trials } = window.Zephr.accessDetails;
  const meter = whatIsLeft(decision);
  cell('left').textContent = meter ? leftInWords(meter) : 'All stories';
  cell('of').textContent = meter ? `this month, of ${meter.limit}` : 'with Gold';
  cell('view').textContent = viewInWords(decision, trials[TRACKER]);
  document.querySelector('[data-raw="access"]').textContent = JSON.stringify(trials, null, 1);
  showStage(decision.userState);
  showDecision(decision);
  announce(meter ? `${leftInWords(meter)} this month.` : 'All stories are open.');
}

/** Keeps the meter in step with the SDK. */
export function startMeter() {
  const complain = (error) => {
    cell('left').textContent = 'Unknown';
    cell('view').textContent = `The SDK did not start: ${error.message}`;
  };
  const update = () => window.Zephr.ready.then(show).catch(complain);
  document.addEventListener('zephr-decision', update);
  document.addEventListener('zephr-identity', update);
  void update();
}
