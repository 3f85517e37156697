/**
 * A value as the columns of views hold it. PostgreSQL's texts cannot hold U+0000, so that on both stores U+FFFD stands for
 * it there; entries and blobs, whose JSON writes it as an escape, keep it.
 */
export function storable(value: unknown): unknown {
  return typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\ufffd') : value
}
