/** The wasm side as TypeScript sees it. */

declare const brand: unique symbol;

/** An address in linear memory; 0 is NULL. */
export type Pointer = number & { readonly [brand]?: "Pointer" };
