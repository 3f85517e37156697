/** Number words with their value, and words that multiply what stands before them. */
export interface NumberWords {
  readonly numbers: ReadonlyMap<string, number>
  readonly scales: ReadonlyMap<string, number>
}

/**
 * The value of a numeral in digits or words: `1,200`, `1.2 million`, `twenty-four`, `two hundred and six`.
 *
 * @returns Null where a word is no number.
 */
export function numberOf(text: string, words: NumberWords): number | null {
  const parts = text.toLowerCase().split(/[\s-]+/).filter(part => part !== '' && part !== 'and') // prettier-ignore
  let [total, current, seen] = [0, 0, false]
  for (const part of parts) {
    const scale = words.scales.get(part)
    if (scale !== undefined) {
      const scaled = (current === 0 ? 1 : current) * scale
      if (scale === 100) current = scaled
      else [total, current] = [total + scaled, 0]
    } else {
      const value = words.numbers.get(part) ?? digitsOf(part)
      if (value === null) return null
      current += value
    }
    seen = true
  }
  return seen ? total + current : null
}

/** The value of a numeral in digits, commas between thousands or a decimal point allowed; null for anything else. */
export function digitsOf(text: string): number | null {
  if (!/^\d{1,3}(?:,\d{3})+(?:\.\d+)?$|^\d+(?:\.\d+)?$/.test(text)) return null
  return Number(text.replaceAll(',', ''))
}
