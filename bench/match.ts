import { readdirSync, readFileSync, statSync } from 'node:fs'
import type { Dispatch, EntityRecord, EventRecord } from '../src/contract.ts'

/** An annotated event, as far as a record is judged by it. */
export interface GoldEvent {
  readonly trigger: { readonly start: number; readonly end: number }
  readonly event: readonly string[]
  readonly actor: readonly string[]
  readonly recipient: readonly string[]
  readonly status: string
  readonly spans?: { readonly mentions?: readonly { readonly start: number; readonly end: number }[] }
}

export interface GoldDispatch extends Dispatch {
  readonly events: readonly GoldEvent[]
}

/** Annotated dispatches of a JSONL file or of a folder of JSON files. */
export function readGold(path: string): GoldDispatch[] {
  const texts = statSync(path).isDirectory()
    ? readdirSync(path)
        .filter(name => name.endsWith('.json'))
        .map(name => readFileSync(`${path}/${name}`, 'utf8'))
    : readFileSync(path, 'utf8').split('\n').filter(Boolean)
  return texts.map(text => JSON.parse(text) as GoldDispatch).filter(({ events, text }) => Boolean(events && text))
}

/** Of each record, whether a happening of the gold is told in it with category, actors, recipients and status all right. */
export function judge(gold: GoldDispatch, records: readonly EventRecord[]): boolean[] {
  const pairs = records
    .flatMap((record, j) =>
      gold.events.map((event, i) => ({ i, j, right: isRight(event, record), touches: touches(event, record) })),
    )
    .filter(({ touches }) => touches)
    .sort((a, b) => Number(b.right) - Number(a.right))
  const [used, verdicts] = [new Set<number>(), records.map(() => false)]
  const judged = new Set<number>()
  for (const { i, j, right } of pairs) {
    if (used.has(i) || judged.has(j)) continue
    used.add(i)
    judged.add(j)
    verdicts[j] = right
  }
  return verdicts
}

function touches({ trigger, spans }: GoldEvent, { evidence }: EventRecord): boolean {
  const own = evidence.trigger
  return [trigger, ...(spans?.mentions ?? [])].some(
    ({ start, end }) => own !== undefined && own.start < end && start < own.end,
  )
}

function isRight(event: GoldEvent, record: EventRecord): boolean {
  const same = (gold: readonly string[], read: readonly EntityRecord[]) => {
    const [wanted, found] = [new Set(gold.map(countryOf)), new Set(read.map(({ code }) => countryOf(code)))]
    const nobody = [...wanted, ...found].every(code => code === 'UNK')
    return nobody || (wanted.size === found.size && [...wanted].every(code => found.has(code)))
  }
  const isCategory = event.event.includes(record.event)
  return (
    isCategory &&
    event.status === record.status &&
    same(event.actor, record.actor) &&
    same(event.recipient, record.recipient)
  )
}

function countryOf(code: string): string {
  const [country = ''] = code.split('/')
  return /^(?:UNO|EUU|AFU)$/.test(country) ? 'IGO' : country
}
