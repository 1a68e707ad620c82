/** What is given back because JavaScript's garbage collector found it, and not by the code that took it. */

let count = 0;

/** Give back what an object held once the object is garbage. */
export function whenCollected<Held>(release: (held: Held) => void): FinalizationRegistry<Held> {
  return new FinalizationRegistry((held) => {
    count++;
    release(held);
  });
}

/** How often that has happened: leak checks then cannot tell what the code in between has released. */
export function collectedCount(): number {
  return count;
}
