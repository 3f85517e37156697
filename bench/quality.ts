/**
 * Quality by the shared scorers: `npm run quality -- FOLDER`, where FOLDER holds gold/, data/, seeds/ and tools/.
 *
 * Prints what the scorers print and appends their figures as one line to bench/history.jsonl. Needs Python 3 and a built dist/.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const shared = resolve(process.argv[2] ?? '../shared')
const only = process.argv[3]
const folder = mkdtempSync(join(tmpdir(), 'parley-quality-'))

function parley(args: readonly string[], out: string): string {
  const path = join(folder, out)
  // A dispatch that is refused makes status 1; the scorer counts it as missed.
  const { stdout } = spawnSync('bin/parley', args, { maxBuffer: 2 ** 31, encoding: 'utf8' })
  writeFileSync(path, stdout)
  return path
}

const score = (program: string, ...args: readonly string[]) =>
  execFileSync('python3', [join(shared, 'tools', program), ...args], { encoding: 'utf8', maxBuffer: 2 ** 28 })

/** `name … F1 0.812` and `name … accuracy 0.7` of a scorer's lines, as numbers. */
function figuresOf(report: string): Record<string, number> {
  const figures: Record<string, number> = {}
  for (const line of report.split('\n')) {
    const name = /^([A-Za-z_@ ]+?)\s/.exec(line)?.[1]
    const value = /F1 ([\d.]+)/.exec(line)?.[1] ?? /(?:accuracy|end to end:|category) ([\d.]+)/.exec(line)?.[1]
    if (name !== undefined && value !== undefined) figures[name] = Number(value)
  }
  return figures
}

/** Gold JSON files as JSONL input, so that offsets compare. */
function inputOf(path: string): string {
  const files = readdirSync(path).filter(file => file.endsWith('.json'))
  const rows = files.map(file => JSON.parse(readFileSync(join(path, file), 'utf8')) as Record<string, unknown>)
  const input = join(folder, `${path.split('/').at(-1) ?? 'gold'}.jsonl`)
  writeFileSync(input, rows.filter(row => 'text' in row).map(({ id, title, publisher, published, text }) => JSON.stringify({ id, title, publisher, published, text })).join('\n')) // prettier-ignore
  return input
}

function dispatches(path: string): string {
  return score('score.py', path, parley(['read', '--format', 'json', inputOf(path)], 'readings.jsonl'))
}

function treebank(name: string, raw: boolean): string {
  const gold = join(shared, 'data/treebanks', `${name}.conllu`)
  const args = raw ? ['parse', rawText(gold)] : ['parse', '--gold-tokens', gold]
  return score('score_layers.py', 'ud', gold, parley(args, 'system.conllu'))
}

/** A treebank's text as Universal Dependencies' evaluation gives it: paragraphs apart, sentences joined by spaces. */
function rawText(gold: string): string {
  let [text, sentence, last] = ['', '', '']
  for (const line of readFileSync(gold, 'utf8').split('\n')) {
    if (/^# new(?:doc|par)/.test(line) && text !== '') text = `${text.trimEnd()}\n\n`
    else if (line.startsWith('# text = ')) sentence = line.slice(9).trim()
    else if (/^\d/.test(line)) last = line
    else if (line === '' && sentence !== '') {
      text += sentence + (last.includes('SpaceAfter=No') ? '' : ' ')
      sentence = ''
    }
  }
  const path = join(folder, 'raw.txt')
  writeFileSync(path, text)
  return path
}

function layer(kind: string, gold: string): string {
  return score(
    'score_layers.py',
    kind,
    gold,
    parley(['read', '--layers', 'all', '--format', 'json', gold], 'layers.jsonl'),
  )
}

function names(): string {
  const gold = join(shared, 'data/ner/uner-ewt-dev.iob2')
  const input = join(folder, 'names.jsonl')
  writeFileSync(input, score('score_layers.py', 'names-input', gold))
  return score(
    'score_layers.py',
    'names',
    gold,
    parley(['read', '--layers', 'all', '--format', 'json', input], 'layers.jsonl'),
  )
}

const goldFiles = (kind: string) => readdirSync(join(shared, 'gold', kind)).filter(file => file.endsWith('.jsonl')).map(file => join(shared, 'gold', kind, file)) // prettier-ignore

const measures: readonly (readonly [name: string, measure: () => string])[] = [
  ['ewt-dev gold tokens', () => treebank('ewt-dev', false)],
  ['ewt-dev raw', () => treebank('ewt-dev', true)],
  ['gum-open-dev gold tokens', () => treebank('gum-open-dev', false)],
  ['gum-open-dev raw', () => treebank('gum-open-dev', true)],
  ['names uner-ewt-dev', names],
  ['seed', () => dispatches(join(shared, 'seeds'))],
  ['dispatches', () => dispatches(join(shared, 'gold/dispatches'))],
  ...(['time', 'places', 'statements', 'sentences'] as const).flatMap(folder =>
    goldFiles(folder).map(gold => {
      const kind = folder === 'time' ? 'times' : folder
      return [`${kind} ${gold.split('/').at(-1) ?? ''}`, () => layer(kind, gold)] as const
    }),
  ),
]

const model = (JSON.parse(readFileSync('model/labels.json', 'utf8')) as { onnx: string }).onnx.slice(0, 12)
for (const [name, measure] of measures.filter(([name]) => only === undefined || name.includes(only))) {
  const report = measure()
  process.stdout.write(`== ${name}\n${report}`)
  const line = { bench: 'quality', at: new Date().toISOString(), model, name, figures: figuresOf(report) }
  appendFileSync('bench/history.jsonl', `${JSON.stringify(line)}\n`)
}
