import { readPage } from './read-page.js';
import { runZephr } from './run-zephr.js';

/** A command of the tutorial: the text of its block, what the page says that it prints, and what it prints. */
export interface TutorialStep {
  readonly heading: string;
  readonly command: string;
  readonly expected: string;
  readonly printed: string;
  /** The config at that point of the page. */
  readonly config: object;
}

const BLOCK = /^## (.+)$|^```(\w*)\n([^]*?)^```$/gm;

function merge(target: unknown, change: unknown): unknown {
  if (typeof change !== 'object' || change === null || Array.isArray(change)) return change;
  // A node takes the place of what a rule had before.
  const base = typeof target === 'object' && target !== null && !('type' in change) ? target : {};
  const members = Object.entries(change).map(([name, value]) => [
    name,
    merge((base as Record<string, unknown>)[name], value),
  ]);
  return { ...base, ...(Object.fromEntries(members) as object) };
}

/** The words of a command line, with quoted ones as the shell takes them. */
const wordsOf = (line: string): string[] =>
  [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!);

/** Runs the commands of the tutorial in order, each with the config that the page has built up to there. */
export async function runTutorial(): Promise<TutorialStep[]> {
  const steps: TutorialStep[] = [];
  let [heading, command, config] = ['', '', {}];
  for (const [, title, language, code] of readPage('start/tutorial.md').matchAll(BLOCK)) {
    if (title) heading = title;
    else if (language === 'json') config = merge(config, JSON.parse(code!)) as object;
    else if (language === 'sh') command = code!.trim();
    else if (language === '' && command) {
      const [first = '', ...words] = wordsOf(command);
      const [name, value] = first.split('=') as [string, string | undefined];
      const args = (value ? words.slice(2) : words.slice(1)).map((word) => (word === 'zephr.json' ? 'FILE' : word));
      const { out } = await runZephr(args, config, value ? { env: { [name]: value } } : {});
      const printed = out.replaceAll('FOLDER/', '').trim();
      steps.push({ heading, command, expected: code!.trim(), printed, config });
      command = '';
    }
  }
  return steps;
}
