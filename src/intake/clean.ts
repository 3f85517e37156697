const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029\v\f]/g
// Soft hyphen, zero-width and direction marks, byte-order mark: none of them is seen, all of them break words.
const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g
const CONTROLS = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/g
const SPACES = /[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g

/**
 * The text as it is stored: NFC, lines ended by LF, plain spaces, none at the end of a line; no unseen or control
 * characters. Cleaning twice changes nothing.
 */
export function cleanText(text: string): string {
  const plain = text.replace(LINE_ENDS, '\n').replace(CONTROLS, '').replace(UNSEEN, '').replace(SPACES, ' ')
  // By line, since a pattern for "spaces, then line end" takes quadratic time on long runs of spaces.
  return plain
    .normalize('NFC')
    .split('\n')
    .map(line => line.trimEnd())
    .join('\n')
}
