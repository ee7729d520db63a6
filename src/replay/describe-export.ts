import { describeContent, describeValue } from '../words/describe-outcome.js';
import { showControls } from '../words/show-controls.js';
import type { ExportedDecision } from './exported-decision.js';

/** Puts an exported decision into words, as far as that is possible without its config. */
export function describeExport({
  made,
  config,
  feature,
  input,
  state,
  decision,
  left_out: leftOut,
}: ExportedDecision): string {
  const { trace, outcomeId, outcomeLabel, content, value, components, zone, trials, splitTests, reason } = decision;
  const lines = [
    `${feature}, on ${new Date(input.now).toISOString()}`,
    '',
    `Exported  by the ${made.by}, version ${made.sdk}${config.address === null ? '' : `, with the config ${config.address}`}`,
    `Reader    ${state}, token ${input.tokenStatus}`,
    `Reason    ${reason}`,
    ...trace.flatMap(({ says, node, exit }, at) => [`Rule      ${at + 1}. ${says}  [${node}]`, `          → ${exit}`]),
    `Outcome   ${outcomeLabel}${outcomeLabel === outcomeId ? '' : ` (${outcomeId})`}`,
    `          ${describeContent(content)}.${components.length > 0 ? ` Components: ${components.join(', ')} (${zone}).` : ''}`,
    ...(value === undefined ? [] : [`          Value: ${describeValue(value)}`]),
    ...Object.entries(trials).map(
      ([id, { limit, remaining }]) => `          Trial ${id}: ${remaining} of ${limit} left.`,
    ),
    ...Object.entries(splitTests).map(([id, group]) => `          Split test ${id}: group ${group}.`),
    ...(leftOut.length > 0 ? [`Left out  ${leftOut.join(', ')}`] : []),
  ];
  return lines.map((line) => `${showControls(line)}\n`).join('');
}
