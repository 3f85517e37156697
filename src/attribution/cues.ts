import { CUE_KINDS, type CueKind } from '../contract.ts'
import type { ParleyError } from '../errors.ts'
import { readCheckedTable, type ReadFile } from '../entities/table.ts'
import { baseForms } from '../syntax/base-forms.ts'
import { dependents } from '../syntax/walk.ts'
import type { Document } from '../text/document.ts'
import type { Parts } from './parts.ts'

/** What kind of saying each lemma is. */
export interface CueTable {
  readonly kinds: ReadonlyMap<string, CueKind>
  readonly faults: readonly ParleyError[]
}

/** Reads `data/cues.tsv`. */
export function loadCues(read: ReadFile): CueTable {
  const problemOf = ({ kind }: { kind: string }) => (isKind(kind) ? null : `no kind ${kind}`)
  const { rows, faults } = readCheckedTable(read, 'cues.tsv', { columns: ['lemma', 'kind'], check: problemOf })
  return { kinds: new Map(rows.map(({ lemma, kind }) => [lemma, kind as CueKind])), faults }
}

const isKind = (kind: string) => (CUE_KINDS as readonly string[]).includes(kind)

/** The kind of a cue, by its head's lemma or that of the first of its words that has one. Who did not deny has not denied. */
export function kindOfCue(document: Document, { cue, anchor }: Parts, { kinds }: CueTable): CueKind | null {
  const words = cue.includes(anchor) ? [anchor, ...cue] : cue
  const found = words
    .flatMap(word => namesOf(document, word))
    .map(name => kinds.get(name))
    .find(kind => kind)
  if (found === undefined) return null
  return isNegated(document, anchor) ? 'asserts' : found
}

/** The lemma, and what the form may be an inflection of, should the lemma be misjudged. */
function namesOf(document: Document, token: number): string[] {
  const { form = '', lemma = '' } = document.tokens[token] ?? {}
  return [lemma.toLowerCase(), ...baseForms(form)]
}

const isNegated = (document: Document, token: number) =>
  dependents(document, token).some(i => /^(?:not|n['’]t|never)$/i.test(document.tokens[i]?.form ?? ''))
