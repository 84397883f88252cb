// What the rules are called that find alerts.

/** Alerts of form 1 call the pair's total "structuring", whatever made it up. */
export const TOTAL_OVER_THRESHOLD = ['structuring', 'pair-total'];

const NAMES = new Map(TOTAL_OVER_THRESHOLD.map((code) => [code, 'Total over threshold']));

export const ruleName = (code) => NAMES.get(code) ?? code.charAt(0).toUpperCase() + code.slice(1).replaceAll('-', ' ');
