import { Option } from 'commander'
import type { Explained } from '../events/explain.ts'
import { loadFrames, type Frame, type FrameTables } from '../events/frames/tables.ts'
import { framesAt } from '../events/frames/match.ts'
import { readData } from '../reading/packaged.ts'
import { openReader, type Dispatch, type Explanation, type Reader } from '../reading/read.ts'
import { commandOf, parseCommand, withOwnTables } from './options.ts'
import { readOwnTables } from './own-tables.ts'
import { paint } from './paint.ts'
import type { Terminal } from './terminal.ts'

function command() {
  return withOwnTables(
    commandOf(
      'frames',
      'Lists the frames: words that name a happening, with category, mode, CAMEO code and context.',
      `
    parley frames truce
    parley frames --category RETREAT --format json
    parley frames --check --frames mine.tsv`,
    )
      .argument('[word...]', 'only frames with all of these words')
      .option('--category <category>', 'only frames of this PLOVER category; - for those that forbid')
      .option(
        '--check',
        'read each example and counter-example and name those that the frame does not fit, or fits wrongly',
      )
      .addOption(new Option('--format <format>', 'table or json').choices(['table', 'json']).default('table')),
  )
}

interface FramesFlags {
  readonly category?: string
  readonly check?: boolean
  readonly format: 'table' | 'json'
  readonly frames?: readonly string[]
}

/** `parley frames`: exit status 1 where a row is broken or, with --check, an example does not hold. */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const line = command()
  if (!(await parseCommand(line, args, terminal))) return 0
  const flags = line.opts<FramesFlags>()
  const tables = loadFrames(readData, readOwnTables(flags.frames))
  for (const fault of tables.faults) terminal.log.warn(fault.message)
  const chosen = tables.all.filter(frame => isAsked(frame, line.args, flags.category))
  const wrong = flags.check === true ? await check(chosen, tables, terminal) : await list(chosen, flags, terminal)
  return tables.faults.length + wrong > 0 ? 1 : 0
}

function isAsked({ words, category }: Frame, asked: readonly string[], inCategory: string | undefined): boolean {
  return asked.every(word => words.includes(word)) && (inCategory === undefined || (category ?? '-') === inCategory)
}

async function list(frames: readonly Frame[], { format }: FramesFlags, terminal: Terminal): Promise<number> {
  if (format === 'json') await terminal.print(frames.map(frame => `${JSON.stringify(frame)}\n`).join(''))
  else await terminal.print(`${frames.flatMap(frame => frameLines(frame, terminal)).join('\n')}\n`)
  return 0
}

function frameLines({ words, category, mode, cameo, context, example, counter }: Frame, terminal: Terminal): string[] {
  const ink = paint(terminal.colours)
  const named = [category ?? 'no happening', mode, cameo, ...context].filter(part => part !== null)
  return [
    `${ink.bold(words.join(' ').padEnd(24))} ${named.join(' · ')}`,
    ink.faint(`    ${example}`),
    ...(counter === '-' || counter === '' ? [] : [ink.faint(`    not: ${counter}`)]),
  ]
}

/** Reads examples and counter-examples, and prints each that the frame does not hold for; gives their number. */
async function check(frames: readonly Frame[], tables: FrameTables, terminal: Terminal): Promise<number> {
  const reader = await openReader()
  let wrong = 0
  for (const [i, frame] of frames.entries()) {
    terminal.log.progress(`${i} of ${frames.length} frames checked`)
    const problems = await problemsOf(frame, { reader, tables })
    terminal.log.progress('')
    for (const problem of problems) await terminal.print(`${frame.source}: ${problem}\n`)
    wrong += problems.length
  }
  await reader.close()
  await terminal.print(`${frames.length} frames checked, ${wrong} problems\n`)
  return wrong
}

interface Checker {
  readonly reader: Reader
  readonly tables: FrameTables
}

async function problemsOf(frame: Frame, { reader, tables }: Checker): Promise<string[]> {
  const framesIn =
    ({ document }: Explanation) =>
    (token: number) =>
      framesAt(document, token, tables)
  const example = await reader.explain(dispatchOf(frame.example))
  const stands = example.document.tokens.some((_, token) => standsIn(frame, framesIn(example)(token)))
  const missed = stands ? [] : [`does not fit its example: ${frame.example}`]
  if (frame.counter.length <= 1) return missed
  const counter = await reader.explain(dispatchOf(frame.counter))
  const isRead = counter.candidates.some(candidate => isReadSo(frame, candidate, framesIn(counter)(candidate.token)))
  return isRead ? [...missed, `fits its counter-example: ${frame.counter}`] : missed
}

const dispatchOf = (text: string): Dispatch => {
  return { id: 'frame', title: null, text, published: null, publisher: null, url: null, language: 'en' }
}

/** Whether the frame is among those of a word, and none that forbids goes before it. */
const standsIn = (frame: Frame, here: readonly Frame[]) =>
  here.includes(frame) && (here[0] === frame || here[0]?.category !== null)

/** Whether a word is taken for the happening that the frame names, or left out because of it. */
function isReadSo(frame: Frame, { verdict, category }: Explained, here: readonly Frame[]): boolean {
  if (frame.category === null) return verdict === 'forbidden' && here[0] === frame
  const isTaken = verdict === 'taken' || verdict === 'added'
  return isTaken && category[0]?.label === frame.category && standsIn(frame, here)
}
