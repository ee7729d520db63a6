/** The files that the hosting service of the repository reads: workflows, issue forms, updates of dependencies. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parseDocument } from 'yaml';
import { groups, replaceStageTable, stages } from '../../scripts/stages.mjs';
import { packages } from './floors.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string): string => readFileSync(root + path, 'utf8');
const packageFile = JSON.parse(read('package.json')) as {
  homepage: string;
  repository: { url: string };
  engines: { node: string };
  scripts: Readonly<Record<string, string>>;
  peerDependencies: Readonly<Record<string, string>>;
  prettier: { printWidth: number };
};

/** The oldest Node that the package supports. */
const OLDEST_NODE = Number(/^>=(\d+)$/.exec(packageFile.engines.node)![1]);

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly uses?: string;
  readonly steps?: readonly Step[];
  readonly permissions?: Readonly<Record<string, string>>;
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly unknown[]>> };
  readonly 'timeout-minutes'?: number;
}

interface Workflow {
  readonly permissions?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

/** Reads YAML as strictly as the service does: a key that occurs twice is an error. */
function parse(text: string): unknown {
  const document = parseDocument(text);
  if (document.errors.length + document.warnings.length > 0)
    throw new Error([...document.errors, ...document.warnings].join('\n'));
  return document.toJS() as unknown;
}

const files = readdirSync(`${root}.github`, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.ya?ml$/.test(name))
  .map((name) => `.github/${name.replaceAll('\\', '/')}`)
  .sort();
const workflows = files
  .filter((name) => name.startsWith('.github/workflows/'))
  .map((name) => ({ name, text: read(name), workflow: parse(read(name)) as Workflow }));
const forms = files
  .filter((name) => /\/ISSUE_TEMPLATE\/(?!config\.)/.test(name))
  .map((name) => [name, parse(read(name)) as IssueForm] as const);

interface IssueForm {
  readonly name?: string;
  readonly description?: string;
  readonly body: readonly {
    readonly type: string;
    readonly id?: string;
    readonly attributes: {
      readonly label?: string;
      readonly description?: string;
      readonly value?: string;
      readonly options?: readonly unknown[];
    };
  }[];
}

/** Says what is wrong with an action or a workflow that a step or job uses; `null` for nothing. */
function findLoosePin(line: string): string | null {
  const used = /^\s*(?:- )?uses: (.+)$/.exec(line)?.[1];
  if (used === undefined) return null;
  if (used.startsWith('./')) return existsSync(root + used.slice(2)) ? null : `${used} does not exist`;
  return /^[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(used) ? null : `${used} is not pinned`;
}

suite('workflows', () => {
  test('exist for changes and for releases', () => {
    assert.deepEqual(
      ['ci', 'release'].filter((name) => !files.includes(`.github/workflows/${name}.yml`)),
      [],
    );
  });

  for (const { name, text, workflow } of workflows) {
    const jobs = Object.entries(workflow.jobs);
    const steps = jobs.flatMap(([, job]) => job.steps ?? []);

    test(`${name} pins each action by the hash of a commit, with its version`, () => {
      assert.deepEqual(text.split('\n').map(findLoosePin).filter(Boolean), []);
    });

    test(`${name} may only read, but for the jobs that publish`, () => {
      assert.deepEqual(workflow.permissions, { contents: 'read' });
      const writers = jobs
        .filter(([, { permissions = {} }]) => Object.values(permissions).includes('write'))
        .map(([id, { permissions }]) => [id, permissions]);
      const expected = name.endsWith('/release.yml')
        ? [
            ['publish', { 'id-token': 'write' }],
            ['site', { pages: 'write', 'id-token': 'write' }],
            ['notes', { contents: 'write' }],
          ]
        : [];
      assert.deepEqual(writers, expected);
    });

    test(`${name} installs and builds nothing in a job that may write`, () => {
      for (const [id, { permissions = {}, steps: own = [] }] of jobs) {
        if (!Object.values(permissions).includes('write')) continue;
        const risky = own.filter((step) => /\bnpm (ci|i|install|run|exec)\b|\bnpx\b/.test(step.run ?? ''));
        assert.deepEqual(risky, [], id);
      }
    });

    test(`${name} leaves no token beside the code, and ends`, () => {
      for (const step of steps) {
        if (step.uses?.startsWith('actions/checkout@')) assert.equal(step.with?.['persist-credentials'], false);
      }
      for (const [id, job] of jobs) if (!job.uses) assert.ok(job['timeout-minutes'], id);
    });

    test(`${name} puts no text of others into a command`, () => {
      const commands = steps.map(({ run = '' }) => run);
      const risky = commands.filter((run) => /\$\{\{(?!\s*(matrix|runner)\.)/.test(run));

      assert.deepEqual(risky, []);
    });

    test(`${name} runs scripts and stages that exist`, () => {
      for (const [, job] of jobs) {
        for (const run of (job.steps ?? []).map((step) => step.run ?? '')) {
          for (const [, script] of run.matchAll(/\bnpm (?:run )?(test\b[\w:]*|(?<=run )[\w:-]+)/g))
            assert.ok(packageFile.scripts[script!], script);
          for (const [, file] of run.matchAll(/\bnode (scripts\/\S+)/g)) assert.ok(existsSync(root + file), file);
          for (const [, word] of run.matchAll(/scripts\/test\.mjs (\$\{\{ matrix\.\w+ \}\}|\S+)/g)) {
            const key = /matrix\.(\w+)/.exec(word!)?.[1];
            const names = key === undefined ? [word!] : job.strategy!.matrix[key]!.map(String);
            assert.deepEqual(
              names.filter((stage) => !(stage in stages) && !(stage in groups)),
              [],
            );
          }
        }
      }
    });
  }

  test('use one version of each action', () => {
    const used = workflows.flatMap(({ text }) =>
      [...text.matchAll(/uses: (\S+)@(\S+)/g)].map(([, name, at]) => [name, at]),
    );
    const versions = new Map<string, Set<string>>();
    for (const [name, at] of used) versions.set(name!, (versions.get(name!) ?? new Set()).add(at!));

    assert.deepEqual(
      [...versions].filter(([, all]) => all.size > 1).map(([name]) => name),
      [],
    );
  });

  test('run the Node of .nvmrc, the oldest that is supported, and no older one', () => {
    const pinned = Number(read('.nvmrc').trim());
    const named = workflows.flatMap(({ workflow }) =>
      Object.values(workflow.jobs).flatMap(({ strategy, steps: own = [] }) => {
        const matrix = strategy?.matrix['node'] ?? [];
        return own
          .filter(({ uses }) => uses?.startsWith('actions/setup-node@'))
          .flatMap(({ with: inputs = {} }) => {
            if (inputs['node-version-file'] === '.nvmrc') return [pinned];
            const version = inputs['node-version'];
            return version === '${{ matrix.node }}' ? matrix.map(Number) : [Number(version)];
          });
      }),
    );

    assert.ok(named.includes(pinned));
    assert.equal(Math.min(...named), OLDEST_NODE);
  });

  for (const [line, fault] of [
    ['      - uses: actions/checkout@v6', 'is not pinned'],
    ['      - uses: actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd', 'is not pinned'],
    ['      - uses: actions/checkout@de0fac2 # v6.0.2', 'is not pinned'],
    ['    uses: ./.github/workflows/none.yml', 'does not exist'],
  ] as const) {
    test(`the check finds that "${line.trim()}" ${fault}`, () => {
      assert.match(findLoosePin(line) ?? '', new RegExp(`${fault}$`));
    });
  }

  test('the check finds a key that occurs twice', () => {
    assert.throws(() => parse('on: push\non: pull_request\n'), /unique/);
  });
});

suite('issue forms', () => {
  const TYPES = ['markdown', 'input', 'textarea', 'dropdown', 'checkboxes'];

  for (const [name, form] of forms) {
    test(`${name} is one that the service takes`, () => {
      assert.ok(form.name);
      assert.ok(form.description);
      const questions = form.body.filter(({ type }) => type !== 'markdown');
      const ids = questions.map(({ id }) => id);
      assert.equal(new Set(ids).size, ids.length);
      for (const { type, id, attributes } of form.body) {
        assert.ok(TYPES.includes(type), type);
        assert.ok(type === 'markdown' ? attributes.value : attributes.label, id);
        if (id !== undefined) assert.match(id, /^[\w-]+$/);
        if (type === 'dropdown')
          assert.ok(
            (attributes.options ?? []).every((option) => typeof option === 'string'),
            id,
          );
      }
    });
  }

  test('lead to the documentation, and weaknesses to a private report', () => {
    const { contact_links: links } = parse(read('.github/ISSUE_TEMPLATE/config.yml')) as {
      contact_links: readonly { url: string }[];
    };
    const repository = packageFile.repository.url.replace(/^git\+|\.git$/g, '');

    assert.deepEqual(
      links.map(({ url }) => url),
      [`${repository}/security/advisories/new`, packageFile.homepage],
    );
  });

  test('for a bug ask for version, config and exported decision', () => {
    const { body } = forms.find(([name]) => name.endsWith('/bug.yml'))![1];
    const help = Object.fromEntries(body.map(({ id, attributes }) => [id, attributes.description ?? '']));

    assert.match(help['version'] ?? '', /Zephr\.version/);
    assert.match(help['config'] ?? '', /zephr\.json/);
    assert.match(help['decision'] ?? '', /explain \S+ --feature \S+ --export/);
  });
});

suite('updates of dependencies', () => {
  const { updates } = parse(read('.github/dependabot.yml')) as {
    updates: readonly {
      'package-ecosystem': string;
      directory?: string;
      directories?: readonly string[];
      groups: Readonly<Record<string, { patterns: readonly string[]; 'exclude-patterns'?: readonly string[] }>>;
    }[];
  };

  test('come in groups, for every lock file and for the actions', () => {
    const farm = readdirSync(`${root}test/farm`).map((name) => `/test/farm/${name}`);
    const locks = ['/', '/bench/endpoint/peers', ...farm].filter((folder) =>
      existsSync(`${root}${folder.slice(1)}/package-lock.json`),
    );
    const npm = updates.filter((update) => update['package-ecosystem'] === 'npm');

    assert.deepEqual(npm.flatMap(({ directory, directories = [directory!] }) => directories).sort(), locks.sort());
    assert.ok(updates.some((update) => update['package-ecosystem'] === 'github-actions'));
    assert.ok(updates.every((update) => Object.keys(update.groups).length > 0));
  });

  test('keep packages apart whose code is shipped', () => {
    const shipped = packages
      .map(({ name }) => name)
      .filter((name) => name === 'lit' || (!name.startsWith('node:') && !(name in packageFile.peerDependencies)))
      .sort();
    const covers = (pattern: string, name: string): boolean =>
      pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : pattern === name;
    const { shipped: group, tools } = updates[0]!.groups;

    assert.deepEqual(
      shipped.filter((name) => !group!.patterns.some((pattern) => covers(pattern, name))),
      [],
    );
    assert.deepEqual(
      group!.patterns.filter((pattern) => !shipped.some((name) => covers(pattern, name))),
      [],
    );
    assert.deepEqual(tools!['exclude-patterns'], group!.patterns);
  });
});

suite('how to contribute', () => {
  test('lists the stages as they are: npm run generate', () => {
    const page = read('docs/project/contributing.md');

    assert.equal(replaceStageTable(page), page);
    for (const name of Object.keys(stages)) assert.ok(page.includes(`| \`${name}\` |`), name);
  });

  test('names scripts that exist', () => {
    const text =
      read('docs/project/contributing.md') + read('CONTRIBUTING.md') + read('.github/PULL_REQUEST_TEMPLATE.md');
    const named = [...text.matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name]) => name!);

    assert.deepEqual(
      named.filter((name) => !packageFile.scripts[name]),
      [],
    );
  });

  test('has editors break lines where the formatter does', () => {
    assert.match(read('.editorconfig'), new RegExp(`max_line_length = ${packageFile.prettier.printWidth}\n`));
  });
});
