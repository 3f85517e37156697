/**
 * How well the relevance gate tells news of conflict and talks from other news, and how fast: `npm run gate -- KEEP=… DROP=…`.
 *
 * `KEEP=PATH` names texts that should be kept, `DROP=PATH` texts of something else: a JSONL file or a folder of JSON files, each with
 * `text` and, where it has one, `title`. Of texts to drop a second line counts only those in which none of the words of WAR stands: other
 * news holds reports of war as well, and nobody has looked through these collections. Appends to bench/history.jsonl.
 */
import { appendFileSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { openGate } from '../src/reading/packaged.ts'

/** A plain criterion, chosen before anything was measured: a text without any of these is taken to be about something else. */
const WAR =
  /\b(?:wars?|army|armies|military|troops|soldiers?|rebels?|militants?|insurgents?|terror\w*|guerrillas?|cease-?fires?|truce|peace|treaty|bomb\w*|missiles?|air ?strikes?|invasion|hostages?|genocide|refugees?|weapons?|sanctions|embassy|embassies|ambassadors?|diplomat\w*|negotiat\w*|talks|summit|protest\w*|riots?)\b/i

interface Sample {
  readonly title?: string | null
  readonly text: string
}

function readTexts(path: string): Sample[] {
  if (!statSync(path).isDirectory()) return readFileSync(path, 'utf8').split('\n').filter(Boolean).map(line => JSON.parse(line) as Sample) // prettier-ignore
  const files = readdirSync(path).filter(file => file.endsWith('.json'))
  return files.map(file => JSON.parse(readFileSync(join(path, file), 'utf8')) as Sample)
}

const gate = openGate()
const keptOf = (texts: readonly Sample[]) => texts.filter(({ title = null, text }) => gate.judge({ title, text }).isAbout).length // prettier-ignore
const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`

function look(should: string, path: string): Record<string, unknown> {
  const texts = readTexts(path)
  const kept = keptOf(texts)
  const name = basename(path)
  if (should === 'KEEP') {
    console.log(`${name}: ${kept} of ${texts.length} kept, ${percent(kept, texts.length)}`)
    return { name, texts: texts.length, kept }
  }
  const peaceful = texts.filter(({ title, text }) => !WAR.test(`${title ?? ''} ${text}`))
  const [dropped, droppedPeaceful] = [texts.length - kept, peaceful.length - keptOf(peaceful)]
  console.log(`${name}: ${dropped} of ${texts.length} dropped, ${percent(dropped, texts.length)}; of those without a word of war ${droppedPeaceful} of ${peaceful.length}, ${percent(droppedPeaceful, peaceful.length)}`) // prettier-ignore
  return { name, texts: texts.length, dropped, peaceful: peaceful.length, droppedPeaceful }
}

const given = process.argv.slice(2).map(word => /^(KEEP|DROP)=(.+)$/.exec(word))
if (given.length === 0 || given.includes(null)) throw new Error('name texts: KEEP=PATH or DROP=PATH')
const figures = given.map(found => look(found?.[1] ?? '', found?.[2] ?? ''))
appendFileSync('bench/history.jsonl', `${JSON.stringify({ bench: 'gate', at: new Date().toISOString(), figures })}\n`)
