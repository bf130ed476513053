function decode(bytes: Uint8Array, label: string, fatal: boolean, isCut: boolean): string | undefined {
  try {
    return new TextDecoder(label, { fatal }).decode(bytes, { stream: isCut });
  } catch {
    // A charset that nobody knows, or bytes that are not of it.
    return undefined;
  }
}

/**
 * Bytes as text. What is valid UTF-8 is UTF-8, whatever its label says: JSON has no other (RFC 8259 section 8.1), and wrong
 * labels are common. Only then the declared charset counts, or a byte order mark of UTF-16.
 *
 * @param isCut whether the last character may be there in part. It is left out then; of a whole body it counts, or the last
 * letter of a Latin-1 text would pass for the beginning of one in UTF-8.
 */
export function decodeText(bytes: Uint8Array, contentType: string, isCut: boolean): string {
  const declared = /charset="?([\w-]+)/i.exec(contentType)?.[1] ?? '';
  const marked =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : declared;
  const isWide = /^utf-?16/i.test(marked);
  return (
    (isWide ? undefined : decode(bytes, 'utf-8', true, isCut)) ??
    decode(bytes, marked, false, isCut) ??
    decode(bytes, 'utf-8', false, isCut) ??
    ''
  );
}
