// Light or dark: the system's choice until the user makes one, which is then kept in the browser.
import { icon } from './dom.js';

const dark = matchMedia('(prefers-color-scheme: dark)');
const changed = new EventTarget();

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === 'dark' : dark.matches;
}

/** Charts are painted, not styled, so they ask to be told. */
export function onThemeChange(listener, signal) {
  changed.addEventListener('change', listener, { signal });
}

/** The colour that a custom property has now, as a canvas understands it. */
export function color(name) {
  const probe = document.createElement('span');
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

export function startTheme(button) {
  const show = () => {
    const other = isDark() ? 'light' : 'dark';
    button.replaceChildren(icon(isDark() ? 'sun' : 'moon'));
    button.setAttribute('aria-label', `Switch to ${other} colours`);
    button.title = `Switch to ${other} colours`;
    changed.dispatchEvent(new Event('change'));
  };
  button.addEventListener('click', () => {
    const theme = isDark() ? 'light' : 'dark';
    document.documentElement.dataset.theme = theme;
    try {
      localStorage.setItem('theme', theme);
    } catch {
      // Then the choice lasts as long as the page.
    }
    show();
  });
  dark.addEventListener('change', show);
  show();
}
