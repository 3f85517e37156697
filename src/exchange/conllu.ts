import { ParleyError } from '../errors.ts'
import { readLines } from '../intake/lines.ts'

/** A syntactic word: one numbered line of CoNLL-U, its columns as they stand. */
export interface ConlluWord {
  readonly form: string
  readonly lemma: string
  readonly upos: string
  readonly xpos: string
  readonly feats: string
  /** Number of the governor in the sentence, from 1; 0 for the root; -1 where the column is `_`. */
  readonly head: number
  readonly deprel: string
  readonly deps: string
  readonly misc: string
}

/** Words `[first, last]`, numbered from 1, that the text writes as one: `don't`. */
export interface ConlluRange {
  readonly first: number
  readonly last: number
  readonly form: string
  readonly misc: string
}

/** A sentence as CoNLL-U (universaldependencies.org/format) writes it. */
export interface ConlluSentence {
  /** Whole comment lines, in order, with their `#`. */
  readonly comments: readonly string[]
  readonly words: readonly ConlluWord[]
  readonly ranges: readonly ConlluRange[]
}

const LONGEST_LINE = 1_000_000
const COLUMNS = 10
const NUMBERED = /^\d+$/
const RANGE = /^(\d+)-(\d+)$/
const EMPTY_NODE = /^\d+\.\d+$/

/**
 * The sentences of a CoNLL-U stream, one at a time. Empty nodes (`8.1`) of the enhanced graph are left out.
 *
 * @throws {ParleyError} `CONLLU_BROKEN`, with the line's number, at the first line that breaks the format.
 */
export async function* readConllu(chunks: AsyncIterable<string | Uint8Array>): AsyncGenerator<ConlluSentence> {
  const decoder = new TextDecoder()
  let sentence = new OpenSentence()
  let number = 0
  for await (const { bytes, number: line } of readLines(bytesOf(chunks), { limit: LONGEST_LINE })) {
    number = line
    if (bytes === null) throw broken(number, 'a line of more than a million bytes')
    const text = decoder.decode(bytes).replace(/\r$/, '')
    if (text.trim() !== '') sentence.add(text, number)
    else if (sentence.isEmpty) continue
    else {
      yield sentence.close(number)
      sentence = new OpenSentence()
    }
  }
  if (!sentence.isEmpty) yield sentence.close(number)
}

async function* bytesOf(chunks: AsyncIterable<string | Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk
}

function broken(line: number, problem: string): ParleyError {
  return new ParleyError('CONLLU_BROKEN', { line, problem })
}

/** The columns after the number; that there are nine has been checked. */
type NineColumns = [string, string, string, string, string, string, string, string, string]

/** A sentence whose lines are still coming in. */
class OpenSentence {
  readonly #comments: string[] = []
  readonly #words: ConlluWord[] = []
  readonly #ranges: ConlluRange[] = []

  get isEmpty(): boolean {
    return this.#words.length === 0 && this.#comments.length === 0
  }

  add(text: string, line: number): void {
    if (text.startsWith('#')) this.#comments.push(text)
    else this.#addColumns(text.split('\t'), line)
  }

  close(line: number): ConlluSentence {
    if (this.#words.length === 0) throw broken(line, 'comments without words')
    const past = this.#words.findIndex(word => word.head > this.#words.length)
    if (past >= 0) throw broken(line, `the head of word ${past + 1} is not in the sentence`)
    const range = this.#ranges.find(({ first, last }) => first > last || last > this.#words.length)
    if (range) throw broken(line, `the range ${range.first}-${range.last} is not in the sentence`)
    return { comments: this.#comments, words: this.#words, ranges: this.#ranges }
  }

  #addColumns(columns: readonly string[], line: number): void {
    if (columns.length !== COLUMNS) throw broken(line, `${columns.length} columns instead of ten`)
    const [id = '', form = ''] = columns
    const range = RANGE.exec(id)
    if (form.trim() === '') throw broken(line, 'an empty form')
    if (range) this.#ranges.push({ first: Number(range[1]), last: Number(range[2]), form, misc: columns[9] ?? '_' })
    else if (NUMBERED.test(id)) this.#addWord(Number(id), columns, line)
    else if (!EMPTY_NODE.test(id)) throw broken(line, 'no word number in the first column')
  }

  #addWord(id: number, columns: readonly string[], line: number): void {
    if (id !== this.#words.length + 1) throw broken(line, `word ${id} where ${this.#words.length + 1} should stand`)
    const [form, lemma, upos, xpos, feats, head, deprel, deps, misc] = columns.slice(1) as NineColumns
    if (head !== '_' && !NUMBERED.test(head)) throw broken(line, 'a head that is no number')
    const governor = head === '_' ? -1 : Number(head)
    this.#words.push({ form, lemma, upos, xpos, feats, head: governor, deprel, deps, misc })
  }
}

/** The sentence in CoNLL-U: comments, ten columns a word, ranges before their first word, and an empty line. */
export function writeConllu(sentence: ConlluSentence): string {
  const ranges = new Map(sentence.ranges.map(range => [range.first, range]))
  const lines = sentence.words.flatMap((word, i) => {
    const range = ranges.get(i + 1)
    return range ? [rangeLine(range), wordLine(word, i + 1)] : [wordLine(word, i + 1)]
  })
  return `${[...sentence.comments, ...lines].join('\n')}\n\n`
}

function rangeLine({ first, last, form, misc }: ConlluRange): string {
  return [`${first}-${last}`, form, ...Array<string>(COLUMNS - 3).fill('_'), misc].map(column).join('\t')
}

function wordLine(word: ConlluWord, id: number): string {
  const { form, lemma, upos, xpos, feats, head, deprel, deps, misc } = word
  return [String(id), form, lemma, upos, xpos, feats, head < 0 ? '_' : String(head), deprel, deps, misc]
    .map(column)
    .join('\t')
}

/** A column is never empty and holds neither tab nor line end, whatever the text held. */
function column(value: string): string {
  return value.replace(/[\t\n\r]+/g, ' ') || '_'
}

/** The value of a comment such as `# sent_id = w01`; null where there is none. */
export function commentValue(sentence: ConlluSentence, key: string): string | null {
  const comment = sentence.comments.find(line => line.startsWith(`# ${key} =`))
  return comment === undefined ? null : comment.slice(`# ${key} =`.length).trim()
}

/** Whether the text writes no space after the word or range with this MISC column. */
export function isSpaceless(misc: string): boolean {
  return misc.split('|').includes('SpaceAfter=No')
}
