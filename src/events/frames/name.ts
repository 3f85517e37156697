import type { Category } from '../../contract.ts'
import { dependents } from '../../syntax/walk.ts'
import type { Document } from '../../text/document.ts'
import type { Trigger } from '../triggers.ts'
import { framesAt, lemmaOf } from './match.ts'
import type { Frame, FrameTables } from './tables.ts'

/** What a happening is called: mode, CAMEO code with its score, context, and which rows said so. */
export interface Naming {
  readonly mode: readonly string[]
  readonly context: readonly string[]
  readonly cameo: string | null
  readonly scale: number | null
  readonly why: readonly string[]
}

/** A happening's fullest mention, and the category that it is filed under. */
export interface Filed {
  readonly trigger: Trigger
  readonly category: Category
}

/** Names a happening of a category: the frame that fits most words, then the tables of single words. */
export function nameHappening(document: Document, { trigger, category }: Filed, tables: FrameTables): Naming {
  const frame = framesAt(document, trigger.token, tables).find(one => one.category === category)
  const words = [...wordsAround(document, trigger.token), `issue:${trigger.issue ?? ''}`]
  const { mode, why } = modeOf({ trigger, category, words, frame }, tables)
  const named = [...words, `category:${category}`].flatMap(key => tables.contexts.get(key) ?? [])
  return {
    mode,
    context: [...new Set([...(frame?.context ?? []), ...named])],
    ...(codeOfFrame(frame, tables) ?? codeOfMode(category, mode, tables)),
    why: frame === undefined ? why : [...why, `frame: ${frame.source}`],
  }
}

/** Lemmas of the trigger, of what it governs, and of its governor. */
function wordsAround(document: Document, token: number): string[] {
  const head = document.tokens[token]?.head ?? -1
  return [token, ...dependents(document, token), ...(head >= 0 ? [head] : [])].map(i => lemmaOf(document, i))
}

interface Asked {
  readonly trigger: Trigger
  readonly category: Category
  readonly words: readonly string[]
  readonly frame: Frame | undefined
}

/** The head's mode, which knows the sentence, then the frame's, then that of a single word. */
function modeOf({ trigger, category, words, frame }: Asked, { modes }: FrameTables) {
  if (trigger.mode !== null) return { mode: [trigger.mode], why: [`mode ${trigger.mode}: head`] }
  if (frame?.mode != null) return { mode: [frame.mode], why: [] }
  const word = words.find(word => modes.has(`${category} ${word}`))
  const named = word === undefined ? undefined : modes.get(`${category} ${word}`)
  if (named === undefined) return { mode: [], why: [] }
  return { mode: [named], why: [`mode ${named}: frames/modes.tsv, ${word ?? ''}`] }
}

interface Code {
  readonly cameo: string | null
  readonly scale: number | null
}

function codeOfFrame(frame: Frame | undefined, tables: FrameTables): Code | null {
  const cameo = frame?.cameo ?? null
  return cameo === null ? null : { cameo, scale: scaleOf(cameo, tables) }
}

function codeOfMode(category: Category, mode: readonly string[], { cameo }: FrameTables): Code {
  const byMode = mode.map(name => cameo.get(`${category} ${name}`)).find(row => row !== undefined)
  const row = byMode ?? cameo.get(`${category} -`)
  return { cameo: row?.code ?? null, scale: row?.scale ?? null }
}

/** Goldstein's score of a code, or of the broader code that it belongs to. */
function scaleOf(code: string, { scales }: FrameTables): number | null {
  for (let length = code.length; length >= 2; length--) {
    const broader = code.slice(0, length).padEnd(3, '0')
    const scale = scales.get(length > 2 ? code.slice(0, length) : broader)
    if (scale !== undefined) return scale
  }
  return null
}
