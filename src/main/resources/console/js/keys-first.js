// Holds the keys that are pressed before the page can take them: none is lost, and none means what it would not have meant a moment later.
// A plain script in the head, as modules come later.
window.heldKeys = [];
window.holdKey = (event, everywhere = false) => {
  const { key, ctrlKey, metaKey, altKey, timeStamp } = event;
  const send = key === 'Enter' && (ctrlKey || metaKey);
  if (!send && (ctrlKey || metaKey || altKey || (key.length > 1 && !['Backspace', 'Enter', 'Escape'].includes(key)))) return;
  // On what has the focus, a key does what it does in every page.
  if (everywhere !== true && event.target.closest?.('a, button, input')) return;
  window.heldKeys.push({ key, timeStamp, send });
  event.preventDefault();
};
addEventListener('keydown', window.holdKey);
