// What the rules are called that find alerts.

const NAMES = new Map([
  ['pair-total', 'Total over threshold'],
  ['structuring', 'Payments just under a limit'],
  ['large-first', 'Large first payment'],
]);

/** All of them, as the server knows them. */
export const RULES = [...NAMES.keys()];


export const ruleName = (code) => NAMES.get(code) ?? code.charAt(0).toUpperCase() + code.slice(1).replaceAll('-', ' ');
