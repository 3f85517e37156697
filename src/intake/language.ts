import { readWordList } from './tables.ts'

const ENGLISH = readWordList('english-words')

/** Characters looked at; a report does not change its language. */
const SAMPLE = 2000
/** Share of common English words from which a text is English without further tests; French and Dutch stay below. */
const ENGLISH_SHARE = 0.15
/** Letters below which the n-gram test guesses. */
const FEW_LETTERS = 60

/** The language a text is written in: ISO 639-1, `und` where nothing can be said. */
export async function findLanguage(text: string): Promise<string> {
  const sample = text.slice(0, SAMPLE)
  const letters = countOf(sample, /\p{L}/gu)
  if (letters === 0) return 'und'
  return countOf(sample, /\p{Script=Latin}/gu) > letters / 2
    ? latinLanguage(sample, letters)
    : ((await guessLanguage(sample)) ?? 'und')
}

/**
 * The language of a text that comes with a claim. The text itself decides: pages of every language are made from English
 * templates; the claim helps where the text is too short to say.
 */
export async function languageOf(text: string, claimed: string | null): Promise<string> {
  const known = /^[a-z]{2,3}(?![a-z])/.exec(claimed?.trim().toLowerCase() ?? '')?.[0] ?? null
  if (known !== null && countOf(text.slice(0, SAMPLE), /\p{L}/gu) < FEW_LETTERS) return known
  const found = await findLanguage(text)
  return found === 'und' ? (known ?? found) : found
}

/** Short headlines hold few common words: they are taken for English. */
async function latinLanguage(sample: string, letters: number): Promise<string> {
  if (letters < FEW_LETTERS || englishShare(sample) >= ENGLISH_SHARE) return 'en'
  return (await guessLanguage(sample)) ?? 'en'
}

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}

function englishShare(sample: string): number {
  const words = sample.toLowerCase().match(/\p{L}+/gu) ?? []
  return words.filter(word => ENGLISH.has(word)).length / words.length
}

/** Loaded only when a text is not plainly English: reading its n-grams takes a tenth of a second. */
async function guessLanguage(sample: string): Promise<string | null> {
  const { eld } = await import('eld/extrasmall')
  const found = eld.detect(sample)
  return found.language !== '' && found.isReliable() ? found.language : null
}
