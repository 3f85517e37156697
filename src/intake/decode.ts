import { isUtf8 as bufferIsUtf8 } from 'node:buffer'

/** Opens another set of signs in ISO-2022-JP, whose bytes are all ASCII. */
const ESCAPE = 0x1b
/** Bytes looked at to tell UTF-16 and binary files from text. */
const SAMPLE = 8192
/** More control characters than one in fifty is no text. */
const MOST_CONTROLS = 0.02
/** So few may stand in the shortest text. */
const FEW_CONTROLS = 3

/** The text that bytes stand for, in whichever of UTF-8, UTF-16 or Windows-1252 they are; null for a binary file. */
export function decodeText(bytes: Uint8Array): string | null {
  const wide = wideEncoding(bytes)
  if (wide !== null) return textOrNull(new TextDecoder(wide).decode(bytes))
  if (bytes.subarray(0, SAMPLE).includes(0)) return null
  return textOrNull(decodeNarrow(bytes))
}

const PRECEDES = /^[\s\S]{0,1024}?(?:charset|encoding)\s{0,3}=\s{0,3}["']?([\w.:-]{2,40})/i
const LATIN_1 = /^(?:windows-1252|iso-8859-1|latin-?1|us-ascii)$/i

/**
 * The text of a page or feed, whose encoding its transport or its first bytes may name; null for a binary file.
 *
 * What decodes as UTF-8 is UTF-8, whatever is claimed: other encodings do not give such bytes by chance.
 *
 * @param charset - What the transport says; goes before what the text says.
 */
export function decodeMarkup(bytes: Uint8Array, charset: string | null = null): string | null {
  const head = Buffer.from(bytes.subarray(0, 2048)).toString('latin1')
  const claimed = charset ?? PRECEDES.exec(head)?.[1] ?? null
  if (claimed === null || wideEncoding(bytes) !== null || isUtf8(bytes)) return decodeText(bytes)
  const isLatin = LATIN_1.test(claimed)
  return textOrNull(isLatin ? decodeWindows1252(bytes) : (decodeAs(bytes, claimed) ?? decodeNarrow(bytes)))
}

/** Null for an encoding that nobody knows, or that the bytes are not in. */
function decodeAs(bytes: Uint8Array, label: string): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

function isUtf8(bytes: Uint8Array): boolean {
  return bufferIsUtf8(bytes) && !bytes.includes(ESCAPE)
}

function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  // Without a mark: Latin letters in UTF-16 leave a zero in every other byte.
  const sample = bytes.subarray(0, SAMPLE)
  const pairs = Math.floor(sample.length / 2)
  const [even, odd] = zerosAt(sample)
  if (odd > pairs * 0.4 && even < pairs * 0.05) return 'utf-16le'
  if (even > pairs * 0.4 && odd < pairs * 0.05) return 'utf-16be'
  return null
}

function zerosAt(sample: Uint8Array): [even: number, odd: number] {
  let even = 0
  let odd = 0
  for (const [i, byte] of sample.entries()) {
    if (byte === 0 && i % 2 === 0) even++
    else if (byte === 0) odd++
  }
  return [even, odd]
}

function decodeNarrow(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    const lenient = new TextDecoder('utf-8').decode(bytes)
    // One broken byte in a text of good UTF-8 does not make it Windows-1252.
    return countOf(lenient, '\ufffd') * 4 < countOf(lenient, null) ? lenient : decodeWindows1252(bytes)
  }
}

// 0x80 to 0x9f (encoding.spec.whatwg.org/index-windows-1252.txt); Node 20 itself decodes them as ISO 8859-1 does.
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

function decodeWindows1252(bytes: Uint8Array): string {
  const latin = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  return latin.replace(/[\u0080-\u009f]/g, unit => WINDOWS_1252.charAt(unit.charCodeAt(0) - 0x80))
}

/** How often a character stands in the text; null counts all beyond ASCII. */
function countOf(text: string, wanted: string | null): number {
  let count = 0
  for (let i = 0; i < text.length; i++) {
    if (wanted === null ? text.charCodeAt(i) > 0x7f : text.charAt(i) === wanted) count++
  }
  return count
}

function textOrNull(text: string): string | null {
  const sample = text.slice(0, SAMPLE)
  let controls = 0
  for (let i = 0; i < sample.length; i++) if (isControl(sample.charCodeAt(i))) controls++
  return controls > Math.max(FEW_CONTROLS, sample.length * MOST_CONTROLS) ? null : text
}

function isControl(unit: number): boolean {
  return unit < 0x09 || (unit > 0x0d && unit < 0x20) || (unit >= 0x7f && unit < 0xa0 && unit !== 0x85)
}
