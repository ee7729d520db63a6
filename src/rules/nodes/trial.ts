import type { NodeConfig, TrialWindow } from '../../model/config.js';
import { isRecord } from '../../lib/is-record.js';
import { setOwn } from '../../lib/set-own.js';
import { toPointer } from '../../lib/to-pointer.js';
import { checkShape, isNamed, isText, type Kind } from '../../config/check-shape.js';
import { fail } from '../../config/fail.js';
import { readUrlPath } from '../../facts/read-url-path.js';
import { readTrial, type Trial, type TrialState } from '../../usage/read-trial.js';
import { momentOf, noteSpend } from '../../usage/spends.js';
import type { Usage } from '../../usage/usage.js';
import type { CompileNode } from '../palette.js';
import { NO, OWN, YES, type Pass } from '../pass.js';
import { connectRemaining } from './connect-exits.js';
import { aDatum, aQuestion, share } from './make-question.js';

const COUNTS = /^(unique-article|page-view)$/;
const WINDOW = /^(lifetime|calendar-(day|week|month))$/;

const isLimit: Kind = (limit) => Number.isInteger(limit) && (limit as number) >= 0;
const isDays: Kind = (days) => Number.isFinite(days) && (days as number) > 0;

/**
 * "Trials": so many articles or page views before the exit `no`. An exit under `remaining` is taken in place of `yes` when
 * just so many are left after this page view.
 */
export const trial: CompileNode = (node, at, { data, questions, feature, state }) => {
  checkTrial(node, at);
  // Without a tracker of its own, a feature counts for each user state apart, as Zephr does.
  const {
    tracker = `${feature}/${state}`,
    limit = 10,
    counts = 'unique-article',
    window = 'lifetime',
  } = node as unknown as Partial<Trial>;
  const itemOf = ({ usage, facts }: Pass): string => usage.item ?? readUrlPath(facts.url) ?? '';
  const read = (pass: Pass, usage: Usage = pass.usage): TrialState =>
    readTrial({ tracker, limit, counts, window }, usage, itemOf(pass), pass.now);
  const key = JSON.stringify(['trial', tracker, limit, counts, window]);
  const exits = Object.keys(node['remaining'] ?? {});
  return share(questions, key + exits.join(), () => ({
    ...aQuestion(
      share(data, key, () => aDatum((pass) => read(pass))),
      (datum) => {
        const { inTrial, remaining } = datum as TrialState;
        const exit = exits.findIndex((name) => Number(name) === remaining);
        return !inTrial ? NO : exit < 0 ? YES : OWN + exit;
      },
      () => `the trial of ${limit} ${counts.replace('-', ' ')}s${inWords(window)} lasts`,
      {
        exits,
        connect: connectRemaining,
        tells: (pass, told) => {
          const { remaining, resetsAt, spends } = read(pass);
          setOwn(told.trials, tracker, { limit, remaining, resetsAt });
          if (!spends) return;
          const at = momentOf(pass.now, pass.usage);
          noteSpend(
            told,
            { tracker, item: itemOf(pass), at, view: pass.usage.view },
            (usage) => read(pass, usage).spends,
          );
        },
      },
    ),
    // What is left of it the decision tells in `trials`.
    isFact: true,
  }));
};

function checkTrial(node: NodeConfig, at: string): void {
  const { window } = node;
  checkShape(node, { tracker: isText, limit: isLimit, counts: isNamed(COUNTS), remaining: isRecord }, at);
  if (isRecord(window)) checkShape(window, { 'days!': isDays }, `${at}/window`);
  else if (window !== undefined) checkShape(window, isNamed(WINDOW), `${at}/window`);
  for (const name of Object.keys(node['remaining'] ?? {})) {
    if (!/^\d+$/.test(name)) fail('exit-unknown', `${at}/remaining${toPointer(name)}`);
  }
}

function inWords(window: TrialWindow): string {
  if (typeof window === 'object') return ` in ${window.days} days`;
  return window === 'lifetime' ? '' : ` in a ${window.replace('-', ' ')}`;
}
