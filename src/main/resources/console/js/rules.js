// What the rules are called that find alerts.

const NAMES = new Map([['pair-total', 'Total over threshold']]);

export const ruleName = (code) => NAMES.get(code) ?? code.charAt(0).toUpperCase() + code.slice(1).replaceAll('-', ' ');
