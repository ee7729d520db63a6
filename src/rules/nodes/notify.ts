import { own } from '../../lib/own.js';
import { checkShape, isNamed, takeField } from '../../config/check-shape.js';
import { NOTIFICATION_NAME } from '../../config/notification-names.js';
import type { CompileNode } from '../node-registry.js';
import { FIRST_OWN_EXIT } from '../evaluation-context.js';
import { connectExits } from './connect-exits.js';
import { createCondition, createOperand, share } from './create-condition.js';

const isName = isNamed(NOTIFICATION_NAME, 'notification-invalid');

/**
 * Makes something known, and goes on. It only names it, in the decision: a page that shows the decision, and an endpoint that
 * decides for good, make it known. The same name for the same webhook is there once.
 */
export const notify: CompileNode = (node, at, { conditions }) => {
  const name = takeField<string>(node, 'name', isName, at);
  checkShape(node, { webhook: isName }, at);
  const webhook = own(node, 'webhook') as string | undefined;
  return share(conditions, JSON.stringify(['notify', name, webhook]), () => ({
    ...createCondition(
      createOperand(() => name),
      () => FIRST_OWN_EXIT,
      () => `notifies analytics${webhook === undefined ? '' : ` and the webhook ${webhook}`} of ${name}`,
      {
        exits: ['next'],
        connect: connectExits,
        _addExtras: (_context, { more }) => {
          const all = (more.notifications ??= []);
          if (!all.some((one) => one.name === name && one.webhook === webhook))
            all.push({ name, ...(webhook !== undefined && { webhook }) });
        },
      },
    ),
    isFact: true,
  }));
};
