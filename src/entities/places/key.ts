import { wordsOf } from '../words.ts'

const PLAIN = /^[A-Za-z]+(?: [A-Za-z]+)*$/

/** Words of a name, folded, with single spaces: what rows are found by. */
export function placeKey(name: string): string {
  return PLAIN.test(name) ? name.toLowerCase() : wordsOf(name).map(word => word.key).join(' ') // prettier-ignore
}
