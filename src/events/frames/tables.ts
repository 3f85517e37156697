import { CATEGORIES, type Category } from '../../contract.ts'
import type { ParleyError } from '../../errors.ts'
import { listOf, readCheckedTable, readTable, type ReadFile } from '../../entities/table.ts'

/** What words around a trigger call a happening, in the codebooks' terms. */
export interface Frame {
  /** Lemmas, all of which stand by each other: the trigger's and those of words next to it in the tree. */
  readonly words: readonly string[]
  /** Null: the words name no happening. */
  readonly category: Category | null
  readonly mode: string | null
  /** The finest CAMEO code that the words support. */
  readonly cameo: string | null
  readonly context: readonly string[]
  /** Whether the words alone name the happening where the trigger head doubts. */
  readonly adds: boolean
  readonly example: string
  readonly counter: string
  /** Where the row stands, for `why`. */
  readonly source: string
  /** The least decides: a user's own before ours, then that of the most words, then the earlier row. */
  readonly order: number
}

/** What the tables call a happening once its category is known. */
export interface FrameTables {
  /** Frames by each of their words. */
  readonly byWord: ReadonlyMap<string, readonly Frame[]>
  readonly all: readonly Frame[]
  /** `CATEGORY word` → mode. */
  readonly modes: ReadonlyMap<string, string>
  /** `CATEGORY mode` (`-` for none) → CAMEO code and its Goldstein score. */
  readonly cameo: ReadonlyMap<string, { readonly code: string; readonly scale: number }>
  /** CAMEO code → Goldstein score. */
  readonly scales: ReadonlyMap<string, number>
  /** `issue:…`, `category:…` or a lemma → PLOVER context. */
  readonly contexts: ReadonlyMap<string, string>
  /** Inflected form → its base form, for what no regular ending tells. */
  readonly irregular: ReadonlyMap<string, string>
  readonly faults: readonly ParleyError[]
}

/** A file of frames that a user adds: its name for messages, and its text. */
export interface FrameFile {
  readonly name: string
  readonly text: string
}

const OWN = 'frames/frames.tsv'
const COLUMNS = ['frame', 'category', 'mode', 'cameo', 'context', 'adds', 'example', 'counter'] as const
type Cells = Readonly<Record<(typeof COLUMNS)[number], string>>

/** Reads `data/frames/`, and users' files of the same columns as `frames.tsv`; broken lines are named in `faults`, the rest loads. */
export function loadFrames(read: ReadFile, added: readonly FrameFile[] = []): FrameTables {
  const modes = readTable(read, 'frames/modes.tsv', ['category', 'word', 'mode'])
  const cameo = readTable(read, 'frames/cameo.tsv', ['category', 'mode', 'cameo', 'scale'])
  const contexts = readTable(read, 'frames/contexts.tsv', ['word', 'context'])
  const irregular = readTable(read, 'frames/irregular.tsv', ['form', 'lemma'])
  const files = [...added.map(({ name, text }) => readFrames(() => text, name)), readFrames(read, OWN)]
  const ranked = files.flatMap(({ frames }) => [...frames].sort((a, b) => b.words.length - a.words.length))
  const order = new Map(ranked.map((frame, i) => [frame, i]))
  const all = files.flatMap(file => file.frames).map(frame => ({ ...frame, order: order.get(frame) ?? 0 }))
  return {
    byWord: indexed(all),
    all,
    modes: new Map(modes.rows.map(({ category, word, mode }) => [`${category} ${word}`, mode])),
    cameo: new Map(
      cameo.rows.map(row => [`${row.category} ${row.mode}`, { code: row.cameo, scale: Number(row.scale) }]),
    ),
    scales: new Map(cameo.rows.map(row => [row.cameo, Number(row.scale)])),
    contexts: new Map(contexts.rows.map(({ word, context }) => [word, context])),
    irregular: new Map(irregular.rows.map(({ form, lemma }) => [form, lemma])),
    faults: [modes, cameo, contexts, irregular, ...files].flatMap(table => table.faults),
  }
}

/** The frames of one table, and a failure for each row that cannot be one. */
export function readFrames(read: ReadFile, name: string): { frames: Omit<Frame, 'order'>[]; faults: ParleyError[] } {
  const { rows, faults } = readCheckedTable(read, name, { columns: COLUMNS, check: problemOf })
  return { frames: rows.map(cells => frameOf(cells, name)), faults: [...faults] }
}

function problemOf({ category, cameo, adds }: Cells): string | null {
  if (category !== '-' && !(CATEGORIES as readonly string[]).includes(category)) return `no category ${category}`
  if (cameo !== '-' && !/^\d{3,4}$/.test(cameo)) return `no CAMEO code ${cameo}`
  return /^(?:adds|-)$/.test(adds) ? null : `${adds} in place of adds or -`
}

function frameOf(cells: Cells, name: string): Omit<Frame, 'order'> {
  const given = (cell: string) => (cell === '-' || cell === '' ? null : cell)
  return {
    words: cells.frame.toLowerCase().split(' '),
    category: given(cells.category) as Category | null,
    mode: given(cells.mode),
    cameo: given(cells.cameo),
    context: listOf(given(cells.context) ?? ''),
    adds: cells.adds === 'adds',
    example: cells.example,
    counter: cells.counter,
    source: `${name}, ${cells.frame}`,
  }
}

function indexed(frames: readonly Frame[]): Map<string, Frame[]> {
  const byWord = new Map<string, Frame[]>()
  for (const frame of frames) {
    for (const word of new Set(frame.words)) byWord.set(word, [...(byWord.get(word) ?? []), frame])
  }
  return byWord
}
