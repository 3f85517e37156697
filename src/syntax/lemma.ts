import { modelForm } from '../encoder/forms.ts'

const CASINGS: Readonly<Record<string, (word: string) => string>> = {
  keep: word => word,
  lower: word => word.toLowerCase(),
  upper: word => word.toUpperCase(),
  title: word => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase(),
}

/**
 * A word's lemma by an edit rule: `casing|cut|add` drops `cut` characters at the end of the re-cased form and adds `add`;
 * `=word` is the lemma itself. A rule that does not fit the form leaves it as it is.
 */
export function applyLemmaRule(rule: string, form: string): string {
  if (rule.startsWith('=')) return rule.slice(1)
  const [casing = '', cut = '', add = ''] = splitRule(rule)
  const word = CASINGS[casing]?.(modelForm(form))
  if (word === undefined) return form
  return word.slice(0, Math.max(0, word.length - Number(cut))) + add || form
}

// `add` may itself hold a bar.
function splitRule(rule: string): string[] {
  const first = rule.indexOf('|')
  const second = rule.indexOf('|', first + 1)
  return [rule.slice(0, first), rule.slice(first + 1, second), rule.slice(second + 1)]
}
