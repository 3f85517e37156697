import { ParleyError } from '../errors.ts'
import type { Explained, Judged } from '../events/explain.ts'
import { openPath } from '../intake/files.ts'
import { openReader, type Explanation, type Reader } from '../reading/read.ts'
import { dependents } from '../syntax/walk.ts'
import type { Document, Sentence } from '../text/document.ts'
import { commandOf, parseCommand, withGivenOptions, withOwnTables } from './options.ts'
import { readOwnTables, reportFaults } from './own-tables.ts'
import { paint, type Paint } from './paint.ts'
import { plain } from './table.ts'
import type { Terminal } from './terminal.ts'

function command() {
  return withOwnTables(
    withGivenOptions(
      commandOf(
        'explain',
        'Prints how a dispatch was read: each sentence, its tree, the words that may name a happening, and what became of them.',
        `
    parley explain report.txt
    parley explain --all report.txt | less
    echo "The two sides held talks in Geneva." | parley explain --frames mine.tsv -`,
      ),
    )
      .argument('[file...]', 'text or JSONL files; - for standard input')
      .option('--all', 'also sentences in which no word may name a happening'),
  )
}

interface ExplainFlags {
  readonly all?: boolean
  readonly actors?: readonly string[]
  readonly frames?: readonly string[]
  readonly published?: string
  readonly publisher?: string
  readonly title?: string
}

/** `parley explain`: exit status 1 where a dispatch could not be read, or a row of a user's table. */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const line = command()
  if (!(await parseCommand(line, args, terminal))) return 0
  const { all = false, actors, frames, ...given } = line.opts<ExplainFlags>()
  const reader = await openReader({ actors: readOwnTables(actors), frames: readOwnTables(frames) })
  let failed = reportFaults(reader, terminal)
  for (const path of line.args.length > 0 ? line.args : ['-']) {
    const stdin = terminal.stdin as AsyncIterable<Uint8Array>
    for await (const arrival of openPath(path, { stdin, given })) {
      if ('failure' in arrival) terminal.log.warn(arrival.failure.message)
      else if (await printExplanation(arrival.dispatch, { reader, terminal, all })) continue
      failed++
    }
  }
  await reader.close()
  return failed > 0 ? 1 : 0
}

interface Output {
  readonly reader: Reader
  readonly terminal: Terminal
  readonly all: boolean
}

/** Whether the dispatch could be read. */
async function printExplanation(
  dispatch: Parameters<Reader['explain']>[0],
  { reader, terminal, all }: Output,
): Promise<boolean> {
  try {
    const explanation = await reader.explain(dispatch)
    await terminal.print(explanationLines(explanation, { ink: paint(terminal.colours), all }).join('\n') + '\n')
    return true
  } catch (error) {
    if (!(error instanceof ParleyError)) throw error
    terminal.log.warn(error.message)
    return false
  }
}

interface Style {
  readonly ink: Paint
  readonly all: boolean
}

/** A dispatch sentence by sentence. */
export function explanationLines({ document, candidates }: Explanation, { ink, all }: Style): string[] {
  return document.sentences.flatMap((sentence, i) => {
    const here = candidates.filter(({ token }) => token >= sentence.first && token < sentence.past)
    if (here.length === 0 && !all) return []
    const text = plain(document.text.slice(sentence.start, sentence.end)).replace(/\s+/g, ' ')
    return [
      ink.bold(`${i + 1}. ${text}`),
      ...treeLines(document, sentence).map(line => ink.faint(`   ${line}`)),
      ...here.flatMap(candidate => candidateLines(document, candidate, ink)),
      '',
    ]
  })
}

/** The words below each other as they govern, each with its tag and relation. */
function treeLines(document: Document, { first, past }: Sentence): string[] {
  const lines: string[] = []
  const add = (token: number, depth: number): void => {
    const { form = '', upos = '', deprel = '' } = document.tokens[token] ?? {}
    lines.push(`${'  '.repeat(depth)}${plain(form)} ${upos} ${deprel}`)
    for (const below of dependents(document, token)) add(below, depth + 1)
  }
  for (let token = first; token < past; token++) if ((document.tokens[token]?.head ?? -1) < 0) add(token, 0)
  return lines
}

function candidateLines(document: Document, candidate: Explained, ink: Paint): string[] {
  const { token, lead, mention, category, status, roles, frames, outcome } = candidate
  const formOf = (word: number) => plain(document.tokens[word]?.form ?? '')
  const rows = [
    `happening ${percent(lead + mention)}: its fullest mention ${percent(lead)}, a further one ${percent(mention)}`,
    `category ${judgedList(category)}`,
    `status ${judgedList(status)}`,
    ...(roles.length > 0
      ? [
          `roles ${roles.map(({ role, token, probability }) => `${role} ${formOf(token)} ${percent(probability)}`).join(', ')}`,
        ]
      : []),
    ...(frames.length > 0 ? [`frames ${frames.join('; ')}`] : []),
  ]
  return [ink.warn(`   → ${formOf(token)}: ${outcome}`), ...rows.map(row => `       ${row}`)]
}

const judgedList = (judged: readonly Judged[]) =>
  judged.map(({ label, probability }) => `${label} ${percent(probability)}`).join(', ')

const percent = (probability: number) => `${Math.round(probability * 100)} %`
