import type { Dispatch, EventRecord, PlaceRecord, Reading } from '../src/contract.ts'
import { NO_PROCESS } from '../src/text/document.ts'

// Made-up dispatches with their readings, in any number, the same for the same number: what a ledger costs beyond reading.
// A world of 40 wars: each day brings each some occurrences, and each is told by up to four outlets, now and then as a reprint.

const WARS = 40
const OUTLETS = 60
const FIRST_DAY = Date.parse('2020-01-01')
/** Dispatches of one day, of all wars together: as many as a crisis desk takes in. */
const A_DAY = 120
const CATEGORIES = ['ASSAULT', 'ASSAULT', 'ASSAULT', 'CONSULT', 'AGREE', 'RETREAT', 'REQUEST', 'ACCUSE'] as const
const WORDS = 'the of and river bridge village convoy army envoy talks ceasefire border market school harbour district council column drone artillery shelling prisoners families aid road hospital statement minister spokesman delegation round proposal condition withdrawal monitors corridor fuel grain winter night morning attack strike positions brigade leader summit meeting accord signed rejected denied confirmed reported killed wounded released exchanged returned'.split(' ') // prettier-ignore

/** A stream of whole numbers below 2^32 from a seed (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
}

const code = (war: number, side: number) => `${String.fromCharCode(65 + (war % 26))}${String.fromCharCode(65 + Math.floor(war / 26))}${side}` // prettier-ignore

const VOCABULARY = 20_000

/** A word as often as its rank in a language has it (Zipf's law); the words above are those of ranks 100 and on. */
function wordFrom(next: () => number): string {
  const rank = Math.floor(VOCABULARY ** (next() / 2 ** 32))
  return WORDS[rank - 100] ?? `w${rank.toString(36)}`
}

/** One of some occurrences of a war's day, the same whoever tells it, but for the count. */
function happening(war: number, day: string, { which, teller }: { which: number; teller: number }): EventRecord {
  const next = numbers(war * 7919 + Date.parse(day) / 86_400_000 + which * 104_729)
  const category = CATEGORIES[next() % CATEGORIES.length] ?? 'ASSAULT'
  const town = next() % 50
  const place: PlaceRecord = {
    text: `Town ${town}`, start: 0, end: 6, name: `Town ${war}-${town}`, country: code(war, 0), lat: (next() % 120) - 60, lon: (next() % 300) - 150,
    resolution: 'city', geonameid: war * 1000 + town,
  } // prettier-ignore
  const words = Array.from({ length: 18 }, () => wordFrom(next)).join(' ')
  const quote = `${words} ${teller}.`
  const [actor, recipient] = [0, 1].map(side => ({ text: 'army', start: 0, end: 4, name: `Side ${side} of ${war}`, code: code(war, side), sector: ['GOV' as const] })) // prettier-ignore
  const dead = 1 + (next() % 30)
  return {
    id: `e-${war}-${day}-${which}-${teller}`, event: category, issue: null, mode: category === 'ASSAULT' ? ['aerial'] : [], context: [], cameo: null, scale: null,
    actor: actor === undefined ? [] : [actor], recipient: recipient === undefined ? [] : [recipient], date: { text: day, edtf: day, start: day, end: day },
    places: [place], status: 'happened', attribution: [], figures: [{ kind: 'killed', min: dead + (teller % 3), max: dead + (teller % 3), text: String(dead + (teller % 3)) }], links: [],
    evidence: { start: 0, end: quote.length, quote }, confidence: 0.8, why: ['made up'],
  } // prettier-ignore
}

/** The n-th dispatch with its reading: some 350 words, five events. */
export function synthetic(n: number): Reading {
  const next = numbers(n)
  const day = new Date(FIRST_DAY + Math.floor(n / A_DAY) * 86_400_000).toISOString().slice(0, 10)
  const war = next() % WARS
  const outlet = next() % OUTLETS
  // Every sixth dispatch prints the text of the one six before it, of the same day, with another end.
  const told = n % 6 === 5 && n % A_DAY > 5 ? numbers(n - 5) : next
  const text = Array.from({ length: 330 }, () => wordFrom(told)).join(' ')
  const events = Array.from({ length: 5 }, () => happening(war, day, { which: next() % 4, teller: outlet }))
  const distinct = [...new Map(events.map(event => [event.id, event])).values()]
  const document: Dispatch = {
    id: `made-${n}`, title: `Dispatch ${n} of war ${war}`, text: `${text} End ${n}.`, publisher: `Outlet ${outlet}`, published: day, url: `https://outlet.example/${n}`,
    language: 'en',
  } // prettier-ignore
  return { document, events: distinct, process: NO_PROCESS }
}
