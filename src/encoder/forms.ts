/** Classes of a word's shape, in the order of the model's shape embedding (train/parley_train/forms.py). */
export const SHAPES = ['lower', 'title', 'upper', 'capital', 'digit', 'mixed', 'other', 'none'] as const
export type Shape = (typeof SHAPES)[number]

const SIGNS: Readonly<Record<string, string>> = {
  '‘': "'", '’': "'", '‛': "'", '`': "'", '“': '"', '”': '"', '„': '"', '«': '"', '»': '"',
  '–': '-', '—': '-', '‐': '-', '‑': '-', '−': '-', '…': '...',
} // prettier-ignore
const SIGN = new RegExp(`[${Object.keys(SIGNS).join('')}]`, 'g')

/** The form that the word pieces are cut from: NFKC, with one kind of quote and one kind of dash. */
export function modelForm(form: string): string {
  return form.normalize('NFKC').replace(SIGN, sign => SIGNS[sign] ?? sign)
}

/** A word's shape: what of its capitals and digits the pieces may have lost. */
export function shapeOf(form: string): Shape {
  if (/[\p{Nd}²³¹⁰-⁹₀-₉]/u.test(form)) return 'digit'
  const letters = form.match(/\p{L}/gu) ?? []
  if (letters.length === 0) return 'other'
  const lower = (from: number) => letters.slice(from).every(letter => /\p{Ll}/u.test(letter))
  if (lower(0)) return 'lower'
  if (letters.length === 1) return 'capital'
  if (letters.every(letter => /\p{Lu}/u.test(letter))) return 'upper'
  return /^\p{Lu}/u.test(form) && lower(1) ? 'title' : 'mixed'
}
