// U+0000, and halves of surrogate pairs: with the flag `u`, whole pairs are one sign and no surrogates.
const UNSTORABLE = /\u0000|\p{Surrogate}/gu

/**
 * A value as the columns of views hold it. PostgreSQL's texts cannot hold U+0000 nor half a surrogate pair, so that on both
 * stores U+FFFD stands for them there; entries and blobs, whose JSON writes them as escapes, keep them.
 */
export function storable(value: unknown): unknown {
  return typeof value === 'string' && isUnstorable(value) ? value.replace(UNSTORABLE, '\ufffd') : value
}

// Asked for each text of each row, and hardly ever so.
const isUnstorable = (text: string) => text.includes('\0') || !text.isWellFormed()
