// Finds which of a fixed set of words occur in a text: a tree of their letters, walked from each place of the text.

/** Signs of a squeezed text: a-z, 0-9 and ". : %"; everything else ends a word. */
const SIGNS = "abcdefghijklmnopqrstuvwxyz0123456789.:%";
const WIDTH = 64;
const SIGN_OF = new Uint8Array(128);
for (let i = 0; i < SIGNS.length; i++) SIGN_OF[SIGNS.charCodeAt(i)] = i + 1;

export interface Keys {
  /** The number of a word, the same each time; new ones are counted up from 0. */
  add(word: string): number;
  /** Numbers of all added words that occur in a text, each once, in no order that means anything. */
  find(text: string): readonly number[];
}

/** @throws Error from `add` for a word with a sign that no squeezed text holds */
export function createKeys(): Keys {
  /** Children of each node by sign; 0 = none. The first row is the root. */
  let children = new Uint16Array(WIDTH * 1024);
  let nodes = 1;
  /** Number of the word that ends at a node. */
  const words = new Map<number, number>();
  let ends = new Int32Array(1024).fill(-1);
  let stamps = new Uint32Array(1024);
  let stamp = 0;

  function grow(): void {
    const wider = new Uint16Array(children.length * 2);
    wider.set(children);
    children = wider;
    const more = new Int32Array(ends.length * 2).fill(-1);
    more.set(ends);
    ends = more;
    stamps = new Uint32Array(ends.length);
  }

  return {
    add(word) {
      let node = 0;
      for (let i = 0; i < word.length; i++) {
        const sign = SIGN_OF[word.charCodeAt(i)] ?? 0;
        if (sign === 0) throw new Error(`"${word}" is no key`);
        const at = node * WIDTH + sign;
        if (children[at] === 0) {
          if (nodes === ends.length) grow();
          children[node * WIDTH + sign] = nodes++;
        }
        node = children[node * WIDTH + sign];
      }
      if (ends[node] < 0) {
        ends[node] = words.size;
        words.set(node, ends[node]);
      }
      return ends[node];
    },
    find(text) {
      const found: number[] = [];
      stamp++;
      for (let start = 0; start < text.length; start++) {
        let node = 0;
        for (let i = start; i < text.length; i++) {
          node = children[node * WIDTH + (SIGN_OF[text.charCodeAt(i)] ?? 0)];
          if (node === 0) break;
          if (ends[node] < 0 || stamps[node] === stamp) continue;
          stamps[node] = stamp;
          found.push(ends[node]);
        }
      }
      return found;
    },
  };
}
