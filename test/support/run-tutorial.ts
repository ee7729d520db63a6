import { readPage } from './read-page.js';
import { runZephr } from './run-zephr.js';

/** A command of the tutorial, as the page has it. */
export interface TutorialCommand {
  readonly heading: string;
  readonly command: string;
  /** The output that the page shows; `null` where it shows none. */
  readonly expected: string | null;
  /** The config at that point of the page. */
  readonly config: object;
}

/** A command of the tutorial, and its output. */
export interface TutorialStep extends TutorialCommand {
  readonly printed: string;
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

/** Reads the commands of the tutorial in order, each with the config that the page has built up to there. */
export function readTutorial(): TutorialCommand[] {
  const commands: TutorialCommand[] = [];
  let [heading, config] = ['', {}];
  for (const [, title, language, code] of readPage('start/tutorial.md').matchAll(BLOCK)) {
    if (title) heading = title;
    else if (language === 'json') config = merge(config, JSON.parse(code!)) as object;
    else if (language === 'sh') commands.push({ heading, command: code!.trim(), expected: null, config });
    else if (language === '') {
      const last = commands.pop();
      if (last?.expected !== null) throw new Error(`There is no command above this output: ${code}`);
      commands.push({ ...last, expected: code!.trim() });
    }
  }
  return commands;
}

/** Runs the commands of the tutorial whose output the page shows. */
export async function runTutorial(): Promise<TutorialStep[]> {
  const steps: TutorialStep[] = [];
  for (const step of readTutorial()) {
    if (step.expected === null) continue;
    const [first = '', ...words] = wordsOf(step.command);
    const [name, value] = first.split('=') as [string, string | undefined];
    const args = (value ? words.slice(2) : words.slice(1)).map((word) => (word === 'zephr.json' ? 'FILE' : word));
    const { out } = await runZephr(args, step.config, value ? { env: { [name]: value } } : {});
    steps.push({ ...step, printed: out.replaceAll('FOLDER/', '').trim() });
  }
  return steps;
}
