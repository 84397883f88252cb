// How old what the page shows is: when Kafka has answered last, and how far the stages are behind. Under the bar of every view; red and in words
// when something is old. What is not known is never shown as well.
import { get } from './api.js';
import { h, setText } from './dom.js';
import { count, whole } from './format.js';
import { onStream } from './stream.js';

const SILENT_MS = 6_000; // The console tells every 1.5 to 3.5 s.
const LOST_MS = 2_000; // A connection that comes back at once is no news.

let streaming = false;
let lostAt = performance.now();
let newest = null;
let heardAt = performance.now();
const listeners = new EventTarget();
/** What was known of each stage last, and when, in the server's time. */
const lastKnown = new Map();

/** Tells what the console says of itself: at once if it has, and whenever it does. */
export function onProgress(listener, signal) {
  listeners.addEventListener('heard', () => listener(newest), { signal });
  if (newest) listener(newest);
}

export function startProgress() {
  const mark = document.getElementById('connection');
  const ages = h('p', { class: 'ages' });
  const wrong = h('p', { class: 'wrong', role: 'alert', hidden: true });
  document.getElementById('progress').replaceChildren(ages, wrong);
  const show = () => {
    const words = problems();
    const live = streaming && !words.length && known();
    mark.classList.toggle('live', live);
    setText(mark, live ? 'live' : 'not live');
    ages.replaceChildren(...parts());
    setText(wrong, words.join(' '));
    wrong.hidden = !words.length;
  };
  const heard = (progress) => {
    newest = progress;
    heardAt = performance.now();
    for (const stage of progress.stages) if (stage.lagMillis !== null) lastKnown.set(stage.stage, { stage, at: progress.at });
    show();
    listeners.dispatchEvent(new Event('heard'));
  };
  const ask = () => get('/progress').then(heard, show);
  onStream('progress', heard);
  onStream('state', (live) => {
    if (streaming && !live) lostAt = performance.now();
    streaming = live;
    show();
  });
  onStream('open', ask);
  setInterval(show, 1_000);
  ask();
}

/** Since the console told, the time goes on. */
const passed = () => performance.now() - heardAt;

const kafkaAge = () => (newest?.kafkaAnsweredAt ? newest.now - newest.kafkaAnsweredAt + passed() : null);

/** Until when Kafka is known to have answered, in the server's time; no limit while nothing was heard of it. */
export const answeredAt = () => (newest ? newest.kafkaAnsweredAt ?? 0 : Infinity);

/** What stands in the way of knowing what cities do now, in words, and since when, in the server's time; null if nothing does. */
export function missing() {
  if (!newest) return null;
  if (disconnected() || silent()) return { at: newest.at, words: 'no answer from this console' };
  if (kafkaIsOld()) return { at: newest.kafkaAnsweredAt ?? 0, words: 'no answer from Kafka' };
  const late = newest.stages.filter(({ stage, lagMillis }) => stage !== 'detector' && lagMillis > newest.oldAfterMillis);
  const [worst] = late.toSorted((a, b) => b.lagMillis - a.lagMillis);
  return worst ? { at: newest.now - worst.lagMillis, words: worst.stage === 'volume' ? 'nothing new from the volume stage' : 'nothing new in this console' } : null;
}

const disconnected = () => !streaming && performance.now() - lostAt > LOST_MS;

const silent = () => newest.now - newest.at + passed() > SILENT_MS;

function kafkaIsOld() {
  const age = kafkaAge();
  return age === null || age > newest.oldAfterMillis;
}

/** Whether each stage is known to be where it should be. */
const known = () => !newest || newest.stages.every((stage) => stage.state === 'current');

/** Sentences that stay as they are while time goes on: a screen reader says each once. */
function problems() {
  const words = [];
  if (disconnected())
    words.push(
      'Connection lost. What you see may be old. Trying to reconnect; if this stays, check that the console is still running.',
    );
  else if (newest && silent()) words.push('The console has stopped telling what is new. What you see is old.');
  if (!newest) return words;
  if (newest.auditProblem) words.push(`The record of decisions is broken, and nothing can be decided: ${newest.auditProblem}`);
  // Whoever does not hear from the console knows nothing of Kafka.
  if (disconnected() || silent()) return words;
  if (kafkaAge() === null) words.push('Kafka has not answered yet: nothing here may be true.');
  else if (kafkaIsOld()) words.push('Kafka does not answer. What you see is old, and nothing can be decided.');
  else words.push(...newest.stages.map((stage) => stage.words).filter(Boolean), ...openTransactions());
  return words;
}

function openTransactions() {
  const more = newest.moreOpenTransactions;
  const words = newest.openTransactions.map((each) => `${each.words}.`);
  return more ? [...words, `${count(more, 'more transaction')} ${more === 1 ? 'is' : 'are'} open: fintrans transactions lists them.`] : words;
}

function parts() {
  if (!newest) return ['Asking how old this is…'];
  const age = kafkaAge();
  const old = kafkaIsOld();
  const kafka = part(old, age === null ? 'Kafka has not answered yet' : `Kafka answered ${seconds(age)} ago`);
  const stages = newest.stages.map((stage) => part(old || stage.state !== 'current', says(stage, old)));
  const held = old ? [] : newest.openTransactions.map((each) => part(true, holds(each)));
  return [kafka, ...stages, ...held];
}

function holds({ topic, partition, producer, since, behind }) {
  return `${topic}, partition ${partition}: held back by producer ${producer} for ${seconds(newest.now - since + passed())}, ${count(behind, 'offset')} ${behind === 1 ? 'waits' : 'wait'}`;
}

function part(wrong, text) {
  return h('span', { class: wrong ? 'old' : null }, text);
}

function says(progress, old) {
  if (!old && progress.lagMillis !== null) return sayKnown(progress);
  const last = lastKnown.get(progress.stage);
  return `${progress.stage}: not known${last ? `; ${seconds(newest.now - last.at + passed())} ago: ${sayKnown(last.stage)}` : ''}`;
}

function sayKnown({ stage, state, records, lagMillis, lagExact }) {
  const waits = `${whole(records)} to read`;
  if (state === 'unknown') return `${stage}: ${waits}, since when is not known yet`;
  if (state === 'held') return `${stage} held back for ${seconds(lagMillis)} (${waits})`;
  if (state === 'stopped' && !records) return `${stage} stopped, nothing to read`;
  const behind = `${lagExact ? '' : 'at least '}${seconds(lagMillis)} behind${state === 'current' ? '' : ` (${waits})`}`;
  return state === 'stopped' ? `${stage} stopped, ${behind}` : `${stage} ${behind}`;
}

const seconds = (ms) => `${whole(Math.floor(ms / 1000))} s`;
