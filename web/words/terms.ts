import type { Category, Issue, Sector, Stance, Status } from '../../src/contract.ts'
import type { ReadingState, Review } from '../../src/http/schemas.ts'
import { countryName } from './countries.ts'

/** How a category reads in a sentence: what was done, with the word that leads to the recipient. */
interface Verb {
  readonly past: string
  readonly plain: string
  readonly ongoing: string
  readonly to: string
}

function verb(past: string, plain: string, [ongoing, to]: readonly [string, string]): Verb {
  return { past, plain, ongoing, to }
}

export const VERBS: Readonly<Record<Category, Verb>> = {
  AGREE: verb('agreed', 'agree', ['agreeing', 'with']),
  CONSULT: verb('met or talked', 'meet or talk', ['meeting or talking', 'with']),
  SUPPORT: verb('expressed support', 'express support', ['expressing support', 'for']),
  CONCEDE: verb('yielded', 'yield', ['yielding', 'to']),
  COOPERATE: verb('cooperated', 'cooperate', ['cooperating', 'with']),
  AID: verb('gave aid', 'give aid', ['giving aid', 'to']),
  RETREAT: verb('drew back or released', 'draw back or release', ['drawing back or releasing', 'with regard to']),
  REQUEST: verb('made a request or a proposal', 'make a request or a proposal', ['requesting or proposing', 'to']),
  ACCUSE: verb('made an accusation', 'make an accusation', ['making an accusation', 'against']),
  REJECT: verb('refused', 'refuse', ['refusing', 'towards']),
  THREATEN: verb('made a threat', 'make a threat', ['threatening', 'towards']),
  PROTEST: verb('protested', 'protest', ['protesting', 'against']),
  SANCTION: verb('took a sanction', 'take a sanction', ['taking a sanction', 'against']),
  MOBILIZE: verb('readied forces', 'ready forces', ['readying forces', 'against']),
  COERCE: verb('used coercion', 'use coercion', ['using coercion', 'against']),
  ASSAULT: verb('used force', 'use force', ['using force', 'against']),
}

/** What each status stands for: a mark that is told apart without colour, and a line of explanation. */
export const STATUS_TERMS: Readonly<Record<Status, { readonly mark: string; readonly means: string }>> = {
  happened: { mark: '●', means: 'reported as having happened' },
  ongoing: { mark: '◐', means: 'reported as going on' },
  planned: { mark: '○', means: 'reported as planned or agreed for later' },
  proposed: { mark: '◇', means: 'put forward by somebody' },
  demanded: { mark: '◆', means: 'demanded by somebody' },
  conditional: { mark: '◈', means: 'reported to depend on a condition' },
  denied: { mark: '⊘', means: 'reported as not having happened, or denied by somebody' },
  hypothetical: { mark: '◌', means: 'spoken of as possible only' },
}

export const STANCE_TERMS: Readonly<Record<Stance, { readonly mark: string; readonly past: string }>> = {
  accepts: { mark: '✓', past: 'accepts' },
  rejects: { mark: '✕', past: 'rejects' },
  conditional: { mark: '◈', past: 'accepts on a condition' },
  demands: { mark: '◆', past: 'demands' },
  offers: { mark: '◇', past: 'offers' },
}

export const REVIEW_TERMS: Readonly<Record<Review, string>> = {
  unreviewed: 'not reviewed',
  accepted: '✓ accepted',
  rejected: '✕ rejected',
  disputed: '≠ reviewers disagree',
}

/** What the lists say of a dispatch that was not read; one that was needs no mark. */
export const READING_TERMS: Readonly<Record<ReadingState, string>> = {
  read: 'read',
  'not-read': 'not read',
  'not-about-this': 'not about this',
}

const LANGUAGES = new Intl.DisplayNames('en', { type: 'language' })

/** Whether a dispatch was read, in words, with the language that stood against it: `not read (French)`. */
export function readingInWords({ reading, language }: { readonly reading: ReadingState; readonly language: string }) {
  const isForeign = reading === 'not-read' && /^[a-z]{2,3}$/.test(language) && !['en', 'und'].includes(language)
  return isForeign ? `${READING_TERMS[reading]} (${LANGUAGES.of(language) ?? language})` : READING_TERMS[reading]
}

const SECTORS: Readonly<Partial<Record<Sector, string>>> = {
  GOV: 'government',
  MIL: 'military',
  REB: 'armed group',
  COP: 'police',
  JUD: 'courts',
  LEG: 'parliament',
  PTY: 'party',
  OPP: 'opposition',
  SPY: 'intelligence',
  CVL: 'civilians',
  REF: 'refugees',
  JRN: 'journalists',
  MED: 'medical staff',
  BUS: 'business',
}

/** A sector in words, or as its code where few know it anyway. */
export function sectorName(sector: string): string {
  return SECTORS[sector as Sector] ?? sector
}

/** A party's code in words: `RUS` is Russia, `COD/REB` an armed group in DR Congo. */
export function partyName(code: string): string {
  const [state = '', sector] = code.split('/')
  return sector === undefined ? countryName(state) : `${countryName(state)}, ${sectorName(sector)}`
}

/** An issue as a heading has it. */
export function issueName(issue: Issue): string {
  const words = issue.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** A party's name for headings: the state's usual name, a group's own, else its code in words. */
export function shownParty({ code, name }: { readonly code: string; readonly name: string }): string {
  const isOwnName = /^\p{Lu}/u.test(name)
  return code.includes('/') && isOwnName ? name : partyName(code)
}

interface Named {
  readonly code: string
  readonly name: string
}

/** The parties that a process is named after, and the others that its dispatches name. */
export function namedAfter(process: { readonly key: string; readonly parties: readonly Named[] }): {
  readonly named: readonly string[]
  readonly others: readonly Named[]
} {
  // A part of a process has its name behind a colon.
  const codes = (process.key.split(':')[0] ?? process.key).split('+')
  const named = codes.map(code => shownParty(process.parties.find(party => party.code === code) ?? { code, name: '' }))
  return { named, others: process.parties.filter(({ code }) => !codes.includes(code)) }
}
