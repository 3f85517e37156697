import type { Dispatch } from '../contract.ts'
import { isContraction } from '../text/contractions.ts'
import { emptyDocument, type Document, type Sentence, type Token } from '../text/document.ts'
import { bareToken } from '../text/segment.ts'
import { span } from '../span.ts'
import { commentValue, isSpaceless, type ConlluRange, type ConlluSentence, type ConlluWord } from './conllu.ts'

/** Sentences a document gets where the file names no documents: enough context, little memory. */
const SENTENCES_PER_DOCUMENT = 200

/** The sentences in groups of one document each: from one `# newdoc` to the next, at most 200 at a time. */
export async function* groupByDocument(sentences: AsyncIterable<ConlluSentence>): AsyncGenerator<ConlluSentence[]> {
  let group: ConlluSentence[] = []
  for await (const sentence of sentences) {
    const opens = sentence.comments.some(comment => /^#\s*newdoc\b/.test(comment))
    if (group.length > 0 && (opens || group.length >= SENTENCES_PER_DOCUMENT)) {
      yield group
      group = []
    }
    group.push(sentence)
  }
  if (group.length > 0) yield group
}

/**
 * A document with the sentences and words as they are given; tags, lemmas and trees are left to be predicted.
 *
 * The text is put together from the forms, sentence by sentence: one line each, an empty line before a new paragraph.
 */
export function documentOfConllu(given: readonly ConlluSentence[]): Document {
  const built: Built = { text: '', sentences: [], tokens: [] }
  for (const sentence of given) addSentence(built, sentence)
  const { text, sentences, tokens } = built
  return { ...emptyDocument(dispatchOf(given, text)), sentences, tokens }
}

interface Built {
  text: string
  readonly sentences: Sentence[]
  readonly tokens: Token[]
}

function dispatchOf(given: readonly ConlluSentence[], text: string): Dispatch {
  const [first] = given
  const id = first && (commentValue(first, 'newdoc id') ?? commentValue(first, 'sent_id'))
  return { id: id ?? 'conllu', title: null, text, publisher: null, published: null, url: null, language: 'en' }
}

function addSentence(built: Built, sentence: ConlluSentence): void {
  if (built.text !== '') built.text += sentence.comments.some(line => /^#\s*newpar\b/.test(line)) ? '\n\n' : '\n'
  const start = built.text.length
  const first = built.tokens.length
  const ranges = new Map(sentence.ranges.map(range => [range.first, range]))
  for (let i = 0; i < sentence.words.length;) {
    const range = ranges.get(i + 1) ?? loneRange(sentence.words[i], i + 1)
    addRange(built, sentence.words.slice(i, range.last), range)
    i = Math.max(range.last, i + 1)
  }
  if (built.text.endsWith(' ')) built.text = built.text.slice(0, -1)
  built.sentences.push({ ...span(start, built.text.length), first, past: built.tokens.length })
}

function loneRange(word: ConlluWord | undefined, at: number): ConlluRange {
  return { first: at, last: at, form: word?.form ?? '', misc: word?.misc ?? '_' }
}

/** Adds the surface form once and its words over it: side by side where they spell it, else each over all of it. */
function addRange(built: Built, words: readonly ConlluWord[], range: ConlluRange): void {
  const start = built.text.length
  const spells = words.map(word => word.form).join('') === range.form
  let at = start
  for (const { form } of words) {
    const place = spells ? span(at, at + form.length) : span(start, start + range.form.length)
    built.tokens.push(bareToken(form, built.sentences.length, place))
    at += form.length
  }
  built.text += isSpaceless(range.misc) ? range.form : `${range.form} `
}

/**
 * The document's sentences for CoNLL-U, contractions as ranges (`1-2 don't`) the way UD_English-EWT 2.16 writes them.
 *
 * @param given - Where the words came from CoNLL-U: the sentences they came from, whose comments, ranges, features
 *   beyond ours and MISC are kept.
 */
export function conlluOfDocument(document: Document, given: readonly ConlluSentence[] = []): ConlluSentence[] {
  return document.sentences.map((sentence, i) => {
    const original = given[i]
    if (original) return { ...original, words: wordsOf(document, sentence, original.words) }
    const ranges = rangesOf(document, sentence)
    return {
      comments: commentsOf(document, i),
      ranges,
      words: wordsOf(document, sentence, miscOf(document, i, ranges)),
    }
  })
}

function wordsOf(
  document: Document,
  sentence: Sentence,
  kept: readonly Pick<ConlluWord, 'deps' | 'misc'>[],
): ConlluWord[] {
  return document.tokens.slice(sentence.first, sentence.past).map((token, i) => ({
    form: token.form,
    lemma: token.lemma || '_',
    upos: token.upos || '_',
    xpos: token.xpos || '_',
    feats: token.feats || '_',
    head: headOf(token, sentence),
    deprel: token.deprel || '_',
    deps: '_',
    misc: kept[i]?.misc ?? '_',
  }))
}

function headOf({ head, deprel }: Token, sentence: Sentence): number {
  if (head >= 0) return head - sentence.first + 1
  return deprel === '' ? -1 : 0
}

function commentsOf(document: Document, index: number): string[] {
  const { start, end } = document.sentences[index] ?? { start: 0, end: 0 }
  const isFirst = index === 0
  const before = document.sentences[index - 1]?.end ?? 0
  const opensParagraph = isFirst || document.text.slice(before, start).includes('\n')
  // prettier-ignore
  return [
    ...(isFirst ? [`# newdoc id = ${oneLine(document.dispatch.id)}`] : []),
    ...(opensParagraph ? ['# newpar'] : []),
    `# sent_id = ${oneLine(document.dispatch.id)}-${index + 1}`,
    `# text = ${oneLine(document.text.slice(start, end))}`,
  ]
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ')
}

function rangesOf(document: Document, sentence: Sentence): ConlluRange[] {
  const ranges: ConlluRange[] = []
  for (let i = sentence.first; i < sentence.past;) {
    const last = lastOfContraction(document.tokens, i, sentence.past)
    if (last > i) ranges.push(rangeOf(document, sentence, { first: i, last }))
    i = last + 1
  }
  return ranges
}

/** Index of the last word of the contraction that `first` opens; `first` itself where it opens none. */
function lastOfContraction(tokens: readonly Token[], first: number, past: number): number {
  let last = first
  let whole = tokens[first]?.form ?? ''
  for (let next = tokens[last + 1]; next && last + 1 < past; next = tokens[last + 1]) {
    if (next.start !== tokens[last]?.end || !isContraction(whole, next.form)) break
    whole += next.form
    last++
  }
  return last
}

function rangeOf(document: Document, sentence: Sentence, at: { first: number; last: number }): ConlluRange {
  const start = document.tokens[at.first]?.start ?? 0
  const end = document.tokens[at.last]?.end ?? 0
  const misc = spaceFollows(document, at.last) ? '_' : 'SpaceAfter=No'
  const { first } = sentence
  return { first: at.first - first + 1, last: at.last - first + 1, form: document.text.slice(start, end), misc }
}

function spaceFollows({ text, tokens }: Document, at: number): boolean {
  const { end } = tokens[at] ?? { end: 0 }
  return end >= text.length || /\s/.test(text.charAt(end))
}

/** MISC of each word: `SpaceAfter=No` stands at words outside ranges; inside, the range carries it. */
function miscOf(document: Document, index: number, ranges: readonly ConlluRange[]): { deps: string; misc: string }[] {
  const { first, past } = document.sentences[index] ?? { first: 0, past: 0 }
  const inRange = new Set(ranges.flatMap(range => numbersOf(range)))
  return document.tokens.slice(first, past).map((_, i) => {
    const isGlued = !inRange.has(i + 1) && !spaceFollows(document, first + i)
    return { deps: '_', misc: isGlued ? 'SpaceAfter=No' : '_' }
  })
}

function numbersOf({ first, last }: ConlluRange): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i)
}
