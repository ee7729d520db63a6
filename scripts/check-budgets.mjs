/**
 * Holds dist/ against the budgets of package.json (`size-limit`): each file by itself, as brotli 11 leaves it, which is what
 * size-limit measures unless a budget says otherwise, so that none may; and each script of dist/ against having a budget.
 * A budget of several files together is allowed beside those.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const budgets = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'))['size-limit'];
const budgeted = new Set(budgets.map(({ path }) => path));

const odd = budgets.filter((budget) => Object.keys(budget).some((key) => !['name', 'path', 'limit'].includes(key)));
for (const { name } of odd) console.error(`The budget "${name}" is measured in another way than the others`);

const unwatched = readdirSync(resolve(root, 'dist'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.m?js$/.test(entry.name))
  .map((entry) =>
    relative(root, join(entry.parentPath ?? entry.path, entry.name))
      .split(sep)
      .join('/'),
  )
  .filter((path) => !budgeted.has(path));
for (const path of unwatched) console.error(`${path} has no budget under "size-limit" in package.json`);

const { status } = spawnSync(resolve(root, 'node_modules/.bin/size-limit'), { cwd: root, stdio: 'inherit' });
process.exitCode = status === 0 && unwatched.length === 0 && odd.length === 0 ? 0 : 1;
