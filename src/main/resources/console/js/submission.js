// Sends an action of a case so that it happens once: what is sent again after a failure carries the same request id.
import { post } from './api.js';

const PAUSES_MS = [1_000, 3_000];

export class Submission {
  #last = null;

  /**
   * Sends an action, and twice more when the network fails. When it fails for good, the same action sent again by the user is still the same
   * request: the server answers with the event that it may have become already.
   *
   * @param waiting called before each new attempt
   */
  async send(path, fields, { version, step }, waiting) {
    const key = JSON.stringify([path, fields]);
    if (this.#last?.key !== key) this.#last = { key, body: { version, step, request: crypto.randomUUID(), ...fields } };
    for (let attempt = 0; ; attempt++) {
      try {
        const answer = await post(path, this.#last.body);
        this.#last = null;
        return answer;
      } catch (e) {
        if (!e.uncertain) {
          this.#last = null;
          throw e;
        }
        if (attempt === PAUSES_MS.length) throw e;
        waiting();
        await new Promise((resolve) => setTimeout(resolve, PAUSES_MS[attempt]));
      }
    }
  }
}
