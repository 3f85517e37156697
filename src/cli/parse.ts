import { createReadStream } from 'node:fs'
import type { Command } from 'commander'
import { ParleyError } from '../errors.ts'
import { conlluOfDocument, documentOfConllu, groupByDocument } from '../exchange/conllu-document.ts'
import { readConllu, writeConllu, type ConlluSentence } from '../exchange/conllu.ts'
import { openPath } from '../intake/files.ts'
import { openReader, type Reader } from '../reading/read.ts'
import { emptyDocument, type Document } from '../text/document.ts'
import { segmentText } from '../text/segment.ts'
import { commandOf, parseCommand } from './options.ts'
import type { Terminal } from './terminal.ts'

/** Sentences that are parsed at once: context for the encoder, a bound for memory. */
const SENTENCES_AT_ONCE = 200

function command(): Command {
  return commandOf(
    'parse',
    'Prints the text layer as CoNLL-U (Universal Dependencies).',
    `
    parley parse report.txt
    parley parse --gold-tokens treebank.conllu > predicted.conllu
    cat report.txt | parley parse -`,
  )
    .argument('[file...]', 'text or JSONL files, or CoNLL-U with --gold-tokens; - for standard input')
    .option('--gold-tokens', 'the input is CoNLL-U: keep its sentences and words, predict the rest')
}

/** `parley parse`: streams; exit status 1 where a file could not be read to its end. */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const line = command()
  if (!(await parseCommand(line, args, terminal))) return 0
  const { goldTokens = false } = line.opts<{ goldTokens?: boolean }>()
  const documents = goldTokens ? goldDocuments : textDocuments
  const reader = await openReader()
  let failed = 0
  for (const path of line.args.length > 0 ? line.args : ['-']) {
    if (!(await parseFile(path, documents(path, terminal), { reader, terminal }))) failed++
  }
  terminal.log.progress('')
  await reader.close()
  return failed > 0 ? 1 : 0
}

/** Whether the file was parsed to its end. */
async function parseFile(path: string, documents: AsyncIterable<Unparsed>, to: Output): Promise<boolean> {
  let sentences = 0
  try {
    for await (const document of documents) {
      sentences += await printParsed(document, to)
      to.terminal.log.progress(`${path}: ${sentences} sentences`)
    }
    return true
  } catch (error) {
    if (!(error instanceof ParleyError)) throw error
    to.terminal.log.warn(error.message.startsWith(path) ? error.message : `${path}: ${error.message}`)
    return false
  }
}

interface Output {
  readonly reader: Reader
  readonly terminal: Terminal
}

/** A document to parse, with the CoNLL-U it was made from where there was one. */
interface Unparsed {
  readonly document: Document
  readonly given: readonly ConlluSentence[]
}

async function printParsed({ document, given }: Unparsed, { reader, terminal }: Output): Promise<number> {
  const parsed = await reader.parse(document)
  await terminal.print(conlluOfDocument(parsed, given).map(writeConllu).join(''))
  return parsed.sentences.length
}

async function* goldDocuments(path: string, terminal: Terminal): AsyncGenerator<Unparsed> {
  const stream = path === '-' ? (terminal.stdin as AsyncIterable<Uint8Array>) : createReadStream(path)
  try {
    for await (const given of groupByDocument(readConllu(stream))) yield { document: documentOfConllu(given), given }
  } catch (error) {
    if (error instanceof ParleyError || !(error instanceof Error && 'code' in error)) throw error
    const code =
      error.code === 'ENOENT' ? 'FILE_MISSING' : error.code === 'EISDIR' ? 'FILE_IS_FOLDER' : 'FILE_UNREADABLE'
    throw new ParleyError(code, { name: path, problem: String(error.code) }, { cause: error })
  }
}

async function* textDocuments(path: string, terminal: Terminal): AsyncGenerator<Unparsed> {
  const stdin = terminal.stdin as AsyncIterable<Uint8Array>
  for await (const arrival of openPath(path, { stdin, given: { headless: true } })) {
    if ('failure' in arrival) throw arrival.failure
    const whole = { ...emptyDocument(arrival.dispatch), ...segmentText(arrival.dispatch.text) }
    for (const document of inParts(whole)) yield { document, given: [] }
  }
}

/** A long text in documents of a bounded number of sentences; the second is named `id#2`. */
function* inParts(whole: Document): Generator<Document> {
  for (let from = 0; from < whole.sentences.length; from += SENTENCES_AT_ONCE) {
    const sentences = whole.sentences.slice(from, from + SENTENCES_AT_ONCE)
    const [first, past] = [sentences[0]?.first ?? 0, sentences.at(-1)?.past ?? 0]
    const id = from === 0 ? whole.dispatch.id : `${whole.dispatch.id}#${from / SENTENCES_AT_ONCE + 1}`
    yield {
      ...whole,
      dispatch: { ...whole.dispatch, id },
      sentences: sentences.map(sentence => ({
        ...sentence,
        first: sentence.first - first,
        past: sentence.past - first,
      })),
      tokens: whole.tokens.slice(first, past).map(token => ({ ...token, sentence: token.sentence - from })),
    }
  }
}
