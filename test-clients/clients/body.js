/** A body that is not made of one letter only. */
export function makeBody({ upload }) {
  return upload === undefined ? undefined : Buffer.alloc(upload, 'abcdefghijklmnopqrstuvwxyz012345');
}

export function parse(text) {
  return text === '' ? '' : JSON.parse(text);
}
