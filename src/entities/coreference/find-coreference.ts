import type { ParleyError } from '../../errors.ts'
import { span } from '../../span.ts'
import type { Document, Entity, Mention, Token } from '../../text/document.ts'
import type { Stage } from '../../text/stage.ts'
import type { ActorTables } from '../actors/dictionary.ts'
import { underEntity } from '../actors/compose.ts'
import { findActors } from '../actors/findings.ts'
import { phraseOf, type Range } from '../actors/phrase.ts'
import { readTable, type ReadFile } from '../table.ts'
import { antecedentsOf, sidesAt, type Antecedent, type Referent } from './history.ts'

/** Words that point back, by what they can point to. */
export interface AnaphoraTables {
  readonly kinds: ReadonlyMap<string, ReadonlySet<string>>
  readonly faults: readonly ParleyError[]
}

/** Reads `data/actors/anaphora.tsv`. */
export function loadAnaphora(read: ReadFile): AnaphoraTables {
  const { rows, faults } = readTable(read, 'actors/anaphora.tsv', ['word', 'kind'])
  const kinds = new Map<string, Set<string>>()
  for (const { word, kind } of rows) kinds.set(kind, (kinds.get(kind) ?? new Set<string>()).add(word))
  return { kinds, faults }
}

/** The stage that lets pronouns, last names and "both sides" mean whom they point back to; several entities, several mentions. */
export function createCoreferenceStage(actors: ActorTables, anaphora: AnaphoraTables): Stage {
  return {
    name: 'coreference',
    reads: ['sentences', 'tokens', 'syntax', 'mentions'],
    writes: ['mentions'],
    run(document, trace) {
      const reader = { document, actors, anaphora, history: antecedentsOf(document, actors), names: new Map<string, Entity>() }
      const found = document.tokens.flatMap((_, index) => pointBack(reader, index))
      trace(() => found.map(m => `${document.text.slice(m.start, m.end)} → ${m.entity.name}: ${m.why}`).join('\n'))
      const replaced = new Set(found.map(mention => mention.head))
      const kept = document.mentions.filter(mention => !replaced.has(mention.head)).flatMap(mention => owned(mention, found))
      return { ...document, mentions: [...kept, ...found].sort((a, b) => a.start - b.start) }
    },
  }
} // prettier-ignore

/** "its political leader", "commanders of both countries": a role takes the state or group of the one pointed back to. */
function owned(mention: Mention, found: readonly Mention[]): Mention[] {
  if (!/^role .* from context/.test(mention.why)) return [mention]
  const owners = found.filter(({ start, end }) => start >= mention.start && end <= mention.end)
  const [first] = owners
  if (first === undefined) return [mention]
  return owners.filter(({ head }) => head === first.head).map(({ entity, why }) => {
    const own = underEntity(entity, mention.entity.sector[0] ?? null)
    return { ...mention, entity: { name: mention.entity.name, ...own }, why: `${mention.why.replace(/, state from context.*$/, '')}, ${why}` }
  })
} // prettier-ignore

interface Reader {
  readonly document: Document
  readonly actors: ActorTables
  readonly anaphora: AnaphoraTables
  readonly history: readonly Antecedent[]
  /** Last names of persons told so far. */
  readonly names: Map<string, Entity>
}

function pointBack(reader: Reader, index: number): Mention[] {
  const token = reader.document.tokens[index]
  if (token === undefined) return []
  learnName(reader, index)
  return pronoun(reader, token, index) ?? sides(reader, token, index) ?? noun(reader, token, index) ?? lastName(reader, token, index)
} // prettier-ignore

function is(reader: Reader, kind: string, word: string): boolean {
  return reader.anaphora.kinds.get(kind)?.has(word) === true
}

const POINTS_TO: readonly (readonly [kind: string, referents: readonly Referent[]])[] = [
  ['person', ['person']],
  ['people', ['people', 'group']],
  ['body', ['state', 'group', 'body']],
]

/** "he", "they", "its": the nearest fitting mention before, a subject first. */
function pronoun(reader: Reader, token: Token, index: number): Mention[] | null {
  const word = token.form.toLowerCase()
  if (token.upos !== '' && token.upos !== 'PRON') return null
  const fits = POINTS_TO.find(([kind]) => is(reader, kind, word))
  if (fits !== undefined) {
    const found = nearest(reader, token, fits[1])
    return found === null ? [] : [mention(reader, index, { entity: found, note: `${word} is ${found.name}` })]
  }
  if (!is(reader, 'speaker', word)) return null
  const speaker = reader.history.findLast(a => a.start < token.start && a.isSubject && a.kind !== 'people')
  return speaker === undefined ? [] : [mention(reader, index, { entity: speaker.entity, note: `${word} is the speaker ${speaker.entity.name}` })]
} // prettier-ignore

function nearest({ document, history }: Reader, token: Token, kinds: readonly Referent[]): Entity | null {
  const before = history.filter(a => a.start < token.start && kinds.includes(a.kind))
  const recent = before.filter(a => sentencesBetween(document, a, token) <= 3)
  const subject = recent.findLast(a => a.isSubject && sentencesBetween(document, a, token) <= 1)
  return (subject ?? recent.at(-1))?.entity ?? null
}

function sentencesBetween(document: Document, { start }: Antecedent, token: Token): number {
  const at = document.sentences.findLastIndex(sentence => sentence.start <= start)
  return token.sentence - at
}

/** "both sides", "the two countries", "the parties": both, as two mentions of the same words. */
function sides(reader: Reader, token: Token, index: number): Mention[] | null {
  const { document, history } = reader
  if (!isPair(reader, token, index) || hasOwner(reader, index)) return null
  const word = token.form.toLowerCase()
  return sidesAt(history, token.start, document).map(side => {
    const entity = is(reader, 'pair-land', word) ? side : speaking(side)
    return mention(reader, index, { entity, note: `${word}, one of the two sides` })
  })
}

function isPair(reader: Reader, token: Token, index: number): boolean {
  const word = token.form.toLowerCase()
  const before = reader.document.tokens.slice(Math.max(0, index - 3), index).map(t => t.form.toLowerCase())
  const article = before.at(-1) ?? ''
  if (is(reader, 'pair-always', word) && /^(?:the|all|both|each|either|neither)$/.test(article)) return true
  if (is(reader, 'pair-alone', word)) return token.deprel.startsWith('nsubj')
  return is(reader, 'pair-noun', word) && before.some(form => is(reader, 'pair-word', form))
}

// A state that sits at a table is its government.
function speaking(entity: Entity): Entity {
  return entity.sector.length === 0 && /^[A-Z]{3}$/.test(entity.code) ? { ...entity, sector: ['GOV'] } : entity
}

// "the two Koreas", "both Israeli parties": the phrase says itself who they are.
function hasOwner({ document, actors }: Reader, index: number): boolean {
  const { first, past } = phraseOf(document, index)
  const [start, end] = [document.tokens[first]?.start ?? 0, document.tokens[past - 1]?.end ?? 0]
  return findActors(document, actors).names.some(name => name.start >= start && name.end <= end)
}

const NOUN_POINTS_TO: readonly (readonly [kind: string, referents: readonly Referent[]])[] = [
  ['group-noun', ['group']],
  ['body-noun', ['body']],
  ['state-noun', ['state']],
]

/** "the group", "the bloc", "its country": the nearest of that kind, where the phrase names no owner itself. */
function noun(reader: Reader, token: Token, index: number): Mention[] | null {
  const word = token.form.toLowerCase()
  const fits = NOUN_POINTS_TO.find(([kind]) => is(reader, kind, word))
  const isName = token.form !== word && fits?.[0] !== 'body-noun'
  if (fits === undefined || isName || !isDefinite(reader, index) || hasOwner(reader, index)) return null
  const found = reader.history.findLast(a => a.start < token.start && fits[1].includes(a.kind) && fitsNoun(fits[0], a))
  return found === undefined
    ? null
    : [mention(reader, index, { entity: found.entity, note: `the ${word} is ${found.entity.name}` })]
}

function fitsNoun(kind: string, { entity, head }: Antecedent): boolean {
  if (kind === 'body-noun') return /^(?:IGO|NGO)$/.test(entity.code)
  if (kind === 'group-noun') return /^(?:REB|PTY|PRM|OPP|CRM)$/.test(entity.sector[0] ?? '')
  return head >= 0 || entity.sector.length === 0
}

function isDefinite({ document }: Reader, index: number): boolean {
  const { first } = phraseOf(document, index)
  const words = document.tokens.slice(Math.max(0, Math.min(first, index - 1)), index).map(t => t.form.toLowerCase())
  return words.length <= 2 && /^(?:the|this|that|his|her|their|its)$/.test(words[0] ?? '')
}

function nameRange(document: Document, index: number): Range {
  let first = index
  while (isNameWord(document.tokens[first - 1], document.tokens[index])) first--
  return { first, past: index + 1 }
}

function isNameWord(token: Token | undefined, beside: Token | undefined): boolean {
  return token !== undefined && token.sentence === beside?.sentence && /^\p{Lu}[\p{L}'’-]+$/u.test(token.form) && token.upos !== 'DET'
} // prettier-ignore

// Remembers the last word of a person's full name, so that the name alone means the same person later.
function learnName(reader: Reader, index: number): void {
  const { document, history, names } = reader
  const token = document.tokens[index]
  if (token === undefined || !isNameWord(token, token) || isNameWord(document.tokens[index + 1], token)) return
  const { first } = nameRange(document, index)
  if (first === index) return
  const known = history.find(a => a.kind === 'person' && a.head >= first && a.head <= index)
  if (known !== undefined && !names.has(token.form)) names.set(token.form, known.entity)
}

/** "Umerov", "Mr. Umerov": the person whose full name was told before. */
function lastName(reader: Reader, token: Token, index: number): Mention[] {
  const known = reader.names.get(token.form)
  if (known === undefined || reader.document.mentions.some(m => m.head === index)) return []
  const { first } = nameRange(reader.document, index)
  const isAlone = first === index || /^(?:Mr|Mrs|Ms|Dr|President|Minister)\.?$/.test(reader.document.tokens[index - 1]?.form ?? '')
  return isAlone ? [mention(reader, index, { entity: known, note: `last name of ${known.name}` })] : []
} // prettier-ignore

function mention({ document }: Reader, index: number, { entity, note }: { entity: Entity; note: string }): Mention {
  const { first, past } = phraseOf(document, index)
  const [start, end] = [document.tokens[first]?.start ?? 0, document.tokens[past - 1]?.end ?? 0]
  return { ...span(start, end), head: index, entity, why: `coreference: ${note}` }
}
