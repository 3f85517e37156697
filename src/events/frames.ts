import type { Category } from '../contract.ts'
import type { ParleyError } from '../errors.ts'
import { readTable, type ReadFile } from '../entities/table.ts'
import { dependents } from '../syntax/walk.ts'
import type { Document } from '../text/document.ts'
import type { Trigger } from './triggers.ts'

/** What the tables call a happening once its category is known. */
export interface FrameTables {
  /** `CATEGORY word` → mode. */
  readonly modes: ReadonlyMap<string, string>
  /** `CATEGORY mode` (`-` for none) → CAMEO code and its Goldstein score. */
  readonly cameo: ReadonlyMap<string, { readonly code: string; readonly scale: number }>
  /** `issue:…`, `category:…` or a lemma → PLOVER context. */
  readonly contexts: ReadonlyMap<string, string>
  readonly faults: readonly ParleyError[]
}

/** Reads `data/frames/`; broken lines are named in `faults`, the rest loads. */
export function loadFrames(read: ReadFile): FrameTables {
  const modes = readTable(read, 'frames/modes.tsv', ['category', 'word', 'mode'])
  const cameo = readTable(read, 'frames/cameo.tsv', ['category', 'mode', 'cameo', 'scale'])
  const contexts = readTable(read, 'frames/contexts.tsv', ['word', 'context'])
  return {
    modes: new Map(modes.rows.map(({ category, word, mode }) => [`${category} ${word}`, mode])),
    cameo: new Map(
      cameo.rows.map(row => [`${row.category} ${row.mode}`, { code: row.cameo, scale: Number(row.scale) }]),
    ),
    contexts: new Map(contexts.rows.map(({ word, context }) => [word, context])),
    faults: [...modes.faults, ...cameo.faults, ...contexts.faults],
  }
}

/** What a happening is called: mode, CAMEO code, context, and which rows said so. */
export interface Frame {
  readonly mode: readonly string[]
  readonly context: readonly string[]
  readonly cameo: string | null
  readonly scale: number | null
  readonly why: readonly string[]
}

export function frameOf(document: Document, trigger: Trigger, tables: FrameTables): Frame {
  const words = wordsAround(document, trigger.token)
  const { mode, why } = modeOf(trigger, [...words, `issue:${trigger.issue ?? ''}`], tables)
  const keys = [...words, `issue:${trigger.issue ?? ''}`, `category:${trigger.category}`]
  const context = [...new Set(keys.flatMap(key => tables.contexts.get(key) ?? []))]
  const row = codeOf(trigger.category, mode, tables)
  return { mode, context, cameo: row?.code ?? null, scale: row?.scale ?? null, why }
}

/** Lemmas of the trigger, of what it governs, and of its governor. */
function wordsAround(document: Document, token: number): string[] {
  const head = document.tokens[token]?.head ?? -1
  const near = [token, ...dependents(document, token), ...(head >= 0 ? [head] : [])]
  return near.map(i => document.tokens[i]?.lemma.toLowerCase() ?? '')
}

function modeOf({ category, mode }: Trigger, words: readonly string[], { modes }: FrameTables) {
  if (mode !== null) return { mode: [mode], why: [`mode ${mode}: head`] }
  const word = words.find(word => modes.has(`${category} ${word}`))
  const named = word === undefined ? undefined : modes.get(`${category} ${word}`)
  if (named === undefined) return { mode: [], why: [] }
  return { mode: [named], why: [`mode ${named}: frames/modes.tsv, ${word ?? ''}`] }
}

function codeOf(category: Category, mode: readonly string[], { cameo }: FrameTables) {
  return mode.map(name => cameo.get(`${category} ${name}`)).find(row => row !== undefined) ?? cameo.get(`${category} -`)
}
