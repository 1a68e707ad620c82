export const shout = (text) => `${text.toUpperCase()}!`;
export const state = { count: 1 };
