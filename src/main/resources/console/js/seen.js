// What someone had seen of a case when they began to write about it. Their answer is about that, whatever the live stream has brought since.

export class Seen {
  /** @param at `{ version, step }`, of a draft; or null: nothing was begun */
  constructor(at = null) {
    this.at = at;
  }

  /** From now on they write about the case as it is now. */
  begin(data) {
    if (data) this.at ??= { version: data.version, step: data.alert.step };
  }

  /** What others have done since; what one did oneself is known. */
  since(data, user) {
    if (!this.at) return [];
    const later = data.events.filter((event) => event.version > this.at.version);
    while (later[0]?.actor === user) this.at.version = later.shift().version;
    return later;
  }

  /** They were shown what was done, up to and with these events. */
  show(changed, data) {
    const version = Math.max(...changed.map((event) => event.version));
    if (changed.length) this.at = { version, step: data.alert.step };
  }

  end() {
    this.at = null;
  }
}
