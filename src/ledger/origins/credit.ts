/** Characters at a text's beginning and end in which it says where it comes from. */
const EDGE = 600

// A name begins with a capital and has at most four words, so that "(see map)" and whole sentences are none.
const NAME = String.raw`\p{Lu}[\p{L}\p{N}&.'-]*(?: \p{Lu}[\p{L}\p{N}&.'-]*){0,3}`
const AT_THE_BEGINNING = [
  // ISTANBUL, June 2 (Reuters) - Russia; (REUTERS) Russia
  new RegExp(String.raw`(?:^|\d,? )\((${NAME})\)(?= ?[-–—]| \p{Lu})`, 'mu'),
]
const AT_THE_END = [
  // Source: Reuters
  new RegExp(String.raw`^(?:Source|Credit|Via): (${NAME})\.?\s*$`, 'mu'),
  // (Reuters)
  new RegExp(String.raw`^\((${NAME})\)\s*$`, 'mu'),
]

/** The wire that a text gives as its source, in lower case; null where it names none. */
export function creditOf(text: string): string | null {
  const found = firstOf(AT_THE_BEGINNING, text.slice(0, EDGE)) ?? firstOf(AT_THE_END, text.slice(-EDGE))
  return found === null ? null : found.toLowerCase()
}

function firstOf(patterns: readonly RegExp[], text: string): string | null {
  for (const pattern of patterns) {
    const name = pattern.exec(text)?.[1]
    if (name !== undefined) return name
  }
  return null
}
