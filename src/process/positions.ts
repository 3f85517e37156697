import type { EventRecord, PositionRecord, Stance } from '../contract.ts'
import { partiesOf } from '../events/party.ts'
import { proposersOf } from './proposals.ts'
import { issuesOf } from './issues.ts'
import { findStands } from './stands.ts'
import { firstOf, sentenceOf, type TextAndTables } from './words.ts'

/** Where a party stands on an issue, by what it did about it. */
export function findPositions(reading: TextAndTables, events: readonly EventRecord[]): PositionRecord[] {
  const positions = events.flatMap(event => {
    const stance = stanceOf(event)
    if (stance === null) return []
    const { attribution, evidence } = event
    const speaker = attribution.at(-1)?.name ?? personOf(event)
    const condition = conditionOf(event)
    return proposersOf(event, events).flatMap(by =>
      issuesOf(reading, event).map(issue => ({ by, speaker, issue, stance, condition, attribution, evidence })),
    )
  })
  const told = findStands(reading).map(({ by, mention, issue, stance, token }): PositionRecord => {
    const evidence = sentenceOf(reading.document, token)
    const speaker = mention.entity.sector.length > 0 ? mention.entity.name : null
    const condition = stance === 'conditional' ? conditionIn(evidence.quote) : null
    return { by, speaker, issue, stance, condition, attribution: [], evidence }
  })
  return firstOf([...positions, ...told], ({ by, issue, stance }) => `${by} ${issue} ${stance}`)
}

function stanceOf({ event, status, actor, evidence }: EventRecord): Stance | null {
  if (partiesOf(actor).length > 1) return null
  if (status === 'conditional') return 'conditional'
  if (status === 'demanded') return 'demands'
  const stance = STANCE_OF[`${event} ${status}`] ?? STANCE_OF[event] ?? null
  return stance === 'accepts' && STRICT_CONDITION.test(evidence.quote) ? 'conditional' : stance
}

/** Words that make a consent a conditional one, whatever the verb. */
const STRICT_CONDITION = /\b(?:only (?:after|if|when|once)|provided that|on condition|as long as|unless)\b/i

const STANCE_OF: Readonly<Record<string, Stance | undefined>> = {
  REJECT: 'rejects',
  REQUEST: 'demands',
  SUPPORT: 'accepts',
  'AGREE proposed': 'offers',
  'AGREE happened': 'accepts',
}

const CONDITION =
  /\b(?:but only (?:after|if|when)|only (?:after|if|when)|provided(?: that)?|as long as|on condition(?: that)?|if|unless|once)\b.*$/i

function conditionOf({ status, evidence }: EventRecord): string | null {
  return status === 'conditional' || STRICT_CONDITION.test(evidence.quote) ? conditionIn(evidence.quote) : null
}

const conditionIn = (quote: string) => CONDITION.exec(quote.slice(0, 1000))?.[0].replace(/[.\s]+$/, '') ?? null

const personOf = ({ actor }: EventRecord) =>
  actor.find(({ sector, name, text }) => sector.length > 0 && text.includes(name))?.name ?? null
