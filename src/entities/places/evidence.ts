import type { Document, Name } from '../../text/document.ts'
import { tokenAt } from '../words.ts'
import { besideOf, type Beside } from './beside.ts'
import { importance } from './candidates.ts'
import type { Finding } from './findings.ts'
import type { PlaceTables } from './gazetteer.ts'

/** Whether a name is a place: `maybe` where only the same name elsewhere in the dispatch can tell. */
export type Verdict = 'yes' | 'maybe' | 'no'

/** Importance from which a name is a place without any word beside it that says so: a million people. */
const KNOWN_BY_ITSELF = 6
/** Importance from which it may be one where the tree has it as a proper noun. */
const LIKELY = 4.9
/** That of states. */
const STATE = 8

/**
 * Whether the name stands for a place here: what the name head says comes first, then the words beside it.
 *
 * People, papers, teams and firms named after places are none; a local body ("Dublin Police") names its place.
 */
export function judgePlaceName(document: Document, finding: Finding, tables: PlaceTables): Verdict {
  const beside = besideOf(document, finding, tables)
  if (beside.itself.has('never')) return 'no'
  const [name] = document.names
    .filter(name => name.start < finding.end && name.end > finding.start)
    .sort((a, b) => overlap(b, finding) - overlap(a, finding))
  if (name === undefined) return judgeUnnamed(document, finding, beside)
  if (name.kind === 'LOC') return judgeLocation(document, finding, { name, beside, tables })
  if (name.kind === 'ORG') return judgeOrganisation(document.text, finding, { name, beside })
  if (name.kind === 'PER') return yesIf(isWhole(finding, name) && isStrongIn(finding, beside))
  return name.kind === 'NORP' ? 'no' : yesIf(isWhole(finding, name) && strength(finding) >= KNOWN_BY_ITSELF)
}

const yesIf = (condition: boolean): Verdict => (condition ? 'yes' : 'no')
const strength = ({ rows }: Finding) => Math.max(...rows.map(importance))
const overlap = (name: Name, { start, end }: Finding) => Math.min(name.end, end) - Math.max(name.start, start)
const isWhole = ({ start, end }: Finding, name: Name) => name.start >= start - 4 && name.end <= end + 2
const isStrongIn = (finding: Finding, { before }: Beside) => before.has('locative') && strength(finding) >= LIKELY

interface Named {
  readonly name: Name
  readonly beside: Beside
}

const DESCRIBES = new Set(['area', 'site', 'direction', 'authority'])

/** A place inside a longer name is meant only where the rest describes it: "Northern Syria", not "Webb Center". */
function judgeLocation(document: Document, finding: Finding, named: Named & { tables: PlaceTables }): Verdict {
  const { text } = document
  const { name, beside, tables } = named
  const rest = [lastPart(text.slice(name.start, finding.start)), firstPart(text.slice(finding.end, name.end))]
  const isDescribed = rest.join(' ').split(/\s+/).filter(word => /^\p{Lu}/u.test(word)).every(word => {
    return [...(tables.neighbours.get(word) ?? [])].some(role => DESCRIBES.has(role))
  }) // prettier-ignore
  return yesIf(isDescribed && (!beside.after.has('body') || name.end >= finding.end))
}

// "Paris, Texas" and "Kyiv and Moscow" may come as one name: each part by itself.
const PARTS = /[,()/]| (?:and|or|of|in|the) /
const lastPart = (text: string) => text.split(PARTS).at(-1) ?? ''
const firstPart = (text: string) => text.replace(/^['’]s/, ' the ').split(PARTS)[0] ?? ''

function judgeOrganisation(text: string, finding: Finding, { name, beside }: Named): Verdict {
  const written = text.slice(finding.start, finding.end)
  if (isWhole(finding, name)) {
    // "NICE", "the Pentagon said", "The Atlantic": bodies, whatever else bears the name.
    const isBody = written === written.toUpperCase() ? strength(finding) < STATE : !canAct(finding)
    return yesIf(!isBody && (strength(finding) >= LIKELY || beside.before.has('locative')))
  }
  return yesIf(name.start >= finding.start - 4 && beside.after.has('authority'))
}

const canAct = ({ rows }: Finding) => rows.some(({ resolution }) => resolution !== 'point' && resolution !== 'sea')

function judgeUnnamed(document: Document, finding: Finding, beside: Beside): Verdict {
  if (beside.before.has('title') || beside.after.has('body') || beside.strangerAfter) return 'no'
  if (finding.key.endsWith(SHORT)) return 'yes'
  if (beside.strangerBefore) return yesIf(strength(finding) >= STATE)
  return isProper(document, finding) ? judgeProper(finding, beside) : 'no'
}

function judgeProper(finding: Finding, { itself, before, after, startsSentence }: Beside): Verdict {
  if (before.has('locative') || after.has('area') || after.has('authority')) return 'yes'
  if (itself.has('seldom')) return 'no'
  return strength(finding) >= (startsSentence ? KNOWN_BY_ITSELF : LIKELY) ? 'yes' : 'maybe'
}

/** Ends the key of a state's short form. */
export const SHORT = ' (short)'

function isProper(document: Document, { start }: Finding): boolean {
  const upos = document.tokens[tokenAt(document, start)]?.upos ?? ''
  return upos === '' || upos === 'PROPN'
}
