// Data of the server that is fetched again after news. A slow answer makes the next fetch wait
// longer, so that a large journal never keeps the server or the page busy.
import { changed } from '/core/changes.js';
import { Unreachable } from '/core/api.js';

const PATIENCE = 2; // times the duration of the previous fetch

export class Resource {
  data = null;
  problem = null;
  #fetch;
  #gap;
  #wanted = false;
  #running = false;
  #next;

  /**
   * @param gap    the shortest time between two fetches, in milliseconds
   * @param before the shortest time before the first one
   */
  constructor(fetch, gap = 500, before = 0) {
    this.#fetch = fetch;
    this.#gap = gap;
    this.#next = performance.now() + before;
  }

  /** Fetches as soon as the previous fetch and the gap after it have ended. */
  refresh = () => {
    this.#wanted = true;
    if (!this.#running) this.#run();
  };

  async #run() {
    this.#running = true;
    while (this.#wanted) {
      await wait(this.#next - performance.now());
      this.#wanted = false;
      const begun = performance.now();
      await this.#once();
      const now = performance.now();
      this.#next = now + Math.max(this.#gap, PATIENCE * (now - begun));
    }
    this.#running = false;
  }

  async #once() {
    try {
      this.data = await this.#fetch(this.data);
      this.problem = null;
    } catch (failure) {
      if (!(failure instanceof Unreachable)) this.problem = failure;
    }
    changed();
  }
}

const wait = time => new Promise(resolve => (time > 0 ? setTimeout(resolve, time) : resolve()));
