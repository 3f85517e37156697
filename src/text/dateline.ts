// "KYIV. June 16 (Dnipro Wire) – ", "MOSCOW, June 20. /VOLGA PRESS/. ": a place in capitals, then at most a line's worth.
const PLACE = /\p{Lu}{2,40}/uy
// "(MENAFN) The second round ...": a name alone in parentheses before the text.
const CREDIT = /\(\p{Lu}[\p{L}\p{N}&'’-]{1,20}(?:[ .]{1,2}\p{Lu}[\p{L}\p{N}&'’-]{0,20}){0,4}\)(?=\s{1,2}[\p{Lu}“"‘'])/uy
const REACH = 110
const CLOSE = /\([^()\n]{2,50}\)\s{0,2}(?:[-–—:]|--)|\/[^/\n]{2,50}\/(?=\.)|\s(?:[–—]|--?)\s/u

/**
 * Where the dateline at `start` ends, in UTF-16 code units; `start` itself where none stands there. Its full stops
 * end no sentence.
 */
export function datelinePast(text: string, start: number): number {
  CREDIT.lastIndex = start
  const credit = CREDIT.exec(text)
  if (credit !== null) return start + credit[0].length
  PLACE.lastIndex = start
  if (!PLACE.test(text)) return start
  const opening = text.slice(start, start + REACH)
  const line = opening.slice(0, (opening.indexOf('\n') + 1 || REACH + 1) - 1)
  const close = CLOSE.exec(line)
  return close === null || isProse(line.slice(0, close.index)) ? start : start + close.index + close[0].length
}

/** Three words in small letters are no dateline but a sentence with a dash in it. */
function isProse(opening: string): boolean {
  return (opening.match(/(?<=\s)\p{Ll}+/gu) ?? []).length >= 3
}
