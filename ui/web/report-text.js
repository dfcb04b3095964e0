/** The doctor's report as text, for a colleague. It holds what the page shows, and nothing secret. */

import {nameOf} from './findings.js';
import {onPage} from './words.js';

/** @param findings sections of {title, checks} */
export function textOf(findings, {diagnosis, next}) {
  const lines = [`sfjwt doctor, ${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC`];
  for (const {title, checks} of findings) {
    lines.push('', title);
    for (const {check, state, text, fix} of checks) {
      lines.push(`  ${state.padEnd(9)}${nameOf(check).padEnd(22)} ${onPage(text)}`);
      if (fix) {
        lines.push(`${' '.repeat(34)}${onPage(fix)}`);
      }
    }
  }
  if (diagnosis) {
    const {salesforceError, salesforceDescription = '', causes} = diagnosis;
    lines.push('', `Salesforce said: ${salesforceError} ${salesforceDescription}`.trim(),
      'Likely causes, the likeliest first');
    causes.forEach(({why, fix}, index) => lines.push(`  ${index + 1}. ${onPage(why)}`, `     ${onPage(fix)}`));
  }
  return [...lines, '', `Next: ${onPage(next)}`, ''].join('\n');
}
