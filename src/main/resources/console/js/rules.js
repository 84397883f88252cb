// What the rules are called that find alerts.

const NAMES = new Map([
  ['pair-total', 'Total over threshold'],
  ['structuring', 'Payments just under a limit'],
  ['large-first', 'Large first payment'],
  ['fan-in', 'Fan-in'],
  ['fan-out', 'Fan-out'],
  ['gather-scatter', 'Gathered and spread'],
  ['scatter-gather', 'Spread and gathered'],
  ['cycle', 'Cycle'],
  ['chain', 'Chain'],
  ['bipartite', 'Block'],
  ['stack', 'Stacked layers'],
  ['mule', 'Mule'],
  ['account-structuring', "An account's payments under a limit"],
  ['sudden-hub', 'Sudden hub'],
  ['dormant', 'Dormant account'],
]);

/** All of them, as the server knows them. */
export const RULES = [...NAMES.keys()];


export const ruleName = (code) => NAMES.get(code) ?? code.charAt(0).toUpperCase() + code.slice(1).replaceAll('-', ' ');
