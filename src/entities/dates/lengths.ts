import { numberIn } from './distances.ts'
import type { DateRule, Setting, Words } from './rule.ts'
import { lasting, recurring, type When } from './when.ts'

/** Lengths of time, and times that come again. */
export const LENGTHS: readonly DateRule[] = [
  { name: 'length', pattern: '(?:(?:the|another|an additional) (?!{n2:num}[ -]?-))?(?:(?<span>past|last|next|first|coming|final|full|additional|remaining|previous|entire) )?(?:(?<about>{approximation}) )?(?:(?<span2>past|last|next|first|coming) )?{num}(?<half2> and a half)?(?<more> more| additional| consecutive| straight| full| long)?[ -]{unit}(?<old>[ -]olds?| of age)?(?<half> and a half)?', resolve: length },
  { name: 'length-vague', pattern: '(?:the )?(?:(?<span>past|last|next|first|coming) )?(?:(?<about>{approximation}) )?{amount}(?: more)?[ -]{unit}', resolve: vagueLength },
  { name: 'length-one', pattern: '(?:(?<about>{approximation}|over) )?(?<a>an?|half an?|a half)[ -]{unit}(?<half> and a half)?', resolve: oneLength },
  { name: 'past-unit', pattern: '(?:the )(?<span>past|last) (?<unit>decade|century|hour|minute)', resolve: words => lasting(words.get('unit') === 'decade' ? 'P10Y' : words.get('unit') === 'century' ? 'P100Y' : words.get('unit') === 'hour' ? 'PT1H' : 'PT1M') },
  { name: 'bare-plural', pattern: '(?<unit>minutes|hours|days|weeks|months|years|decades|centuries)', resolve: barePlural },
  { name: 'long', pattern: '(?<unit>day|week|month|year|hour|decade|decades|months|weeks|years|hours|days)[ -]long', resolve: words => lasting(/s$/.test(words.get('unit')) ? period('X', words) : period('1', words)) },
  { name: 'every', pattern: '(?<each>every|each)(?: (?<other>other|single))?(?: (?<count>{num}))? (?:{unit}|{weekday}|{month}|{part})', resolve: every },
  { name: 'weekdays', pattern: '(?<plural>monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?:s(?: (?<part>morning|afternoon|evening|night)s?)?| (?<parts>mornings|afternoons|evenings|nights))', resolve: plurals },
  { name: 'frequency', pattern: '{frequency}', resolve: frequency },
] // prettier-ignore

function period(count: string, words: Words): string {
  const unit = words.value('unit') ?? 'D'
  const clocked = /^(?:[SH])$/.test(unit) || /^minute/.test(words.get('unit'))
  return scaled(unit, count, clocked)
}

// A decade is ten years, a fortnight two weeks: the factor goes into the count.
function scaled(unit: string, count: string, clocked: boolean): string {
  const [, factor = '', letter = 'D'] = /^(\d*)(\w)$/.exec(unit) ?? []
  if (count === 'X') return factor === '10' ? 'PXDE' : factor === '100' ? 'PXCE' : `P${clocked ? 'T' : ''}X${letter}`
  const whole = Number(count) * (factor === '' ? 1 : Number(factor))
  return `P${clocked ? 'T' : ''}${amountIn(whole, letter, clocked)}`
}

const LOWER: Readonly<Record<string, readonly [per: number, letter: string]>> = { Y: [12, 'M'], H: [60, 'M'], M: [60, 'S'] } // prettier-ignore

// TimeML 1.2.1: "2 1/2 years" is P2Y6M.
function amountIn(count: number, letter: string, clocked: boolean): string {
  const rest = count % 1
  const below = letter === 'M' && !clocked ? undefined : LOWER[letter]
  if (rest === 0 || below === undefined) return `${count}${letter}`
  const whole = Math.floor(count)
  return `${whole === 0 ? '' : `${whole}${letter}`}${Math.round(rest * below[0])}${below[1]}`
}

function length(words: Words, setting: Setting): When | null {
  const count = numberIn(words.get('num'), setting)
  if (count === null || /^\d{4}$/.test(words.get('num'))) return null
  if (words.has('old') || /^ old\b/.test(setting.after) || isOrdinalUse(words, setting)) return null // an age
  return lasting(period(String(words.has('half') || words.has('half2') ? count + 0.5 : count), words))
}

// "two second-half goals", "one day they will return".
function isOrdinalUse(words: Words, { after }: Setting): boolean {
  const unit = words.get('unit')
  if (unit === 'second') return !/-/.test(words.text)
  return words.get('num') === 'one' && unit === 'day' && !/-/.test(words.text) && /^,? (?:he|she|they|we|I|it)\b/.test(after)
} // prettier-ignore

function vagueLength(words: Words): When | null {
  const unit = words.get('unit')
  if (/^seconds?$|^(?:some|many) (?:day|night|week|month|year)$/.test(unit) || /^some \w+[^s]$/i.test(words.text))
    return null
  return lasting(period(words.value('amount') ?? 'X', words))
}

const RATE = /(?:\d|\bmillion|\bbillion|\bpercent|%|\b(?:once|twice|times|barrels|dollars|cents|cases|people|tons|tonnes|flights|hours|days|jobs|visitors))\s$/i // prettier-ignore

function oneLength(words: Words, { before, after }: Setting): When | null {
  const [unit, article] = [words.get('unit'), words.get('a')]
  if (/^(?:second|night|minute)$/.test(unit) || /s$/.test(unit)) return article.includes('half') ? lasting(period('0.5', words)) : null
  if (/^ (?:before|after|of)\b/.test(after) && unit === 'day') return null
  if (RATE.test(before) && !article.includes('half')) return recurring(period('1', words))
  return lasting(period(article.includes('half') ? '0.5' : words.has('half') ? '1.5' : '1', words))
} // prettier-ignore

function barePlural(words: Words, { before }: Setting): When | null {
  const framed = /\b(?:for|in|over|after|within|of|took|take|takes|lasted|last|weeks or|months or|many|spent|spend)\s$/i
  return framed.test(before) ? lasting(period('X', words)) : null
}

function every(words: Words, setting: Setting): When | null {
  const weekday = words.int('weekday')
  if (weekday !== null) return recurring(`XXXX-WXX-${weekday}`)
  const month = words.int('month')
  if (month !== null) return recurring(`XXXX-${String(month).padStart(2, '0')}`)
  const part = words.value('part')
  if (part !== null) return recurring(`XXXX-XX-XXT${part}`)
  const count = words.has('count') ? numberIn(words.get('count'), setting) : words.get('other') === 'other' ? 2 : 1
  return count === null ? null : recurring(period(String(count), words))
}

function plurals(words: Words): When | null {
  const weekday = words.int('plural', 'weekday')
  const part = words.value('part') ?? words.value('parts', 'part')
  return weekday === null ? null : recurring(`XXXX-WXX-${weekday}${part === null ? '' : `T${part}`}`)
}

// "the Daily Telegraph", "Weekly Standard": not a frequency.
function frequency(words: Words, { after }: Setting): When | null {
  if (words.isCapital('frequency') && /^ \p{Lu}/u.test(after)) return null
  return recurring(words.value('frequency') ?? '')
}
